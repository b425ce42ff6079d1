"""The lists of a bag (RFC 8493), whoever wrote it: UTF-8, a digest and a name a line, no name twice.

Programs differ in capitals, spaces, ends and order of lines, and all of that is read. Of what this program itself has
written :mod:`oa_desktop.archive.bag_forms` asks for the very bytes.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_DECLARATION: Final = "bagit.txt"
_DECLARED: Final = re.compile(
    rb"BagIt-Version: (?:0\.97|1\.0)\r?\nTag-File-Character-Encoding: [Uu][Tt][Ff]-8(?:\r?\n)*"
)
_NAME: Final = re.compile(r"(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512|sm3)\.txt")
_LINE: Final = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BagList:
    """One list.

    Attributes:
        name: Of its file.
        data: The bytes of it.
        of_tags: Whether it is over the files that describe the bag, and not over those in it.
        algorithm: Of its digests: SM3, or what ``hashlib`` calls so.
        lines: The names as they stand there, each with its digest, hexadecimal in small letters.
    """

    name: str
    data: bytes
    of_tags: bool
    algorithm: str
    lines: Sequence[tuple[str, str]]

    @property
    def digests(self) -> Mapping[str, str]:
        """Digests by the name of the file, composed."""
        return {composed(name): digest for name, digest in self.lines}


def read_lists(folder: Path) -> tuple[BagList, ...]:
    """Return the lists of a bag, one of which at least is over the files in it.

    Raises:
        ValueError: It says of itself that it is none, or a list is not of that form.
        OSError: The disk does not give it.
    """
    found = tuple(_lists(folder))
    if (
        not (folder / _DECLARATION).is_file()
        or not _DECLARED.fullmatch((folder / _DECLARATION).read_bytes())
        or all(one.of_tags for one in found)
    ):
        raise ValueError(_DECLARATION)
    return found


def composed(name: str) -> str:
    """Return a name in one form; some systems take characters apart."""
    return unicodedata.normalize("NFC", name)


def look_alikes(names: Iterable[str]) -> Iterator[str]:
    """Yield the names that several files have once they are composed: on a screen they are one (理 U+7406, U+F9E4)."""
    yield from (name for name, times in Counter(map(composed, names)).items() if times > 1)


def is_odd(path: Path) -> bool:
    """Whether something in a package is no file and no folder of files: a link, a pipe, a folder with nothing in it.

    No list names a folder, and a link leads out of the package.

    Raises:
        OSError: The disk does not give it.
    """
    if path.is_symlink() or not path.is_dir():
        return path.is_symlink() or not path.is_file()
    return not any(path.iterdir())


def _lists(folder: Path) -> Iterator[BagList]:
    for path in sorted(folder.iterdir()):
        told = _NAME.fullmatch(path.name)
        if told and path.is_file():
            data = path.read_bytes()
            lines = tuple(_lines(data.decode("utf-8")))
            yield BagList(name=path.name, data=data, of_tags=bool(told[1]), algorithm=told[2], lines=lines)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    found: set[str] = set()
    for line in filter(None, re.split(r"\r\n|\n|\r", text)):
        told = _LINE.fullmatch(line)
        name = composed(told[2]) if told else ""
        if not told or name in found or _leads_out(name):
            raise ValueError(line)
        found.add(name)
        yield told[2], told[1].lower()


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "../")) or name == ".." or posixpath.normpath(name) != name
