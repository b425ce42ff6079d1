"""The title breaker: lines of 标题 that end between words and make a trapezoid or a diamond.

GB/T 9704-2012 7.3.1: a title of several lines is broken between complete words, symmetrically, with suitable lengths,
and shaped as a trapezoid or a diamond. How well a shape does is practice; the figures of cost below are ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from oa_desktop.docs.figures import CHARACTERS_PER_LINE, TITLE_CHARACTERS
from oa_desktop.docs.forms.official_words import KIND_WORDS, LONGEST_WORD, ORGAN_WORDS, WORDS

_PLACE = "省市县区州盟旗镇乡村"
_ATOM = re.compile(
    r"《[^《》]{1,12}》(?:的)?|“[^“”]{1,15}”(?:的)?|（[^（）]{1,14}）|〔[^〔〕]{1,14}〕|‘[^‘’]{1,16}’"
    r"|[0-9０-９][0-9０-９.,．%％:：—–-]*(?:年度|年|月份|月|日|个|届|次|批|号|期|周年|万|亿|元|项|条|名|人|家|件|岁)?"
    r"(?:[0-9]+月份?)?(?:[0-9]+日)?"
    r"|[A-Za-zＡ-Ｚａ-ｚ][A-Za-z0-9Ａ-Ｚａ-ｚ.+#/_-]*"
    r"|[第][一二三四五六七八九十百0-9]+(?:届|次|批|期|号|季度|轮|个)?"
    r"|[一二三四五六七八九十〇○]+(?:年|月|日|届|次|批|号|期|五)(?=.)"
)
_BEFORE_FORBIDDEN = "的、，；：。！？）》”’〕】．%％"
_AFTER_FORBIDDEN = "（《“‘〔【第各"
_JOINERS = "和与及暨并"
_COUNTED = re.compile(r"第[一二三四五六七八九十百0-9]+|.*[0-9](?:名|人|家|项|件|条|个|元|岁)")
"""A number that what follows belongs to: 第三污水处理厂, 10名同志."""
_BOUND = frozenset({"期间", "以来", "前后", "以上", "以下"})
"""Words that belong to what stands before them: 春节期间."""
_WAYS = "路街巷桥"
"""What the names of roads end in."""

_INSIDE_NAME = 9.0
_NEXT_TO_NAME = 1.5
_INSIDE_ORGAN = 6.0
_INSIDE_QUOTES = 6.0
_BEFORE_JOINER = 2.0
_NEVER = 1000.0
_EQUAL = 8.0
"""Two lines under each other of one length: no trapezoid and no diamond."""
_MOST_SHAPED_LINES = 4
"""A text that needs more lines is no title; its lines are filled and not shaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of a title that is not broken, and what it costs to break after it."""

    text: str
    cost: float


def title_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a title, each at most 20 二号 characters wide.

    A line feed that was typed is kept as the writer's own break; a line that is still too long is broken further, and
    one that came from there and stands within 《》 is none of the writer's.
    """
    lines: tuple[str, ...] = ()
    for part in _rejoined([line.strip() for line in re.split(r"[\r\n\v\f]+", title) if line.strip()]):
        lines += _break_line(re.sub(r"[\s]+", " ", part), above=lines)
    return lines


def adoption_lines(text: str) -> tuple[str, ...]:
    """Return the lines of 题注: one where 三号 has room for it, else parted between words as a title is."""
    return (text,) if width_in_characters(text) <= CHARACTERS_PER_LINE else title_lines(text)


def _rejoined(typed: list[str]) -> list[str]:
    """Join lines that part a name in 《》 where one of them is too long: the break came from a narrower page."""
    lines: list[str] = []
    for line in typed:
        parts_name = bool(lines) and lines[-1].count("《") > lines[-1].count("》")
        if parts_name and max(map(width_in_characters, (lines[-1], line))) > TITLE_CHARACTERS:
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def width_in_characters(text: str) -> float:
    """Return the estimated width in 二号 characters: half-width ones count 0.6."""
    return sum(_width(character) for character in text)


@cache
def _width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.6


def _break_line(text: str, above: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a text that make a good shape with those above it."""
    if width_in_characters(text) <= TITLE_CHARACTERS:
        return (text,)
    pieces = _pieces(text)
    least = int(-(-width_in_characters(text) // TITLE_CHARACTERS))
    if least > _MOST_SHAPED_LINES:
        return _cut(text)
    candidates = (lines for count in (least, least + 1) for lines in _best(pieces, count, above))
    return min(candidates, key=lambda lines: lines[0], default=(0.0, _cut(text)))[1]


def _cut(text: str) -> tuple[str, ...]:
    """Return full lines, for a title that no rule can shape; a name or a quotation goes to the next line whole."""
    lines, line = [], ""
    for stretch in _stretches(text):
        parts = (stretch,) if width_in_characters(stretch) <= TITLE_CHARACTERS else tuple(stretch)
        for part in parts:
            if line and width_in_characters(line + part) > TITLE_CHARACTERS:
                lines.append(line)
                line = ""
            line += part
    return (*lines, line)


def _stretches(text: str) -> Iterator[str]:
    """Yield what is rather not divided: the pieces of a name or a quotation together."""
    stretch = ""
    for piece in _pieces(text):
        stretch += piece.text
        if piece.cost < _INSIDE_QUOTES:
            yield stretch
            stretch = ""
    if stretch:
        yield stretch


def _best(pieces: tuple[_Piece, ...], count: int, above: tuple[str, ...]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield the cheapest way to set the pieces in this many lines, if there is one."""
    total = sum(width_in_characters(piece.text) for piece in pieces)
    ways: list[tuple[float, tuple[str, ...]]] = [
        (_shape_cost((*above, *lines)) + cost + 5.0 * count, lines)
        for cost, lines in _ways(pieces, count, total / count)
    ]
    if ways:
        yield min(ways)


def _ways(pieces: tuple[_Piece, ...], count: int, ideal: float) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield break costs and lines of every reasonable way to set the pieces in this many lines."""
    if count == 1:
        text = "".join(piece.text for piece in pieces).strip()
        if width_in_characters(text) <= TITLE_CHARACTERS:
            yield 0.0, (text,)
        return
    line = ""
    for index, (piece, _) in enumerate(pairwise(pieces)):
        line += piece.text
        if width_in_characters(line.strip()) > TITLE_CHARACTERS:
            return
        if piece.cost < _NEVER and width_in_characters(line) >= ideal / 2:
            for cost, rest in _ways(pieces[index + 1 :], count - 1, ideal):
                yield cost + piece.cost, (line.strip(), *rest)


def _shape_cost(lines: tuple[str, ...]) -> float:
    """Return how far the lines are from a trapezoid or a diamond, in arbitrary units."""
    widths = [width_in_characters(line) for line in lines]
    steps = [after - before for before, after in pairwise(widths)]
    waists = sum(1 for before, after in pairwise(steps) if before < 0 < after)
    uneven = sum(max(0.0, abs(step) - 6) * 1.5 + abs(step) * 0.15 for step in steps)
    equal = sum(_EQUAL for above, below in pairwise(lines) if _are_equal(above, below))
    lonely = sum(10.0 for width in widths if width < max(4.0, max(widths) / 3))
    return 12.0 * waists + uneven + equal + lonely


def _are_equal(above: str, below: str) -> bool:
    """Tell whether two lines look as long as each other, or count as many characters."""
    return len(above) == len(below) or abs(width_in_characters(above) - width_in_characters(below)) < 1


def _pieces(text: str) -> tuple[_Piece, ...]:
    """Return the stretches of a title that no line ends inside, each with the cost of breaking after it."""
    words = _words(text)
    depths = accumulate(
        word.text.count("《") + word.text.count("“") - word.text.count("》") - word.text.count("”") for word in words
    )
    costs = [
        _break_cost(before, after) + (_INSIDE_QUOTES if depth > 0 else 0.0)
        for (before, after), depth in zip(pairwise(words), depths, strict=False)
    ]
    costs.append(_NEVER)
    return tuple(_Piece(text=word.text, cost=cost) for word, cost in zip(words, costs, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    text: str
    known: bool


def _words(text: str) -> list[_Word]:
    """Return the words of a title: atoms first, then the longest known word, else a single character of a name."""
    words: list[_Word] = []
    place = 0
    while place < len(text):
        atom = _ATOM.match(text, place)
        found = atom.group() if atom else _known_word(text, place)
        words.append(_Word(text=found or text[place], known=bool(found)))
        place += len(words[-1].text)
    return words


def _known_word(text: str, place: int) -> str:
    for length in range(min(LONGEST_WORD, len(text) - place), 1, -1):
        if text[place : place + length] in WORDS:
            return text[place : place + length]
    return text[place] if text[place] in _JOINERS + "的、，" else ""


def _break_cost(before: _Word, after: _Word) -> float:
    if after.text[0] in _BEFORE_FORBIDDEN or before.text[-1] in _AFTER_FORBIDDEN or before.text[-1] in _JOINERS:
        return _NEVER
    if after.text == "关于" or before.text[-1] in " 、，的":
        return 0.5 if after.text not in KIND_WORDS else 2.5
    if _COUNTED.fullmatch(before.text) or after.text in _BOUND:
        return _INSIDE_NAME
    if before.text == "关于":
        return 1.0
    return _cost_between(before, after)


def _cost_between(before: _Word, after: _Word) -> float:
    if _is_organ(before) and _is_organ(after):
        return _INSIDE_ORGAN
    if before.known and after.known:
        return _BEFORE_JOINER if after.text in _JOINERS else 1.0
    if not before.known and not after.known:
        return _INSIDE_NAME
    if not before.known and (before.text in _PLACE) and _is_organ(after):
        return _INSIDE_ORGAN
    if not before.known and before.text in _WAYS:
        return _NEXT_TO_NAME
    return _INSIDE_NAME if _is_organ(after) or len(before.text) == 1 < len(after.text) else _NEXT_TO_NAME


def _is_organ(word: _Word) -> bool:
    return word.text in ORGAN_WORDS
