"""The one canonical encoding: UTF-8 JSON, keys sorted, no white space, no floating point.

What is signed is what this module wrote. Signed bytes are stored and verified as they are and never encoded again.
"""

from __future__ import annotations

import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


class NotCanonical(ValueError):
    """The bytes or the value have no canonical form."""


def encode(value: Json) -> bytes:
    """Return the canonical bytes of a value.

    Raises:
        NotCanonical: The value holds a float, a key that is not text, or text that is not Unicode.
    """
    _refuse_floats(value)
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise NotCanonical(str(error)) from error


def decode(data: bytes) -> Json:
    """Return the value that canonical bytes stand for.

    Raises:
        NotCanonical: The bytes are not UTF-8 JSON, repeat a key, or hold a float.
    """
    try:
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=_no_float,
            parse_constant=_no_float,
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    return value


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise NotCanonical("floating point has no canonical form")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonical(f"key {key!r} is not text")
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise NotCanonical("a key stands twice")
    return value


def _no_float(text: str) -> Json:
    raise NotCanonical(f"{text} is not allowed")
