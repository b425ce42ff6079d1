"""Rules on 结构层次. GB/T 9704-2012 7.3.3: 一、 （一） 1. （1）, which one can (可以) use in this order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper, Passage
from oa_desktop.domain.rules.slips import HAN_NUMERALS, Slips, found_in, slip
from oa_desktop.domain.texts.levels import Number, han_value, leading_number, number_value, written_number

DEEPEST = 4
_HALF_BRACKETS = str.maketrans("()", "（）")
_LAW = re.compile("^第[一二三四五六七八九十百0-9]+[编章节条]")


def _spelled_out(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0]).translate(_HALF_BRACKETS)


SLIPS: Slips = {
    "level.han-mark": slip(rf"^([{HAN_NUMERALS}]{{1,4}})[.．,](?=\S)", r"\1、"),
    "level.digit-mark": slip(r"^([0-9]{1,2})[、，](?![0-9])(?=\S)", r"\1."),
    "level.full-width-point": slip(r"^([0-9]{1,2})．(?=\S)", r"\1."),
    "level.half-width-brackets": slip(rf"^\(([{HAN_NUMERALS}]{{1,4}}|[0-9]{{1,2}})\)", r"（\1）"),
    "level.mark-behind-brackets": slip(rf"^([（(](?:[{HAN_NUMERALS}]{{1,4}}|[0-9]{{1,2}})[）)])[、，.．:：]", r"\1"),
    "level.one-sign": slip("^[㈠-㈩⒈-⒛⑴-⒇]", _spelled_out),
}
"""What should not stand at the start of a paragraph, and what should."""


def slips(paper: Paper) -> Iterator[Finding]:
    """Yield numbers of levels that are written otherwise."""
    for passage in paper.paragraphs:
        yield from found_in(passage, SLIPS)


def deep(paper: Paper) -> Iterator[Finding]:
    """Yield a fifth level."""
    for passage, number in _numbered(paper.paragraphs):
        if number.level > DEEPEST:
            yield passage.found("level.deep", measured=number.text, required=DEEPEST)


def skipped(paper: Paper) -> Iterator[Finding]:
    """Yield （1） below 一、 or （一）; 1. below 一、 is usual."""
    for part in paper.parts:
        open_levels: set[int] = set()
        for passage, number in _numbered(part):
            open_levels = {level for level in open_levels if level < number.level}
            if number.level == DEEPEST and open_levels and 3 not in open_levels:
                above = max(open_levels)
                required = written_number(above + 1, 1)
                yield passage.found("level.skipped", measured=number.text, required=required)
            open_levels.add(number.level)


def sequence(paper: Paper) -> Iterator[Finding]:
    """Yield a number that does not follow the one before; （一） may go on counting through 一、 and 二、."""
    for part in paper.parts:
        counted: dict[int, int] = {}
        through: dict[int, int] = {}
        for passage, number in _numbered(part):
            value, level = _value(number), number.level
            expected = counted.get(level, 0) + 1
            if value and value not in (1, expected, through.get(level, 0) + 1) and level <= DEEPEST:
                yield passage.found("level.sequence", measured=number.text, required=written_number(level, expected))
            counted = {kept: count for kept, count in counted.items() if kept < level} | {level: value}
            through[level] = value


def alone(paper: Paper) -> Iterator[Finding]:
    """Yield 一、 without 二、 in a part."""
    for part in paper.parts:
        first = [(passage, number) for passage, number in _numbered(part) if number.level == 1]
        if len(first) == 1 and _value(first[0][1]) == 1:
            passage, number = first[0]
            yield passage.found("level.alone", measured=number.text)


def _numbered(part: tuple[Passage, ...]) -> Iterator[tuple[Passage, Number]]:
    """Yield the paragraphs that begin with a number of a level; 第一章 and the like count by themselves."""
    for passage in part:
        number = leading_number(passage.text) if passage.level >= 0 else None
        if number and not _LAW.match(passage.text):
            yield passage, number


def _value(number: Number) -> int:
    return number_value(number.text) or han_value(re.sub(rf"[^{HAN_NUMERALS}]", "", number.text))


CHECKS: tuple[Check, ...] = (slips, deep, skipped, sequence, alone)
