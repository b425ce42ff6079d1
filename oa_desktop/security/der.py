"""Whether bytes are DER in its one form (X.690 chapter 10), before anything of them is believed.

Parsers accept lengths written too long, numbers with leading zeros and bytes after the end. Whoever may write the same
content in two ways can change bytes that somebody signed; so whatever is read here is refused unless it is canonical.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

DEEPEST = 32
"""How deep structures may lie in one another."""

_CONSTRUCTED, _CLASS, _NUMBER = 0x20, 0xC0, 0x1F
_BOOLEAN, _INTEGER, _BITS, _NULL, _OID, _ENUMERATED, _UTF8 = 1, 2, 3, 5, 6, 10, 12
_UTC_TIME, _TIME = 23, 24
_ALWAYS_CONSTRUCTED = frozenset({16, 17})


class NotDer(ValueError):
    """Bytes are not DER in its one form; the message says in a few words of Chinese why."""


def check(data: bytes) -> None:
    """Refuse whatever is not exactly one element in canonical DER.

    Raises:
        NotDer: With the reason.
    """
    if _element(data, 0, len(data), 0) != len(data):
        raise NotDer("后面还有多余的字节")


def _element(data: bytes, at: int, end: int, depth: int) -> int:
    """Check the element that begins at a place; return where the next one begins."""
    if depth > DEEPEST:
        raise NotDer("嵌套太深")
    if end - at < 2:
        raise NotDer("不完整")
    tag = data[at]
    start, stop = _extent(data, at + 1, end)
    if tag & _NUMBER == _NUMBER:
        raise NotDer("标签占多个字节")
    if tag & _CONSTRUCTED:
        _refuse_primitive_only(tag)
        inside = start
        while inside < stop:
            inside = _element(data, inside, stop, depth + 1)
    else:
        _check_primitive(tag, data[start:stop])
    return stop


def _extent(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Return where the content of an element begins and ends; its length must be written as short as can be."""
    size, start = data[at], at + 1
    if size >= 0x80:
        count = size & 0x7F
        written = data[start : start + count]
        size, start = int.from_bytes(written), start + count
        if not 1 <= count <= 4 or len(written) < count or not written[0] or size < 0x80:
            raise NotDer("长度写法不是最短的")
    if start + size > end:
        raise NotDer("不完整")
    return start, start + size


def _refuse_primitive_only(tag: int) -> None:
    if not tag & _CLASS and tag & _NUMBER not in _ALWAYS_CONSTRUCTED:
        raise NotDer("简单值分成了几段")


def _check_primitive(tag: int, content: bytes) -> None:
    if tag & _CLASS:
        return
    if tag in _ALWAYS_CONSTRUCTED:
        raise NotDer("序列没有结构")
    rule = _PRIMITIVES.get(tag)
    if rule is not None and not rule(content):
        raise NotDer("值的写法不是唯一的那一种")


def _is_integer(content: bytes) -> bool:
    if len(content) < 2:
        return bool(content)
    return not (content[0] == 0 and content[1] < 0x80) and not (content[0] == 0xFF and content[1] >= 0x80)


def _is_bits(content: bytes) -> bool:
    if not content or content[0] > 7 or (len(content) == 1 and content[0]):
        return False
    return not content[-1] & ((1 << content[0]) - 1) if len(content) > 1 else True


def _is_oid(content: bytes) -> bool:
    starts = (at == 0 or content[at - 1] < 0x80 for at in range(len(content)))
    padded = any(first and value == 0x80 for first, value in zip(starts, content, strict=True))
    return bool(content) and content[-1] < 0x80 and not padded


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


_PRIMITIVES: Mapping[int, Callable[[bytes], object]] = {
    _BOOLEAN: lambda content: content in (b"\x00", b"\xff"),
    _INTEGER: _is_integer,
    _BITS: _is_bits,
    _NULL: lambda content: not content,
    _OID: _is_oid,
    _ENUMERATED: _is_integer,
    _UTF8: _is_utf8,
    _UTC_TIME: re.compile(rb"[0-9]{12}Z").fullmatch,
    _TIME: re.compile(rb"[0-9]{14}(\.[0-9]*[1-9])?Z").fullmatch,
}
