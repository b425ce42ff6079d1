"""Reading what a package says of an item (元数据): in a confined process, whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from oa_desktop.archive.eep_reading import LARGEST, LIMITS
from oa_desktop.domain.errors import Refused
from oa_desktop.office.confined import answer, ask

_ENTITY, _FILES, _FILE, _DATA = "文件实体", "文件数据", "文档", "编码数据"
_NAME, _SIZE, _DIGEST = "题名", "计算机文件大小", "SM3摘要"
_LONGEST: Final = 10_000
"""Characters of what one element says."""
_MOST: Final = 100_000
"""Elements that are kept."""
_DEEPEST: Final = 64
"""Elements inside one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """文档: a file as the metadata lists it; -1 bytes where they say no number."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What metadata say of an item.

    Attributes:
        said: By the names of the elements, as each stands first.
        readable: Whether there are any that can be read.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Listed, ...] = ()
    readable: bool = True


UNREADABLE: Final = Described(readable=False)


def read_metadata(data: bytes, name: str) -> Described:
    """Return what metadata say.

    Raises:
        Refused: ``import.damaged``, ``import.too-hard``.
        Unavailable: ``confine.failed``.
    """
    too_hard = Refused("import.too-hard", file=name)
    if len(data) > LARGEST:
        raise too_hard
    found: Any = ask(metadata_confined, data, name, too_hard=too_hard, limits=LIMITS)
    return Described(said=found["said"], files=tuple(map(_listed, found["files"])))


def _listed(one: Mapping[str, str]) -> Listed:
    size = one.get(_SIZE, "")
    number = int(size) if size.isascii() and size.isdecimal() and len(size) < len(str(LARGEST)) + 3 else -1
    return Listed(name=one.get(_NAME, ""), size=number, digest=one.get(_DIGEST, ""))


def metadata_confined(data: bytes, name: str) -> object:
    """Return what metadata say, plainly; runs in the confined process."""
    return answer(lambda: _read(data, name))


@dataclass(slots=True)
class _Reading:
    """What is being read: the elements that are open, what was said of the item, and of each file."""

    open: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    files: list[dict[str, str]] = field(default_factory=list)
    kept: int = 0


def _read(data: bytes, name: str) -> dict[str, object]:
    reading, parser = _Reading(), expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise ValueError("metadata declare no entities")

    def begin(tag: str, _: object) -> None:
        reading.open.append(tag)
        reading.words.clear()
        if len(reading.open) > _DEEPEST:
            raise ValueError("too deep")
        if tag == _FILE:
            reading.files.append({})

    def characters(words: str) -> None:
        if reading.open[-1] != _DATA:
            reading.words.append(words)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda tag: _ended(reading, tag)
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused("import.damaged", file=name) from error
    return {"said": reading.said, "files": reading.files}


def _ended(reading: _Reading, tag: str) -> None:
    words = "".join(reading.words).strip()[:_LONGEST]
    reading.words.clear()
    reading.open.pop()
    if _ENTITY not in reading.open or not words:
        return
    reading.kept += 1
    if reading.kept > _MOST:
        raise ValueError("too many elements")
    (reading.files[-1] if _FILES in reading.open and reading.files else reading.said).setdefault(tag, words)
