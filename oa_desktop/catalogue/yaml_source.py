"""YAML as an office edits it: every scalar read as text, and a line and column for every value.

A resource file is data and nothing else: aliases, anchors, tags, repeated keys, several documents in one file and
values nested deeper than :data:`DEEPEST` are refused, so that no file of a few lines can grow when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
    try:
        root = _Loader(text, file).get_single_node()
    except yaml.YAMLError as error:
        raise Faulty(_syntax(error, text, file)) from error
    if root is None:
        raise _faulty("resource.empty", Spot(file=file))
    values: dict[Where, Spot] = {}
    keys: dict[Where, Spot] = {}
    value = _value(root, (), _Places(file=file, values=values, keys=keys))
    return Source(file=file, value=value, values=values, keys=keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    file: str
    values: dict[Where, Spot]
    keys: dict[Where, Spot]

    def spot(self, node: yaml.Node) -> Spot:
        return _spot(node.start_mark, self.file)


def _value(node: yaml.Node, where: Where, places: _Places) -> Value:
    places.values[where] = places.spot(node)
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, where, places))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*where, index), places) for index, item in enumerate(node.value)]
    if _HIDDEN.search(node.value):
        raise _faulty("resource.hidden", places.spot(node))
    return str(node.value)


_HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that nobody sees and that turn the words around them about."""


def _pairs(node: yaml.MappingNode, where: Where, places: _Places) -> Iterator[tuple[str, Value]]:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _faulty("resource.key-form", places.spot(key))
        inner = (*where, key.value)
        if inner in places.keys:
            raise _faulty("resource.key-repeated", places.spot(key), key=key.value)
        places.keys[inner] = places.spot(key)
        yield key.value, _value(value, inner, places)


class _Loader(yaml.BaseLoader):
    """Reads a file once, and stops at the first sign that it would grow."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text)
        self._file = file
        self._depth = 0
        self._documents = 0

    def get_event(self) -> yaml.Event:
        read: Any = super().get_event
        event: yaml.Event = read()
        self._depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        self._documents += isinstance(event, yaml.DocumentStartEvent)
        rule = _growth(event, self._depth, self._documents)
        if rule:
            raise _faulty(rule, _spot(event.start_mark, self._file))
        return event


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
