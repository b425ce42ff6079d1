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
RegisterId = NewType("RegisterId", str)
JournalId = NewType("JournalId", str)
EntryId = NewType("EntryId", str)
ActId = NewType("ActId", str)
KeyId = NewType("KeyId", str)
"""SM3 of the public key, in lower-case hexadecimal."""
Digest = NewType("Digest", str)
"""SM3 of some bytes, in lower-case hexadecimal; empty where there is nothing to digest."""

NOTHING = Digest("")
