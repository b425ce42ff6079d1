"""One all-or-nothing change of a store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete

from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.handled import Course
from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.storage import archived, journals, organisations, projecting, registers, trail
from oa_desktop.storage.memory import Memory, Staged
from oa_desktop.storage.sqlite import database_errors, word_index
from oa_desktop.storage.tables import PROJECTIONS


class StoreTransaction:
    """A change that is being written.

    Attributes:
        staged: What the writer will remember once the change is durable.
    """

    def __init__(self, connection: Connection, realm: Realm, memory: Memory, deadlines: Deadlines) -> None:
        self._connection = connection
        self._realm = realm
        self._deadlines = deadlines
        self.staged = Staged(memory)

    def append(self, entry: SignedEntry) -> None:
        """Add an entry to its journal, and its line to the trail.

        Raises:
            Refused: ``entry.exists``, ``store.other-realm``.
            Unavailable: ``disk.full``, ``disk.failed``.
        """
        if entry.entry.realm is not self._realm:
            raise Refused("store.other-realm", store=self._realm.label, here=entry.entry.realm.label)
        with database_errors():
            journals.append(self._connection, entry, self.staged)
            trail.project_line(self._connection, self.staged.newest[entry.entry.journal], entry.entry)

    def project_dossier(
        self, dossier: Dossier, heads: tuple[Head, ...], text: str | None, courses: Sequence[Course] | None = None
    ) -> None:
        """Bring lists, search and statistics in line with a dossier."""
        staged, deadlines = self.staged, self._deadlines
        with database_errors():
            projecting.project(self._connection, dossier, heads, text, staged, deadlines=deadlines, courses=courses)

    def project_register(self, unit: UnitId, register: NumberRegister, heads: tuple[Head, ...]) -> None:
        """Bring the projection of a number register in line."""
        with database_errors():
            registers.project_register(self._connection, unit, register, heads, self.staged)

    def project_organisation(self, organisation: Organisation, heads: tuple[Head, ...]) -> None:
        """Bring the projection of the organisation in line."""
        with database_errors():
            organisations.project_organisation(self._connection, organisation, heads)

    def project_archive(self, unit: UnitId, register: ArchiveRegister, before: ArchiveRegister | None = None) -> None:
        """Bring the projection of a register of the archive in line."""
        with database_errors():
            archived.project_archive(self._connection, unit, register, before)

    def project_trail(self) -> None:
        """Make the lines of the trail again, from all entries."""
        with database_errors():
            trail.renew(self._connection)

    def clear_projections(self) -> None:
        """Forget every projection, before they are made again."""
        with database_errors():
            word_index.clear(self._connection)
            for table in PROJECTIONS:
                self._connection.execute(delete(table))
