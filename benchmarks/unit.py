"""An office of real adapters to be measured: the demonstration's nine people on an encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from oa_desktop.bootstrap.adapters import (
    build_crypto,
    build_inspector,
    build_packages,
    build_press,
    build_reader,
    build_renderer,
    build_sealer,
    build_signed_files,
    build_viewer,
)
from oa_desktop.bootstrap.establishing import establish
from oa_desktop.bootstrap.packaging import build_arrivals, build_copies, sweep_archive_package, write_archive_package
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.resources import flows, forms, properties
from oa_desktop.bootstrap.world import RandomIds, SystemClock
from oa_desktop.catalogue.units import load_unit
from oa_desktop.docs.formats.confined_identifying import ConfinedFormats
from oa_desktop.docs.workbook import Workbooks
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.changes import Changed
from oa_desktop.office.office import Office
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.ports.world import Clock
from oa_desktop.office.session import Session
from oa_desktop.security import sealing, sm3
from oa_desktop.security.accounts import Terms
from oa_desktop.security.certificates.confined import ConfinedCertificates
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.office_port import OfficeKeySlots
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.security.seal_keys import SealKeySlots
from oa_desktop.security.seals.office_port import OfficeSeals
from oa_desktop.storage.backups import DirectoryBackups
from oa_desktop.storage.cipher import keys_of
from oa_desktop.storage.store import EncryptedStore
from oa_desktop.storage.stores import DATABASE, DirectoryStores

QUICK = Terms(argon2=Argon2Parameters(memory_kib=64, time_cost=1, lanes=1))
"""Key derivation that costs nothing, for what is not about signing in."""


class ReachableStores(DirectoryStores):
    """A place of a store that keeps hold of the store it opened.

    Attributes:
        opened: The store, once there is one.
        store_key: What it was opened with.
        database_key: The key of its database.
    """

    opened: EncryptedStore
    store_key: bytes
    database_key: bytes

    def open(self, store_key: bytes) -> EncryptedStore:
        """Open the store."""
        self.opened = super().open(store_key)
        self.store_key = store_key
        self.database_key = keys_of(self.cipher, store_key).database
        return self.opened

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / DATABASE


_CROWD = "crowd"


def _with_crowd(unit: DescribedUnit, crowd: int) -> DescribedUnit:
    like = unit.holder(Role.DRAFTER)
    more = (
        replace(like, name=f"承办{number}", account=f"{_CROWD}{number}", rank=like.rank + number, roles=(Role.DRAFTER,))
        for number in range(100, 100 + crowd)
    )
    return replace(unit, people=(*unit.people, *more))


@dataclass(slots=True, kw_only=True)
class Unit:
    """An open office with its people and its store.

    Attributes:
        people: Who works there, with their published passwords.
        flow: The flow that documents go through.
        slots: Key slots of the store.
    """

    office: Office
    people: DescribedUnit
    flow: Flow
    stores: ReachableStores
    slots: OfficeKeySlots
    _sessions: dict[str, Session] = field(default_factory=dict)

    @property
    def store(self) -> EncryptedStore:
        """The open store."""
        return self.stores.opened

    def account(self, role: Role) -> str:
        """Return the account of the first who holds a role."""
        return self.people.holder(role).account

    def session(self, role: Role) -> Session:
        """Return the session of the first who holds a role, signing in at the first call."""
        return self._session(self.account(role))

    def session_of_crowd(self) -> Session:
        """Return the session of the first who is there beside the demonstration's people."""
        return self._session(next(one.account for one in self.people.people if one.account.startswith(_CROWD)))

    def _session(self, account: str) -> Session:
        if account not in self._sessions:
            self._sessions[account] = self.office.sign_in(account, self.people.person(account).password)
        return self._sessions[account]

    def crowd(self) -> tuple[PersonId, ...]:
        """Return who is there beside the demonstration's people."""
        known = self.session(Role.DRAFTER).organisation().people
        return tuple(one.id for one in known if one.account.startswith(_CROWD))

    def perform(self, role: Role, action: Action) -> Changed:
        """Let the holder of a role do something."""
        return self.session(role).perform(action)

    def draft(self, title: str = "关于开展公文归档工作的通知") -> DossierId:
        """Draft a document of one sentence."""
        body = (Paragraph(spans=(Span(text="现将有关事项通知如下。"),)),)
        organs = (self.people.name,)
        kept = self.session(Role.DRAFTER).writing.keep_text(
            Manuscript(title=title, issuing_organs=organs, recipients="各乡镇人民政府", body=body, signatories=organs)
        )
        wish = act.Draft(flow=self.flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
        return self.perform(Role.DRAFTER, wish).dossiers[0]

    def course(self, document: DossierId) -> Iterator[tuple[Role, act.DossierAction]]:
        """Yield the nine steps of a document that goes out, each with who takes it."""
        yield Role.DRAFTER, act.SubmitForReview(dossier=document)
        yield Role.DEPARTMENT_HEAD, act.Review(dossier=document, opinion="同意。")
        yield Role.OFFICE_REVIEWER, act.Review(dossier=document, opinion="拟同意，请审定。")
        page = self.session(Role.SIGNER).papers.page(document)[0]
        yield Role.SIGNER, act.Issue(dossier=document, rendering=page, opinion="同意印发。")
        yield Role.RECHECKER, act.Recheck(dossier=document)
        code = self.session(Role.REGISTRAR).number_book.usual_code(document)
        yield Role.REGISTRAR, act.AssignNumber(dossier=document, code=code)
        yield Role.SEAL_KEEPER, act.ApplySeal(dossier=document, copies=30)
        yield Role.DISPATCHER, act.Dispatch(dossier=document, recipients=("各乡镇人民政府",))
        yield Role.ARCHIVIST, act.File(dossier=document, retention="30年")

    def close(self) -> None:
        """Close the store."""
        self.office.close()


def open_unit(home: Path, terms: Terms | None = QUICK, crowd: int = 0, clock: Clock | None = None) -> Unit:
    """Return the office below a root, establishing it where there is none, with so many more who draft."""
    people = _with_crowd(load_unit(resource_path("demonstration") / "unit.yaml"), crowd)
    folder = realm_folder(home, Realm.DEMONSTRATION)
    stores = ReachableStores(folder, Realm.DEMONSTRATION, sealer=sealing, digests=sm3)
    slots = OfficeKeySlots(KeySlots(folder / FILE_NAME, Realm.DEMONSTRATION.value, terms=terms))
    ports = Ports(
        clock=clock or SystemClock(),
        ids=RandomIds(),
        certificates=ConfinedCertificates(),
        crypto=build_crypto(),
        slots=slots,
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
        seals=OfficeSeals(),
        seal_keys=SealKeySlots(folder / FILE_NAME, Realm.DEMONSTRATION.value, terms=terms),
        sealer=build_sealer(),
        signed_files=build_signed_files(),
        arrivals=build_arrivals(),
        write_package=write_archive_package,
        sweep_package=sweep_archive_package,
        copies_in=build_copies,
        flows=flows(),
        forms=forms(),
        properties=properties,
    )
    office = Office(Realm.DEMONSTRATION, ports)
    if not stores.exists():
        folder.mkdir(parents=True, exist_ok=True)
        establish(office, people, ports.ids)
        office.close()
    flow = ports.flows["outgoing-general"]
    return Unit(office=office, people=people, flow=flow, stores=stores, slots=slots)
