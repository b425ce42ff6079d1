"""Drafts (草稿): what one person has typed and not handed in, kept encrypted and apart from the journals."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import OWN_ROWS
from oa_desktop.office.secrecy.guarding import Came


class Drafts:
    """The drafts of one person, by key."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, key: str, draft: KeptDraft) -> None:
        """Keep what is being typed (自动保存); the time is noted.

        Raises:
            Refused: ``classification.above-grade``.
            Unavailable: ``disk.full``, ``store.read-only``.
        """
        self._desk.guard.refuse_text(draft.text, Came.DRAFT)
        now = self._desk.clock.now().isoformat(timespec="seconds")
        self._desk.store.keep_draft(self._desk.standing.person, key, replace(draft, kept=now).encode())

    def all(self) -> dict[str, KeptDraft]:
        """Return what was typed and not handed in."""
        found = self._desk.store.drafts(self._desk.standing.person)
        return {key: KeptDraft.decode(data) for key, data in found.items() if not key.startswith(OWN_ROWS)}

    def of(self, key: str) -> KeptDraft | None:
        """Return what was typed under a key and not handed in; None where there is nothing."""
        row = self._desk.store.drafts(self._desk.standing.person).get(key)
        return KeptDraft.decode(row) if row else None

    def drop(self, key: str) -> None:
        """Forget a draft."""
        self._desk.store.drop_draft(self._desk.standing.person, key)
