"""Test data for stores: signed entries, dossiers and the stores themselves, without an office in between."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import Action, declaration_of
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions.numbers import TakeNumber
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.particulars import Attachment, Particulars
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Actor, ActorKind, Entry, Head, SignedEntry
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.history import header_of, payload_of
from oa_desktop.domain.ids import (
    NOTHING,
    ActId,
    DepartmentId,
    DeviceId,
    Digest,
    DossierId,
    EntryId,
    JournalId,
    KeyId,
    PersonId,
    RegisterName,
    UnitId,
    dossier_journal,
    organisation_journal,
    register_journal,
)
from oa_desktop.domain.journal import advanced
from oa_desktop.domain.numbers import registers
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.units.organisation import Department, Organisation, Person
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.security import sealing, sm3
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.stores import DirectoryStores
from tests.fakes.office import FLOW

STORE_KEY = bytes(range(32))
UNIT = UnitId("u" * 32)
OTHER_UNIT = UnitId("v" * 32)
DEVICE = DeviceId("d" * 32)
OFFICE, FINANCE = DepartmentId("office"), DepartmentId("finance")
PEOPLE = tuple(PersonId(f"person-{number}") for number in range(1, 7))


@contextlib.contextmanager
def says(code: str, **params: object) -> Iterator[None]:
    """Expect a problem of one code, which says this at least."""
    with pytest.raises(OfficeError) as caught:
        yield
    assert caught.value.code == code
    assert params.items() <= caught.value.params.items()


def stores_in(folder: Path, realm: Realm = Realm.OFFICIAL, **more: Any) -> DirectoryStores:
    """Return the place of a store, with the product's own cryptography."""
    return DirectoryStores(folder, realm, sealer=sealing, digests=sm3, **more)


class RealPlace:
    """The real store's folder, which remembers what it made as the fake does."""

    def __init__(self, folder: Path) -> None:
        self._stores = stores_in(folder)
        self.made: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stores, name)

    def create(self, *given: Any) -> Any:
        self.made = self._stores.create(*given)
        return self.made


def facts_of(realm: Realm = Realm.OFFICIAL, **more: Any) -> StoreFacts:
    """Return what stands on the outside of a test's store."""
    given: dict[str, Any] = {
        "id": "s" * 32,
        "realm": realm,
        "grade": SystemGrade.CONFIDENTIAL,
        "unit": UNIT,
        "device": DEVICE,
        "schema": SCHEMA,
    }
    return StoreFacts(**{**given, **more})


def new_store(folder: Path, realm: Realm = Realm.OFFICIAL, **more: Any) -> Any:
    """Return an empty store, open for writing."""
    return stores_in(folder, realm, **more).create(facts_of(realm), STORE_KEY)


def sight_of(person: PersonId, *roles: Role, **more: Any) -> Sight:
    """Return the sight of somebody in the office department, cleared for 机密."""
    given: dict[str, Any] = {
        "unit": UNIT,
        "person": person,
        "department": OFFICE,
        "roles": roles,
        "clearance": Secrecy.CONFIDENTIAL,
    }
    return Sight(**{**given, **more})


def digest_of(text: str | bytes) -> Digest:
    """Return the SM3 digest of a text."""
    data = text.encode() if isinstance(text, str) else text
    return Digest(hashlib.new("sm3", data).hexdigest())


@dataclass
class Writer:
    """Writes journals as the office does: sign, append, fold, project, in one transaction per act.

    Attributes:
        device: Whose chain it writes.
        realm: 域 that its entries carry.
    """

    device: DeviceId = DEVICE
    realm: Realm = Realm.OFFICIAL
    heads: dict[JournalId, tuple[Head, ...]] = field(default_factory=dict)
    states: dict[DossierId, Dossier] = field(default_factory=dict)
    books: dict[tuple[UnitId, str, int], NumberRegister] = field(default_factory=dict)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def id(self, kind: str = "e") -> str:
        """Return an id that nobody has used."""
        return f"{kind}{self.device[:3]}{next(self.numbers):028x}"

    def sign(self, journal: JournalId, action: Action, person: PersonId, unit: UnitId = UNIT) -> SignedEntry:
        """Return the next entry of a journal, signed with no key worth the name."""
        basis = self.heads.get(journal, ())
        own = next((head for head in basis if head.device == self.device), None)
        declaration = declaration_of(action)
        entry = Entry(
            realm=self.realm,
            unit=unit,
            journal=journal,
            id=EntryId(self.id()),
            device=self.device,
            seq=own.seq + 1 if own else 1,
            prev=own.digest if own else NOTHING,
            basis=basis,
            act=ActId(self.id("a")),
            actor=Actor(kind=ActorKind.PERSON, person=person),
            kind=declaration.kind,
            version=declaration.version,
            payload=payload_of(action, journal),
            claimed_time="2026-04-16T09:00:00+08:00",
            time_source="local-clock",
            key=KeyId("k"),
            **header_of(action),
        )
        data = entry.encode()
        return SignedEntry(entry=entry, signed=data, digest=digest_of(data), signature=b"signature")

    def write(self, store: Any, dossier: DossierId, actions: Sequence[tuple[Action, PersonId]], **more: Any) -> Dossier:
        """Perform acts on one document in one transaction and project it once.

        Args:
            unit: Unit that the entries name.
            text: Words to search for; None when they have not changed.
        """
        journal = dossier_journal(dossier)
        before = (self.heads.get(journal, ()), self.states.get(dossier, Dossier(id=dossier)))
        state = before[1]
        try:
            with store.begin() as transaction:
                for action, person in actions:
                    one = self.sign(journal, action, person, more.get("unit", UNIT))
                    self.heads[journal] = advanced(self.heads.get(journal, ()), one.head)
                    state = dossiers.advance(state, one.entry)
                    transaction.append(one)
                transaction.project_dossier(state, self.heads[journal], more.get("text"))
        except BaseException:
            self.heads[journal] = before[0]
            raise
        self.states[dossier] = state
        return state

    def draft(
        self, store: Any, title: str = "关于春季植树的通知", person: PersonId = PEOPLE[0], **more: Any
    ) -> DossierId:
        """Draft a document and return its id.

        Args:
            text: Its words; the title when not given.
            flow, secrecy, department, unit, source, attachments, matter: As the act has them.
        """
        dossier = DossierId(self.id("f"))
        action = act.Draft(
            dossier=dossier,
            source=more.get("source", digest_of(title)),
            flow=more.get("flow", FLOW),
            department=more.get("department", OFFICE),
            particulars=Particulars(
                title=title, kind="通知", organ="清源县", secrecy=more.get("secrecy", Secrecy.OPEN)
            ),
            attachments=more.get("attachments", ()),
            matter=more.get("matter"),
        )
        self.write(store, dossier, [(action, person)], text=more.get("text", title), unit=more.get("unit", UNIT))
        return dossier

    def receive(self, store: Any, title: str, incoming: Incoming, person: PersonId, **more: Any) -> DossierId:
        """Sign for a document that came, and return its id."""
        dossier = DossierId(self.id("f"))
        action = arrival.Receive(
            dossier=dossier,
            source=digest_of(title),
            flow=more["flow"],
            department=more.get("department", OFFICE),
            incoming=incoming,
            particulars=Particulars(title=title, kind="通知", organ=incoming.sender),
        )
        self.write(store, dossier, [(action, person)], text=title, unit=more.get("unit", UNIT))
        return dossier

    def go(self, store: Any, dossier: DossierId, steps: int, people: Sequence[PersonId] = PEOPLE) -> Dossier:
        """Carry a document onward by some steps of the flow, one person after the other."""
        state = self.states[dossier]
        for _ in range(steps):
            wanted = FLOW.step(state.step).act
            number = len(self.heads[dossier_journal(dossier)])
            person = people[(FLOW.steps.index(FLOW.step(state.step)) + number) % len(people)]
            state = self.write(store, dossier, [(self.onward(state, wanted), person)], unit=state.unit)
        return state

    def onward(self, state: Dossier, kind: str) -> Action:
        """Return the act of a kind that carries a document onward."""
        at = {"dossier": state.id, "source": state.source}
        if kind == "assign-number":
            number = f"清政办发〔2026〕{len(self.states)}号"
            return act.AssignNumber(
                **at,
                code="清政办发",
                particulars=Particulars(
                    title=state.particulars.title,
                    kind="通知",
                    document_number=number,
                    secrecy=state.particulars.secrecy,
                ),
            )
        made: dict[str, Action] = {
            "submit": act.SubmitForReview(**at),
            "review": act.Review(**at, opinion="同意"),
            "issue": act.Issue(**at, rendering=digest_of("page")),
            "recheck": act.Recheck(**at),
            "apply-seal": act.ApplySeal(**at),
            "dispatch": act.Dispatch(**at),
            "file": act.File(**at),
        }
        return made[kind]

    def number(
        self, store: Any, serial: int, dossier: str = "", code: str = "清政办发", year: int = 2026, unit: UnitId = UNIT
    ) -> NumberRegister:
        """Take a number of a register."""
        journal = register_journal(unit, RegisterName(code=code, year=year))
        register = self.books.get((unit, code, year), NumberRegister(code=code, year=year))
        taken = TakeNumber(code=code, year=year, serial=serial, dossier=DossierId(dossier))
        one = self.sign(journal, taken, PEOPLE[5], unit)
        heads = advanced(self.heads.get(journal, ()), one.head)
        register = registers.advance(register, one.entry)
        with store.begin() as transaction:
            transaction.append(one)
            transaction.project_register(unit, register, heads)
        self.heads[journal], self.books[unit, code, year] = heads, register
        return register

    def name_people(self, store: Any, unit: UnitId = UNIT) -> Organisation:
        """Project an organisation of six people; its journal is left out."""
        people = tuple(Person(id=one, name=f"张{number}", account=one) for number, one in enumerate(PEOPLE, 1))
        departments = (Department(id=FINANCE, name="财政股"), Department(id=OFFICE, name="秘书科"))
        organisation = Organisation(unit=unit, name="清源县", people=people, departments=departments)
        with store.begin() as transaction:
            transaction.project_organisation(organisation, self.heads.get(organisation_journal(unit), ()))
        return organisation


def attachment(name: str, data: bytes) -> Attachment:
    """Return an attached file as an act names it."""
    return Attachment(name=name, size=len(data), digest=digest_of(data))
