"""The texts that a document has had (历稿): who brought each, how they differ, and who changed what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, Digest, DossierId, dossier_journal
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.comparing import Difference, Tally, compare, compare_files, side_by_side, tally
from oa_desktop.domain.texts.contributing import contributors
from oa_desktop.domain.texts.revisions import Revision
from oa_desktop.domain.texts.revisions import revisions_of as revisions_in
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.pages import TrackedText
from oa_desktop.office.reading import timeline


def revisions_of(desk: Desk, wanted: DossierId) -> tuple[Revision, ...]:
    """Return the texts that a document has had, the oldest first.

    Raises:
        Refused: ``dossier.unknown``.
    """
    desk.known(wanted)
    return revisions_in(wanted, [one.entry for one in desk.store.entries(dossier_journal(wanted))])


def text_of(desk: Desk, wanted: DossierId, number: int) -> Manuscript:
    """Return a text that a document has had; 0 for the present one.

    Raises:
        Refused: ``dossier.unknown``, ``dossier.no-version``.
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    sources = _sources(desk, wanted)
    return desk.manuscript(sources[_place(sources, number)])


def _sources(desk: Desk, wanted: DossierId) -> list[Digest]:
    return [one.source for one in revisions_of(desk, wanted)]


def _place(sources: Sequence[Digest], number: int) -> int:
    """Return where a text stands among those of a document; 0 asks for the last one."""
    wanted = number or len(sources)
    if not 1 <= wanted <= len(sources):
        raise Refused("dossier.no-version", number=number, count=len(sources))
    return wanted - 1


def revisions(desk: Desk, query: q.Revisions) -> tuple[q.RevisionRow, ...]:
    """Return the texts that a document has had, and who brought each; no text is read."""
    made = {row.entry: row for row in timeline(desk, q.Timeline(dossier=query.dossier))}
    issued = desk.dossier(query.dossier).issued
    return tuple(
        q.RevisionRow(
            number=one.number,
            source=one.source,
            made=made[one.entry.id],
            signed=issued is not None and issued.source == one.source,
        )
        for one in revisions_of(desk, query.dossier)
    )


def tallies(desk: Desk, query: q.RevisionTallies) -> tuple[Tally, ...]:
    """Return how much each text of a document differs from the one before."""
    sources = _sources(desk, query.dossier)
    return tuple(_tally(desk, old, new) for old, new in pairwise((NOTHING, *sources)))


def _tally(desk: Desk, old: Digest, new: Digest) -> Tally:
    known = desk.tallied.get((old, new))
    if known is None:
        before = desk.manuscript(old) if old else Manuscript()
        known = tally(compare(before, desk.manuscript(new)))
        desk.tallied.keep((old, new), known)
    return known


def comparison(desk: Desk, query: q.Comparison) -> tuple[Difference, ...]:
    """Return two texts of a document side by side."""
    sources = _sources(desk, query.dossier)
    old, new = (desk.manuscript(sources[_place(sources, one)]) for one in (query.old, query.new))
    return side_by_side(old, new)


def contributions(desk: Desk, query: q.Contributions) -> tuple[q.ContributorsRow, ...]:
    """Return which texts brought each difference of a comparison."""
    sources = _sources(desk, query.dossier)
    old, new = (_place(sources, one) for one in (query.old, query.new))
    step = 1 if old <= new else -1
    texts = [desk.manuscript(sources[place]) for place in range(old, new + step, step)]
    found = contributors(texts, side_by_side(texts[0], texts[-1]))
    return tuple(q.ContributorsRow(numbers=tuple(sorted(_due(old, one, step) for one in each))) for each in found)


def _due(old: int, change: int, step: int) -> int:
    """Return which text (第几稿) made a change, the how manieth on the way; back again it is undone on leaving that."""
    return old + 1 + change if step > 0 else old + 2 - change


def since_signed(desk: Desk, query: q.SinceSigned) -> tuple[q.SinceSignedRow, ...]:
    """Return how much was changed after a document was signed; nothing where it stands as signed, or was never."""
    state = desk.known(query.dossier)
    if state.issued is None or state.stands_issued:
        return ()
    rows = revisions(desk, q.Revisions(dossier=query.dossier))
    signed = max(row.number for row in rows if row.signed)
    text, files = _text_since(desk, state), _files_since(state)
    return (q.SinceSignedRow(signed=signed, present=rows[-1].number, changed=tally(text), files=len(files)),)


def changed_since_signed(desk: Desk, state: Dossier) -> tuple[Difference, ...]:
    """Return what of a document, and of its attachments, is not as it was signed (签发).

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    return () if state.stands_issued else (*_text_since(desk, state), *_files_since(state))


def _text_since(desk: Desk, state: Dossier) -> tuple[Difference, ...]:
    issued = state.issued
    return compare(desk.manuscript(issued.source), desk.manuscript(state.source)) if issued else ()


def _files_since(state: Dossier) -> tuple[Difference, ...]:
    return compare_files(state.issued.attachments, state.attachments) if state.issued else ()


def tracked_texts(desk: Desk, wanted: DossierId) -> tuple[TrackedText, ...]:
    """Return every text that a document has had with who brought it, for tracked changes.

    Raises:
        Refused: ``dossier.unknown``.
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    return tuple(
        TrackedText(manuscript=desk.manuscript(row.source), author=_author(row.made), time=row.made.time)
        for row in revisions(desk, q.Revisions(dossier=wanted))
    )


def _author(made: q.TimelineRow) -> str:
    return f"{made.name}（{made.title}）" if made.title else made.name
