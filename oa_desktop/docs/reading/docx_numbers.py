"""Numbers that a word processor writes itself (自动编号), as its readers see them. ECMA-376-1 17.9 and 17.18.59."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from oa_desktop.docs.reading.docx_parts import attribute, is_on, number_of, value_of
from oa_desktop.docs.reading.package import Node, child, children
from oa_desktop.domain.texts.levels import written_number

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_FORMAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_HAN_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def _han(count: int) -> str:
    return written_number(1, count).removesuffix("、")


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    written = ""
    for value, sign in (*_ROMAN, *_ROMAN_ONES):
        written += sign * (count // value)
        count %= value
    return written


def _sign(first: str, most: int) -> Callable[[int], str]:
    """Return what writes a count as one sign, of which there are so many."""
    return lambda count: chr(ord(first) + count - 1) if count <= most else str(count)


_CIRCLED, _HAN_CIRCLED = _sign("①", 20), _sign("㊀", 10)
_FORMS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "chineseCounting",
                "chineseCountingThousand",
                "japaneseCounting",
                "taiwaneseCounting",
                "taiwaneseCountingThousand",
            ),
            _han,
        ),
        **dict.fromkeys(
            ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
            lambda count: str(count).translate(_HAN_DIGITS),
        ),
        **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), lambda n: _han(n).translate(_FORMAL)),
        **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), lambda count: str(count).translate(_FULL_WIDTH)),
        **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLED),
        "decimalEnclosedFullstop": _sign("⒈", 20),
        "decimalEnclosedParen": _sign("⑴", 20),
        "ideographEnclosedCircle": _HAN_CIRCLED,
        "decimalZero": lambda count: f"{count:02d}",
        "lowerLetter": _letters,
        "upperLetter": lambda count: _letters(count).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda count: _roman(count).upper(),
        **dict.fromkeys(("none", "bullet"), lambda _count: ""),
    }
)
"""How a count is written in each format; what is not named is written in digits."""
_UNCOUNTED = frozenset({"none", "bullet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level of a numbering: its first count, its format and the text around."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    in_digits: bool = False


class Numbers:
    """Counts the numbered paragraphs of a document, in their order."""

    def __init__(self, root: Node | None) -> None:
        self._levels = {attribute(one, "abstractNumId"): _levels(one) for one in children(root, "abstractNum")}
        self._nums = {attribute(one, "numId"): one for one in children(root, "num")}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[str] = set()

    def next(self, identity: str, level: int) -> str:
        """Return the number that the next paragraph of a numbering has; empty for bullets and for none."""
        num = self._nums.get(identity)
        abstract = value_of(num, "abstractNumId")
        levels = self._levels.get(abstract, {})
        if num is None or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [0] * LEVELS)
        self._begin(identity, num, levels, counts)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        return _written(levels, counts, level)

    def _begin(self, identity: str, num: Node, levels: dict[int, _Level], counts: list[int]) -> None:
        """Let the counts begin anew where this numbering says so."""
        if identity in self._begun:
            return
        self._begun.add(identity)
        for one in children(num, "lvlOverride"):
            level = number_of(attribute(one, "ilvl"))
            start = value_of(one, "startOverride")
            if start and level in levels:
                counts[level] = number_of(start, 1) - 1


def _levels(abstract: Node) -> dict[int, _Level]:
    found = {number_of(attribute(one, "ilvl")): _level(one) for one in children(abstract, "lvl")}
    return {place: level for place, level in found.items() if 0 <= place < LEVELS}


def _level(node: Node) -> _Level:
    form = child(node, "numFmt")
    return _Level(
        start=max(0, number_of(value_of(node, "start"), 1)),
        form=attribute(form, "val") or "decimal",
        text=value_of(node, "lvlText"),
        in_digits=bool(is_on(node, "isLgl")),
    )


def _written(levels: dict[int, _Level], counts: list[int], level: int) -> str:
    own = levels[level]
    if own.form in _UNCOUNTED:
        return ""

    def count(place: re.Match[str]) -> str:
        index = int(place[1]) - 1
        of = levels.get(index, _Level())
        number = counts[index] or of.start
        return str(number) if own.in_digits or number < 1 else _FORMS.get(of.form, str)(number)

    return _PLACE.sub(count, own.text)
