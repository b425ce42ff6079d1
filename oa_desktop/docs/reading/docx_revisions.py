"""Tracked changes of a DOCX (修订): who put in and took out what, and when; what counts of it is read elsewhere.

ECMA-376-1 17.13.5. What one put in and another took out is told of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final

from oa_desktop.docs.reading.docx_parts import attribute
from oa_desktop.docs.reading.package import Node, local

_ACTS: Final = MappingProxyType({"ins": "插入", "moveTo": "移入", "del": "删除", "moveFrom": "移出"})
_WORDS: Final = frozenset({"t", "delText"})
_MINUTES: Final = len("2026-03-05T16:20")


@dataclass(frozen=True, slots=True)
class Revised:
    """What one person changed at one place.

    Attributes:
        author: Who, as the file says it; empty where it does not.
        time: When, to the minute; empty where the file does not say it.
        act: 插入, 删除, 移入 or 移出.
        words: What was put in or taken out.
    """

    author: str
    time: str
    act: str
    words: str


def revised(body: Node) -> Iterator[Revised]:
    """Yield the changes of words, in the order of the text; neighbours of one person at one time are one change."""
    texts = (one for one in body.iter() if local(one) in _WORDS)
    for (changes, _paragraph), some in groupby(texts, _changes_of):
        words = "".join(one.text or "" for one in some)
        if words.strip():
            yield from (Revised(*change, words) for change in changes)


def _changes_of(text: Node) -> tuple[tuple[tuple[str, str, str], ...], Node | None]:
    """Return the changes in which a text stands, the first one first, and its paragraph."""
    changes: list[tuple[str, str, str]] = []
    around = text.getparent()
    while around is not None and local(around) != "p":
        if act := _ACTS.get(local(around)):
            time = attribute(around, "date")[:_MINUTES].replace("T", " ")
            changes.insert(0, (attribute(around, "author"), time, act))
        around = around.getparent()
    return tuple(changes), around
