"""What an office is wired with (接线): every port, and the files of the office that are read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.archives.properties import Criterion
from oa_desktop.domain.archives.retention import Schedule
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.documents.matters import Matter
from oa_desktop.domain.documents.profile import NATIONAL, Profile
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.forms import Form
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.office.books.books import Book
from oa_desktop.office.ports.arrivals import Arrivals
from oa_desktop.office.ports.central import Central
from oa_desktop.office.ports.copies import CopiesIn
from oa_desktop.office.ports.departures import SweepPackage, WritePackage
from oa_desktop.office.ports.exchange import Packages
from oa_desktop.office.ports.formats import Formats, Scanning, unscanned
from oa_desktop.office.ports.keys import Crypto, KeySlots
from oa_desktop.office.ports.pages import Inspector, Reader, Renderer, Viewer
from oa_desktop.office.ports.printing import Press
from oa_desktop.office.ports.store import Backups, Stores
from oa_desktop.office.ports.tables import Tables
from oa_desktop.office.ports.trust import Certificates, Sealer, SealKeys, SealMaking, Seals, SignedFiles
from oa_desktop.office.ports.world import Clock, Ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Everything that an office needs from the world, for one realm.

    Attributes:
        flows: The flows that the unit works by, by id.
        forms: The empty forms (表单), by their titles.
        books: The books (登记簿), by their titles.
        matters: The blanks of internal matters (内部事项), by id.
        phrases: Stock phrases (常用语) by kind of action.
        addressees: To whom papers usually go.
        beginnings: The source that a paper of a kind begins with (起稿样式).
        answers: The same, of one that answers what came (答复).
        profile: Returns the rules that papers are inspected by.
        deadlines: The office calendar and the time limits.
        ways_out: Tells, in words, what may lead out of the office's network; asks nobody.
        seal_making: Makes seals (制章); the OFFICIAL realm has nothing that does.
        properties: Returns the 四性检测项 of the office.
        schedule: Returns the 保管期限表 that holds where the unit adopted none.
        write_package: Writes packages of the archive.
        sweep_package: Takes away what a program that died left of one.
        copies_in: Returns the good copies (完好的副本) that lie in a folder.
        scan: Has files looked at by the program against viruses of this machine.
        verifier: The second verifier (第二核验程序), one file of Python.
        central: Reaches the intranet's central service; None where none is configured: nothing of it is met then.
        exercises: Returns the titles of exercises (实训场景) by their ids; nothing outside of training.
    """

    clock: Clock
    ids: Ids
    crypto: Crypto
    certificates: Certificates
    slots: KeySlots
    seals: Seals
    seal_keys: SealKeys
    sealer: Sealer
    stores: Stores
    backups: Backups
    renderer: Renderer
    reader: Reader
    viewer: Viewer
    formats: Formats
    inspector: Inspector
    press: Press
    tables: Tables
    packages: Packages
    signed_files: SignedFiles
    arrivals: Arrivals
    write_package: WritePackage
    sweep_package: SweepPackage
    copies_in: CopiesIn
    flows: Mapping[str, Flow]
    forms: Mapping[str, Form]
    books: Mapping[str, Book] = field(default_factory=dict)
    matters: Mapping[str, Matter] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    addressees: UsualAddressees = field(default_factory=UsualAddressees)
    beginnings: Mapping[DocumentKind, str] = field(default_factory=dict)
    answers: Mapping[DocumentKind, str] = field(default_factory=dict)
    profile: Callable[[], Profile] = lambda: NATIONAL
    deadlines: Deadlines = field(default_factory=Deadlines)
    ways_out: Callable[[], tuple[str, ...]] = tuple
    seal_making: SealMaking | None = None
    properties: Callable[[], tuple[Criterion, ...]] = tuple
    schedule: Callable[[], Schedule] = Schedule
    scan: Scanning = unscanned
    verifier: bytes = field(default=b"", repr=False)
    central: Callable[[], Central] | None = None
    exercises: Callable[[], Mapping[str, str]] = dict
