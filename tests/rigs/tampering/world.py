"""A small office with one document that was drafted, revised, reviewed, signed and numbered with pages on the screen.

It was reviewed from a list, together with another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.ids import Digest, DossierId, JournalId, PersonId, PostId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.office import queries as q
from oa_desktop.office.several import act_on_each, lay_one
from tests.fakes.journals import remembered_heads
from tests.fakes.office import FLOW, HOLDERS, ROLES, FakeOffice, notice
from tests.fakes.world import FakeSigner

STEPS = ("draft", "department", "issue", "number", "file")
PEOPLE = tuple(HOLDERS[one] for one in STEPS)
SHORT = Flow(
    id=FLOW.id,
    version=1,
    name="发文",
    steps=tuple(replace(one, returns_to=()) for one in FLOW.steps if one.id in STEPS),
)


class SmallOffice(FakeOffice):
    """An office of five people beside its founders."""

    def staff(self) -> None:
        """Bring in those who act."""
        system, security = self.as_("system"), self.as_("security")
        home = system.organisation().departments[0].id
        system.perform(org.RegisterOrgan(organ=Organ(name="清源县人民政府办公室", code="清政办发")))
        for account in PEOPLE:
            person, post = PersonId(f"person {account}"), PostId(f"post {account}")
            key = system.administration.open_account(account, person, "口令")
            system.perform(
                org.EnrolPerson(
                    person=person,
                    name=f"{ROLES[account].value}员",
                    account=account,
                    public_key=key,
                    post=post,
                    department=home,
                    title="",
                )
            )
            security.perform(org.Grant(post=post, roles=(ROLES[account],), clearance=Secrecy.WORK))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What an honest office left, and all its keys, for those who tamper with it.

    Attributes:
        kept: Its entries, in the order of writing.
        heads: Remembered outside of it.
        signers: Every key, by its id.
        contents: Every text, page and file that its entries name, by digest.
    """

    kept: tuple[SignedEntry, ...]
    heads: Mapping[JournalId, tuple[Head, ...]]
    signers: Mapping[str, FakeSigner]
    contents: Mapping[Digest, bytes]

    @property
    def decisions(self) -> tuple[int, ...]:
        """Where the entries of the document stand."""
        return tuple(place for place, one in enumerate(self.kept) if one.entry.journal.startswith("dossier/"))


@cache
def handled_office() -> tuple[FakeOffice, DossierId]:
    """Return the office and its document."""
    office = SmallOffice(flows={FLOW.id: SHORT})
    document = office.draft()
    _attach(office, document)
    office.as_("head")
    _review_together(office, (document, office.bring_to("department")))
    while office.state(document).tasks:
        step = office.state(document).step
        session = office.as_(HOLDERS[step])
        laid = session.papers.lay_before(document)
        session.perform(replace(office.onward(document, step), source=laid.source, seen=laid.seen))
    return office, document


@cache
def world() -> World:
    """Return the world; the same for everybody, since nobody changes it."""
    office, _ = handled_office()
    office.as_("signer").sign_out()
    store = office.stores.made
    keys = [one[2] for one in office.slots.accounts.values()]
    signers = [*map(FakeSigner, keys), office.slots.machine(b"")]
    entries = [one.entry for one in store.kept]
    named = {digest for one in entries for digest in (one.source, one.rendering, *one.attachments) if digest}
    return World(
        kept=tuple(store.kept),
        heads=remembered_heads(store.kept),
        signers={one.key_id: one for one in signers},
        contents={digest: store.blobs.read(digest) for digest in sorted(named)},
    )


def _review_together(office: FakeOffice, documents: tuple[DossierId, ...]) -> None:
    office.step(documents[0])
    head = office.as_("head")
    form = next(one for one in head.ask(q.ActForms(dossier=documents[0])) if one.onward)
    laid = [lay_one(head, one, form) for one in documents]
    outcomes = act_on_each(head, laid, lambda one: act.Review(dossier=one, opinion="同意"))
    assert not any(one.problem for one in outcomes)


def _attach(office: FakeOffice, document: DossierId) -> None:
    drafter, state = office.as_("drafter"), office.state(document)
    held = drafter.writing.keep_file("预算表.txt", BytesIO("一百万元".encode()), 12)
    text = drafter.writing.keep_text(notice("关于开展公文归档和移交工作的通知"))
    drafter.perform(
        act.Revise(dossier=document, source=text.source, particulars=state.particulars, attachments=(held,))
    )
