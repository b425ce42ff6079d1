"""A folder that says whom a verifier trusts (信任文件夹): read whole or not at all, in a confined process.

:mod:`oa_desktop.domain.trust.files` says what lies in it. Files are DER or PEM, one a file. Beside the folders only
texts may lie (.txt, .md).
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.files import ANCHORS, BETWEEN, FOLDERS, MAKERS, OWN, REVOCATIONS, trust_files
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.leaving import make_folder, write_file
from oa_desktop.security import sm3
from oa_desktop.security.certificates import reading, revocations

MOST_FILES: Final = 1_000
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of one file; lists of revocations are the largest."""
LARGEST_WHOLE: Final = 64 * 1024 * 1024
"""Bytes of one of the folders."""
_TEXTS: Final = frozenset({".txt", ".md"})

Named = dict[str, bytes]
"""DER by the name of its file."""


def read_trust(folder: Path) -> Trust:
    """Return whom a folder trusts.

    Raises:
        Unavailable: ``trust-folder.unknown``, ``trust-folder.unreadable``, ``trust-folder.too-many``; nothing of it
            is trusted then.
    """
    try:
        files = {kind: _files(folder, kind) for kind in FOLDERS}
        strange = next(_strange(folder), None)
    except OSError as error:
        raise Unavailable("trust-folder.unreadable", file=folder.name, reason=error.strerror or str(error)) from error
    if strange is not None:
        raise Unavailable("trust-folder.unknown", file=strange)
    found = {kind: tuple(_binary(kind, named).values()) for kind, named in files.items()}
    return Trust(
        anchors=(*found[ANCHORS], *found[OWN]),
        own=frozenset(Digest(sm3.digest(one)) for one in found[OWN]),
        between=found[BETWEEN],
        revocations=found[REVOCATIONS],
        makers=found[MAKERS],
    )


def write_trust(folder: Path, trust: Trust) -> None:
    """Write a folder that is read as this trust, DER.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    for kind in FOLDERS:
        make_folder(folder / kind)
    for name, data in trust_files(trust, lambda one: Digest(sm3.digest(one))).items():
        write_file(folder / name, data)


def _files(folder: Path, kind: str) -> Named:
    """Return the files of one of the folders; links and what is no file are not followed."""
    place = folder / kind
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise Unavailable("trust-folder.unknown", file=kind)
    paths = sorted(place.iterdir()) if place.is_dir() else []
    if len(paths) > MOST_FILES or sum(path.lstat().st_size for path in paths) > LARGEST_WHOLE:
        raise Unavailable("trust-folder.too-many", file=kind, limit=MOST_FILES)
    return {f"{kind}/{path.name}": _bytes(path, kind) for path in paths if path.suffix.lower() not in _TEXTS}


def _bytes(path: Path, kind: str) -> bytes:
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise Unavailable("trust-folder.unknown", file=f"{kind}/{path.name}")
    if found.st_size > LARGEST:
        raise Unavailable("trust-folder.too-many", file=f"{kind}/{path.name}", limit=MOST_FILES)
    return path.read_bytes()


def _strange(folder: Path) -> Iterator[str]:
    """Yield what lies in the folder beside what belongs there: whoever misplaced it believes it is trusted."""
    if not folder.is_dir():
        yield folder.name
        return
    for path in sorted(folder.iterdir()):
        if path.name not in FOLDERS and path.suffix.lower() not in _TEXTS:
            yield path.name


# --- in a confined process --------------------------------------------------------------------------------------------


def _binary(kind: str, named: Named) -> Named:
    """Return the DER of files.

    Raises:
        Unavailable: ``trust-folder.unreadable``, with the file and the reason.
    """
    if not named:
        return {}
    too_hard = Refused("verdict.too-hard")
    try:
        return dict(ask(read_confined, kind == REVOCATIONS, named, too_hard=too_hard))
    except Refused as refused:
        told = refused.params
        file, reason = str(told.get("file", kind)), str(told.get("reason", ""))
        raise Unavailable("trust-folder.unreadable", file=file, reason=reason) from refused


def read_confined(are_lists: bool, named: Mapping[str, bytes]) -> object:
    """Return, in the child, the DER of certificates or of lists, or refuse the first that is none."""
    read = _list if are_lists else _certificate
    return answer(lambda: {name: _read(read, name, data) for name, data in named.items()})


def _read(read: Callable[[bytes], bytes], name: str, data: bytes) -> bytes:
    try:
        return read(data)
    except Refused as refused:
        raise Refused("trust-folder.unreadable", file=name, reason=refused.params.get("reason", "")) from refused


def _certificate(data: bytes) -> bytes:
    return reading.read(data).data


def _list(data: bytes) -> bytes:
    return revocations.read(data).data
