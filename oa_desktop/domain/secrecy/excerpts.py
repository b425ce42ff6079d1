"""What of a classified document is met with in other words (摘录): its number, its title, a sentence of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oa_desktop.domain.secrecy.secrecy_marks import plain

LEAST_TITLE, LEAST_SENTENCE = 8, 30
"""Characters: shorter titles and sentences say nothing of where they are from. Our own reckoning."""
_ABOUT = "关于"
_SEEN = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"[。！？；!?;\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that are looked through, each text with nothing but what is read of it: no blanks, no punctuation."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Words:
        """Return some texts as they are looked through."""
        return cls(texts=tuple(bare(one) for one in texts))

    def tell_title(self, title: str) -> bool:
        """Tell whether they hold a title, with its organ or without."""
        named = core_of(title)
        return len(named) >= LEAST_TITLE and self._hold(named)

    def tell_sentence(self, text: Iterable[str]) -> bool:
        """Tell whether they hold a sentence of a text that is too long to be anybody else's by chance."""
        return any(self._hold(one) for one in _sentences(text))

    def tell_number(self, number: str) -> bool:
        """Tell whether they hold a number (文号), which is no part of a longer one."""
        looked_for = re.compile(rf"(?<!\d){re.escape(bare(number))}(?!\d)")
        return bool(number) and any(looked_for.search(one) for one in self.texts)

    def _hold(self, words: str) -> bool:
        return any(words in one for one in self.texts)


def bare(text: str) -> str:
    """Return what is read of a text, in one form of each character, without blanks and punctuation."""
    return "".join(_SEEN.findall(plain(text)))


def core_of(title: str) -> str:
    """Return what of a title is its own: from 关于 on, without the organ before it."""
    named = bare(title)
    return named[max(named.find(_ABOUT), 0) :]


def _sentences(text: Iterable[str]) -> Iterator[str]:
    parts = (bare(part) for one in text for part in _ENDS.split(one))
    yield from (one for one in parts if len(one) >= LEAST_SENTENCE)
