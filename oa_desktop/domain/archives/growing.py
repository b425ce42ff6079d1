"""Mappings that grow with a journal: copied for whoever was given them, written in place while one fold alone has them.

A fold of ten thousand entries that copied what it has for each of them would take the square of their number.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Own(dict[Key, Value]):
    """A mapping that nobody but a fold has."""


def begun_like(held: Mapping[Any, object]) -> Mapping[Key, Value]:
    """Return an empty mapping that grows as another does."""
    return Own() if isinstance(held, Own) else {}


def with_new(held: Mapping[Key, Value], new: Mapping[Key, Value]) -> Mapping[Key, Value]:
    """Return a mapping with further values, or others."""
    if isinstance(held, Own):
        held.update(new)
        return held
    return {**held, **new}


def without(held: Mapping[Key, Value], key: Key) -> Mapping[Key, Value]:
    """Return a mapping that has one value less."""
    if isinstance(held, Own):
        del held[key]
        return held
    return {name: value for name, value in held.items() if name != key}
