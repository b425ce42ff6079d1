"""How the notes of a paper (脚注) are numbered, in every kind of file."""

from __future__ import annotations

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""What word processors, too, set for 带圈数字; from 21 on they have bare digits."""


def note_mark(number: int) -> str:
    """Return the mark of the note with this number, from 1: ① to ⑳, then 21 and so on. P."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else str(number)
