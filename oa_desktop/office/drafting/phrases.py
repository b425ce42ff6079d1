"""Stock phrases (常用语) of one signed-in person: their own, and those of the office, what they say most first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from oa_desktop.domain.texts.own_phrases import OwnPhrases
from oa_desktop.office.desk import Desk

OWN_ROWS = "own/"
"""Keys of rows beginning so are a person's arrangements and no drafts."""
_KEY = OWN_ROWS + "phrases"


class PhraseBook:
    """What a person may put in instead of typing it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def own(self) -> OwnPhrases:
        """Return the person's own phrases."""
        return own_phrases(self._desk)

    def keep(self, phrases: Iterable[str]) -> OwnPhrases:
        """Keep these phrases as the person's own and return them.

        Raises:
            Refused: ``phrases.too-many``, ``phrases.too-long``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        return self._keep(self.own().arranged(phrases))

    def note(self, words: str) -> OwnPhrases:
        """Take note that something was said, so that what is said often is offered first."""
        before = self.own()
        after = before.after(words, chain.from_iterable(self._desk.phrases.values()))
        return after if after == before else self._keep(after)

    def _keep(self, own: OwnPhrases) -> OwnPhrases:
        self._desk.store.keep_draft(self._desk.standing.person, _KEY, own.encode())
        return own


def own_phrases(desk: Desk) -> OwnPhrases:
    """Return the own phrases of who sits at a desk."""
    row = desk.store.drafts(desk.standing.person).get(_KEY)
    return OwnPhrases.decode(row) if row else OwnPhrases()
