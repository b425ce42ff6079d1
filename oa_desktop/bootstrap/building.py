"""Building an office out of real adapters (装配): the only place that knows all of them."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from oa_desktop.archive import packages, trees
from oa_desktop.archive.arriving import PackageArrivals
from oa_desktop.archive.copies import CopiesInFolder
from oa_desktop.archive.kinds import write_package
from oa_desktop.archive.opening import examine
from oa_desktop.archive.package_specimens import specimens_in
from oa_desktop.archive.proving import IdentifiedOnce, ProvedOnce
from oa_desktop.archive.scanning import ClamScan
from oa_desktop.archive.specimens import Instruments, specimen_of
from oa_desktop.archive.verifying import ItemVerdict, is_bag, verify_item
from oa_desktop.archive.writing import swept, unfinished, whole_folder
from oa_desktop.bootstrap.establishing import establish, establish_beside
from oa_desktop.bootstrap.network import look
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.resources import (
    USUAL_PROFILE,
    addressees,
    books,
    build_profile,
    build_template,
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
from oa_desktop.docs.confined_inspecting import ConfinedInspector
from oa_desktop.docs.confined_reading import ConfinedReader
from oa_desktop.docs.fonts.fonts import shipped_fonts, system_fonts
from oa_desktop.docs.formats.confined_identifying import ConfinedFormats
from oa_desktop.docs.press.room import PrintRoom
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.docs.seals.picture import draw_seal_picture
from oa_desktop.docs.seals.sealer import PageSealer
from oa_desktop.docs.sheets.viewing import ConfinedViewer
from oa_desktop.docs.workbook import Workbooks
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.properties import PropertyReport, Stage
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import FileVerdict
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.archiving.importing import Examined, Files
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.packing import Package
from oa_desktop.office.archiving.testing import report_of
from oa_desktop.office.drafting.inspecting import Inspection
from oa_desktop.office.founding import Founded
from oa_desktop.office.office import Office
from oa_desktop.office.ports.copies import GoodCopies
from oa_desktop.office.ports.exchange import Packages
from oa_desktop.office.ports.formats import Formats
from oa_desktop.office.ports.keys import Crypto, KeyPlace, TokenSettings
from oa_desktop.office.ports.pages import Inspector, Look, Reader, Renderer, Viewer
from oa_desktop.office.ports.printing import Press
from oa_desktop.office.ports.trust import Sealer, SealMaking, SignedFiles
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.ports.world import Clock
from oa_desktop.office.safekeeping.backup_verdict import backup_verdict
from oa_desktop.office.session import Session
from oa_desktop.security import sealing, sm3
from oa_desktop.security.accounts import Terms
from oa_desktop.security.certificates.confined import ConfinedCertificates
from oa_desktop.security.key_homes import KeyHomes
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.office_port import OfficeCrypto, OfficeKeySlots
from oa_desktop.security.seal_keys import SealKeySlots
from oa_desktop.security.seals.office_port import OfficeSeals
from oa_desktop.security.seals.workshop import Workshop
from oa_desktop.security.sm2_encryption import encrypt
from oa_desktop.storage.aside import made_aside
from oa_desktop.storage.backups import DirectoryBackups, is_backup_folder, look_at, read_listed
from oa_desktop.storage.disk import Disk, RealDisk, disk_errors
from oa_desktop.storage.stores import DirectoryStores
from oa_desktop.sync.package_file import PackageFiles

Made = TypeVar("Made")
OfficeIn = Callable[[Path], Office]
"""Builds an office in a folder."""


@cache
def build_renderer() -> Renderer:
    """Return what makes pages, with the fonts of this machine."""
    return PageRenderer(system_fonts())


def build_reader() -> Reader:
    """Return what reads the files that people bring, in a confined process."""
    return ConfinedReader(build_crypto().digest)


def build_inspector() -> Inspector:
    """Return what looks at pages, those of files in a confined process."""
    return ConfinedInspector(system_fonts)


def build_inspection(profile: str, template: str) -> Inspection:
    """Return what inspects papers by a profile and a template, named as :mod:`.resources` takes them."""
    look = Look(template=build_template(template))
    return Inspection(
        reader=build_reader(), inspector=build_inspector(), profile=partial(build_profile, profile), look=look
    )


def build_viewer() -> Viewer:
    """Return what shows fixed pages, drawn in a confined process."""
    return ConfinedViewer()


def build_press() -> Press:
    """Return what makes pages ready for the printer, in a confined process, with the fonts of this machine."""
    return PrintRoom(system_fonts(), OfficeSeals().read)


def build_packages() -> Packages:
    """Return what makes and opens exchange packages."""
    return PackageFiles(build_crypto(), sealing, encrypt, secrets.token_bytes)


def build_sealer() -> Sealer:
    """Return what puts seals on fixed pages, PDF in a confined process."""
    return PageSealer(OfficeSeals(), ConfinedCertificates(), build_crypto().digest)


def build_seal_making(realm: Realm) -> SealMaking | None:
    """Return what makes seals in a realm; the OFFICIAL one has nothing that does."""
    if realm is Realm.OFFICIAL:
        return None
    return Workshop(realm, partial(draw_seal_picture, fonts=shipped_fonts()))


@cache
def build_crypto() -> Crypto:
    """Return digests and verification, the same for all, so that what it made of a unit's journal is known again."""
    return OfficeCrypto()


@cache
def build_proving() -> Crypto:
    """Return digests and verification for packages, whose signatures are asked for at every look through them."""
    return ProvedOnce(build_crypto())


@cache
def _build_identifying() -> Formats:
    """Return what tells what files of packages are, the same whenever a package is tested."""
    return IdentifiedOnce(ConfinedFormats(), build_crypto())


def read_trust(folder: Path) -> Trust:
    """Return whom a folder trusts (信任文件夹).

    Raises:
        Unavailable: ``trust-folder.unknown``, ``trust-folder.unreadable``, ``trust-folder.too-many``.
    """
    from oa_desktop.security.certificates import trust_folder  # noqa: PLC0415 - nothing of certificates at start

    return trust_folder.read_trust(folder)


@cache
def build_tokens(settings: TokenSettings) -> KeyPlace:
    """Return the keys on tokens, by the vendor's PKCS#11 library; the same for all, as a program logs in once."""
    from oa_desktop.security.tokens import TokenKeys  # noqa: PLC0415 - few machines have one

    return TokenKeys(settings)


def build_signed_files() -> SignedFiles:
    """Return what judges signed files, in confined processes."""
    from oa_desktop.docs.seals.signed_files import ConfinedSignedFiles  # noqa: PLC0415 - nothing of seals at start
    from oa_desktop.security.certificates.confined_signing import OfficeSignatures  # noqa: PLC0415 - as above
    from oa_desktop.security.seals.office_port import OfficeSeals  # noqa: PLC0415 - as above

    return ConfinedSignedFiles(OfficeSeals(), OfficeSignatures(), build_crypto().digest)


def verify_archive(folder: Path) -> ItemVerdict:
    """Return whether an archival item is what was filed.

    Raises:
        Refused: ``archive.no-item``; ``journal-file.damaged`` and the like, for its journal.
        Unavailable: ``source.unreadable``.
    """
    return verify_item(folder, build_crypto(), lambda pieces: Digest(sm3.digest(pieces)))


def write_archive_package(package: Package, kind: PackageKind, target: Path) -> None:
    """Write items into a folder, as :func:`kinds.write_package` does, unless another program writes there.

    Raises:
        Unavailable: ``store.busy``; as :func:`kinds.write_package` does.
    """
    with _packing_alone(target):
        write_package(package, kind, target, sm3.hasher)


def sweep_archive_package(target: Path) -> bool:
    """Take away what a program that died left of a package, as :func:`writing.swept` does; not while one is written."""
    if not target.parent.is_dir():
        return False
    try:
        with alone(unfinished(target)):
            return swept(target)
    except Unavailable:
        return False


@contextlib.contextmanager
def _packing_alone(target: Path) -> Iterator[None]:
    """Keep another program from writing the same package meanwhile."""
    with disk_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
    with alone(unfinished(target)):
        yield


def write_files_of_package(files: Files, target: Path) -> None:
    """Write the files of a package into a new or empty folder, whole or not at all.

    Raises:
        Unavailable: ``archive.not-empty``, ``disk.full``, ``disk.failed``; as reading them does.
    """
    with _packing_alone(target), whole_folder(target, sm3.hasher) as folder:
        for name, read in files.items():
            folder.put(name, read())


def examine_archive_package(path: Path) -> Examined:
    """Look through a package of the archive, as :func:`opening.examine` does."""
    return examine(path, build_proving())


def build_copies(folder: Path) -> GoodCopies:
    """Return where contents of the archive may be found again: a backup, or packages."""
    return CopiesInFolder(folder)


def build_arrivals() -> PackageArrivals:
    """Return what looks packages of other archives through, and tests them as they are received."""
    test = partial(properties_of_package, stage=Stage.TRANSFER, viruses=True)
    return PackageArrivals(crypto=build_proving(), reports=test)


def properties_of_package(path: Path, stage: Stage, *, viruses: bool = False) -> tuple[PropertyReport, ...]:
    """Return what the four properties (四性检测) come to of what lies there: a 归档件, the items of a package, an EEP.

    Raises:
        Refused: ``archive.no-item``.
        Unavailable: ``source.unreadable``, ``confine.failed``.
    """
    now = SystemClock().now().isoformat(timespec="seconds")
    means = Means(formats=_build_identifying(), signed=build_signed_files())
    by = Instruments(crypto=build_proving(), sm3=lambda given: Digest(sm3.digest(given)), means=means, today=now[:10])
    scan = ClamScan().folder(path) if viruses else None
    packed = path.is_file() or trees.root_of(path) is not None
    found = specimens_in(path, by) if packed else iter((specimen_of(path, by),))
    reports = (report_of(properties(), stage, replace(one, scan=scan), now) for one in found)
    return tuple(replace(one, code=one.code or path.resolve().name) for one in reports)


def verify_beside(path: Path) -> ItemVerdict:
    """Return whether a journal and what lies beside it are what was signed: an archival item, a 核验包, or a file.

    Raises:
        Refused: ``verify.no-kind``: a folder that is none of them; ``archive.no-item``, ``evidence.none`` and the like;
            ``journal-file.damaged`` and the like.
        Unavailable: ``source.unreadable``.
    """
    if path.is_dir() and trees.root_of(path):
        return trees.verify_tree(path, build_crypto())
    if path.is_file() and trees.is_eep(path):
        return trees.verify_eep(path, build_crypto())
    if packages.is_package(path):
        return packages.verify_package(path, build_crypto())
    if path.is_dir() and not is_bag(path):
        raise Refused("verify.no-kind", file=path.resolve().name or str(path))
    return verify_archive(path) if path.is_dir() else packages.verify_among_files(path, build_crypto())


def is_backup(path: Path) -> bool:
    """Whether a folder holds a backup."""
    return is_backup_folder(path)


def verify_backup_folder(path: Path) -> FileVerdict:
    """Return the verdict on a backup from outside, of whatever realm; nothing of it is opened.

    Raises:
        Refused: ``backup.newer``, ``store.newer``.
        Unavailable: ``disk.failed``.
    """
    crypto = build_crypto()
    return backup_verdict(*read_listed(path), partial(look_at, path, _stores_of(path)), crypto)


def _stores_of(path: Path) -> tuple[DirectoryStores, ...]:
    return tuple(DirectoryStores(path, realm, sealer=sealing, digests=sm3) for realm in Realm)


def lies_beside(path: Path) -> bool:
    """Whether a path is a folder, or a ZIP, in which a journal lies beside what it records."""
    return path.is_dir() or packages.is_package(path)


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
        tables=Workbooks(),
        packages=build_packages(),
        signed_files=build_signed_files(),
        arrivals=build_arrivals(),
        write_package=write_archive_package,
        sweep_package=sweep_archive_package,
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


@contextlib.contextmanager
def alone(making: Path) -> Iterator[None]:
    """Keep another program from making the same folder meanwhile."""
    lock = FileLock(making.with_name(f"{making.name}.lock"), mode=0o600)
    with disk_errors():
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise Unavailable("store.busy") from error
    try:
        yield
    finally:
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()
