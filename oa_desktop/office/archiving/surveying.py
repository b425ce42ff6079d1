"""What the archive asks of a document, read from its journal and measured in its contents (著录)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.actions.incoming import Conclude
from oa_desktop.domain.archives.composition import Facts, facts_of
from oa_desktop.domain.archives.items import MOST_PARTS, Part
from oa_desktop.domain.archives.judged import Judged
from oa_desktop.domain.archives.past_drafts import past_drafts, with_drafts
from oa_desktop.domain.archives.retention import AdoptedSchedule, Proposal, Schedule, Side, propose
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest, DossierId, JournalId, RegisterName, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.numbers.numbering import read_registered, runs_of
from oa_desktop.domain.rules.attachments import is_among
from oa_desktop.office.archiving.broken import UNREADABLE, GoOn, broken_journals, unasked
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.measuring import Measuring
from oa_desktop.office.custody.register import custody_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.pages import Viewer
from oa_desktop.office.ports.store import Blobs

_CONCLUDES, _FILES = DECLARATIONS[Conclude].kind, DECLARATIONS[File].kind


@dataclass(slots=True)
class Read:
    """What is the same for many documents, read once.

    Attributes:
        schedules: By year.
        unsaid: By register, the numbers of which it says nothing.
        loans: By document, how many copies borrowers have; None until it is asked for.
        broken: Which of the journals that were verified last do not hold.
    """

    schedules: dict[int, Schedule] = field(default_factory=dict)
    unsaid: dict[RegisterName, frozenset[int]] = field(default_factory=dict)
    loans: Counter[DossierId] | None = None
    broken: frozenset[JournalId] = frozenset()

    def verify(self, desk: Desk, documents: Iterable[DossierId], go_on: GoOn = unasked) -> None:
        """Look which of the journals of some documents do not hold; ``go_on`` as :func:`broken_journals` asks it."""
        self.broken = broken_journals(desk, map(dossier_journal, documents), go_on)

    def schedule(self, desk: Desk, year: int) -> Schedule:
        """Return the schedule of a year, as :func:`schedule_of`."""
        if year not in self.schedules:
            self.schedules[year] = schedule_of(desk, year)
        return self.schedules[year]

    def lent(self, desk: Desk) -> Counter[DossierId]:
        """Return how many copies borrowers have, by document."""
        if self.loans is None:
            self.loans = Counter(one.act.document for one in custody_of(desk).out())
        return self.loans

    def gap_before(self, desk: Desk, number: str) -> str:
        """Return the numbers right before one of which its register says nothing (空号); empty for none."""
        try:
            read = read_registered(number)
        except Refused:
            return ""  # what has no number of that form stands in no such register
        name = RegisterName(code=read.code, year=read.year, series=read.series)
        unsaid, first = self._unsaid(desk, name), read.serial
        while first - 1 in unsaid:
            first -= 1
        return runs_of(range(first, read.serial))

    def _unsaid(self, desk: Desk, name: RegisterName) -> frozenset[int]:
        if name not in self.unsaid:
            self.unsaid[name] = frozenset(desk.states.register(desk.unit, name).state.unsaid)
        return self.unsaid[name]


class Surveyor:
    """Reads documents for the archive; what was measured once is remembered."""

    def __init__(self, desk: Desk, viewer: Viewer, means: Means) -> None:
        self._desk = desk
        self._measuring = Measuring(desk, viewer, means)

    def judged(self, document: DossierId, read: Read) -> Judged:
        """Return what the checks look at.

        Args:
            document: One that the person may know.
            read: What was read already; filled in here.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``: the schedule itself is lost.
        """
        dossier = self._desk.dossier(document)
        entries = _journal(self._desk, document)
        facts = told_by(self._desk, dossier, entries)
        proposal = propose(facts.material, read.schedule(self._desk, facts.year))
        drafts = () if dossier.incoming else past_drafts(dossier, entries)
        facts = replace(with_drafts(facts, drafts, proposal), written=_written(entries))
        measured = self._measuring.of(facts.parts)
        return Judged(
            facts=replace(facts, parts=measured.parts),
            proposal=proposal,
            lost=measured.lost,
            formats=measured.formats,
            miscounts=measured.miscounts,
            unsound=measured.unsound,
            unstampable=measured.unstampable,
            absent=_absent(self._desk, dossier),
            lent=read.lent(self._desk)[document],
            gap=read.gap_before(self._desk, facts.registered),
        )


def _written(entries: Iterable[Entry]) -> str:
    """Return 档号 that somebody wrote down when they filed a document, the last one."""
    filings = [one.entry for one in in_order(entries).placed if one.entry.kind == _FILES]
    return str(filings[-1].payload.get("archival_code", "")) if filings else ""


def _absent(desk: Desk, dossier: Dossier) -> tuple[str, ...]:
    """Return the attachments that the text names and that are neither bound in nor attached; none of a lost text."""
    if not dossier.source:
        return ()
    try:
        text = desk.manuscript(dossier.source)
    except Unavailable:
        return ()  # verification tells that a text is lost
    files = [one.name for one in dossier.attachments]
    return tuple(one for one in text.attachment_notes if not text.annexes and not is_among(one, files))


def told_by(desk: Desk, dossier: Dossier, entries: Iterable[Entry]) -> Facts:
    """Return what a document says of itself, by its journal; nothing is measured."""
    completed = _concluded_on(entries) if dossier.incoming or dossier.matter else ""
    return facts_of(dossier, desk.organisation(), completed)


def told_without_journal(desk: Desk, document: DossierId) -> Facts:
    """Return what was known of a document before its journal broke, as far as that is kept elsewhere."""
    try:
        return facts_of(desk.dossier(document), desk.organisation())
    except UNREADABLE:
        return Facts(document=document, side=Side.INTERNAL)


def proposal_for(desk: Desk, dossier: Dossier) -> Proposal | None:
    """Return how long the schedule proposes to keep a document, None where no row fits or the schedule is lost."""
    facts = told_by(desk, dossier, _journal(desk, dossier.id))
    try:
        return propose(facts.material, schedule_of(desk, facts.year))
    except Unavailable:
        return None  # whoever files it decides anyway; the dry run says what is lost


def _journal(desk: Desk, document: DossierId) -> tuple[Entry, ...]:
    return tuple(one.entry for one in desk.store.entries(dossier_journal(document)))


def _concluded_on(entries: Iterable[Entry]) -> str:
    """Return the day of 办结, ISO; empty where nobody concluded it."""
    days = [one.entry.claimed_time[:10] for one in in_order(entries).placed if one.entry.kind == _CONCLUDES]
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
