"""Revisions (历稿): the texts that a document has had, and the act that brought each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.domain import dossier
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.journal import in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A text of a document.

    Attributes:
        number: 第几稿, from 1.
        entry: The act that brought it.
        source: Digest of the text.
        before: How the document stood before that act.
    """

    number: int
    entry: Entry
    source: Digest
    before: Dossier


def revisions_of(wanted: DossierId, entries: Sequence[Entry]) -> tuple[Revision, ...]:
    """Return the texts that a document has had, the oldest first; what an overruled entry wrote is none."""
    overruled = dossier.without_effect(wanted, entries)
    counted = (one.entry for one in in_order(entries).placed if one.entry.id not in overruled)
    return tuple(_revisions(Dossier(id=wanted), counted))


def _revisions(state: Dossier, entries: Iterable[Entry]) -> Iterator[Revision]:
    number = 0
    for entry in entries:
        before, state = state, dossier.advance(state, entry)
        if state.source != before.source:
            number += 1
            yield Revision(number=number, entry=entry, source=state.source, before=before)
