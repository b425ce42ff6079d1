"""Words that are the same however they are typed: one normal form for texts and for what somebody asks for."""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = str.maketrans({"[": "(", "【": "(", "〔": "(", "]": ")", "】": ")", "〕": ")"})
"""Document numbers are typed with any bracket: 〔2026〕, [2026], (2026), （2026）."""

_AS_TYPED = str.maketrans("〇○零一二三四五六七八九‧•・‐‑–—−", "000123456789···-----")
"""Figures, and what stands between them in a 档号, one for one: 二〇二六 is 2026, also inside of a longer word."""

_NORMAL = _BRACKETS | _AS_TYPED
_OTHERWISE = {chr(code): form if isinstance(form, str) else chr(form) for code, form in _NORMAL.items()}
_TYPED = re.compile("[" + re.escape("".join(_OTHERWISE)) + "]")
"""The few characters of a text that :data:`_NORMAL` writes otherwise: they are looked for, the others left alone."""

_MARKS = re.compile(r"^[\W_]+|[\W_]+$")
"""Marks before and behind a word: 《关于…的通知》, “防汛”, 防汛，."""


def normal(text: str) -> str:
    """Return the form in which texts and questions are compared: :func:`plain`, with figures as on a keyboard."""
    return _TYPED.sub(_as_normal, _composed(text))


def _as_normal(typed: re.Match[str]) -> str:
    return _OTHERWISE[typed[0]]


def plain(text: str) -> str:
    """Return a text in NFKC, lower case, with one kind of bracket."""
    return _composed(text).translate(_BRACKETS)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def question(text: str) -> tuple[str, ...]:
    """Return the words that somebody asks for, all of which must occur, without the marks around them."""
    return tuple(dict.fromkeys(filter(None, (_MARKS.sub("", word) for word in normal(text).split()))))


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether a normal text holds all the words."""
    return all(word in text for word in words)
