"""The files of an exercise (场景文件): a folder, or one packed file (``.scn``); ``exercise.yaml`` and its texts."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from oa_desktop.catalogue.checking import faults_of
from oa_desktop.catalogue.exercise_rules import EXERCISE_RULES
from oa_desktop.catalogue.faults import Faulty
from oa_desktop.catalogue.yaml_source import LARGEST, parse_yaml
from oa_desktop.confine import Limits
from oa_desktop.domain import canonical
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.zipping import zipped
from oa_desktop.office.confined import answer, ask

Files = Mapping[str, str]
"""What an exercise consists of: texts by their places, ``exercise.yaml`` and ``texts/…``."""

FILE: Final = "exercise.yaml"
TEXTS: Final = "texts"
PACKED: Final = ".scn"
LARGEST_PACKAGE: Final = 4 * 1024 * 1024
"""Bytes of a packed exercise; those that are shipped have 20,000."""
_LARGEST_TEXT: Final = 32 * 1024
"""Bytes of a paper of an exercise, some fifteen pages: it is read, checked and laid out at every turn of a run."""
_MOST_PARTS: Final = 200
_LIMITS: Final = Limits(seconds=20.0)
_PLACE: Final = re.compile(rf"{FILE}|{TEXTS}/[^/\\.][^/\\]{{0,60}}\.(md|txt)")
_FOLDERS: Final = frozenset({f"{TEXTS}/"})
_LINK: Final = 0o120000
_KINDS: Final = 0o170000
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, ValueError, OverflowError, EOFError, OSError, RuntimeError)
_OUTSIDE: Final = frozenset({"state", "tried"})
"""What a file says of its own way to the class; the digest of what was tried leaves it out."""


def files_at(path: Path) -> Files:
    """Return the files of the exercise that lies at a place, a folder or a packed file.

    Raises:
        Refused: ``training.package-part``: a link, or no text; what else :func:`unpacked` says.
        Unavailable: ``resource.unreadable``, ``confine.failed``.
    """
    try:
        return _in_folder(path) if path.is_dir() else unpacked(_package(path), path.name)
    except OSError as error:
        raise Unavailable("resource.unreadable", file=path.name) from error


def unpacked(data: bytes, name: str) -> Files:
    """Return what a packed exercise holds, taken apart in a confined process.

    Raises:
        Refused: ``training.package-other``, ``training.package-part``, ``training.package-twice``,
            ``training.package-hard``.
        Unavailable: ``confine.failed``.
    """
    hard = Refused("training.package-hard", name=name)
    if len(data) > LARGEST_PACKAGE:
        raise hard
    parts = ask(unpack_confined, data, name, too_hard=hard, limits=_LIMITS)
    return {str(place): str(text) for place, text in parts.items()}


def packed(files: Files) -> bytes:
    """Return an exercise as one file; the same exercise gives the same bytes."""
    return zipped({place: files[place].encode() for place in sorted(files)})


def content_digest(value: Mapping[str, Json], files: Files) -> str:
    """Return the digest of what an exercise says, whatever its state; SHA-256 in hexadecimal digits."""
    said: Json = {name: one for name, one in value.items() if name not in _OUTSIDE}
    texts: Json = {place: text for place, text in files.items() if place != FILE}
    return hashlib.sha256(canonical.encode({"says": said, "texts": texts})).hexdigest()


# --- a folder ----------------------------------------------------------------------------------------------------


def _in_folder(folder: Path) -> Files:
    texts = (one for one in sorted((folder / TEXTS).glob("*")) if one.suffix in (".md", ".txt"))
    places = [folder / FILE, *texts]
    strange = next((one for one in (folder / TEXTS, *places) if one.is_symlink()), None)
    if strange is not None:
        raise Refused("training.package-part", name=folder.name, part=strange.relative_to(folder).as_posix())
    return {one.relative_to(folder).as_posix(): _text(one, folder.name) for one in places}


def _text(path: Path, name: str) -> str:
    """Return what a file says, and hardly more than a resource may; a pipe might never end."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        return _decoded(file.read(LARGEST + 1), name, path.name)


def _decoded(data: bytes, name: str, part: str) -> str:
    if len(data) > (LARGEST if part == FILE else _LARGEST_TEXT):
        raise Refused("training.package-hard", name=name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("training.package-part", name=name, part=part) from None


# --- a packed file -----------------------------------------------------------------------------------------------


def _package(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_PACKAGE + 1)


def unpack_confined(data: bytes, name: str) -> object:
    """Take a packed exercise apart, in the child, and try there whether its words can be read in time."""
    return answer(lambda: _tried(dict(_parts(data, name))))


def _tried(files: dict[str, str]) -> dict[str, str]:
    """Return the files once somebody has read them through: what takes too long, takes it here."""
    try:
        faults_of(parse_yaml(files.get(FILE, ""), FILE), "exercise", EXERCISE_RULES)
    except (Faulty, RecursionError):
        return files  # whoever reads it next says where the fault is
    return files


def _parts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = [one for one in archive.infolist() if one.filename not in _FOLDERS]
        _refuse_strange(entries, name)
        for one in entries:
            with archive.open(one) as stream:
                yield one.filename, _decoded(stream.read(LARGEST + 1), name, one.filename)
    except _BROKEN:
        raise Refused("training.package-other", name=name) from None


def _refuse_strange(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse what is no part of an exercise before anything is unpacked."""
    places = [one.filename for one in entries]
    strange = next((one.filename for one in entries if not _PLACE.fullmatch(one.filename) or _is_link(one)), None)
    twice = next((one for one in places if places.count(one) > 1), None) if len(places) <= _MOST_PARTS else None
    if len(places) > _MOST_PARTS or sum(one.file_size for one in entries) > LARGEST_PACKAGE:
        raise Refused("training.package-hard", name=name)
    if strange is not None:
        raise Refused("training.package-part", name=name, part=strange)
    if twice is not None:
        raise Refused("training.package-twice", name=name, part=twice)
    if FILE not in places:
        raise Refused("training.package-other", name=name)


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return (entry.external_attr >> 16) & _KINDS == _LINK
