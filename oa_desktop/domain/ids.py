"""Names of identities, so that a person's id is never taken for a document's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

UnitId = NewType("UnitId", str)
DepartmentId = NewType("DepartmentId", str)
PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
DelegationId = NewType("DelegationId", str)
DeviceId = NewType("DeviceId", str)
DossierId = NewType("DossierId", str)
JournalId = NewType("JournalId", str)
PaperId = NewType("PaperId", str)
"""A classified paper that is registered and not held as text."""
ItemId = NewType("ItemId", str)
"""An item (件) of the archive."""
BatchId = NewType("BatchId", str)
"""What was arranged together (批次)."""
DisposalId = NewType("DisposalId", str)
"""A list of items to be destroyed (销毁清册)."""
EntryId = NewType("EntryId", str)
TaskId = NewType("TaskId", str)
ActId = NewType("ActId", str)
KeyId = NewType("KeyId", str)
"""SM3 of the public key, in lower-case hexadecimal."""
Digest = NewType("Digest", str)
"""SM3 of some bytes, in lower-case hexadecimal; empty where there is nothing to digest."""

NOTHING = Digest("")
NO_ENTRY = EntryId("")
NO_TASK = TaskId("")
NO_PAPER = PaperId("")
NO_BATCH = BatchId("")
NO_ITEM = ItemId("")
NO_DISPOSAL = DisposalId("")

_ORGANISATION, _AUDIT, _DOSSIER, _REGISTER = "organisation/", "audit/", "dossier/", "register/"
_EXCHANGE = "exchange/"
_CUSTODY = "custody/"
_ARCHIVE = "archive/"
_EXERCISE = "exercise/"
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterName:
    """Which number register (文号登记) of a unit.

    Attributes:
        code: 机关代字; of the register of incoming documents :data:`oa_desktop.domain.numbers.numbering.INCOMING`.
        year: Four digits.
        series: 号类 of incoming documents, such as ``办件``; empty for the one register of a code and year.
    """

    code: str
    year: int
    series: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveName:
    """Which archive register (归档登记) of a unit.

    Attributes:
        fonds: 全宗号.
        year: 年度.
    """

    fonds: str
    year: int


def organisation_journal(unit: UnitId) -> JournalId:
    """Return the journal of the unit itself: founding, people, rights, keys; everybody's entries stand on it."""
    return JournalId(_ORGANISATION + unit)


def audit_journal(unit: UnitId) -> JournalId:
    """Return the journal of what the program records of its own accord: sign-ins, outputs, witnesses."""
    return JournalId(_AUDIT + unit)


def exchange_journal(unit: UnitId) -> JournalId:
    """Return the journal of the packages that went out of a unit and came in."""
    return JournalId(_EXCHANGE + unit)


def custody_journal(unit: UnitId) -> JournalId:
    """Return the journal of what is lent, and of classified paper that is only registered."""
    return JournalId(_CUSTODY + unit)


def exercise_journal(unit: UnitId) -> JournalId:
    """Return the journal of what a trainee does in an exercise beside the documents; only TRAINING has it."""
    return JournalId(_EXERCISE + unit)


def dossier_journal(dossier: DossierId) -> JournalId:
    """Return the journal of one document's handling."""
    return JournalId(_DOSSIER + dossier)


def register_journal(unit: UnitId, name: RegisterName) -> JournalId:
    """Return the journal of the numbers that one code gives out in one year and series."""
    series = f"/{name.series}" if name.series else ""
    return JournalId(f"{_REGISTER}{unit}/{name.code}/{name.year}{series}")


def dossier_of(journal: JournalId) -> DossierId | None:
    """Return the dossier that a journal is about, None for another journal."""
    return DossierId(journal.removeprefix(_DOSSIER)) if journal.startswith(_DOSSIER) else None


def archive_journal(unit: UnitId, name: ArchiveName) -> JournalId:
    """Return the journal of what was archived of one fonds and year."""
    return JournalId(f"{_ARCHIVE}{unit}/{name.fonds}/{name.year}")


def register_of(journal: JournalId) -> RegisterName | None:
    """Return the name of the register that a journal is about, None for another journal or a garbled name."""
    _unit, _, rest = journal.removeprefix(_REGISTER).partition("/")
    code, _, numbered = rest.partition("/")
    year, slash, series = numbered.partition("/")
    named = journal.startswith(_REGISTER) and code and year.isascii() and year.isdecimal() and len(year) <= _YEAR_DIGITS
    return RegisterName(code=code, year=int(year), series=series) if named and bool(slash) == bool(series) else None


def archive_of(journal: JournalId) -> ArchiveName | None:
    """Return the name of the archive register that a journal is, None for another journal or a garbled name."""
    _unit, _, rest = journal.removeprefix(_ARCHIVE).partition("/")
    fonds, _, year = rest.partition("/")
    named = is_archive(journal) and fonds and year.isascii() and year.isdecimal() and len(year) == _YEAR_DIGITS
    return ArchiveName(fonds=fonds, year=int(year)) if named else None


def is_archive(journal: JournalId) -> bool:
    """Whether a journal is one of what was archived."""
    return journal.startswith(_ARCHIVE)


def organisation_of(journal: JournalId) -> UnitId | None:
    """Return the unit whose people and rights a journal is about, None for another journal."""
    return UnitId(journal.removeprefix(_ORGANISATION)) if journal.startswith(_ORGANISATION) else None


def is_audit(journal: JournalId) -> bool:
    """Whether a journal is what the program records of its own accord."""
    return journal.startswith(_AUDIT)


def is_exchange(journal: JournalId) -> bool:
    """Whether a journal is that of packages."""
    return journal.startswith(_EXCHANGE)


def is_custody(journal: JournalId) -> bool:
    """Whether a journal is that of what is lent and of classified paper."""
    return journal.startswith(_CUSTODY)


def is_exercise(journal: JournalId) -> bool:
    """Whether a journal is that of an exercise."""
    return journal.startswith(_EXERCISE)


def delegation_of(giver: PersonId, fresh: str) -> DelegationId:
    """Return the id of a delegation (委托): whose tasks it is about is said by every act that names it."""
    return DelegationId(f"{giver}/{fresh}")


def giver_of(delegation: DelegationId) -> PersonId:
    """Return who gave their tasks to somebody else by a delegation; empty for none."""
    return PersonId(delegation.rpartition("/")[0])


def unit_of(journal: JournalId) -> UnitId | None:
    """Return the unit that a journal names, None for a dossier's, which names none."""
    for prefix in (_ORGANISATION, _AUDIT, _REGISTER, _EXCHANGE, _CUSTODY, _ARCHIVE, _EXERCISE):
        if journal.startswith(prefix):
            return UnitId(journal.removeprefix(prefix).partition("/")[0])
    return None
