"""The one canonical encoding: UTF-8 JSON, keys sorted, no white space, no floating point.

What is signed is what this module wrote. Signed bytes are stored and verified as they are and never encoded again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


class NotCanonical(ValueError):
    """The bytes or the value have no canonical form."""


def encode(value: Json) -> bytes:
    """Return the canonical bytes of a value.

    Raises:
        NotCanonical: The value holds a float, a key that is not text, text that is not Unicode, or no end.
    """
    try:
        _refuse_floats(value)
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from error


def decode(data: bytes) -> Json:
    """Return the value that canonical bytes stand for.

    Raises:
        NotCanonical: The bytes are not UTF-8 JSON, repeat a key, hold a float, a number of thousands of digits, or
            half a character (a lone surrogate, which no store or screen could show).
    """
    try:
        value: Json = _DECODER.decode(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    if _SURROGATE.search(data):
        encode(value)
    return value


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise NotCanonical("floating point has no canonical form")
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise NotCanonical(f"key {key!r} is not text")
        _refuse_floats_in(value.values())
    elif isinstance(value, list | tuple):
        _refuse_floats_in(value)


def _refuse_floats_in(items: Iterable[object]) -> None:
    for item in items:
        if type(item) not in _LEAVES:
            _refuse_floats(item)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical("a key stands twice")
    return value


def _no_float(text: str) -> Json:
    raise NotCanonical(f"{text} is not allowed")


_LEAVES = frozenset({str, int, bool, type(None)})
"""Of what a value mostly consists: in these there is nothing to look for."""
_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float)
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
