"""What of a package of the archive is read in the confined process: an EEP, metadata, and the catalogue.

A process that is started anew imports this and little else.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from oa_desktop.confine import Limits
from oa_desktop.domain.errors import Refused
from oa_desktop.office.confined import answer

LARGEST: Final = 512 * 1024 * 1024
"""Bytes of a package that is read at all."""
LIMITS: Final = Limits(seconds=60.0, answer_bytes=LARGEST, memory_bytes=4 * LARGEST)
_SHOWN = 60
"""Characters of a name that is refused."""
_LONGEST_NAME: Final = 255
"""Bytes of a name that file systems take."""
_NAME, _DATA, _DOCUMENT = "题名", "编码数据", "文档"
_ENTITY, _FILES = "文件实体", "文件数据"
_LONGEST: Final = 10_000
"""Characters of what one element says."""
_MOST: Final = 100_000
"""Elements that are kept."""
_DEEPEST: Final = 64
"""Elements inside one another."""
ROW: Final = "文件"
COLUMNS: Final = ("顺序号", "档号", "责任者", "题名", "日期", "保管期限", "密级", "页数", "备注")
"""Elements of 目录文件.XML: one an item, and those inside of it."""
_MOST_ROWS: Final = 200_000


# --- the files of an EEP ----------------------------------------------------------------------------------------------


def read_confined(data: bytes, name: str) -> object:
    """Return the files of a package by their names; runs in the confined process."""
    return answer(lambda: _files(data, name))


@dataclass(slots=True)
class _Reading:
    """What is being read: the elements that are open, and what was read of the 文档 that is."""

    open: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    name: str = ""
    files: dict[str, bytes] = field(default_factory=dict)


def _files(data: bytes, name: str) -> dict[str, bytes]:
    reading, parser = _Reading(), expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise ValueError("a package declares no entities")

    def begin(tag: str, _: object) -> None:
        reading.open.append(tag)
        reading.words.clear()

    def end(tag: str) -> None:
        reading.open.pop()
        _ended(reading, tag)
        reading.words.clear()

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = reading.words.append
    parser.buffer_text = True  # a line at a time takes twice as long
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused("import.damaged", file=name) from error
    return reading.files


def _ended(reading: _Reading, tag: str) -> None:
    inside = reading.open[-1] if reading.open else ""
    if tag == _NAME and inside == _DOCUMENT:
        reading.name = "".join(reading.words)
    elif tag == _DATA:
        if not is_plain_name(reading.name) or reading.name in reading.files:
            raise Refused("import.name", file=reading.name[:_SHOWN])
        reading.files[reading.name] = base64.b64decode("".join("".join(reading.words).split()), validate=True)


def is_plain_name(name: str) -> bool:
    """Whether a name is that of a file in the folder itself, on every system."""
    return 0 < len(name.encode()) <= _LONGEST_NAME and name not in (".", "..") and not set(name) & set('/\\:\0*?"<>|')


# --- metadata ---------------------------------------------------------------------------------------------------------


def metadata_confined(data: bytes, name: str) -> object:
    """Return what metadata say, plainly; runs in the confined process."""
    return answer(lambda: _description(data, name))


@dataclass(slots=True)
class _Describing:
    """What is being read: the elements that are open, what was said of the item, and of each file."""

    open: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    files: list[dict[str, str]] = field(default_factory=list)
    kept: int = 0


def _description(data: bytes, name: str) -> dict[str, object]:
    reading, parser = _Describing(), expat.ParserCreate()

    def doctype(*_: object) -> None:
        raise ValueError("metadata declare no entities")

    def begin(tag: str, _: object) -> None:
        reading.open.append(tag)
        reading.words.clear()
        if len(reading.open) > _DEEPEST:
            raise ValueError("too deep")
        if tag == _DOCUMENT:
            reading.files.append({})

    def characters(words: str) -> None:
        if reading.open[-1] != _DATA:
            reading.words.append(words)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda tag: _described(reading, tag)
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused("import.damaged", file=name) from error
    return {"said": reading.said, "files": reading.files}


def _described(reading: _Describing, tag: str) -> None:
    words = "".join(reading.words).strip()[:_LONGEST]
    reading.words.clear()
    reading.open.pop()
    if _ENTITY not in reading.open or not words:
        return
    reading.kept += 1
    if reading.kept > _MOST:
        raise ValueError("too many elements")
    (reading.files[-1] if _FILES in reading.open and reading.files else reading.said).setdefault(tag, words)


# --- the catalogue ----------------------------------------------------------------------------------------------------


def rows_confined(data: bytes, name: str) -> object:
    """Return the cells of each row of a catalogue by their columns; runs in the confined process."""
    return answer(lambda: _rows_in(data, name))


def _rows_in(data: bytes, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    words: list[str] = []

    def begin(tag: str, _: object) -> None:
        words.clear()
        if tag == ROW:
            rows.append({})

    def end(tag: str) -> None:
        if rows and tag in COLUMNS:
            rows[-1][tag] = "".join(words)

    def doctype(*_: object) -> None:
        raise ValueError("a catalogue declares no entities")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = words.append
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused("import.damaged", file=name) from error
    if len(rows) > _MOST_ROWS:
        raise Refused("import.too-hard", file=name)
    return rows
