"""Whether what stands in the place of a time stamp (时间戳) is one at all; what it says is not proved here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from asn1crypto import core, parser

_SIGNED_DATA: Final = frozenset({"1.2.840.113549.1.7.2", "1.2.156.10197.6.1.4.2.2"})
"""RFC 5652 chapter 5, and the same of GM/T 0010-2012."""
_INDEFINITE: Final = b"\x30\x80"
_SEQUENCE, _WRAPPED, _OID = (0, 1, 16), (2, 1, 0), (0, 0, 6)
"""Class, method and tag."""


def is_stamp(data: bytes) -> bool:
    """Tell whether bytes have the outside of a time stamp: signed data, or an answer that holds such.

    RFC 3161 2.4.2. What is written without lengths (BER) is not looked into, and taken for one.
    """
    try:
        return data.startswith(_INDEFINITE) or _is_signed(data) or _is_answer(data)
    except ValueError:
        return False


def _is_signed(data: bytes) -> bool:
    parts = _parts(data)
    if [kind for kind, _, _ in parts] != [_OID, _WRAPPED]:
        return False
    (_, _, named), (_, body, _) = parts
    inside = list(_elements(body))
    return core.ObjectIdentifier.load(named).dotted in _SIGNED_DATA and [kind for kind, _, _ in inside] == [_SEQUENCE]


def _is_answer(data: bytes) -> bool:
    parts = _parts(data)
    return [kind for kind, _, _ in parts] == [_SEQUENCE, _SEQUENCE] and _is_signed(parts[1][2])


_Element = tuple[tuple[int, int, int], bytes, bytes]
"""Class, method and tag; what is in it; all of it."""


def _parts(data: bytes) -> list[_Element]:
    """Return what is in the one sequence that bytes are; nothing for anything else.

    Raises:
        ValueError: They are cut off.
    """
    found = list(_elements(data))
    return list(_elements(found[0][1])) if [kind for kind, _, _ in found] == [_SEQUENCE] else []


def _elements(data: bytes) -> Iterator[_Element]:
    at = 0
    while at < len(data):
        kind, method, tag, head, body, tail = parser.parse(data[at:])
        yield (kind, method, tag), body, head + body + tail
        at += len(head) + len(body) + len(tail)
