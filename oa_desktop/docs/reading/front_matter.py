"""The front matter (文首属性区): YAML between two lines of ``---``, every scalar read as text.

The YAML is read event by event: an alias, more than four levels, a tag, or more than 64 KiB ends that reading, so that
no file of a few lines can grow. What is no YAML, such as ``发文字号: [2026]18号``, is read again line by line as
``名称: 内容`` and reported with line and column. Invisible characters that escapes bring in go as if they were
typed. Nothing visible is lost: what is no element is quoted in a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import yaml

from oa_desktop.docs.reading.decoding import report_taken, visible
from oa_desktop.docs.reading.front_matter_lines import Field, read_lines
from oa_desktop.docs.reading.keys import Value, element_value
from oa_desktop.docs.reading.names import marked_names
from oa_desktop.docs.reading.remarks import Remarks, line_place
from oa_desktop.domain.documents.findings import Place
from oa_desktop.domain.texts.element_names import ELEMENTS, FIELDS

LIMIT = 64 * 1024
"""Characters of the largest front matter that is read as YAML."""
DEEPEST = 4
"""Levels of collections: the mapping, a list in it, a mapping in that, and one to spare."""

_COMMENT = re.compile(r"(?<!\S)#")
_NAME_KEYS = frozenset({"标题", "名称"})


class _Fault(Exception):
    """The front matter is not what is read as YAML; the place counts from 0."""

    def __init__(self, line: int = 0, column: int = 0) -> None:
        super().__init__(line, column)
        self.line = line
        self.column = column


def split_front_matter(raw: list[str]) -> tuple[int, int] | None:
    """Return where the lines inside the front matter begin and end, or None when the file does not begin with one."""
    opening = next((place for place, line in enumerate(raw) if line.strip()), 0)
    if not raw or raw[opening].rstrip() != "---":
        return None
    ends = (place for place in range(opening + 1, len(raw)) if raw[place].rstrip() in {"---", "..."})
    closing = next(ends, None)
    if closing is None or not _holds_fields(raw[opening + 1 : closing]):
        return None
    return opening + 1, closing


def opens_front_matter(raw: list[str]) -> bool:
    """Tell whether the file begins with ``---`` and the name of an element: a front matter, closed or not."""
    filled = [line.strip() for line in raw if line.strip()][:2]
    return len(filled) > 1 and filled[0] == "---" and _key(filled[1]) in FIELDS


def read_front_matter(lines: list[str], first: int, remarks: Remarks) -> dict[str, Value]:
    """Return the elements that the lines of a front matter give, the first line having the number ``first``."""
    text = "\n".join(lines)
    try:
        fields, comments = _yaml_fields(text)
    except _Fault as fault:
        place = line_place(first + fault.line, fault.column + 1)
        remarks.add("source.front-matter-syntax", place)
        fields, comments = read_lines(lines)
    for line, comment in comments:
        remarks.add("source.front-matter-comment", line_place(first + line), value=comment)
    return _elements(fields, first, remarks)


def _elements(fields: list[Field], first: int, remarks: Remarks) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for each in (_shown(field, first, remarks) for field in fields):
        texts = tuple(text.strip() for text in each.texts if text.strip())
        name = FIELDS.get(each.key.strip())
        place = line_place(first + each.line)
        if name is None:
            remarks.add("source.front-matter-unknown", place, key=each.key, value="、".join(texts))
        elif name in values:
            remarks.add("source.front-matter-repeated", place, key=each.key, value="、".join(texts))
        elif texts:
            values[name] = element_value(name, texts)
            _report_form(name, texts, values[name], place, remarks)
    return values


def _report_form(name: str, texts: tuple[str, ...], value: Value, place: Place, remarks: Remarks) -> None:
    """Report marks behind names of attachments, and another mark than the colon behind 主送机关."""
    lines = [line for text in texts for line in text.splitlines()]
    changed: Iterable[tuple[str, str]] = ()
    if name == "attachment_notes" and isinstance(value, tuple):
        changed = marked_names(lines, value)
    elif name == "recipients" and isinstance(value, str) and lines[-1].endswith(":"):
        changed = ((f"{value}:", value),)
    for typed, written in changed:
        remarks.add("source.form", place, element=ELEMENTS[name], typed=typed, written=written)


def _shown(field: Field, first: int, remarks: Remarks) -> Field:
    """Return a field without the invisible characters that escapes brought in, its line ends all made alike."""
    typed = [field.key, *field.texts]
    shown = [visible(text) for text in typed]
    report_taken(sum(map(len, typed)) - sum(map(len, shown)), line_place(first + field.line), remarks)
    key, *texts = ("\n".join(text.splitlines()) for text in shown)
    return replace(field, key=key, texts=tuple(texts))


def _holds_fields(lines: list[str]) -> bool:
    """Tell a front matter from text between two rules: fields from its first line on, one of them an element's."""
    filled = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    keys = [_key(line) for line in filled]
    return not keys or (keys[0] != "" and (keys[0].isascii() or not FIELDS.keys().isdisjoint(keys)))


def _key(line: str) -> str:
    found = re.match(r"([^\s:：][^:：]{0,20})[:：]", line)
    return found[1].strip(" \"'") if found else ""


def _yaml_fields(text: str) -> tuple[list[Field], list[tuple[int, str]]]:
    if len(text) > LIMIT:
        raise _Fault
    try:
        _check_events(text)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise _Fault(*_place(error.problem_mark or error.context_mark)) from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: an escape beyond the last character there is
        raise _Fault from error
    if root is None:
        return [], _comments(text, [])
    if not isinstance(root, yaml.MappingNode):
        raise _Fault
    fields = [field for key, value in root.value for field in _fields(key, value)]
    return fields, _comments(text, list(_scalars(root)))


def _place(mark: object) -> tuple[int, int]:
    """Return line and column of a mark of PyYAML, whichever of its two parsers made it."""
    return getattr(mark, "line", 0), getattr(mark, "column", 0)


def _check_events(text: str) -> None:
    """Refuse what may grow or nest: aliases, anchors, tags, a second document and deep collections."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        tagged = getattr(event, "tag", None) or getattr(event, "anchor", None)
        if tagged or depth > DEEPEST or isinstance(event, yaml.AliasEvent) or _is_explicit(event):
            raise _Fault(*_place(event.start_mark))


def _is_explicit(event: yaml.Event) -> bool:
    return isinstance(event, yaml.DocumentStartEvent) and bool(event.explicit)


def _fields(key: yaml.Node, value: yaml.Node) -> Iterator[Field]:
    """Yield a field for a key, and one for everything below it that has a key of its own and is no name."""
    name = "".join(node.value for node in _scalars(key))
    line = key.start_mark.line
    texts: list[str] = []
    for item in value.value if isinstance(value, yaml.SequenceNode) else [value]:
        for inner_key, inner in _inner(item):
            if inner_key in {"", *_NAME_KEYS}:
                texts.append(inner)
            else:
                yield Field(key=f"{name}.{inner_key}", texts=(inner,), line=line)
    yield Field(key=name, texts=tuple(texts), line=line)


def _inner(item: yaml.Node) -> Iterator[tuple[str, str]]:
    if isinstance(item, yaml.MappingNode):
        for key, value in item.value:
            yield "".join(node.value for node in _scalars(key)), "、".join(node.value for node in _scalars(value))
    else:
        yield from (("", node.value) for node in _scalars(item))


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    else:
        for item in node.value:
            yield from _scalars(item)


def _comments(text: str, scalars: list[yaml.ScalarNode]) -> list[tuple[int, str]]:
    """Return line and words of the comments: what follows a ``#`` outside every scalar."""
    scalar_places = {place for node in scalars for place in range(node.start_mark.index, node.end_mark.index)}
    comments: dict[int, str] = {}
    for found in _COMMENT.finditer(text):
        place = found.start()
        words = text[place:].split("\n", 1)[0].strip("# ")
        if words and place not in scalar_places:
            comments.setdefault(text.count("\n", 0, place), words)
    return list(comments.items())
