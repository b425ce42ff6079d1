"""销毁: the contents of items that a list names lose key and file; the lines of the items stay.

Items become lines alone in chunks, and contents that nothing else names are destroyed after each. A destruction that
died is gone on with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.domain.actions import keeping as act
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.ids import (
    NOTHING,
    ArchiveName,
    Digest,
    DisposalId,
    DossierId,
    ItemId,
    archive_journal,
    dossier_journal,
)
from oa_desktop.office.archiving.disposable import Disposable, disposables, refuse_indisposable
from oa_desktop.office.archiving.disposing import disposal_named, refuse_unsupervised, register_with
from oa_desktop.office.archiving.held_destroying import destroyed_of, lots_of
from oa_desktop.office.archiving.surveying import all_parts
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Wish
from oa_desktop.office.drafting.phrases import OWN_ROWS
from oa_desktop.office.ports.store import Step, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed:
    """What a destruction came to.

    Attributes:
        items: Items of the list that are lines alone now.
        contents: Contents that lost key and file now; what something else names stays.
    """

    items: int
    contents: int


class Destroying:
    """Destroys what lists name, for one signed-in archivist.

    Args:
        desk: Theirs.
        perform_each: The door for several things as one act.
        forget: Lets searches forget the words of documents whose texts are gone.
    """

    def __init__(
        self,
        desk: Desk,
        perform_each: Callable[[Sequence[Wish]], Changed],
        forget: Callable[[Iterable[DossierId]], None],
    ) -> None:
        self._desk = desk
        self._perform_each = perform_each
        self._forget = forget

    def destroy(self, name: str, step: Step = unwatched) -> Destroyed:
        """Destroy what a list names, or go on with it; every chunk is recorded before its contents are destroyed.

        Args:
            name: The list: its id, or how that begins.
            step: Counts items; what it raises calls off what is not destroyed yet.

        Raises:
            Refused: ``policy.role``, ``disposal.*``.
            Unavailable: ``store.read-only``, ``disk.full``, ``disk.failed``; what was destroyed before stays so.
        """
        register = register_with(self._desk, DisposalId(name))
        found = disposal_named(register, name)
        items = list(disposables(self._desk, register, found.act.items))
        refuse_unsupervised(self._desk, register, found.id)
        refuse_indisposable(self._desk, register, [one.id for one in items if one.is_kept])
        gone, person, row = 0, self._desk.own_standing.person, _key(found.id)
        self._desk.store.keep_draft(person, row, b"{}")
        for first in range(0, len(items), CHUNK):
            step(first, len(items))
            gone += self._chunk(register.name, found.id, items[first : first + CHUNK])
        step(len(items), len(items))
        self._desk.store.drop_draft(person, row)
        return Destroyed(items=len(items), contents=gone)

    def is_under_way(self, disposal: DisposalId) -> bool:
        """Whether a destruction of this person's began and did not come to its end: contents or words may be left."""
        return _key(disposal) in self._desk.store.drafts(self._desk.own_standing.person)

    def _chunk(self, of: ArchiveName, disposal: DisposalId, items: Sequence[Disposable]) -> int:
        kept = [wish for one in items if one.is_kept for wish in _disposing(of, one, disposal)]
        if kept:
            self._perform_each(kept)
        held = [one.id for one in items if one.share]
        return self._destroy_own([one.own for one in items if one.own]) + self._destroy_held(of, held)

    def _destroy_own(self, items: Sequence[ArchivalItem]) -> int:
        journals = frozenset(dossier_journal(one.act.document) for one in items)
        contents = frozenset(digest for one in items for digest in contents_of(self._desk, one))
        gone = self._desk.store.blobs.destroy(contents, journals)
        self._forget([one.act.document for one in items])
        return gone

    def _destroy_held(self, of: ArchiveName, items: Sequence[ItemId]) -> int:
        contents = destroyed_of(self._desk, self._desk.states.archive(self._desk.unit, of).state, items)
        return self._desk.store.blobs.destroy(contents, frozenset({archive_journal(self._desk.unit, of)}))


CHUNK = 20
"""Items that one act destroys."""


def _key(disposal: DisposalId) -> str:
    return f"{OWN_ROWS}disposal/{disposal}"


def _disposing(of: ArchiveName, item: Disposable, disposal: DisposalId) -> Iterator[Wish]:
    """Yield the acts that destroy an item: one, and one more for every lot of files of an item of 馆藏."""
    wish = act.DisposeItem(
        fonds=of.fonds,
        archival_year=of.year,
        item=item.id,
        document=item.own.act.document if item.own else NEW_DOSSIER,
        disposal=disposal,
        package=item.share.holding.act.package if item.share else NOTHING,
    )
    return (lambda _: wish for _lot in range(lots_of(item.share) if item.share else 1))


def contents_of(desk: Desk, item: ArchivalItem) -> frozenset[Digest]:
    """Return the contents of an item: its parts, and what the journal of its document names.

    The list of its parts is none of them: it stays with the line.
    """
    entries = desk.store.entries(dossier_journal(item.act.document))
    parts = all_parts(desk.store.blobs, item.act.parts, item.act.contents)
    return frozenset((*contents_named(entries), *(one.digest for one in parts if one.digest)))
