"""Lines that a mail program or an old editor broke at a fixed width (硬换行) become the paragraphs they were.

A text is taken for one broken at a width when its longest lines are 14 to 50 Chinese characters wide and at least
three lines with marks in them end in mid sentence at that width, nearly all long ones there are, and a full stop ends
some line below such a one, which no row of slogans has. Only then is a line
that reaches the width joined to the next one, unless a blank line, an indentation or a number of a level begins a
paragraph there. Behind a full stop nobody can tell; there the line is joined only where paragraphs show by an
indentation where they begin. Independently of the width a list of those who attended a meeting (出席：…，) goes on in
the next line, and so does a long paragraph that ends without a mark where nearly all others have one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from oa_desktop.docs.reading.dates import is_date
from oa_desktop.docs.reading.remarks import Remarks
from oa_desktop.docs.reading.spacing import Line
from oa_desktop.domain.texts.levels import leading_number

NARROWEST, WIDEST = 28, 100
"""Half-width columns of the lines of a text that was broken at a width."""
SLACK = 4
"""Columns by which a broken line may fall short: a mark is not set at the beginning of a line."""
FEWEST = 3
"""Lines broken in mid sentence that make a habit."""
SHARE = 0.7
"""Part of the long lines ending in mid sentence that must reach the width."""
INDENTED = 8
"""Columns of the deepest indentation of a paragraph; what stands further right is a title or a signature."""
LONG = 120
"""Columns from which on a line is a whole paragraph, and no heading and no item of a list."""
MOST_PARAGRAPHS = 0.8
"""Part of the long lines that must end with a mark to make one without it a broken one."""
FULL_WIDTH = frozenset("WFA")

_MARKS = re.compile("[，。；：、？！,;]")
_STOPPED = re.compile("[。！？；!?;][”’》）)」』]*$")
_ANNOUNCES = re.compile("(?<![0-9])[：:]$")
_BEGINS = re.compile(
    r"附件|附\s*[：:]|抄送|主送|特此|此[致复]|敬礼|联\s*系\s*(?:人|电话)|第[一二三四五六七八九十百]{1,4}[章节条]"
)
_ATTENDED = re.compile(r"(?:出席|请假|缺席|列席|参加|参会|与会|到会|成\s*员)(?:人员|单位|领导)?\s*[：:]")
_LABEL = re.compile(r"[\u4e00-\u9fff\s]{2,8}[：:]")
_GOES_ON = ("，", "、", "；", ",", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habit:
    """How a text was broken.

    Attributes:
        width: At how many columns; 0: not at all.
        is_indented: Whether its paragraphs are indented.
        is_ended: Whether its paragraphs end with a mark.
    """

    width: int = 0
    is_indented: bool = False
    is_ended: bool = False


def joined_lines(lines: list[Line], remarks: Remarks) -> list[Line]:
    """Return the lines, those that were broken at a fixed width joined and reported."""
    habit = _habit([line for line in lines if "\t" not in line.text and _indent(line) <= INDENTED])
    parts: list[list[Line]] = []
    for line in lines:
        if parts and _goes_on(parts[-1], line, habit):
            parts[-1].append(line)
        else:
            parts.append([line])
    remarks.add_lines("source.rejoined", (part[0].number for part in parts if len(part) > 1))
    return [_one(part) for part in parts]


def _one(part: list[Line]) -> Line:
    text = "".join(glue(above.text, below.text) + below.text for above, below in pairwise(part))
    return part[0] if not text else replace(part[0], text=part[0].text + text, typed=part[0].typed + text)


def glue(above: str, below: str) -> str:
    """Return what stands between the parts of a line that was broken: a blank between Latin words."""
    return " " if above[-1].isascii() and below[0].isascii() and above[-1] != "-" else ""


def _habit(lines: list[Line]) -> _Habit:
    width, is_ended = max(map(_columns, lines), default=0), _are_ended([one for one in lines if _columns(one) >= LONG])
    breaks = [(line, below) for line, below in pairwise(lines) if not below.gap and _is_open(line)]
    long = [pair for pair in breaks if 2 * _columns(pair[0]) > width]
    full = [pair for pair in long if _columns(pair[0]) >= width - SLACK]
    is_often = sum(_has_marks(line) for line, _below in full) >= FEWEST and len(full) >= SHARE * len(long)
    ends_somewhere = any(_STOPPED.search(below.text) for _line, below in full)
    if not (is_often and ends_somewhere and NARROWEST <= width <= WIDEST):
        return _Habit(is_ended=is_ended)
    return _Habit(width=width, is_indented=any(_indent(line) for line, _below in full), is_ended=is_ended)


def _are_ended(long: list[Line]) -> bool:
    ended = sum(not _is_open(line) for line in long)
    return ended >= FEWEST and ended >= MOST_PARAGRAPHS * len(long)


def _goes_on(part: list[Line], line: Line, habit: _Habit) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    begins = leading_number(line.text) or _BEGINS.match(line.text) or is_date(line.text) or "\t" in line.text
    if line.gap or begins:
        return False
    return _was_broken(part[-1], line, habit) or _was_cut(part[-1], line, habit) or _names_more(part, line)


def _was_cut(above: Line, line: Line, habit: _Habit) -> bool:
    """Tell whether a paragraph ends in mid sentence in a text whose paragraphs do not."""
    return habit.is_ended and _columns(above) >= LONG and _is_open(above) and _has_marks(above) and _has_marks(line)


def _was_broken(above: Line, line: Line, habit: _Habit) -> bool:
    if not habit.width or _columns(above) < habit.width - SLACK or _indent(above) > INDENTED or _indent(line):
        return False
    if _ANNOUNCES.search(above.text) or "\t" in above.text:
        return False
    return _is_open(above) or habit.is_indented


def _names_more(part: list[Line], line: Line) -> bool:
    """Tell whether a line goes on with a list of those who attended."""
    is_list = _ATTENDED.match(part[0].text) is not None and part[-1].text.endswith(_GOES_ON)
    return is_list and _LABEL.match(line.text) is None


def _is_open(line: Line) -> bool:
    return _STOPPED.search(line.text) is None and _ANNOUNCES.search(line.text) is None


def _has_marks(line: Line) -> bool:
    return _MARKS.search(line.text) is not None


def _indent(line: Line) -> int:
    return _width(line.typed[: len(line.typed) - len(line.typed.lstrip())])


def _columns(line: Line) -> int:
    return _width(line.typed.rstrip())


def _width(text: Iterable[str]) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in FULL_WIDTH else 1 for char in text)
