"""The room for the envelope of a signature (签名值的位置): the one part of a signed PDF that no signature covers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from oa_desktop.docs.signed_pdf.syntax import NotStrict, Text


def gap(value: Mapping[str, Any], end: int, name: str) -> tuple[int, int]:
    """Return where the envelope stands; all the rest up to the end of the revision must be covered.

    Raises:
        NotStrict: ``verdict.pdf-byte-range``, ``verdict.pdf-signature-odd``.
    """
    contents, ranges = value.get("Contents"), value.get("ByteRange")
    if not isinstance(contents, Text) or not isinstance(ranges, tuple):
        raise NotStrict("verdict.pdf-signature-odd", name)
    if ranges != (0, contents.start, contents.end, end - contents.end) or not all(type(one) is int for one in ranges):
        raise NotStrict("verdict.pdf-byte-range", name)
    return contents.start, contents.end


def content(written: bytes, name: str, *, strictly: bool) -> bytes:
    """Return the envelope out of the room for it; nothing else may be hidden there.

    Args:
        written: The room, delimiters included.
        name: Of the field.
        strictly: Whether only lower case is allowed, as this program writes.

    Raises:
        NotStrict: ``verdict.pdf-room``.
    """
    digits = written[1:-1]
    forms = (digits.lower(),) if strictly else (digits.lower(), digits.upper())
    if written[:1] != b"<" or digits not in forms or not re.fullmatch(rb"(?:[0-9A-Fa-f]{2})+", digits):
        raise NotStrict("verdict.pdf-room", name)
    data = bytes.fromhex(digits.decode())
    size = der_size(data)
    if size is None or data[size:].strip(b"\0"):
        raise NotStrict("verdict.pdf-room", name)
    return data[:size]


def der_size(data: bytes) -> int | None:
    """Return how many bytes the first element of DER has; None where there is none."""
    if len(data) < 2 or data[0] != 0x30:
        return None
    count = data[1] - 0x80
    if count < 0:
        return 2 + data[1]
    size = 2 + count + int.from_bytes(data[2 : 2 + count])
    return size if 0 < count <= 4 and size <= len(data) else None
