"""Slips of the pen (笔误) as data: a pattern that should not stand in a text, and what should stand there instead.

One table gives both the rule and, where the replacement is beyond doubt, its mend.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper, Passage

HAN = "\u3400-\u9fff"
"""Chinese characters, for a class of a pattern."""
HAN_NUMERALS = "一二三四五六七八九十百"


@dataclass(frozen=True, slots=True)
class Slip:
    """What should not stand in a text.

    Attributes:
        pattern: What it looks like.
        instead: What should stand there: a template or a function of the match; None where only a reader can tell.
    """

    pattern: re.Pattern[str]
    instead: str | Callable[[re.Match[str]], str] | None = None

    def right(self, match: re.Match[str]) -> str:
        """Return what should stand there; empty when that is nothing, or cannot be told."""
        if self.instead is None:
            return ""
        return match.expand(self.instead) if isinstance(self.instead, str) else self.instead(match)

    def mended(self, text: str) -> str:
        """Return a text in which it stands no more."""
        return self.pattern.sub(self.right, text)


Slips: TypeAlias = Mapping[str, Slip]
"""Slips by the ids of their rules."""


def slip(pattern: str, instead: str | Callable[[re.Match[str]], str] | None = None) -> Slip:
    """Return a slip of a pattern."""
    return Slip(re.compile(pattern), instead)


def found_in(passage: Passage, slips: Slips) -> Iterator[Finding]:
    """Yield every slip in a passage."""
    for rule, one in slips.items():
        for match in one.pattern.finditer(passage.text):
            yield passage.found(rule, match, measured=match[0], required=one.right(match))


def in_texts(slips: Slips) -> Check:
    """Return the check for slips in the title and in every paragraph."""

    def check(paper: Paper) -> Iterator[Finding]:
        for passage in paper.texts:
            yield from found_in(passage, slips)

    return check


def in_element(field: str, slips: Slips) -> Check:
    """Return the check for slips in one element."""

    def check(paper: Paper) -> Iterator[Finding]:
        yield from found_in(paper.element(field), slips)

    return check


def mended(text: str, slips: Slips) -> str:
    """Return a text in which none of the slips stands any more."""
    for one in slips.values():
        text = one.mended(text) if one.instead is not None else text
    return text
