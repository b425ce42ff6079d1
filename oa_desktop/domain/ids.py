"""Names of identities, so that a person's id is never taken for a document's."""

from __future__ import annotations

from typing import NewType

UnitId = NewType("UnitId", str)
DepartmentId = NewType("DepartmentId", str)
PersonId = NewType("PersonId", str)
PostId = NewType("PostId", str)
DelegationId = NewType("DelegationId", str)
DeviceId = NewType("DeviceId", str)
DossierId = NewType("DossierId", str)
JournalId = NewType("JournalId", str)
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

_ORGANISATION, _AUDIT, _DOSSIER, _REGISTER = "organisation/", "audit/", "dossier/", "register/"
_YEAR_DIGITS = 4


def organisation_journal(unit: UnitId) -> JournalId:
    """Return the journal of the unit itself: founding, people, rights, keys; everybody's entries stand on it."""
    return JournalId(_ORGANISATION + unit)


def audit_journal(unit: UnitId) -> JournalId:
    """Return the journal of what the program records of its own accord: sign-ins, outputs, witnesses."""
    return JournalId(_AUDIT + unit)


def dossier_journal(dossier: DossierId) -> JournalId:
    """Return the journal of one document's handling."""
    return JournalId(_DOSSIER + dossier)


def register_journal(unit: UnitId, code: str, year: int) -> JournalId:
    """Return the journal of the numbers that one code gives out in one year."""
    return JournalId(f"{_REGISTER}{unit}/{code}/{year}")


def dossier_of(journal: JournalId) -> DossierId | None:
    """Return the dossier that a journal is about, None for another journal."""
    return DossierId(journal.removeprefix(_DOSSIER)) if journal.startswith(_DOSSIER) else None


def register_of(journal: JournalId) -> tuple[str, int] | None:
    """Return code and year of the register that a journal is about, None for another journal or a garbled name."""
    _, _, rest = journal.removeprefix(_REGISTER).partition("/")
    code, _, year = rest.rpartition("/")
    named = journal.startswith(_REGISTER) and code and year.isascii() and year.isdecimal() and len(year) <= _YEAR_DIGITS
    return (code, int(year)) if named else None


def organisation_of(journal: JournalId) -> UnitId | None:
    """Return the unit whose people and rights a journal is about, None for another journal."""
    return UnitId(journal.removeprefix(_ORGANISATION)) if journal.startswith(_ORGANISATION) else None


def is_audit(journal: JournalId) -> bool:
    """Whether a journal is what the program records of its own accord."""
    return journal.startswith(_AUDIT)


def unit_of(journal: JournalId) -> UnitId | None:
    """Return the unit that a journal names, None for a dossier's, which names none."""
    for prefix in (_ORGANISATION, _AUDIT, _REGISTER):
        if journal.startswith(prefix):
            return UnitId(journal.removeprefix(prefix).partition("/")[0])
    return None
