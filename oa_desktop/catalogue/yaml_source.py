"""YAML as an office edits it: every scalar read as text, and a line and column for every value.

A resource file is data and nothing else: aliases, anchors, tags, repeated keys, several documents in one file and
values nested deeper than :data:`DEEPEST` are refused, so that no file of a few lines can grow when it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from oa_desktop.catalogue.faults import Faulty, Spot, fault
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.findings import Finding

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
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable("resource.unreadable", file=path.name) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _faulty("resource.encoding", Spot(file=path.name, line=line)) from error
    return parse_yaml(text, path.name)


def parse_yaml(text: str, file: str) -> Source:
    """Read YAML text.

    Raises:
        Faulty: It is no YAML, or more than a resource may be.
    """
    if len(text) > LARGEST:
        raise _faulty("resource.too-large", Spot(file=file))
    try:
        _refuse_growth(text, file)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
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
    return str(node.value)


def _pairs(node: yaml.MappingNode, where: Where, places: _Places) -> Iterator[tuple[str, Value]]:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _faulty("resource.key-form", places.spot(key))
        inner = (*where, key.value)
        if inner in places.keys:
            raise _faulty("resource.key-repeated", places.spot(key), key=key.value)
        places.keys[inner] = places.spot(key)
        yield key.value, _value(value, inner, places)


def _refuse_growth(text: str, file: str) -> None:
    depth = 0
    documents = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        rule = _growth(event, depth, documents)
        if rule:
            raise _faulty(rule, _spot(event.start_mark, file))


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


# --- words --------------------------------------------------------------------------------------------------------

_FAULTS = {
    "resource.encoding": ("这里不是 UTF-8 编码的文字。", "请用文本编辑器打开，另存为 UTF-8 编码。"),
    "resource.too-large": ("文件超过 1 MB，不会是手工编写的配置。", "请换成正确的文件。"),
    "resource.empty": ("文件是空的。", "请恢复程序自带的文件，或者填写内容。"),
    "resource.key-form": ("冒号前面应当是一个名称。", "请写成“名称: 内容”。"),
    "resource.key-repeated": ("“{key}”写了两次。", "请删去其中一处。"),
    "resource.alias": ("这里用了 & 或 * 引用。", "请把内容直接写在这里；文字本身以 & 或 * 开头的，请加引号。"),
    "resource.tag": ("这里用了 ! 标记。", "请删去标记；文字本身以 ! 开头的，请加引号。"),
    "resource.too-deep": ("这里的层次太深。", "请检查缩进和方括号，一般不超过四五层。"),
    "resource.several-documents": ("文件里有两份内容，由“---”隔开。", "请拆成两个文件，或者删去“---”。"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slip:
    """A slip of the pen in YAML.

    Attributes:
        sign: What the YAML reader says of it.
        at_its_start: Whether the place to show is where the broken thing begins, not where the reader gave up.
    """

    sign: str
    why: str
    remedy: str
    at_its_start: bool = False


_SLIPS = (
    _Slip(sign="'\\t'", why="这里用了制表符。", remedy="请改用空格缩进。"),
    _Slip(sign="cannot start any token", why="内容不能以这个符号开头。", remedy="请给整个内容加引号。"),
    _Slip(
        sign="mapping values are not allowed",
        why="这里多了一个冒号，或者上一行的缩进不对。",
        remedy="内容里有冒号的，请给整个内容加引号。",
    ),
    _Slip(
        sign="could not find expected ':'",
        why="这里少了冒号，或者冒号后面没有空格。",
        remedy="请写成“名称: 内容”，冒号用半角，后面空一格。",
        at_its_start=True,
    ),
    _Slip(sign="unexpected end of stream", why="引号没有成对。", remedy="请补上后一个引号。", at_its_start=True),
    _Slip(sign="expected <block end>", why="这一行的缩进与前面不一致。", remedy="请与同一层的其他行对齐。"),
    _Slip(
        sign="expected ',' or",
        why="方括号或花括号没有成对，或者各项之间少了逗号。",
        remedy="请补上，括号和逗号用半角。",
        at_its_start=True,
    ),
)
_SOME_SLIP = _Slip(sign="", why="这里不符合 YAML 的写法。", remedy="请检查缩进、冒号后面的空格和成对的引号。")


def _faulty(rule: str, spot: Spot, **params: str) -> Faulty:
    why, remedy = _FAULTS[rule]
    return Faulty(fault(rule, spot, why, remedy, **params))


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Finding:
    slip = next((one for one in _SLIPS if one.sign in str(error)), _SOME_SLIP)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    mark = next(filter(None, reversed(marks) if slip.at_its_start else marks), None)
    before = text.count("\n", 0, getattr(error, "position", 0))
    spot = _spot(mark, file) if mark else Spot(file=file, line=before + 1)
    return fault("resource.syntax", spot, slip.why, slip.remedy)
