"""A front matter that is no YAML, read line by line as people meant it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_FIELD = re.compile(r"(?P<key>[^\s:：#-][^:：]{0,20}?)\s*[:：]\s*(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?:(?:标题|名称)\s*[:：]\s*)?(?P<value>.*)")
_LIST = re.compile(r"\[(?P<items>[^\[\]]*)\]")
_BLOCK = frozenset({"|", ">", "|-", ">-", "|+", ">+"})
_QUOTES = ('""', "''", "“”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A key of the front matter with the texts typed for it; ``line`` counts from 0 inside the front matter."""

    key: str
    texts: tuple[str, ...]
    line: int


def read_lines(lines: list[str]) -> tuple[list[Field], list[tuple[int, str]]]:
    """Return the fields of the lines, and line and words of their comments.

    ``键: 值`` with either colon begins a field; ``- 值`` adds an item to it; any other line continues it. Text before
    the first field gets the empty key, so that it is reported.
    """
    fields: list[Field] = []
    comments: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        if line.lstrip().startswith("#"):
            comments.append((place, line.strip("# \t")))
        elif found := _FIELD.fullmatch(line.rstrip()):
            fields.append(Field(key=found["key"], texts=_texts(found["value"]), line=place))
        elif line.strip():
            fields = _continued(fields, line, place)
    return fields, comments


def _continued(fields: list[Field], line: str, place: int) -> list[Field]:
    last = fields[-1] if fields else Field(key="", texts=(), line=place)
    item = _ITEM.fullmatch(line)
    texts = (*last.texts, *(_texts(item["value"]) if item else (line.strip(),)))
    return [*fields[:-1], replace(last, texts=texts)]


def _texts(value: str) -> tuple[str, ...]:
    value = value.strip()
    if value in _BLOCK:
        return ()
    if listed := _LIST.fullmatch(value):
        return tuple(_unquoted(item.strip()) for item in re.split(r"[,，]", listed["items"]))
    return (_unquoted(value),)


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] + text[-1] in _QUOTES
    return text[1:-1] if is_quoted else text
