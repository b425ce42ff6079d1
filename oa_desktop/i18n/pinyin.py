"""Pinyin (拼音): by which a command or a name is found without an input method.

``words/pinyin.txt`` has a line for each syllable with the characters that are usually read so, in the order of a
dictionary; a character with several readings stands under the usual one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from oa_desktop.i18n.resources import resource_path


def initials(words: str) -> str:
    """Return the letter of each character, in lower case; what is no Chinese stays as it is."""
    return "".join(syllable[:1] for syllable in syllables(words))


def spelling(words: str) -> str:
    """Return the pinyin of each character, in lower case and without tones; what is no Chinese stays as it is."""
    return "".join(syllables(words))


def syllables(words: str) -> list[str]:
    """Return the syllable of each character; what is no Chinese stands for itself."""
    known = _syllables()
    return [known.get(character, character) for character in words.lower()]


def in_order() -> str:
    """Return the characters in the order of their pinyin."""
    return "".join(_syllables())


@cache
def _syllables() -> Mapping[str, str]:
    lines = (line.partition(" ") for line in resource_path("words/pinyin.txt").read_text(encoding="utf-8").splitlines())
    return {character: syllable for syllable, _, characters in lines for character in characters}
