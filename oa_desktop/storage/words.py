"""Words to search for: one normal form for text and question, cut into overlapping pairs of characters.

Chinese has no spaces between words, so every pair of neighbouring characters is a token and a question is a phrase of
pairs: nothing is missed, whatever the word. A single character is looked for among the characters themselves.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from operator import add

from oa_desktop.domain.texts.alike import holds, normal, plain, question

__all__ = [
    "AROUND",
    "HEADS",
    "Phrase",
    "Place",
    "as_written",
    "heads",
    "hits",
    "holds",
    "is_cut",
    "normal",
    "pairs",
    "phrases",
    "place",
    "plain",
    "question",
    "tokens",
]

_PLAIN = re.compile(r"[0-9a-z\u3400-\u4db5\u4e00-\u9fcc]*")
"""Characters that every tokenizer keeps; others are written as their code, so that none is lost."""

HEADS = "heads"
"""The column of what a document is called: its title, numbers and organ."""
_MOST_WORDS = 16
_MOST_PAIRS = 48
_BOUNDARY = "0z0"
AROUND = 20
"""Characters shown on either side of a place."""
_AT_HAND = 3 * AROUND
"""Characters that are read for these; some are spaces, and some are parts of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text holds a word.

    Attributes:
        before: Text before it, 20 characters at most.
        match: The word as the text has it.
        after: Text behind it, 20 characters at most.
    """

    before: str = ""
    match: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Tokens that must stand one behind the other.

    Attributes:
        column: ``pairs``, ``singles`` or ``heads``.
        tokens: Of letters and digits alone.
    """

    column: str
    tokens: tuple[str, ...]


def pairs(text: str) -> str:
    """Return the tokens of a normal text: its overlapping pairs of characters, white space dividing."""
    return _all_pairs(_runs(text))


def tokens(text: str) -> tuple[str, str]:
    """Return all tokens of a normal text: its :func:`pairs`, and its characters, each once, for questions of one."""
    runs = _runs(text)
    return _all_pairs(runs), " ".join(dict.fromkeys(chain.from_iterable(runs)))


def _all_pairs(runs: list[list[str]]) -> str:
    return f" {_BOUNDARY} ".join([" ".join(_pairs(run)) for run in runs])


def _runs(text: str) -> list[list[str]]:
    """Return what stands between white space, character by character as the tokens have it."""
    return [list(map(_ESCAPED.__getitem__, run)) for run in text.split()]


def _pairs(run: list[str]) -> Iterator[str]:
    return map(add, run, run[1:])


def heads(text: str) -> str:
    """Return the tokens of what a document is called: pairs of their own, so that those of long texts are passed by."""
    return " ".join(map(_of_heads, pairs(text).split()))


def _of_heads(pair: str) -> str:
    return f"h{pair}"


def phrases(words: tuple[str, ...], column: str = "pairs") -> tuple[Phrase, ...]:
    """Return what the index is asked for some words, all of it: in the whole text, or in its ``heads`` alone.

    A very long question is cut here; :func:`holds` judges the whole of it. A single character is asked of the text.
    """
    return tuple(_phrase(word, column) for word in words[:_MOST_WORDS])


def _phrase(word: str, column: str) -> Phrase:
    if len(word) == 1:
        return Phrase(column="singles", tokens=(_ESCAPED[word],))
    asked = islice(_pairs(_runs(word)[0]), _MOST_PAIRS)
    return Phrase(column=column, tokens=tuple(map(_of_heads, asked) if column == HEADS else asked))


def is_cut(words: tuple[str, ...]) -> bool:
    """Whether :func:`phrases` leaves out a part of the question; else the index alone decides."""
    return len(words) > _MOST_WORDS or any(len(word) > _MOST_PAIRS for word in words)


class _Escaped(dict[str, str]):
    """Every character that was met, as the tokens have it."""

    def __missing__(self, character: str) -> str:
        self[character] = escaped = character if _PLAIN.fullmatch(character) else f"x{ord(character):x}x"
        return escaped


_ESCAPED = _Escaped()


def hits(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return where a short text, such as a title, holds each of some normal words first: beginnings and ends."""
    return tuple(sorted(span for word in words if word and (span := _first(text, word))[1]))


def as_written(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the normal words that a short text holds, as it has them: 二〇二六 for 2026."""
    return tuple(text[begin:end] for begin, end in hits(text, words))


def place(text: str, word: str) -> Place:
    """Return where a text as typed holds a normal word, with what stands around it.

    Where the text has the word just so, the rest of it is not looked at: a page of results has many long texts.
    """
    near = text.find(word)
    if near >= 0:
        text = text[max(0, near - _AT_HAND) : near + len(word) + _AT_HAND]
    line = " ".join(unicodedata.normalize("NFC", text).split())
    start, end = _first(line, word)
    if not end:
        return Place(after=line[: 2 * AROUND])
    return Place(before=line[max(0, start - AROUND) : start], match=line[start:end], after=line[end : end + AROUND])


def _first(line: str, word: str) -> tuple[int, int]:
    """Return where a line has a normal word just so, or else in another form; (0, 0) where it has it in none."""
    near = line.find(word)
    if near >= 0:
        return near, near + len(word)
    folded = line.translate(_FOLDED)
    found = folded.find(word)
    if found < 0:
        return 0, 0
    return _span(line, found, found + len(word)) if len(folded) > len(line) else (found, found + len(word))


def _span(line: str, found: int, behind: int) -> tuple[int, int]:
    """Return which characters of a line the span in its folded form comes from; some fold into several."""
    ends = list(accumulate(len(_FOLDED[ord(one)]) for one in line))
    return bisect_right(ends, found), bisect_right(ends, behind - 1) + 1


class _Folded(dict[int, str]):
    """The normal form of every character that was met, by its code, at least one character long."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = normal(chr(code))
        return folded


_FOLDED = _Folded()
