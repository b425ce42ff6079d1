"""Whether bytes are DER in its one form (ITU-T X.690 clause 10): nothing that can be written in two ways is read.

Parsers of ASN.1 take lengths that are too long, numbers with idle zeros and endless lengths; a signature over such
bytes holds, and another program sees another file. So bytes from outside are walked through before they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_CONSTRUCTED: Final = 0x20
_MANY_BYTES: Final = 0x1F
_BOOLEAN, _INTEGER, _BIT_STRING, _NULL, _OID = 0x01, 0x02, 0x03, 0x05, 0x06
_LONGEST_LENGTH: Final = 4
_DEEPEST: Final = 40


class NotStrict(ValueError):
    """Bytes are no DER, or not in its one form."""


def strict(data: bytes) -> bytes:
    """Return the bytes of one value.

    Raises:
        NotStrict: They are something else, something less or something more.
    """
    if len(list(_values(data, 0))) != 1:
        raise NotStrict
    return data


def _values(data: bytes, depth: int) -> Iterator[int]:
    """Yield the tags of values that follow one another, having looked into each."""
    place = 0
    while place < len(data):
        tag, start, end = _head(data, place)
        _look_into(tag, data[start:end], depth)
        yield tag
        place = end


def _head(data: bytes, place: int) -> tuple[int, int, int]:
    """Return the tag of a value, and where its content begins and ends."""
    if place + 2 > len(data) or data[place] & _MANY_BYTES == _MANY_BYTES:
        raise NotStrict
    first, start = data[place + 1], place + 2
    if first < 0x80:
        size = first
    else:
        digits = data[start : start + (first & 0x7F)]
        size, start = int.from_bytes(digits), start + (first & 0x7F)
        if not 1 <= len(digits) <= _LONGEST_LENGTH or digits[0] == 0 or size < 0x80:
            raise NotStrict
    if start + size > len(data):
        raise NotStrict
    return data[place], start, start + size


def _look_into(tag: int, content: bytes, depth: int) -> None:
    if tag & _CONSTRUCTED:
        if depth >= _DEEPEST:
            raise NotStrict
        for _inner in _values(content, depth + 1):
            pass
    elif not _PLAIN.get(tag, _anything)(content):
        raise NotStrict


def _anything(_content: bytes) -> bool:
    return True


def _boolean(content: bytes) -> bool:
    return content in (b"\x00", b"\xff")


def _integer(content: bytes) -> bool:
    return bool(content) and not (len(content) > 1 and (content[0], content[1] >> 7) in ((0x00, 0), (0xFF, 1)))


def _bits(content: bytes) -> bool:
    if not content or content[0] > 7 or (content[0] and len(content) == 1):
        return False
    return not content[0] or not content[-1] & ((1 << content[0]) - 1)


def _oid(content: bytes) -> bool:
    starts = (content[place] for place in range(len(content)) if place == 0 or content[place - 1] < 0x80)
    return bool(content) and content[-1] < 0x80 and 0x80 not in starts


_PLAIN: Final = {
    _BOOLEAN: _boolean,
    _INTEGER: _integer,
    _BIT_STRING: _bits,
    _NULL: lambda content: not content,
    _OID: _oid,
}
"""What the content of plain values must keep to, by tag."""
