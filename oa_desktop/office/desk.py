"""The desk (办公桌): what lies before one signed-in person; the inside of a session, seen by the office alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from oa_desktop.domain import codec
from oa_desktop.domain.archives.retention import Schedule
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.documents.matters import Matter
from oa_desktop.domain.dossier import Dossier, Fixed
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import Digest, DossierId, EntryId, PostId, RegisterName, UnitId
from oa_desktop.domain.manuscript import Manuscript, picture_digests
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.policy import sight_of
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.texts.comparing import Tally
from oa_desktop.domain.units.addressees import UsualAddressees
from oa_desktop.domain.units.correspondents import addressees
from oa_desktop.domain.units.delegating import on_behalf
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.standing import Standing, standing_in
from oa_desktop.office.drafting.inspecting import Inspection
from oa_desktop.office.lists.recent import Recent
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.pages import Look, Pictures, Renderer, Rendering
from oa_desktop.office.ports.store import Blobs, Store
from oa_desktop.office.ports.trust import Certificates
from oa_desktop.office.ports.world import Clock, Ids
from oa_desktop.office.seals.hand import SealHand
from oa_desktop.office.secrecy.guarding import Guard
from oa_desktop.office.states import States


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """States, texts and pages as one person's acts need them.

    Attributes:
        store: The open store.
        states: What its journals come to.
        renderer: Makes pages.
        inspection: Inspects texts and files by the rules of the office.
        ids: Makes ids.
        clock: Tells the time.
        deadlines: The office calendar and the time limits.
        flows: The flows that the unit works by, by id.
        forms: The empty forms (表单), by their titles.
        unit: The unit of who sits here.
        post: Their post.
        crypto: Digests.
        guard: Keeps out what the installation may not hold.
        certificates: Reads, issues and judges certificates.
        matters: The blanks of internal matters (内部事项), by id.
        phrases: Stock phrases (常用语) by kind of action.
        addressees: To whom papers usually go, as far as no address book says it.
        beginnings: The source that a paper of a kind begins with (起稿样式).
        answers: The same, of one that answers what came (答复).
        tallied: How much one kept text differs from another, of those that were compared last.
        hand: What seals (电子印章) are used with, and the key that is unlocked for an act.
        schedule: Returns the 保管期限表 that holds where the unit adopted none.
        acting_for: Whom the person stands for (代) in the act that is judged; None where they act for themselves.
        shown: The pages that were last before this person, by text, digest and template; only such may be signed.
    """

    store: Store
    states: States
    renderer: Renderer
    inspection: Inspection
    ids: Ids
    clock: Clock
    deadlines: Deadlines
    flows: Mapping[str, Flow]
    forms: Mapping[str, Form]
    unit: UnitId
    post: PostId
    crypto: Crypto
    guard: Guard
    certificates: Certificates
    hand: SealHand
    matters: Mapping[str, Matter] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    addressees: UsualAddressees = field(default_factory=UsualAddressees)
    beginnings: Mapping[DocumentKind, str] = field(default_factory=dict)
    answers: Mapping[DocumentKind, str] = field(default_factory=dict)
    schedule: Callable[[], Schedule] = Schedule
    acting_for: Standing | None = None
    tallied: Recent[tuple[Digest, Digest], Tally] = field(default_factory=lambda: Recent(_TALLIED))
    shown: Recent[tuple[Digest, Digest, EntryId], bytes] = field(default_factory=lambda: Recent(_SHOWN))

    @property
    def standing(self) -> Standing:
        """Who acts and what the post may do now: whoever sits here, or whom they stand for."""
        return self.acting_for or self.own_standing

    @property
    def own_standing(self) -> Standing:
        """Who sits here, and for whom they stand now: rights that were taken away meanwhile are gone."""
        organisation = self.organisation()
        own = standing_in(organisation, organisation.post(self.post))
        if not organisation.delegations:
            return own
        now = self.clock.now().isoformat(timespec="seconds")
        return replace(own, on_behalf=on_behalf(organisation, own, now))

    @property
    def sight(self) -> Sight:
        """What they may know now (可见范围)."""
        return sight_of(self.own_standing)

    @property
    def grade(self) -> SystemGrade:
        """系统等级 of this installation."""
        return self.store.grade

    def known(self, dossier: DossierId) -> Dossier:
        """Return a document's state if the person may know it.

        Raises:
            Refused: ``dossier.unknown``, also for one that exists and may not be known.
        """
        if not self.store.may_know(dossier, self.sight):
            raise Refused("dossier.unknown", dossier=dossier)
        return self.dossier(dossier)

    def dossier(self, dossier: DossierId) -> Dossier:
        """Return a document's state, whoever asks."""
        return self.states.dossier(dossier).state

    def organisation(self) -> Organisation:
        """Return the unit."""
        return self.states.organisation(self.unit).state

    def known_addressees(self) -> UsualAddressees:
        """Return to whom papers usually go, by the address book as it holds today."""
        today = self.clock.now().date().isoformat()
        return addressees(self.addressees, self.organisation().correspondents, today)

    def register(self, name: RegisterName) -> NumberRegister:
        """Return a number register."""
        return self.states.register(self.unit, name).state

    def new_dossier(self) -> DossierId:
        """Return a fresh id."""
        return DossierId(self.ids.new())

    def keep(self, manuscript: Manuscript) -> Digest:
        """Keep a text and return its digest."""
        return self.store.blobs.keep(manuscript.encode())

    def manuscript(self, source: Digest) -> Manuscript:
        """Return a text that is kept.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return read_manuscript(self.store.blobs, source)

    def render(self, manuscript: Manuscript, seal: str = "", signed: Fixed | None = None) -> Rendering:
        """Lay out a text as it looks in this realm, with a seal's placeholder where one is named."""
        return self.renderer.render(manuscript, self.look_of(manuscript, seal, signed))

    def look(self, seal: str = "", signed: Fixed | None = None) -> Look:
        """Return how pages look in this realm: what 登记 will fill in keeps its room from the draft on.

        Args:
            seal: Name on its placeholder.
            signed: What was signed, if this is a page of it: it keeps the template that it was signed in.
        """
        template = self.organisation().template(self.adopted(signed))
        mark = "" if self.store.realm is Realm.OFFICIAL else self.store.realm.label
        return Look(mark=mark, open_slots=True, seal=seal, template=template)

    def look_of(self, manuscript: Manuscript, seal: str = "", signed: Fixed | None = None) -> Look:
        """Return how the pages of a text look, as :meth:`look`, with its pictures.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return replace(self.look(seal, signed), pictures=self.pictures_of(manuscript))

    def pictures_of(self, manuscript: Manuscript) -> Pictures:
        """Return the pictures that a text names.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return {digest: self.store.blobs.read(digest) for digest in picture_digests(manuscript)}

    def inspecting(self, signed: Fixed | None = None) -> Inspection:
        """Return what inspects texts and files, whose pages look as :meth:`look` says."""
        return replace(self.inspection, look=self.look(signed=signed), pictures_of=self.pictures_of)

    def adopted(self, signed: Fixed | None) -> EntryId:
        """Return the adoption of the template that pages follow: that of what was signed, else the one in force."""
        return signed.template if signed else self.organisation().adopted

    def show(self, source: Digest, signed: Fixed | None = None) -> tuple[Digest, bytes]:
        """Render a kept text for reading; nothing is kept."""
        pdf = self.render(self.manuscript(source), signed=signed).data
        return self.crypto.digest(pdf), pdf

    def ofd_page(self, manuscript: Manuscript, signed: Fixed | None = None) -> Digest:
        """Render a text as OFD, keep it, and return its digest."""
        return self.store.blobs.keep(self.renderer.render_ofd(manuscript, self.look_of(manuscript, signed=signed)).data)

    def page(self, manuscript: Manuscript, seal: str = "", signed: Fixed | None = None) -> Digest:
        """Render a text, keep the page, and return its digest."""
        return self.store.blobs.keep(self.render(manuscript, seal, signed).data)


_TALLIED = 1024
"""How many pairs of texts are remembered: twenty documents of fifty texts."""
_SHOWN = 4
"""How many pages a person may have looked at and still sign."""


def read_manuscript(blobs: Blobs, source: Digest) -> Manuscript:
    """Return a text that is kept.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    try:
        return Manuscript.decode(blobs.read(source))
    except (codec.Undecodable, NotCanonical) as error:
        raise Unavailable("blob.damaged", digest=source) from error
