"""Which design (字体) a font carries, by the name that a file gives it."""

from __future__ import annotations

import re
from functools import cache

from oa_desktop.docs.fonts.names import CANDIDATES, FontRole, name_key

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_LATIN = re.compile("times|arial|calibri|cambria|tahoma|verdana|courier|georgia|helvetica|liberation|segoeui")
_WORDS = (
    (FontRole.XIAOBIAOSONG, ("小标宋", "xiaobiaosong", "xbs", "中宋", "zhongsong", "serifscbold", "serifcjkscbold")),
    (FontRole.FANGSONG, ("仿宋", "fangsong", "simfang", "fandolfang", "fzfs")),
    (FontRole.KAITI, ("楷", "kaiti", "simkai", "fzkt", "kai")),
    (FontRole.HEITI, ("黑体", "simhei", "heiti", "sanssc", "sanscjk", "fzht", "等线", "雅黑", "yahei")),
    (FontRole.SONGTI, ("宋", "simsun", "song", "serif", "fzss", "times")),
)
"""Parts of names, the most telling first: 仿宋 and 小标宋 are no 宋体."""


@cache
def design_of(font: str) -> FontRole | None:
    """Return the design of a font, None when its name does not tell."""
    key = name_key(_SUBSET.sub("", font))
    exact = (role for role, candidates in CANDIDATES.items() for one in candidates if key in one.keys)
    named = (role for role, words in _WORDS if any(word in key for word in words))
    return next(exact, None) or next(named, None)


def is_latin(font: str) -> bool:
    """Tell whether a font is one for Latin letters that offices have; it has no Chinese marks."""
    return _LATIN.match(name_key(_SUBSET.sub("", font))) is not None
