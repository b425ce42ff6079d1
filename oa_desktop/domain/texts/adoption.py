"""题注: in brackets under a title, when the text was adopted, and by which meeting. P: no clause has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from oa_desktop.domain.manuscript import Paragraph

_DATE: Final = "[0-9〇○零一二三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
ADOPTION: Final = re.compile(
    rf"[（(]{_DATE}(?:[^。]{{0,150}}(?:通过|批准|修订|修正|公布|发布)(?:，[^。]{{0,40}})?)?[）)]"
)
"""What such a paragraph says: （2026年1月16日清源县第十八届人民代表大会第六次会议通过）, （2026年2月6日）."""


def begins_with_adoption(blocks: Sequence[object]) -> bool:
    """Tell whether the first block below a title is 题注."""
    first = next(iter(blocks), None)
    return isinstance(first, Paragraph) and not first.notes and ADOPTION.fullmatch(first.text) is not None
