"""What a machine can mend (一键改正): for a rule's id, a pure function that leaves nothing for the rule to find.

Every mend is idempotent and touches nothing but what its rule looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from oa_desktop.domain.dates import read_date, written_date
from oa_desktop.domain.manuscript import Block, Manuscript, Paragraph, Span, merged
from oa_desktop.domain.rules import numbers, punctuation

Mend: TypeAlias = Callable[[Manuscript], Manuscript]
Replacement: TypeAlias = str | Callable[[re.Match[str]], str]


def _element(field: str, mend: Callable[[str], str]) -> Mend:
    """Return a mend of one element."""

    def mended(manuscript: Manuscript) -> Manuscript:
        given: dict[str, Any] = {field: mend(getattr(manuscript, field))}
        return replace(manuscript, **given)

    return mended


def _body(pattern: re.Pattern[str], replacement: Replacement) -> Mend:
    """Return a mend of every paragraph of 正文 and 附件."""

    def block(one: Block) -> Block:
        return substituted(one, pattern, replacement) if isinstance(one, Paragraph) else one

    def mended(manuscript: Manuscript) -> Manuscript:
        annexes = tuple(replace(one, body=tuple(map(block, one.body))) for one in manuscript.annexes)
        return replace(manuscript, body=tuple(map(block, manuscript.body)), annexes=annexes)

    return mended


def substituted(paragraph: Paragraph, pattern: re.Pattern[str], replacement: Replacement) -> Paragraph:
    """Return a paragraph with what matches replaced, wherever its spans end; what comes in stands out as what went."""
    chars = [Span(text=char, emphasis=span.emphasis) for span in paragraph.spans for char in span.text]
    for match in reversed(list(pattern.finditer(paragraph.text))):
        start, end = match.span()
        text = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
        emphasis = chars[min(start, len(chars) - 1)].emphasis
        chars[start:end] = [Span(text=text, emphasis=emphasis)]
    return replace(paragraph, spans=merged(chars))


def _date(text: str) -> str:
    day = read_date(text)
    return written_date(day) if day else text


def _full_width(match: re.Match[str]) -> str:
    return punctuation.FULL_WIDTH[match[0]]


MENDS: Mapping[str, Mend] = MappingProxyType(
    {
        "number.brackets": _element("document_number", lambda text: numbers.OTHER_BRACKETS.sub(r"〔\g<year>〕", text)),
        "date.padded": _element("date", _date),
        "punctuation.half-width": _body(punctuation.HALF_WIDTH, _full_width),
    }
)
"""The mends, by the ids of their rules."""
