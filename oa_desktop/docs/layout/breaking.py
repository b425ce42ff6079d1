"""Where a line may end: 避头尾, and stretches that are never divided.

GB/T 15834-2011 5.1 for punctuation at the edges of a line; numbers with their units, dates, 发文字号 and Latin words
are kept whole by practice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

NEVER_FIRST = frozenset("，。、；：！？）》〉」』】〗〕｝”’·～－–…％‰℃．,.;:!?)]}>%／/々°")
"""Characters that no line begins with (避头)."""
NEVER_LAST = frozenset("（《〈「『【〖〔｛“‘([{<￥＄$№#＃／/")
"""Characters that no line ends with (避尾)."""
_NOT_BEFORE = NEVER_FIRST | {" "}
HANGING = frozenset("，。、；：！？")
"""Marks that may hang in the white at the right of a full line (标点悬挂), where the office wants it. P."""
CLOSING = frozenset("，。、；：！？）》〉」』】〗〕｝”’．")
"""Full-width marks whose right half is blank."""
OPENING = frozenset("（《〈「『【〖〔｛“‘")
"""Full-width marks whose left half is blank."""

_UNIT = (
    "(?:个|件|项|名|人|位|户|家|次|届|批|期|号|条|款|章|节|页|份|册|套|台|辆|只|处|所|座|亩|公顷|公里|千米|平方米|立方米|米|吨|公斤|千克|克"
    "|万元|亿元|元|万|亿|千|百|周岁|岁|周年|年度|年|月份|月|日|天|时|分|秒|小时|分钟|倍|级|类|型|字|行|章|集|栋|楼|室|部|席|票|％|℃|‰)"
)
_WHOLE = re.compile(
    r"[\u4e00-\u9fa5]{0,4}〔[0-9]{2,4}〕第?[0-9]{1,5}号"
    r"|[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
    r"|[0-9]{1,2}月[0-9]{1,2}日"
    rf"|第?[0-9][0-9.,:%]*(?:[～—][0-9.]{{1,3}})?{_UNIT}"
    r"|第[0-9]+"
    rf"|——|……|…|[!-~]+(?:(?<=[0-9%]){_UNIT})?"
)
_BEFORE_YEAR = re.compile(r"[\u4e00-\u9fa5](?=〔[0-9]{2,4}〕第?[0-9]{1,5}号)")
_LONG_LATIN = 16
"""A Latin stretch longer than this may end a line behind ``/ - _ . ? & =``, as addresses do."""
_SOFT = frozenset("/-_.?&=,;")


def break_places(text: Sequence[str]) -> list[bool]:
    """Return for each character whether a line may end behind it; the last one always may.

    Args:
        text: One character each, as drawn.
    """
    joined = "".join(text)
    may = [after not in _NOT_BEFORE and before not in NEVER_LAST for before, after in pairwise(joined)]
    may.append(True)
    for found in _WHOLE.finditer(joined):
        _keep_whole(may, found)
    return may[: len(joined)]


def soft_places(text: Sequence[str]) -> frozenset[int]:
    """Return where a line may end if it would else be drawn apart too far: before the 〔 of a 发文字号.

    Args:
        text: One character each, as drawn.
    """
    if "〔" not in text:
        return frozenset()
    return frozenset(found.start() for found in _BEFORE_YEAR.finditer("".join(text)))


def _keep_whole(may: list[bool], found: re.Match[str]) -> None:
    stretch = found.group()
    loose = len(stretch) > _LONG_LATIN and stretch.isascii()
    for place in range(found.start(), found.end() - 1):
        may[place] = loose and stretch[place - found.start()] in _SOFT and may[place]
