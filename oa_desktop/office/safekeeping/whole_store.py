"""A store as a whole: copies of it (备份), how one is proved, and another key for it; nothing is judged here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from oa_desktop.domain.actions.auditing import RecordOutput
from oa_desktop.domain.enrolled_keys import KeyOwner
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import NOTHING, PersonId
from oa_desktop.domain.units.standing import Standing
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.store import BackupFacts, Step, Store, unwatched
from oa_desktop.office.recording import Recorder
from oa_desktop.office.safekeeping import backup_seal
from oa_desktop.office.safekeeping.backup_age import PROVED
from oa_desktop.office.safekeeping.drilling import Drilled
from oa_desktop.office.safekeeping.drilling import drill as proved
from oa_desktop.office.safekeeping.gone import gone
from oa_desktop.office.setbacks import lost_here
from oa_desktop.office.states import States

_BACKUP, _REMOVED = "备份", "清理旧备份"
RENEWED = "更换存储密钥"


def back_up(office: OpenOffice, standing: Standing, target: Path, step: Step = unwatched) -> BackupFacts:
    """Copy the store, all its units, into a new folder, after recording that somebody does so.

    What is copied is the store as of one moment; others go on acting meanwhile.

    Raises:
        Refused: ``backup.target-taken``.
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    with office.lock:
        record_in_all(office, standing, _BACKUP, target.name)
        office.witness()
    with suppress(Unavailable):  # an index in parts is no reason to have no copy
        office.store.tidy(step)
    return office.ports.backups.make(office.store_key, target, partial(backup_seal.sealed, office.machine), step)


def renew_store_key(office: OpenOffice, standing: Standing) -> None:
    """Give the store another key (更换存储密钥); nobody is signed in any more after that.

    Raises:
        Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
    """
    with office.lock:
        office.store.refuse_reader()
        office.ports.slots.renew_store_key(
            office.store_key, gone(office.states.organisations()), partial(_put_renewed, office, standing)
        )
        office.over = True


def _put_renewed(office: OpenOffice, standing: Standing, key: bytes, slots: bytes) -> None:
    office.store.close()
    office.ports.backups.renew_key(office.store_key, key, slots, partial(_record_renewal, office, standing))


def _record_renewal(office: OpenOffice, standing: Standing, store: Store) -> None:
    """Record in every unit that the store has another key; the others do not learn by whom."""
    ports = office.ports
    states = States(store, ports.crypto)
    recorder = Recorder(store, states, clock=ports.clock, ids=ports.ids, crypto=ports.crypto)
    pending = recorder.begin()
    for unit in store.units():
        person = standing.person if unit == standing.unit else PersonId("")
        done = RecordOutput(person=person, what=RENEWED, subject="", digest=NOTHING)
        recorder.sign([done], office.program(unit), pending)
    recorder.commit(pending)


def refuse_foreign(office: OpenOffice, listed: bytes, seal: bytes) -> None:
    """Refuse a backup that no machine of a unit of this store has sealed.

    Raises:
        Refused: ``backup.unsealed``, ``backup.foreign``.
        Unavailable: ``backup.damaged``.
    """
    if not seal:
        raise Refused("backup.unsealed")
    key = backup_seal.key_of(listed, seal, office.ports.crypto).hex()
    enrolled = (one for unit in office.states.organisations() for one in unit.keys)
    if not any(one.public == key and one.owner is KeyOwner.MACHINE for one in enrolled):
        raise Refused("backup.foreign")


def drill(office: OpenOffice, standing: Standing, source: Path) -> Drilled:
    """Restore a backup into an empty place, prove it there, leave nothing of that, and record when it was proved.

    What this desk wrote, stands in the backup and is not here any more is a fault too: the store in use is older.

    Raises:
        Refused: ``backup.unsealed``, ``backup.foreign``, ``store.other-realm``, ``backup.newer``.
        Unavailable: ``backup.missing``, ``backup.damaged``, ``backup.other-lists``, ``disk.full``.
    """
    refuse_foreign(office, *office.ports.backups.listed(source))
    with office.ports.backups.tried(office.store_key, source) as (facts, store):
        drilled = proved(office.ports, store, facts)
    with office.lock:
        lost = tuple(lost_here(office.store, facts.heads))
    office.note_faults(standing, lost)
    drilled = replace(drilled, verdict=replace(drilled.verdict, faults=(*drilled.verdict.faults, *lost)))
    if drilled.verdict.sound:
        record_in_all(office, standing, PROVED, source.name)
    return drilled


def remove_backup(office: OpenOffice, standing: Standing, source: Path) -> None:
    """Take a backup away, after recording that somebody does so.

    Raises:
        Unavailable: ``store.read-only``, ``disk.failed``.
    """
    office.record_output(standing, _REMOVED, source.name, office.ports.crypto.digest(b""))
    office.ports.backups.remove(source)


def record_in_all(office: OpenOffice, standing: Standing, what: str, name: str) -> None:
    """Record in every unit what was done with a backup, for it holds them all; the others do not learn by whom."""
    office.record_output(standing, what, name, office.ports.crypto.digest(b""))
    copied = RecordOutput(person=PersonId(""), what=what, subject="", digest=NOTHING)
    for unit in office.store.units():
        if unit != standing.unit:
            office.record_own(unit, copied)
