"""Hits (命中): where words stand in the text of some pages, over ends of lines and of pages."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.ui.reading.page_text import PageText
from oa_desktop.ui.reading.passages import Caret, Passage, in_margin


def folded(words: str) -> str:
    """Return words as they are compared: no spaces, no difference of width or of case."""
    return "".join(_fold(char) for char in words)


def find(words: str, texts: Mapping[int, PageText]) -> tuple[Passage, ...]:
    """Return where words stand on these pages, in the order of the text.

    What stands in the margin of every page parts no words, and is searched after the text of its page.
    """
    wanted = folded(words)
    if not wanted:
        return ()
    body, margins = _Run.empty(), []
    for number in sorted(texts):
        margin = _Run.empty()
        neighbours = [texts[near] for near in (number - 1, number + 1) if near in texts]
        for line in texts[number].lines:
            run = margin if in_margin(line, texts[number], neighbours) else body
            run.add(number, texts[number].text, range(line.start, line.end))
        margins.append(margin)
    found = [passage for run in (body, *margins) for passage in run.find(wanted)]
    return tuple(sorted(found, key=lambda one: one.start))


def _fold(char: str) -> str:
    return "" if char.isspace() else unicodedata.normalize("NFKC", char).casefold().strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Folded text, and from which character of which page each part of it came."""

    words: list[str]
    numbers: array[int]
    indexes: array[int]

    @classmethod
    def empty(cls) -> _Run:
        return cls(words=[], numbers=array("l"), indexes=array("l"))

    def add(self, number: int, text: str, characters: range) -> None:
        for index in characters:
            for part in _fold(text[index]):
                self.words.append(part)
                self.numbers.append(number)
                self.indexes.append(index)

    def find(self, wanted: str) -> Iterator[Passage]:
        text = "".join(self.words)
        at = text.find(wanted)
        while at >= 0:
            last = at + len(wanted) - 1
            yield Passage(
                anchor=Caret(number=self.numbers[at], index=self.indexes[at]),
                focus=Caret(number=self.numbers[last], index=self.indexes[last] + 1),
            )
            at = text.find(wanted, last + 1)
