"""Frozen dataclasses to JSON values and back, driven by their type hints alone.

A union of dataclasses is told apart by a ``type`` key. Every field is written, so that golden files show all of them,
but one that came later and is still what it was before: what an earlier release wrote is written the same again. A
field that is missing on reading takes its default, so that files of earlier releases stay readable.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from oa_desktop.domain.canonical import Json
from oa_desktop.domain.errors import OfficeError

T = TypeVar("T")
Encoder = Callable[[Any], Json]
Decoder = Callable[[Any], Any]

_PLAIN = (str, int, bool)

VERBATIM = "verbatim"
"""Metadata of a field that already is a JSON value and is written as it is."""
LATER = "later"
"""Metadata of a field that came after the first release: it is written only where it is not what it was before."""


class Undecodable(ValueError):
    """A JSON value does not fit the type that it is read as."""


def to_json(value: Any) -> Json:
    """Return the JSON value of a dataclass instance."""
    return _encoder_of(value)(value)


def from_json(kind: type[T], value: Json) -> T:
    """Return the instance of ``kind`` that a JSON value stands for.

    Raises:
        Undecodable: The value has another shape, an unknown field, or a text that the type refuses.
    """
    wanted: Any = kind
    try:
        instance: T = _decoder(wanted)(value)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Undecodable(f"{kind.__name__}: {error!r}") from error
    return instance


def _encoder_of(value: Any) -> Encoder:
    kind: Any = type(value)
    return _encoder(kind)


@cache
def _encoder(kind: Any) -> Encoder:
    origin, arguments = _shape(kind)
    if origin is tuple:
        item = _encoder(arguments[0])
        return lambda value: [item(one) for one in value]
    if origin in (dict, Mapping):
        item = _encoder(arguments[1])
        return lambda value: {key: item(one) for key, one in value.items()}
    if origin in (typing.Union, types.UnionType):
        return _union_encoder(arguments)
    if origin in _PLAIN or origin is type(None):
        return lambda value: value
    if issubclass(origin, Enum):
        return lambda value: value.value
    if issubclass(origin, date):
        return lambda value: value.isoformat()
    return _record_encoder(origin)


@cache
def _decoder(kind: Any) -> Decoder:
    origin, arguments = _shape(kind)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda value: tuple([item(one) for one in _expect(list, value)])
    if origin in (dict, Mapping):
        item = _decoder(arguments[1])
        return lambda value: {key: item(one) for key, one in _expect(dict, value).items()}
    if origin in (typing.Union, types.UnionType):
        return _union_decoder(arguments)
    if origin in _PLAIN or origin is type(None):
        return lambda value: _expect(origin, value)
    if issubclass(origin, Enum):
        return _value_decoder(origin, type(next(iter(origin)).value))
    if issubclass(origin, date):
        return _value_decoder(origin.fromisoformat, str)
    return _record_decoder(origin)


def _shape(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    while isinstance(kind, typing.NewType):
        kind = kind.__supertype__
    return typing.get_origin(kind) or kind, typing.get_args(kind)


def _expect(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise Undecodable(f"expected {kind.__name__}, found {value!r:.80}")
    return value


def _value_decoder(read: Callable[[Any], Any], kind: type) -> Decoder:
    def decode(value: Any) -> Any:
        try:
            return read(_expect(kind, value))
        except ValueError as error:
            raise Undecodable(str(error)) from error

    return decode


def _union_encoder(members: tuple[Any, ...]) -> Encoder:
    records: set[Any] = {member for member in members if dataclasses.is_dataclass(member)}
    tagged = len(records) > 1

    def encode(value: Any) -> Json:
        if tagged and type(value) in records:
            record = _encoder_of(value)(value)
            return {"type": type(value).__name__, **typing.cast(dict[str, Json], record)}
        return None if value is None else _encoder_of(value)(value)

    return encode


def _union_decoder(members: tuple[Any, ...]) -> Decoder:
    kinds: list[Any] = [member for member in members if dataclasses.is_dataclass(member)]
    records = {kind.__name__: _decoder(kind) for kind in kinds}
    others = [_decoder(member) for member in members if member is not type(None)]

    def decode(value: Any) -> Any:
        if value is None and type(None) in members:
            return None
        if len(records) > 1:
            fields = dict(_expect(dict, value))
            return records[fields.pop("type")](fields)
        return others[0](value)

    return decode


def _encoder_of_field(field: dataclasses.Field[Any], hints: Mapping[str, Any]) -> Encoder:
    return _as_it_is if field.metadata.get(VERBATIM) else _encoder(hints[field.name])


def _decoder_of_field(field: dataclasses.Field[Any], hints: Mapping[str, Any]) -> Decoder:
    return _as_it_is if field.metadata.get(VERBATIM) else _decoder(hints[field.name])


def _plain_type(kind: Any) -> type | None:
    """Return the type whose values need no decoding, None for any other; most fields of an entry are such."""
    origin, _ = _shape(kind)
    return origin if origin in _PLAIN else None


def _as_it_is(value: Any) -> Any:
    return value


def _record_encoder(kind: Any) -> Encoder:
    hints = typing.get_type_hints(kind)
    fields = [(field.name, _encoder_of_field(field, hints)) for field in dataclasses.fields(kind)]
    later = {field.name: _before(field) for field in dataclasses.fields(kind) if field.metadata.get(LATER)}
    if not later:
        return lambda value: {name: encode(getattr(value, name)) for name, encode in fields}
    return lambda value: {
        name: encode(getattr(value, name))
        for name, encode in fields
        if name not in later or getattr(value, name) != later[name]
    }


def _before(field: dataclasses.Field[Any]) -> Any:
    """Return what a field that came later was before: its default."""
    made = field.default_factory
    return field.default if made is dataclasses.MISSING else made()


def _record_decoder(kind: Any) -> Decoder:
    hints = typing.get_type_hints(kind)
    fields = {field.name: _decoder_of_field(field, hints) for field in dataclasses.fields(kind)}
    plain = {name: _plain_type(hints[name]) for name in fields}

    def decode(value: Any) -> Any:
        given = _expect(dict, value).items()
        try:
            return kind(**{name: one if type(one) is plain[name] else fields[name](one) for name, one in given})
        except KeyError as error:
            raise Undecodable(f"{kind.__name__} has no field {error}") from error
        except (ValueError, OfficeError) as error:
            raise Undecodable(f"{kind.__name__}: {error}") from error

    return decode
