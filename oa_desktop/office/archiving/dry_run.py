"""试归档: what would be filed as what, with every fault; nothing is recorded, and nothing left out silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from itertools import count

from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.codes import ArchivalClass
from oa_desktop.domain.archives.composition import Facts
from oa_desktop.domain.archives.doubts import Key, keys, repeated
from oa_desktop.domain.archives.faults import Fault, fault_of, faults_of
from oa_desktop.domain.archives.items import Confirmed
from oa_desktop.domain.archives.judged import Judged
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.retention import Proposal
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName, DossierId, dossier_journal
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.begun_batches import Begun
from oa_desktop.office.archiving.surveying import Read, Surveyor, told_without_journal
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.states import Heads

_AT_ONCE = 250
"""Journals that are verified at a time, with the unit's own beside them."""
_FOR_EVER = 1000
"""Years that stand for ever, where items are put in order: the longest kept stand first."""


class LineSort(StrEnum):
    """What would become of a document."""

    TO_ARRANGE = "可以整理"
    FAULTY = "有问题"
    LEFT_OUT = "不归档"


class Since(StrEnum):
    """How a line differs from the last dry run."""

    FIRST = ""
    """There was none before."""
    NEW = "新增"
    CHANGED = "有变化"
    SAME = "同上次"


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRunLine:
    """What a dry run says of one document.

    Attributes:
        facts: What the catalogue would say.
        heads: How far the document's journal had come.
        proposal: What the schedule proposes; None where no row fits.
        faults: In the order in which the checks ask.
        of: Its class; None where it has none.
        number: The 件号 that it would get; 0 where it would get none.
        code: The 档号 that it would get.
        since: How it differs from the last dry run.
        confirmed: Which of its doubts the archivist looked at, and why they let them be.
    """

    facts: Facts
    heads: Heads = ()
    proposal: Proposal | None = None
    faults: tuple[Fault, ...] = ()
    of: ArchivalClass | None = None
    number: int = 0
    code: str = ""
    since: Since = Since.FIRST
    confirmed: tuple[Confirmed, ...] = ()

    @property
    def document(self) -> DossierId:
        """Which document."""
        return self.facts.document

    @property
    def sort(self) -> LineSort:
        """What would become of it."""
        if self.facts.left_out is not None:
            return LineSort.LEFT_OUT
        return LineSort.FAULTY if any(one.hinders for one in self.open) else LineSort.TO_ARRANGE

    @property
    def open(self) -> tuple[Fault, ...]:
        """The faults that nobody confirmed."""
        confirmed = {one.doubt for one in self.confirmed}
        return tuple(one for one in self.faults if one.code not in confirmed)

    @property
    def reason(self) -> str:
        """Why it would be kept so long: what the schedule says, where the archivist agreed with it or was to decide."""
        agreed = self.proposal is not None and self.proposal.retention in (self.facts.retention, None)
        return self.proposal.reason if self.proposal and agreed else ""

    @property
    def order(self) -> tuple[object, ...]:
        """Its place: by class, then by date, number and title."""
        facts, division = self.facts, self.of.division if self.of else ""
        years = facts.retention.years if facts.retention else 0
        return (facts.year, division, -(years or _FOR_EVER), facts.date, facts.number, facts.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """试归档 of everything that belongs into a year or an earlier one.

    Attributes:
        year: The last 年度.
        time: When it was made, ISO.
        lines: A line a document, in the order of their codes; those that get none last.
        gone: How many documents the last dry run had that this one has not: they were arranged, or are not known.
        begun: The batch that was arranged by the last one and did not come to its end; None where it did.
        waiting: Names of other archivists with whom something waits that they confirmed of these documents.
    """

    year: int
    time: str
    lines: tuple[DryRunLine, ...] = ()
    gone: int = 0
    begun: Begun | None = None
    waiting: tuple[str, ...] = ()

    def of(self, sort: LineSort) -> tuple[DryRunLine, ...]:
        """Return the lines of one sort; all sorts together are all lines."""
        return tuple(one for one in self.lines if one.sort is sort)

    @property
    def pages(self) -> int:
        """页数 of what can be arranged."""
        return sum(one.facts.pages for one in self.of(LineSort.TO_ARRANGE))


@dataclass(slots=True, kw_only=True)
class Allotment:
    """Gives out numbers that nobody has yet, without recording anything."""

    registers: dict[ArchiveName, ArchiveRegister]
    free: dict[tuple[ArchiveName, ArchivalClass], Iterator[int]] = field(default_factory=dict)

    def next(self, name: ArchiveName, of: ArchivalClass) -> int:
        """Return the lowest number of a class that is free and was not given out here."""
        if (name, of) not in self.free:
            register = self.registers.get(name)
            taken = register.numbers.get(of, {}) if register else {}
            self.free[name, of] = (one for one in count(1) if one not in taken)
        return next(self.free[name, of])


def dry_run(desk: Desk, surveyor: Surveyor, year: int, step: Step = unwatched) -> DryRun:
    """Return what would be filed as what; ``step`` counts documents, and what it raises calls the work off.

    Raises:
        Refused: ``archiving.no-scheme``.
    """
    schemes = desk.organisation().schemes
    known_scheme(schemes, year)
    candidates = [one.document for one in desk.store.ask(q.ToArchive(), desk.sight)]
    lines: list[DryRunLine] = []
    read = Read()
    for place, document in enumerate(candidates):
        step(place, len(candidates))
        if place % _AT_ONCE == 0:
            read.verify(desk, candidates[place : place + _AT_ONCE], partial(step, place, len(candidates)))
        line = line_of(desk, surveyor, document, read)
        if line.facts.due and line.facts.year <= year:
            lines.append(line)
    step(len(candidates), len(candidates))
    counted = _counted(lines, desk.states.archives(desk.unit))
    told = [_with_repeated(one, counted) for one in lines]
    return DryRun(year=year, time=desk.clock.now().isoformat(timespec="seconds"), lines=numbered(desk, told))


def numbered(desk: Desk, lines: Iterable[DryRunLine]) -> tuple[DryRunLine, ...]:
    """Return lines in the order of their codes, with the numbers that they would get."""
    registers = {one.name: one for one in desk.states.archives(desk.unit)}
    blank = (replace(one, number=0, code="") for one in lines)
    ordered = sorted(blank, key=lambda one: one.order)
    return tuple(_numbered(ordered, desk.organisation().schemes, Allotment(registers=registers)))


def _counted(lines: Iterable[DryRunLine], registers: Iterable[ArchiveRegister]) -> Counter[Key]:
    """Count what would be archived and what is, by what two documents would be one."""
    facts = [one.facts for one in lines if one.sort is not LineSort.LEFT_OUT]
    counted = Counter(key for one in facts for key in keys(one.title, one.number, one.responsible, one.date))
    items = [one for register in registers for one in register.standing()]
    counted.update(key for one in items for key in keys(one.title, one.act.document_number, one.responsible, one.date))
    return counted


def _with_repeated(line: DryRunLine, counted: Counter[Key]) -> DryRunLine:
    if line.sort is LineSort.LEFT_OUT:
        return line
    return replace(line, faults=(*line.faults, *map(fault_of, repeated(line.facts, counted))))


def line_of(desk: Desk, surveyor: Surveyor, document: DossierId, read: Read) -> DryRunLine:
    """Return what is to be said of one document, without a number."""
    heads = desk.store.heads(dossier_journal(document))
    if dossier_journal(document) in read.broken:
        facts = told_without_journal(desk, document)
        return DryRunLine(facts=facts, heads=heads, faults=(_broken(facts),))
    judged = surveyor.judged(document, read)
    if judged.facts.left_out is not None:
        return DryRunLine(facts=judged.facts, heads=heads, proposal=judged.proposal)
    of, unclassed = _classed(desk.organisation().schemes, judged)
    faults = (*faults_of(judged), *unclassed)
    return DryRunLine(facts=judged.facts, heads=heads, proposal=judged.proposal, faults=faults, of=of)


def _broken(facts: Facts) -> Fault:
    return fault_of(Refused("archiving.journal-broken", title=facts.title or facts.document))


def _classed(schemes: Iterable[Scheme], judged: Judged) -> tuple[ArchivalClass | None, tuple[Fault, ...]]:
    """Return the class of a document, or what keeps it from having one."""
    facts = judged.facts
    if not facts.year or facts.retention is None:
        return None, ()
    try:
        scheme = known_scheme(schemes, facts.year)
        division = scheme.division_of(facts.department, facts.title)
        return scheme.class_of(facts.year, facts.retention, division.code if division else ""), ()
    except Refused as refused:
        return None, (fault_of(refused),)


def _numbered(lines: Iterable[DryRunLine], schemes: tuple[Scheme, ...], allotment: Allotment) -> Iterator[DryRunLine]:
    last: list[DryRunLine] = []
    for line in lines:
        if line.of is None or line.sort is not LineSort.TO_ARRANGE:
            last.append(line)
            continue
        scheme = known_scheme(schemes, line.of.year)
        number = allotment.next(scheme.archive(line.of.year), line.of)
        yield replace(line, number=number, code=scheme.written(line.of, number))
    yield from last
