"""YAML as an office edits it: every scalar read as text, and a line and column for every value.

A resource file is data and nothing else: aliases, anchors, tags, repeated keys, several documents in one file and
values nested deeper than :data:`DEEPEST` are refused, so that no file of a few lines can grow when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from oa_desktop.catalogue.faults import Faulty, Spot, fault
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Unavailable

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""What a resource file holds: text, lists and mappings."""
Where: TypeAlias = tuple[str | int, ...]
"""Where a value lies: keys and positions from the root."""

LARGEST = 1024 * 1024
"""Characters of the largest resource file."""
DEEPEST = 12
"""Levels of lists and mappings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A resource file that was read.

    Attributes:
        file: Its name, as findings give it.
        value: What it holds.
        values: Spot of each value.
        keys: Spot of the key of each value that has one.
    """

    file: str
    value: Value
    values: Mapping[Where, Spot]
    keys: Mapping[Where, Spot]

    def spot(self, where: Where) -> Spot:
        """Return the spot of a value, or of the nearest thing around it that exists."""
        while where and where not in self.values:
            where = where[:-1]
        return self.values[where]

    def key_spot(self, where: Where) -> Spot:
        """Return the spot of the key of a value, or of what holds it."""
        return self.keys.get(where) or self.spot(where)


def read_yaml(path: Path) -> Source:
    """Read a YAML file.

    Raises:
        Faulty: It is no UTF-8 text, no YAML, or more than a resource may be.
        Unavailable: ``resource.unreadable``: the file is missing or the disk does not give it.
    """
    try:
        data = _bytes_of(path)
    except OSError as error:
        raise Unavailable("resource.unreadable", file=path.name) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _faulty("resource.encoding", Spot(file=path.name, line=line)) from error
    return parse_yaml(text, path.name)


def _bytes_of(path: Path) -> bytes:
    """Return what a file holds, and hardly more than a resource may; a pipe or a device might never end."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        data = file.read(LARGEST * _BYTES + 1)
    if len(data) > LARGEST * _BYTES:
        raise _faulty("resource.too-large", Spot(file=path.name))
    return data


_BYTES = 4
"""Bytes that a character takes at most in UTF-8."""


def parse_yaml(text: str, file: str) -> Source:
    """Read YAML text.

    Raises:
        Faulty: It is no YAML, or more than a resource may be.
    """
    if len(text) > LARGEST:
        raise _faulty("resource.too-large", Spot(file=file))
    events = iter(_events(text, file))
    root = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    if root is None:
        raise _faulty("resource.empty", Spot(file=file))
    values: dict[Where, Spot] = {}
    keys: dict[Where, Spot] = {}
    value = _value(root, (), _Places(file=file, events=events, values=values, keys=keys))
    return Source(file=file, value=value, values=values, keys=keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    file: str
    events: Iterator[yaml.Event]
    values: dict[Where, Spot]
    keys: dict[Where, Spot]

    def spot(self, event: yaml.Event) -> Spot:
        return _spot(event.start_mark, self.file)

    def inside(self) -> Iterator[yaml.Event]:
        """Yield what begins in the list or mapping that has just begun, up to its end."""
        for event in self.events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield event


def _value(event: Any, where: Where, places: _Places) -> Value:
    places.values[where] = places.spot(event)
    if isinstance(event, yaml.MappingStartEvent):
        return dict(_pairs(where, places))
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(item, (*where, index), places) for index, item in enumerate(places.inside())]
    return _seen(event, places)


def _seen(event: Any, places: _Places) -> str:
    """Return what a scalar says, in which nothing is hidden."""
    if _HIDDEN.search(event.value):
        raise _faulty("resource.hidden", places.spot(event))
    return str(event.value)


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that nobody sees: they turn the words around them about, command a terminal, or are half a character."""


def _pairs(where: Where, places: _Places) -> Iterator[tuple[str, Value]]:
    for key in places.inside():
        if not isinstance(key, yaml.ScalarEvent):
            raise _faulty("resource.key-form", places.spot(key))
        inner = (*where, _seen(key, places))
        if inner in places.keys:
            raise _faulty("resource.key-repeated", places.spot(key), key=key.value)
        places.keys[inner] = places.spot(key)
        yield key.value, _value(next(places.events), inner, places)


_Quick: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads by libyaml, where PyYAML was built with it: ten times as fast."""
_DOUBTFUL = re.compile(r"[\t?\ufeff]|[|>][-+0-9]*#|:\s*[],}]")
"""What libyaml takes otherwise than the reader whose words :data:`_SLIPS` knows."""


def _events(text: str, file: str) -> list[yaml.Event]:
    """Return what a file says, in its order.

    Raises:
        Faulty: It is no YAML, or would grow when it is read.
    """
    if not _DOUBTFUL.search(text):
        with suppress(yaml.YAMLError):  # what is wrong with it says the other reader
            return list(_guarded(_Quick(text), file))
    try:
        return list(_guarded(yaml.BaseLoader(text), file))
    except yaml.YAMLError as error:
        raise Faulty(_syntax(error, text, file)) from error


def _guarded(loader: Any, file: str) -> Iterator[yaml.Event]:
    """Yield the events of a file once, and stop at the first sign that it would grow."""
    depth = documents = 0
    while loader.check_event():
        event: yaml.Event = loader.get_event()
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        rule = _growth(event, depth, documents)
        if rule:
            raise _faulty(rule, _spot(event.start_mark, file))
        yield event


def _growth(event: yaml.Event, depth: int, documents: int) -> str:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "resource.alias"
    if getattr(event, "tag", None):
        return "resource.tag"
    if depth > DEEPEST:
        return "resource.too-deep"
    return "resource.several-documents" if documents > 1 else ""


def _spot(mark: Any, file: str) -> Spot:
    """Return the spot of a mark of either YAML reader."""
    return Spot(file=file, line=mark.line + 1, column=mark.column + 1)


# --- slips of the pen ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slip:
    """A slip of the pen in YAML.

    Attributes:
        sign: What the YAML reader says of it.
        rule: The rule that words it.
        at_its_start: Whether the place to show is where the broken thing begins, not where the reader gave up.
    """

    sign: str
    rule: str
    at_its_start: bool = False


_SLIPS = (
    _Slip(sign="'\\t'", rule="resource.tab"),
    _Slip(sign="cannot start any token", rule="resource.first-sign"),
    _Slip(sign="mapping values are not allowed", rule="resource.colon"),
    _Slip(sign="could not find expected ':'", rule="resource.no-colon", at_its_start=True),
    _Slip(sign="unexpected end of stream", rule="resource.quotes", at_its_start=True),
    _Slip(sign="expected <block end>", rule="resource.indentation"),
    _Slip(sign="expected ',' or", rule="resource.brackets", at_its_start=True),
)
_SOME_SLIP = _Slip(sign="", rule="resource.syntax")


def _faulty(rule: str, spot: Spot, **params: str) -> Faulty:
    return Faulty(fault(rule, spot, **params))


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Finding:
    slip = next((one for one in _SLIPS if one.sign in str(error)), _SOME_SLIP)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    mark = next(filter(None, reversed(marks) if slip.at_its_start else marks), None)
    before = text.count("\n", 0, getattr(error, "position", 0))
    spot = _spot(mark, file) if mark else Spot(file=file, line=before + 1)
    return fault(slip.rule, spot)
