"""Initials of pinyin (拼音首字母): by which a command or a name is found without an input method."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from oa_desktop.i18n.resources import resource_path

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = "錒㭭䃰㙮䋪发伽哈㚻䘔㕇呣嗯喔䔤㠌㜣仨㯚䨟㓾㝞㞉"
"""The first character of each letter in ``words/pinyin.txt``; a test holds that it is so."""


def initials(words: str) -> str:
    """Return the letter of each character, in lower case; what is no Chinese stays as it is."""
    return "".join(map(_initial, words.lower()))


def _initial(character: str) -> str:
    place = _places().get(character)
    return character if place is None else _LETTERS[max(0, bisect_right(_starts(), place) - 1)]


@cache
def _starts() -> tuple[int, ...]:
    return tuple(_places()[character] for character in _FIRST)


@cache
def _places() -> Mapping[str, int]:
    text = resource_path("words/pinyin.txt").read_text(encoding="utf-8").replace("\n", "")
    return {character: place for place, character in enumerate(text)}
