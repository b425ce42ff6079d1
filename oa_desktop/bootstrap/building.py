"""Building an office out of real adapters (装配): the only place that knows all of them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from oa_desktop.archive.scanning import ClamScan
from oa_desktop.bootstrap.adapters import (
    build_crypto,
    build_inspector,
    build_packages,
    build_press,
    build_reader,
    build_renderer,
    build_seal_making,
    build_sealer,
    build_signed_files,
    build_tokens,
    build_viewer,
)
from oa_desktop.bootstrap.alone import alone
from oa_desktop.bootstrap.central_desk import way_to_central
from oa_desktop.bootstrap.establishing import establish, establish_beside
from oa_desktop.bootstrap.network import look
from oa_desktop.bootstrap.packaging import build_arrivals, build_copies, sweep_archive_package, write_archive_package
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.resources import (
    USUAL_PROFILE,
    addressees,
    books,
    build_profile,
    deadlines,
    flows,
    forms,
    matters,
    phrases,
    properties,
    schedule,
)
from oa_desktop.bootstrap.world import RandomIds, SystemClock
from oa_desktop.catalogue.beginnings import load_answers, load_beginnings
from oa_desktop.docs.formats.confined_identifying import ConfinedFormats
from oa_desktop.docs.workbook import Workbooks
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.founding import Founded
from oa_desktop.office.office import Office
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.ports.world import Clock
from oa_desktop.office.session import Session
from oa_desktop.security import sealing, sm3
from oa_desktop.security.accounts import Terms
from oa_desktop.security.certificates.confined import ConfinedCertificates
from oa_desktop.security.key_homes import KeyHomes
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.office_port import OfficeKeySlots
from oa_desktop.security.seal_keys import SealKeySlots
from oa_desktop.security.seals.office_port import OfficeSeals
from oa_desktop.storage.aside import made_aside
from oa_desktop.storage.backups import DirectoryBackups
from oa_desktop.storage.disk import Disk, RealDisk, disk_errors
from oa_desktop.storage.stores import DirectoryStores

Made = TypeVar("Made")
OfficeIn = Callable[[Path], Office]
"""Builds an office in a folder."""


def build_office(
    home: Path,
    realm: Realm,
    *,
    clock: Clock | None = None,
    terms: Terms | None = None,
    exercises: Callable[[], Mapping[str, str]] = dict,
) -> Office:
    """Return the office of one realm below a root; that of a class knows the titles of exercises."""
    return office_in(realm_folder(home, realm), realm, clock or SystemClock(), terms, exercises)


def office_in(
    folder: Path,
    realm: Realm,
    clock: Clock,
    terms: Terms | None = None,
    exercises: Callable[[], Mapping[str, str]] = dict,
) -> Office:
    """Return the office of one realm whose store lies in a folder."""
    stores = DirectoryStores(folder, realm, sealer=sealing, digests=sm3, deadlines=deadlines())
    ports = Ports(
        clock=clock,
        ids=RandomIds(),
        crypto=build_crypto(),
        certificates=ConfinedCertificates(),
        slots=OfficeKeySlots(
            KeySlots(folder / FILE_NAME, realm.value, terms=terms, homes=KeyHomes(tokens=build_tokens))
        ),
        seals=OfficeSeals(),
        seal_keys=SealKeySlots(folder / FILE_NAME, realm.value, terms=terms, tokens=build_tokens),
        sealer=build_sealer(),
        seal_making=build_seal_making(realm),
        stores=stores,
        backups=DirectoryBackups(stores, folder / FILE_NAME),
        renderer=build_renderer(),
        reader=build_reader(),
        viewer=build_viewer(),
        formats=ConfinedFormats(),
        inspector=build_inspector(),
        press=build_press(),
        tables=Workbooks(mark="" if realm is Realm.OFFICIAL else realm.label),
        packages=build_packages(),
        signed_files=build_signed_files(),
        arrivals=build_arrivals(),
        write_package=write_archive_package,
        sweep_package=sweep_archive_package,
        copies_in=build_copies,
        profile=partial(build_profile, USUAL_PROFILE),
        flows=flows(),
        forms=forms(),
        books=books(),
        matters=matters(),
        phrases=phrases(),
        addressees=addressees(),
        beginnings=load_beginnings(resource_path("beginnings")),
        answers=load_answers(resource_path("beginnings")),
        deadlines=deadlines(),
        ways_out=lambda: look().ways_out if realm is Realm.OFFICIAL else (),
        properties=properties,
        schedule=schedule,
        scan=ClamScan().files,
        verifier=(resource_path("verifier") / "verify.py").read_bytes(),
        central=way_to_central(folder),
        exercises=exercises,
    )
    return Office(realm, ports)


def found_unit(
    home: Path,
    realm: Realm,
    unit: DescribedUnit,
    *,
    office_aside: OfficeIn | None = None,
    disk: Disk | None = None,
) -> Founded:
    """Found a unit below a root, as it is described, with everybody in it.

    Args:
        home: The root.
        realm: 域.
        unit: The unit's description.
        office_aside: Builds the office in the folder aside; that of this program if not given.
        disk: Makes and names the folders; that of this machine if not given.

    Raises:
        Refused: ``unit.exists``, ``password.too-weak``.
        Unavailable: ``disk.full``, ``store.busy`` while another program founds here; nothing is left behind.
    """

    def make(office: Office) -> Founded:
        return establish(office, unit, RandomIds())

    return make_aside(home, realm, make, office_aside=office_aside, disk=disk)


def make_aside(
    home: Path,
    realm: Realm,
    make: Callable[[Office], Made],
    *,
    office_aside: OfficeIn | None = None,
    disk: Disk | None = None,
) -> Made:
    """Make a realm below a root: everything is made in a folder aside, which then takes its place at once.

    Args:
        home: The root.
        realm: 域.
        make: Makes it, with the office in the folder aside.
        office_aside: Builds that office; that of this program if not given.
        disk: Makes and names the folders; that of this machine if not given.

    Raises:
        Refused: ``unit.exists``, and what ``make`` refuses.
        Unavailable: ``disk.full``, ``store.busy`` while another program founds here; nothing is left behind.
    """
    folder, used = realm_folder(home, realm), disk or RealDisk()
    making = folder.with_name(f".{folder.name}.founding")
    with disk_errors():
        used.make_folder(home)
    with alone(making):
        if folder.exists():
            raise Refused("unit.exists")
        with made_aside(used, making, folder):
            office = office_aside(making) if office_aside else office_in(making, realm, SystemClock())
            with contextlib.closing(office):
                return make(office)


def found_unit_beside(office: Office, host: Session, unit: DescribedUnit) -> Founded:
    """Found a further unit in the store of an office, let in by a system administrator who is signed in.

    Raises:
        Refused: ``policy.role``, ``unit.other-grade``, ``unit.name-taken``, ``account.exists``, ``password.too-weak``.
        Unavailable: ``store.read-only``, ``disk.full``; the command may be repeated and goes on where it stopped.
    """
    return establish_beside(office, host, unit, RandomIds())
