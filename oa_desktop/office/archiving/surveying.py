"""What the archive asks of a document, read from its journal and measured in its contents (著录)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.incoming import Conclude
from oa_desktop.domain.archives.composition import Facts, facts_of
from oa_desktop.domain.archives.faults import Judged
from oa_desktop.domain.archives.items import MOST_PARTS, Part
from oa_desktop.domain.archives.retention import AdoptedSchedule, Proposal, Schedule, propose
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import OfficeError, Unavailable
from oa_desktop.domain.ids import Digest, DossierId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.recent import Recent
from oa_desktop.office.ports.pages import Viewer
from oa_desktop.office.ports.store import Blobs

_CONCLUDES = DECLARATIONS[Conclude].kind
_PDF = "pdf"
_REMEMBERED = 20_000
"""Contents whose measures are remembered: those of a year."""

Measure = tuple[int, int]
"""Bytes and pages of a content; pages are 0 where nobody can count them."""


class Surveyor:
    """Reads documents for the archive; what was measured once is remembered."""

    def __init__(self, desk: Desk, viewer: Viewer) -> None:
        self._desk = desk
        self._viewer = viewer
        self._measures: Recent[Digest, Measure] = Recent(_REMEMBERED)

    def judged(self, document: DossierId, schedules: dict[int, Schedule]) -> Judged:
        """Return what the checks look at.

        Args:
            document: One that the person may know.
            schedules: The schedules that were read already, by year; filled in here.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``: the schedule itself is lost.
        """
        facts = told_by(self._desk, self._desk.dossier(document))
        parts, lost = self._measured(facts.parts)
        schedule = schedules.setdefault(facts.year, schedule_of(self._desk, facts.year))
        return Judged(facts=replace(facts, parts=parts), proposal=propose(facts.material, schedule), lost=lost)

    def _measured(self, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
        """Return parts with their bytes and pages, and the names of those whose contents are lost or damaged."""
        found, lost = [], []
        for part in parts:
            try:
                found.append(self._sized(part))
            except Unavailable:
                found.append(part)
                lost.append(part.name)
        return tuple(found), tuple(lost)

    def _sized(self, part: Part) -> Part:
        if not part.digest:
            return part
        measure = self._measures.get(part.digest)
        if measure is None:
            measure = self._measure(part)
            self._measures.keep(part.digest, measure)
        return replace(part, size=measure[0], pages=part.pages or measure[1])

    def _measure(self, part: Part) -> Measure:
        data = self._desk.store.blobs.read(part.digest)
        return len(data), self._count(data) if part.format == _PDF else 0

    def _count(self, pdf: bytes) -> int:
        try:
            return len(self._viewer.leaves(pdf))
        except OfficeError:
            return 0  # that it cannot be read is a check's to say


def told_by(desk: Desk, dossier: Dossier) -> Facts:
    """Return what a document says of itself; nothing is measured."""
    completed = _concluded_on(desk, dossier.id) if dossier.incoming or dossier.matter else ""
    return facts_of(dossier, desk.organisation(), completed)


def proposal_for(desk: Desk, dossier: Dossier) -> Proposal | None:
    """Return how long the schedule proposes to keep a document, None where no row fits or the schedule is lost."""
    facts = told_by(desk, dossier)
    try:
        return propose(facts.material, schedule_of(desk, facts.year))
    except Unavailable:
        return None  # whoever files it decides anyway; the dry run says what is lost


def _concluded_on(desk: Desk, document: DossierId) -> str:
    """Return the day of 办结, ISO; empty where nobody concluded it."""
    entries = in_order(one.entry for one in desk.store.entries(dossier_journal(document))).placed
    days = [one.entry.claimed_time[:10] for one in entries if one.entry.kind == _CONCLUDES]
    return days[-1] if days else ""


def schedule_of(desk: Desk, year: int) -> Schedule:
    """Return the schedule that the unit adopted for a year, the shipped one where it adopted none.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    holding = [one for one in desk.organisation().schedules if one.since <= year]
    return read_schedule(desk.store.blobs, holding[-1]) if holding else desk.schedule()


def read_schedule(blobs: Blobs, adopted: AdoptedSchedule) -> Schedule:
    """Return what an adopted schedule says.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    try:
        return codec.from_json(Schedule, canonical.decode(blobs.read(adopted.contents)))
    except (codec.Undecodable, canonical.NotCanonical) as error:
        raise Unavailable("blob.damaged", digest=adopted.contents) from error


def kept_parts(blobs: Blobs, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Digest, ...]]:
    """Return the parts that an entry lists itself, and the digest of the whole list where it is too long for that."""
    if len(parts) <= MOST_PARTS:
        return parts, ()
    whole = [codec.to_json(one) for one in parts]
    return parts[:MOST_PARTS], (blobs.keep(canonical.encode(whole)),)


def all_parts(blobs: Blobs, parts: tuple[Part, ...], contents: tuple[Digest, ...]) -> Iterator[Part]:
    """Yield every part of an item, also where its entry lists only the first.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    if not contents:
        yield from parts
        return
    try:
        yield from codec.from_json(tuple[Part, ...], canonical.decode(blobs.read(contents[0])))
    except (codec.Undecodable, canonical.NotCanonical) as error:
        raise Unavailable("blob.damaged", digest=contents[0]) from error
