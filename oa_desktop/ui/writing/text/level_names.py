"""The words for the levels (层次), as the tool row says and offers them. GB/T 9704-2012 7.3.3."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelName:
    """A level in words.

    Attributes:
        level: 0 to 5.
        text: The user's word.
        key: The keys that give it.
    """

    level: int
    text: str
    key: str = ""


LEVELS = (
    LevelName(level=0, text="正文段落", key="Ctrl+0"),
    LevelName(level=1, text="一、 第一层", key="Ctrl+1"),
    LevelName(level=2, text="（一） 第二层", key="Ctrl+2"),
    LevelName(level=3, text="1. 第三层", key="Ctrl+3"),
    LevelName(level=4, text="（1） 第四层", key="Ctrl+4"),
    LevelName(level=5, text="① 更下层"),
)
