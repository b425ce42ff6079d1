"""What the store projects of an entry that the auditor reads (审计), and which of these a question is about.

Names, titles and words are not projected: they are those of today, and are read with the entries that are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions import Action, auditing
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import EntryId, PersonId, UnitId, unit_of
from oa_desktop.domain.units.seconding import ALONE, is_for_two
from oa_desktop.office.queries.unit import AuditOutcome, AuditSort
from oa_desktop.office.trail.sorts import sort_of

BY_FOUNDING = "视建立方式"
"""The outcome of what one person did alone in units of the first founding, and two in all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """An entry, by what questions narrow the trail down to.

    Attributes:
        unit: Whose trail it is in.
        day: Its claimed day, ISO.
        person: Who acted, or whom the program's record is about; empty for nobody.
        sort: What sort of thing it is.
        outcome: What became of it, or :data:`BY_FOUNDING`.
        document: What it says that it was about, a document's id mostly; empty for nothing.
    """

    unit: UnitId
    day: str
    person: PersonId
    sort: AuditSort
    outcome: str
    document: str


def line_of(entry: Entry) -> TrailLine | None:
    """Return the line of an entry, None for a document's, of which the auditor knows nothing."""
    unit = unit_of(entry.journal)
    if unit is None:
        return None
    action = read_action(entry)
    return TrailLine(
        unit=unit,
        day=entry.claimed_time[:10],
        person=person_in(entry, action),
        sort=sort_of(action),
        outcome=_outcome(entry, action),
        document=document_in(action),
    )


def person_in(entry: Entry, action: Action) -> PersonId:
    """Return who acted, or whom the program's record is about; empty for nobody."""
    return entry.actor.person or getattr(action, "person", PersonId(""))


def document_in(action: Action) -> str:
    """Return what an act says that it was about, empty for nothing."""
    return getattr(action, "subject", "")


def _outcome(entry: Entry, action: Action) -> str:
    if isinstance(action, auditing.RecordIncident):
        return AuditOutcome.FAILED
    if (entry.kind, entry.version) in ALONE:
        return BY_FOUNDING
    return AuditOutcome.ASKED if is_for_two(entry) else AuditOutcome.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The lines of a trail that a question is about.

    Attributes:
        unit: Whose trail.
        since: First day, ISO; empty for no first.
        until: Last day, ISO; empty for no last.
        people: Whom the lines are about; None for everybody.
        sort: One sort of thing alone; None for all.
        outcomes: What became of it; empty for all.
        document: First characters of what they were about.
        before: Only what arrived before this entry; empty for the newest too.
    """

    unit: UnitId
    since: str = ""
    until: str = ""
    people: frozenset[PersonId] | None = None
    sort: AuditSort | None = None
    outcomes: frozenset[str] = frozenset()
    document: str = ""
    before: EntryId = EntryId("")

    def includes(self, line: TrailLine) -> bool:
        """Whether a line is among them, wherever it stands."""
        return (
            line.unit == self.unit
            and self.since <= line.day
            and (not self.until or line.day <= self.until)
            and (self.people is None or line.person in self.people)
            and self.sort in (None, line.sort)
            and (not self.outcomes or line.outcome in self.outcomes)
            and line.document.startswith(self.document)
        )
