"""One's own stock phrases (个人常用语): what a person keeps to say again, and how often which phrase was said.

They are a person's, not the office's: an encrypted row in the store, no entry of a journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused

MOST_PHRASES = 60
LONGEST_PHRASE = 100
"""Characters."""
_MOST_COUNTED = 200
"""Phrases of which it is remembered how often they were said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPhrases:
    """个人常用语.

    Attributes:
        phrases: In the order in which the person keeps them.
        said: How often which phrase was said, own ones and those of the office.
    """

    phrases: tuple[str, ...] = ()
    said: Mapping[str, int] = field(default_factory=dict)

    def arranged(self, phrases: Iterable[str]) -> OwnPhrases:
        """Return these phrases in the place of those that there are, without blanks at their ends, each once.

        Raises:
            Refused: ``phrases.too-many``, ``phrases.too-long``.
        """
        kept = tuple(dict.fromkeys(trimmed for one in phrases if (trimmed := one.strip())))
        if len(kept) > MOST_PHRASES:
            raise Refused("phrases.too-many", count=len(kept), limit=MOST_PHRASES)
        for one in kept:
            if len(one) > LONGEST_PHRASE:
                raise Refused("phrases.too-long", phrase=one[:20], limit=LONGEST_PHRASE)
        return replace(self, phrases=kept)

    def after(self, words: str, stock: Iterable[str]) -> OwnPhrases:
        """Return them after something was said: every phrase of it counts once more."""
        used = {one for one in (*self.phrases, *stock) if one in words}
        counts = {**self.said, **{one: self.said.get(one, 0) + 1 for one in used}}
        most = sorted(counts, key=lambda one: -counts[one])[:_MOST_COUNTED]
        return replace(self, said={one: counts[one] for one in most}) if used else self

    def beside(self, stock: Iterable[str]) -> tuple[str, ...]:
        """Return one's own phrases and the office's, what was said most first, each once."""
        everything = dict.fromkeys((*self.phrases, *stock))
        return tuple(sorted(everything, key=lambda one: -self.said.get(one, 0)))

    def encode(self) -> bytes:
        """Return the canonical bytes of their row."""
        return canonical.encode(codec.to_json(self))

    @classmethod
    def decode(cls, data: bytes) -> OwnPhrases:
        """Return what a row stands for; nothing where it stands for something else."""
        try:
            return codec.from_json(cls, canonical.decode(data))
        except (canonical.NotCanonical, codec.Undecodable):
            return cls()
