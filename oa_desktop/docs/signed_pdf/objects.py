"""Objects of a PDF as they stand in the file (ISO 32000-1 7.3.10), and what their streams come to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any, Final

from oa_desktop.docs.signed_pdf.syntax import NotStrict, Reading, Reference, Written

INFLATED_LIMIT = 64 << 20
"""Bytes that one stream of objects, an index or a drawing may come to."""
OBJECT: Final = re.compile(
    rb"(\d{1,10})[\x00\t\n\x0c\r ]+(\d{1,5})[\x00\t\n\x0c\r ]+obj(?=[\x00\t\n\x0c\r ()<>\[\]{}/%])"
)
_STREAM: Final = re.compile(rb"stream(?:\r\n|\n)")
_AFTER_STREAM: Final = re.compile(rb"(?:\r\n|\n|\r)?endstream")
_PNG_NONE = 10
_FILTERS: Final = (None, (), "FlateDecode", ("FlateDecode",))


def read_object(data: bytes, at: int, places: Mapping[int, tuple[int, int]]) -> Written:
    """Return the object that begins at a place.

    Args:
        data: The file.
        at: Where.
        places: Where objects of the same revision begin, by number: the length of a stream may be one of them.

    Raises:
        NotStrict: There is none.
    """
    reading = Reading(data, at)
    head = reading.match(OBJECT)
    value = reading.value()
    reading.skip()
    stream = None
    if data.startswith(b"stream", reading.at):
        stream = _stream(reading, value, places)
        reading.skip()
    reading.take(b"endobj")
    return Written(number=int(head[1]), generation=int(head[2]), start=at, end=reading.at, value=value, stream=stream)


def _stream(reading: Reading, value: Any, places: Mapping[int, tuple[int, int]]) -> bytes:
    if not isinstance(value, Mapping):
        raise reading.odd()
    reading.match(_STREAM)
    size = _length(reading, value.get("Length"), places)
    start = reading.at
    reading.at += size
    reading.match(_AFTER_STREAM)
    return reading.data[start : start + size]


def _length(reading: Reading, said: object, places: Mapping[int, tuple[int, int]]) -> int:
    """Return how long a stream is; its length may stand in an object of the same revision."""
    if isinstance(said, Reference) and said.number in places:
        there = Reading(reading.data, places[said.number][0])
        head = there.match(OBJECT)
        if int(head[1]) != said.number:
            raise reading.odd()
        said = there.value()
    if type(said) is not int or not 0 <= said <= len(reading.data) - reading.at:
        raise reading.odd()
    return said


def inflated(value: Mapping[str, Any], stream: bytes) -> bytes:
    """Return what a stream comes to.

    Raises:
        NotStrict: A filter that is not known here, damage, or far too much.
    """
    if "F" in value or value.get("Filter") not in _FILTERS:
        raise NotStrict("verdict.pdf-filter")
    if not value.get("Filter"):
        return stream
    running = zlib.decompressobj()
    try:
        plain = running.decompress(stream, INFLATED_LIMIT)
    except zlib.error as error:
        raise NotStrict("verdict.pdf-filter") from error
    if running.unconsumed_tail or not running.eof:
        raise NotStrict("verdict.pdf-filter")
    asked = value.get("DecodeParms") or {}
    return _unpredicted(plain, asked[0] if isinstance(asked, tuple) else asked)


def _unpredicted(plain: bytes, params: Mapping[str, Any]) -> bytes:
    """Undo a prediction by rows (PNG: none, up); others are not known here."""
    if not isinstance(params, Mapping):
        raise NotStrict("verdict.pdf-filter")
    if params.get("Predictor", 1) == 1:
        return plain
    kind, columns = params["Predictor"], params.get("Columns", 1)
    width = columns + 1 if type(columns) is int else 0
    if type(kind) is not int or kind < _PNG_NONE or width < 2 or len(plain) % width:
        raise NotStrict("verdict.pdf-filter")
    rows, above = bytearray(), bytes(width - 1)
    for at in range(0, len(plain), width):
        row = plain[at + 1 : at + width]
        if plain[at] not in (0, 2):
            raise NotStrict("verdict.pdf-filter")
        above = bytes((a + b) & 0xFF for a, b in zip(row, above, strict=True)) if plain[at] else row
        rows += above
    return bytes(rows)
