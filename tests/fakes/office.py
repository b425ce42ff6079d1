"""The office of 清源县 in memory: nine people, nine steps, and an act for each."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from oa_desktop.archive.arriving import PackageArrivals
from oa_desktop.archive.copies import CopiesInFolder
from oa_desktop.archive.kinds import write_package
from oa_desktop.archive.writing import swept
from oa_desktop.bootstrap import resources
from oa_desktop.catalogue.beginnings import load_answers, load_beginnings
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.domain.archives.specimen import Scan
from oa_desktop.domain.documents.kinds import Direction
from oa_desktop.domain.documents.profile import NATIONAL, Profile
from oa_desktop.domain.flows.flow import Flow, Reach, Step
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId, PostId
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.realms import TRAINING_CODE, Realm
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.founding import FounderRequest, FoundingRequest
from oa_desktop.office.office import Office
from oa_desktop.office.ports.formats import Scanning, unscanned
from oa_desktop.office.ports.pages import Inspector, Reader, Renderer, Viewer
from oa_desktop.office.ports.printing import Press
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.office.session import Session
from oa_desktop.security import sealing, sm3
from oa_desktop.sync.package_file import PackageFiles
from tests.fakes.backups import PatientBackups
from tests.fakes.certificates import FakeCertificates
from tests.fakes.formats import FakeFormats
from tests.fakes.seals import FakeSealer, FakeSealKeys, FakeSealMaking, FakeSeals
from tests.fakes.signed_files import FakeSignedFiles
from tests.fakes.store import FakeStores
from tests.fakes.world import (
    FakeClock,
    FakeCrypto,
    FakeIds,
    FakeInspector,
    FakePress,
    FakeReader,
    FakeRenderer,
    FakeSlots,
    FakeTables,
    FakeViewer,
    encrypt_fakely,
)

FLOW = Flow(
    id="outgoing",
    version=1,
    name="发文",
    steps=(
        Step(id="draft", name="拟稿", act="submit", role=Role.DRAFTER, reach=Reach.DRAFTER, revises=True),
        Step(
            id="department",
            name="部门审核",
            act="review",
            role=Role.DEPARTMENT_HEAD,
            reach=Reach.DEPARTMENT,
            returns_to=("draft",),
        ),
        Step(
            id="office",
            name="办公室审核",
            act="review",
            role=Role.OFFICE_REVIEWER,
            returns_to=("draft", "department"),
            revises=True,
        ),
        Step(id="issue", name="签发", act="issue", role=Role.SIGNER, returns_to=("office", "draft")),
        Step(
            id="recheck",
            name="复核",
            act="recheck",
            role=Role.RECHECKER,
            returns_to=("issue", "draft"),
            revises=True,
        ),
        Step(id="number", name="登记编号", act="assign-number", role=Role.REGISTRAR, returns_to=("recheck",)),
        Step(id="seal", name="印制用印", act="apply-seal", role=Role.SEAL_KEEPER),
        Step(id="dispatch", name="核发", act="dispatch", role=Role.DISPATCHER),
        Step(id="file", name="归档", act="file", role=Role.ARCHIVIST),
    ),
)

ADDRESSEES = UsualAddressees(
    main={Direction.DOWNWARD: ("各乡镇人民政府",), Direction.UPWARD: ("市人民政府", "市财政局")},
    copied=("县委各部门",),
)
"""To whom papers usually go."""

HOLDERS = {
    "draft": "drafter",
    "department": "head",
    "office": "reviewer",
    "issue": "signer",
    "recheck": "rechecker",
    "number": "registrar",
    "seal": "sealer",
    "dispatch": "dispatcher",
    "file": "archivist",
}
"""Who acts in each step, by account."""

ROLES = {
    "drafter": Role.DRAFTER,
    "head": Role.DEPARTMENT_HEAD,
    "reviewer": Role.OFFICE_REVIEWER,
    "signer": Role.SIGNER,
    "rechecker": Role.RECHECKER,
    "registrar": Role.REGISTRAR,
    "sealer": Role.SEAL_KEEPER,
    "dispatcher": Role.DISPATCHER,
    "archivist": Role.ARCHIVIST,
    "auditor": Role.SECURITY_AUDITOR,
    "outsider": Role.DRAFTER,
}


def notice(title: str = "关于开展公文归档工作的通知", **elements: object) -> Manuscript:
    """A notice that may be issued as it stands."""
    given: dict[str, object] = {
        "title": title,
        "issuing_organs": ("清源县人民政府办公室",),
        "recipients": "各乡镇人民政府",
        "body": (Paragraph(spans=(Span(text="现将有关事项通知如下。"),)),),
        "signatories": ("清源县人民政府办公室",),
        **elements,
    }
    return Manuscript(**given)


def founding(name: str = "清源县人民政府办公室", suffix: str = "", **more: object) -> FoundingRequest:
    """What two founders declare; their account names end in the suffix."""
    system, security = (
        FounderRequest(name=name, account=account + suffix, title="科员", roles=(role,), password=password)
        for name, account, role, password in (
            ("甲", "system", Role.SYSTEM_ADMINISTRATOR, "一"),
            ("乙", "security", Role.SECURITY_ADMINISTRATOR, "二"),
        )
    )
    auditor = FounderRequest(
        name="安全审计员员", account="auditor" + suffix, title="科员", roles=(Role.SECURITY_AUDITOR,), password="三"
    )
    classified = more.get("grade", SystemGrade.UNCLASSIFIED) is not SystemGrade.UNCLASSIFIED
    given: dict[str, object] = {
        "name": name,
        "department": "秘书科",
        "grade": SystemGrade.UNCLASSIFIED,
        "first": system,
        "second": security,
        "auditor": auditor if classified else None,
        **more,
    }
    return FoundingRequest(**given)


def code_in(realm: Realm) -> str:
    """The 机关代字 of the unit in a realm: that of an exercise cannot be taken for a real one."""
    return f"{TRAINING_CODE if realm is Realm.TRAINING else ''}清政办发"


def neighbour(office: FakeOffice) -> FakeOffice:
    """A second unit in the office's store, of people with the same names and organs with the same codes."""
    other = copy.copy(office)
    other.suffix = "2"
    office.as_("system").administration.found_unit(founding("清源县财政局", other.suffix, grade=office.grade))
    other.staff()
    return other


@dataclass
class FakeOffice:
    """An office with its people; ``as_`` gives the session of an account."""

    clock: FakeClock = field(default_factory=FakeClock)
    stores: FakeStores = field(default_factory=FakeStores)
    realm: Realm = Realm.OFFICIAL
    grade: SystemGrade = SystemGrade.UNCLASSIFIED
    viewer: Viewer = field(default_factory=FakeViewer)
    reader: Reader = field(default_factory=FakeReader)
    inspector: Inspector = field(default_factory=FakeInspector)
    press: Press = field(default_factory=FakePress)
    renderer: Renderer = field(default_factory=FakeRenderer)
    exercises: Mapping[str, str] = field(default_factory=dict)
    profile: Profile = NATIONAL
    flows: Mapping[str, Flow] = field(default_factory=lambda: {FLOW.id: FLOW})
    suffix: str = ""
    world: str = "0"
    name: str = "清源县人民政府办公室"

    def __post_init__(self) -> None:
        self.ids = FakeIds(self.world)
        self.crypto = FakeCrypto()
        self.slots = FakeSlots(name=self.world)
        self.seal_keys = FakeSealKeys()
        self.backups = PatientBackups()
        self.formats = FakeFormats()
        self.scans: Scanning = unscanned
        self.ways_out: list[str] = []
        self.tested: Callable[[Path], tuple[PropertyReport, ...]] = lambda _path: ()
        self.ports = Ports(
            clock=self.clock,
            ids=self.ids,
            certificates=FakeCertificates(),
            crypto=self.crypto,
            slots=self.slots,
            seals=FakeSeals(),
            seal_keys=self.seal_keys,
            sealer=FakeSealer(),
            seal_making=None if self.realm is Realm.OFFICIAL else FakeSealMaking(),
            stores=self.stores,
            backups=self.backups,
            renderer=self.renderer,
            exercises=lambda: self.exercises,
            reader=self.reader,
            viewer=self.viewer,
            formats=self.formats,
            inspector=self.inspector,
            profile=lambda: self.profile,
            press=self.press,
            tables=FakeTables(),
            signed_files=FakeSignedFiles(),
            write_package=partial(write_package, new_sm3=sm3.hasher),
            sweep_package=swept,
            copies_in=CopiesInFolder,
            arrivals=PackageArrivals(crypto=self.crypto, reports=self._reports),
            packages=PackageFiles(self.crypto, sealing, encrypt_fakely, random.Random(self.world).randbytes),
            flows=self.flows,
            forms=resources.forms(),
            books=resources.books(),
            matters=resources.matters(),
            phrases={"review": ("情况属实，同意。", "拟同意，呈领导签发。")},
            addressees=ADDRESSEES,
            beginnings=load_beginnings(resource_path("beginnings")),
            ways_out=lambda: tuple(self.ways_out),
            answers=load_answers(resource_path("beginnings")),
            properties=resources.properties,
            schedule=resources.schedule,
            scan=self._scan,
            verifier=b"# verifies\n",
        )
        self.office = Office(self.realm, self.ports)
        self._sessions: dict[str, Session] = {}
        self.office.found(founding(self.name, grade=self.grade))
        self.staff()

    def _reports(self, path: Path) -> tuple[PropertyReport, ...]:
        return self.tested(path)

    def _scan(self, files: Mapping[str, bytes]) -> Scan | None:
        return self.scans(files)

    def as_(self, account: str) -> Session:
        """The session of somebody of this unit, who went on choosing passwords in time."""
        own = account + self.suffix
        if own not in self._sessions:
            password = self.slots.accounts[own][0]
            self.slots.chosen.pop(own, None)
            self._sessions[own] = self.office.sign_in(own, password)
        return self._sessions[own]

    def plug_in(self, way_out: str) -> None:
        """Let something lead out of the office's network."""
        self.ways_out.append(way_out)

    def sign_in_again(self, account: str) -> None:
        """Let somebody of this unit who went away come back."""
        del self._sessions[account + self.suffix]
        self.as_(account)

    def staff(self) -> None:
        """Bring in everybody."""
        system, security = self.as_("system"), self.as_("security")
        home = system.organisation().departments[0].id
        elsewhere = DepartmentId("综合科")
        system.perform(org.EstablishDepartment(department=elsewhere, name="综合科"))
        system.perform(org.RegisterOrgan(organ=Organ(name="清源县人民政府办公室", code=code_in(self.realm))))
        for account, role in ROLES.items():
            own = account + self.suffix
            if own in self.slots.accounts:
                continue
            person, post = PersonId(f"person {own}"), PostId(f"post {own}")
            key = system.administration.open_account(own, person, "口令")
            system.perform(
                org.EnrolPerson(
                    person=person,
                    name=f"{role.value}员",
                    account=own,
                    public_key=key,
                    post=post,
                    department=elsewhere if account == "outsider" else home,
                    title=role.value,
                )
            )
            security.perform(org.Grant(post=post, roles=(role,), clearance=Secrecy.WORK))

    def renew_key(self, account: str, reason: str = "遗失") -> str:
        """Let an administrator ask for somebody's new key, and another confirm it; return it, hexadecimal."""
        own = account + self.suffix
        wish = org.RenewKey(person=self.slots.accounts[own][1], reason=reason)
        asked = self.as_("system").perform(wish).entries[0]
        second = "auditor" if account == "security" else "security"
        self.as_(second).administration.confirm_key(asked, "新口令")
        return self.slots.accounts[own][2].hex()

    def confirm(self, account: str = "security") -> None:
        """Let somebody confirm whatever waits for a second person."""
        session = self.as_(account)
        for one in session.organisation().asked:
            session.perform(Confirm(asked=one.id))

    def allow_numbers_by_hand(self) -> None:
        """Let the registrar take numbers out of turn."""
        post = PostId(f"post registrar{self.suffix}")
        roles = (Role.REGISTRAR, Role.NUMBERS_BY_HAND)
        self.as_("security").perform(org.Grant(post=post, roles=roles, clearance=Secrecy.WORK))

    # --- one document through its steps ------------------------------------------------------------------------

    def draft(self, manuscript: Manuscript | None = None, account: str = "drafter") -> DossierId:
        session = self.as_(account)
        kept = session.writing.keep_text(manuscript or notice())
        changed = session.perform(
            act.Draft(
                flow=self.flows.get(FLOW.id, FLOW),
                department=DepartmentId(""),
                source=kept.source,
                particulars=kept.particulars,
            )
        )
        return changed.dossiers[0]

    def revise(self, dossier: DossierId, account: str, manuscript: Manuscript) -> None:
        session = self.as_(account)
        kept = session.writing.keep_text(manuscript)
        session.perform(act.Revise(dossier=dossier, source=kept.source, particulars=kept.particulars))

    def step(self, dossier: DossierId) -> None:
        """Let whoever holds the document do the onward act."""
        state = self.stores.made.dossier(dossier)[0]
        self.as_(HOLDERS[state.step]).perform(self.onward(dossier, state.step))

    def onward(self, dossier: DossierId, step: str) -> act.DossierAction:
        session = self.as_(HOLDERS[step])
        if step == "issue":
            return act.Issue(dossier=dossier, rendering=session.papers.page(dossier)[0], opinion="同意")
        simple = {
            "draft": act.SubmitForReview(dossier=dossier, opinion="请审核"),
            "department": act.Review(dossier=dossier, opinion="同意"),
            "office": act.Review(dossier=dossier, opinion="同意"),
            "recheck": act.Recheck(dossier=dossier, opinion="无误"),
            "number": act.AssignNumber(dossier=dossier, code=code_in(self.realm)),
            "seal": act.ApplySeal(dossier=dossier, copies=30),
            "dispatch": act.Dispatch(dossier=dossier, recipients=("各乡镇人民政府",)),
            "file": act.File(dossier=dossier, retention="30年"),
        }
        return simple[step]

    def bring_to(self, step: str, manuscript: Manuscript | None = None) -> DossierId:
        """Draft a document and bring it to a step."""
        dossier = self.draft(manuscript)
        while self.state(dossier).step != step:
            self.step(dossier)
        return dossier

    def state(self, dossier: DossierId):
        return self.stores.made.dossier(dossier)[0]
