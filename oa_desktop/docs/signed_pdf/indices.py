"""Indices of a PDF (交叉引用, ISO 32000-1 7.5.4, 7.5.8): tables and streams, of one kind at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from oa_desktop.docs.signed_pdf.objects import inflated, read_object
from oa_desktop.docs.signed_pdf.syntax import NotStrict, Reading, Written

MOST_OBJECTS = 300_000
MOST_REVISIONS = 200
_TAIL: Final = re.compile(rb"startxref[\r\n]+(\d{1,12})[\r\n]+%%EOF[\x00\t\n\x0c\r ]*\Z")
_SUBSECTION: Final = re.compile(rb"(\d{1,10}) (\d{1,10})[ ]*(?:\r\n|\n|\r)")
_ROW: Final = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
_XREF: Final = re.compile(rb"xref[ ]*(?:\r\n|\n|\r)")
_WIDTHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index of objects (交叉引用).

    Attributes:
        at: Where it stands.
        places: Where objects begin, by number.
        packed: The stream of objects that holds an object, and its place there, by number.
        freed: Numbers that are taken back.
        trailer: What it says of the file.
        is_stream: Whether it is an object itself.
    """

    at: int
    places: Mapping[int, tuple[int, int]]
    packed: Mapping[int, tuple[int, int]]
    freed: frozenset[int]
    trailer: Mapping[str, Any]
    is_stream: bool


def read_indices(data: bytes) -> list[Index]:
    """Return the indices, the oldest first, each of which must stand before the one that follows it.

    Raises:
        NotStrict: The file has no end, or its indices lead astray.
    """
    tail = _TAIL.search(data, max(0, len(data) - 2048))
    if not tail:
        raise NotStrict("verdict.pdf-no-end")
    at, found = int(tail[1]), list[Index]()
    while True:
        index = _index(data, at)
        found.append(index)
        if len(found) > MOST_REVISIONS or sum(len(one.places) + len(one.packed) for one in found) > MOST_OBJECTS:
            raise NotStrict("verdict.pdf-too-much")
        if "XRefStm" in index.trailer:
            raise NotStrict("verdict.pdf-two-indices", f"第 {at} 字节")
        before = index.trailer.get("Prev")
        if before is None:
            return found[::-1]
        if not isinstance(before, int) or not 0 < before < at:
            raise NotStrict("verdict.pdf-index-astray", f"第 {at} 字节")
        at = before


def _index(data: bytes, at: int) -> Index:
    reading = Reading(data, at)
    if data.startswith(b"xref", at):
        return read_table(reading)
    written = read_object(data, at, {})
    if written.stream is None or written.value.get("Type") != "XRef":
        raise NotStrict("verdict.pdf-index-astray", f"第 {at} 字节")
    return _index_stream(written)


def read_table(reading: Reading) -> Index:
    """Return the table that begins here, and pass over it.

    Raises:
        NotStrict: It is no table, or names a number twice.
    """
    at, places, freed = reading.at, dict[int, tuple[int, int]](), set[int]()
    reading.match(_XREF)
    while not reading.data.startswith(b"trailer", reading.at):
        head = reading.match(_SUBSECTION)
        first, count = int(head[1]), int(head[2])
        if count > MOST_OBJECTS:
            raise reading.odd("verdict.pdf-too-much")
        for number in range(first, first + count):
            row = reading.match(_ROW)
            if number in places or number in freed:
                raise reading.odd("verdict.pdf-twice")
            if row[3] == b"n":
                places[number] = (int(row[1]), int(row[2]))
            else:
                freed.add(number)
    reading.take(b"trailer")
    return Index(at=at, places=places, packed={}, freed=frozenset(freed), trailer=_mapping(reading), is_stream=False)


def _mapping(reading: Reading) -> Mapping[str, Any]:
    value = reading.value()
    if not isinstance(value, Mapping):
        raise reading.odd()
    return value


def _index_stream(written: Written) -> Index:
    value, rows = written.value, _rows(written)
    places, packed, freed = dict[int, tuple[int, int]](), dict[int, tuple[int, int]](), set[int]()
    for number, (kind, second, third) in rows:
        if number in places or number in packed or number in freed:
            raise NotStrict("verdict.pdf-twice", f"{number} 号对象")
        if kind == 1:
            places[number] = (second, third)
        elif kind == 2:
            packed[number] = (second, third)
        else:
            freed.add(number)
    return Index(at=written.start, places=places, packed=packed, freed=frozenset(freed), trailer=value, is_stream=True)


def _rows(written: Written) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield what an index stream says of each number: kind and two figures."""
    value, place = written.value, f"{written.number} 号对象"
    widths, size = value.get("W"), value.get("Size")
    numbers = value.get("Index", (0, size))
    plain = inflated(value, written.stream or b"")
    if not _whole(widths, _WIDTHS) or not _whole(numbers) or len(numbers) % 2 or sum(widths) > 32:
        raise NotStrict("verdict.pdf-index-astray", place)
    if sum(numbers[1::2]) * sum(widths) != len(plain) or sum(numbers[1::2]) > MOST_OBJECTS:
        raise NotStrict("verdict.pdf-index-astray", place)
    at = 0
    for first, count in zip(numbers[::2], numbers[1::2], strict=True):
        for number in range(first, first + count):
            figures = list[int]()
            for width, default in zip(widths, (1, 0, 0), strict=True):
                figures.append(int.from_bytes(plain[at : at + width]) if width else default)
                at += width
            yield number, tuple(figures)


def _whole(numbers: object, count: int | None = None) -> bool:
    """Tell whether something is an array of whole numbers that are not negative, of a length."""
    return (
        isinstance(numbers, tuple)
        and all(type(one) is int and one >= 0 for one in numbers)
        and count in (None, len(numbers))
    )
