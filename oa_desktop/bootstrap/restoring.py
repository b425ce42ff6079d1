"""Restoring a unit's store (恢复): what came back is signed in to and verified before it takes its place."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from oa_desktop.bootstrap.alone import alone
from oa_desktop.bootstrap.building import office_in
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.remembered import Remembered
from oa_desktop.domain.verification import Verdict
from oa_desktop.office.office import Office
from oa_desktop.office.ports.store import BackupFacts
from oa_desktop.security import sealing, sm3
from oa_desktop.storage.backups import facts_of, read_listed
from oa_desktop.storage.disk import Disk, disk_errors
from oa_desktop.storage.manifest import Manifest
from oa_desktop.storage.restore import restore
from oa_desktop.storage.stores import DirectoryStores


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A store that has taken its place.

    Attributes:
        facts: What the backup held.
        verdict: What verifying it found, the heads that the backup remembered included.
    """

    facts: BackupFacts
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who signs in to a restored store, so that it can be verified.

    Attributes:
        password: The 口令, as it was when the backup was made.
        pin: Of the token, where the signing key lies on one.
        desk: What the copy is called as a second desk (工作台) of the unit; empty where it takes the place of a store
            that was lost.
        kept: Heads as a sheet (链头单) has them; a backup that is older than the sheet lacks them.
    """

    account: str
    password: str = field(repr=False)
    pin: str = field(default="", repr=False)
    desk: str = ""
    kept: tuple[Remembered, ...] = ()


def restore_unit(
    home: Path,
    realm: Realm,
    source: Path,
    proof: Proof,
    *,
    office_aside: Callable[[Path], Office] | None = None,
    disk: Disk | None = None,
) -> Restored:
    """Make a store again below a root, where nothing lies yet; whoever then signs in has the old rights.

    The copy is opened, verified and compared with the heads that the backup remembers while it is still aside. Faults
    of the journals do not keep it there: what a backup holds may be all that is left.

    Args:
        home: The root.
        realm: 域.
        source: The backup.
        proof: Who signs in.
        office_aside: Builds the office over the copy; that of this program if not given.
        disk: Makes and names the files; that of this machine if not given.

    Raises:
        Refused: ``restore.place-taken``, ``store.other-realm``, ``store.newer``, ``backup.unsealed``,
            ``backup.foreign``, ``sign-in.wrong-password`` and what else a sign-in says; nothing is left behind, and it
            may be tried again.
        Unavailable: ``backup.missing``, ``backup.damaged``, ``store.damaged``, ``disk.full``, ``store.busy``; likewise.
    """
    folder = realm_folder(home, realm)
    stores = DirectoryStores(folder, realm, sealer=sealing, digests=sm3, disk=disk)
    found: list[Verdict] = []
    with disk_errors():
        stores.disk.make_folder(home)
    with alone(folder.with_name(f".{folder.name}.restoring")):
        opener = office_aside or (lambda aside: office_in(aside, realm, SystemClock()))
        held = restore(source, stores, partial(_prove, opener, proof, found, source=source))
    return Restored(facts=facts_of(held), verdict=found[0])


def _prove(
    opener: Callable[[Path], Office],
    proof: Proof,
    found: list[Verdict],
    aside: Path,
    held: Manifest,
    *,
    source: Path,
) -> None:
    """Sign in to the copy and verify it, and that a machine of the unit has made the backup."""
    with contextlib.closing(opener(aside)) as office:
        if proof.desk:
            office.become_desk(proof.account, proof.password, proof.desk, pin=proof.pin)
        session = office.sign_in(proof.account, proof.password, pin=proof.pin, any_password=True)
        session.administration.refuse_foreign_backup(*read_listed(source))
        found.append(session.administration.verify(facts_of(held).heads, proof.kept))
        session.sign_out()
