"""A store of 100,000 documents, built once and kept below ``out/bench``.

The office is established as always. Then documents are written past ``perform``, through the store's own port and many
to a transaction: for each one signed entry and the state that its handling would have come to. So lists and search
stand on the tables, the index and the encryption of the product; only the journals are short.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import perf_counter

from benchmarks.unit import Unit, open_unit
from benchmarks.words import Words
from oa_desktop.domain.actions import declaration_of
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.dossier import Dossier, Fixed, LastAct, Phase, advance
from oa_desktop.domain.entry import Actor, ActorKind, Entry, SignedEntry
from oa_desktop.domain.flows.flow import Step
from oa_desktop.domain.flows.routing import Origin, holder_of
from oa_desktop.domain.flows.tasks import Task
from oa_desktop.domain.history import header_of, payload_of
from oa_desktop.domain.ids import ActId, DepartmentId, Digest, DossierId, EntryId, PersonId, TaskId, dossier_journal
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.store import Transaction
from oa_desktop.security import sm3
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.tables import metadata

DOCUMENTS = 100_000
FOLDER = Path("out/bench")
CHARACTERS = 1000
_MAKING = 3
"""Raised whenever what this module or the index writes changes, so that a store of before is not taken for it."""
_AT_ONCE = 2000
_PEOPLE_A_DEPARTMENT = 12
_RECENT, _OPEN_RECENT, _OPEN_OLD = 0.03, 0.6, 0.002
_BEGINNING = datetime(2016, 1, 4, 9, 0, tzinfo=timezone(timedelta(hours=8)))
_KINDS = ("通知", "通知", "函", "意见", "报告", "请示", "批复")
_ROLES = (
    Role.OFFICE_REVIEWER,
    Role.SIGNER,
    Role.RECHECKER,
    Role.REGISTRAR,
    Role.SEAL_KEEPER,
    Role.DISPATCHER,
    Role.ARCHIVIST,
)


@dataclass(slots=True, kw_only=True)
class Library:
    """The large store, open, as an office.

    Attributes:
        home: Root of all realms.
        built_seconds: How long it took to build, in this run or an earlier one.
    """

    unit: Unit
    home: Path
    documents: int
    built_seconds: float


def open_library(documents: int) -> Library:
    """Return the large store, building it where none of this size and make lies."""
    home = FOLDER / f"{documents}-documents-of-schema-{SCHEMA}-{tables_digest()}-making-{_MAKING}"
    finished = home / "finished"
    if not finished.exists():
        shutil.rmtree(home, ignore_errors=True)
        finished.write_text(f"{_build(home, documents):.1f}")
    built_seconds = float(finished.read_text())
    return Library(unit=open_unit(home, None), home=home, documents=documents, built_seconds=built_seconds)


def tables_digest() -> str:
    """Return a short digest of tables, columns and indexes: they may change before the first release fixes them."""
    said = []
    for table in metadata.sorted_tables:
        said += [f"{table.name}.{column.name}" for column in table.columns]
        said += [f"{index.name}({','.join(column.name for column in index.columns)})" for index in table.indexes]
    return sm3.digest("\n".join(sorted(said)).encode())[:8]


def _build(home: Path, documents: int) -> float:
    start = perf_counter()
    unit = open_unit(home, None)
    unit.session(Role.DRAFTER)
    write_all(unit, Writer(unit, documents), documents)
    unit.close()
    return perf_counter() - start


def write_all(unit: Unit, writer: Writer, documents: int) -> None:
    """Write so many documents, many to a transaction."""
    for first in range(0, documents, _AT_ONCE):
        with unit.store.begin() as transaction:
            for place in range(first, min(first + _AT_ONCE, documents)):
                writer.write(place, transaction)
        print(f"\r{first + _AT_ONCE:,} documents", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


class Writer:
    """Writes documents, each from its place alone."""

    def __init__(self, unit: Unit, documents: int) -> None:
        self._unit = unit
        self._documents = documents
        self._signer = _signer(unit)
        self._organisation = unit.session(Role.DRAFTER).organisation()
        self._people = {one.account: one.id for one in self._organisation.people}
        self._departments = [one.id for one in self._organisation.departments]
        self._drafting = unit.session(Role.DRAFTER).standing

    def write(self, place: int, transaction: Transaction) -> None:
        """Append a document's entry and project its state and words."""
        chance = random.Random(place)
        words = Words(seed=place)
        department = chance.choice(self._departments)
        drafter = self._drafter(chance, department)
        action = self.action(chance, words, place, department)
        signed = self._signed(action, drafter, _BEGINNING + timedelta(minutes=40 * place))
        heads = (signed.head,)
        drafted = advance(Dossier(id=action.dossier), signed.entry)
        state = self._handled(drafted, place, chance)
        text = "\n".join((state.particulars.title, state.number, words.text(CHARACTERS)))
        transaction.append(signed)
        transaction.project_dossier(state, heads, text)

    def _drafter(self, chance: random.Random, department: DepartmentId) -> PersonId:
        number = chance.randrange(_PEOPLE_A_DEPARTMENT)
        own = department == self._drafting.department and not number
        return self._drafting.person if own else PersonId(f"{department}-{number}")

    def action(self, chance: random.Random, words: Words, place: int, department: DepartmentId) -> act.Draft:
        """Return what drafts a document."""
        kind = chance.choice(_KINDS)
        return act.Draft(
            dossier=DossierId(f"{chance.getrandbits(128):032x}"),
            source=Digest(sm3.digest(str(place).encode())),
            flow=self._unit.flow,
            department=department,
            particulars=Particulars(
                title=f"清源县人民政府办公室关于{words.text(12).strip('。')}的{kind}",
                kind=kind,
                organ=self._unit.people.name,
                recipients="各乡镇人民政府，县政府各部门",
            ),
        )

    def _signed(self, action: act.Draft, drafter: PersonId, time: datetime) -> SignedEntry:
        declaration, store = declaration_of(action), self._unit.store
        journal = dossier_journal(action.dossier)
        entry = Entry(
            realm=store.realm,
            unit=self._organisation.unit,
            journal=journal,
            id=EntryId(f"e{action.dossier[1:]}"),
            device=store.device,
            seq=1,
            act=ActId(f"a{action.dossier[1:]}"),
            actor=Actor(kind=ActorKind.PERSON, person=drafter, post=self._drafting.post),
            kind=declaration.kind,
            version=declaration.version,
            payload=payload_of(action, journal),
            claimed_time=time.isoformat(timespec="seconds"),
            time_source="local-clock",
            key=self._signer.key_id,
            **header_of(action),
        )
        data = entry.encode()
        digest = Digest(sm3.digest(data))
        return SignedEntry(entry=entry, signed=data, digest=digest, signature=self._signer.sign(data))

    def _handled(self, dossier: Dossier, place: int, chance: random.Random) -> Dossier:
        """Return a document as far as it has come: nearly all concluded, of the newest many still open."""
        steps = self._unit.flow.steps
        recent = place >= self._documents * (1 - _RECENT)
        is_open = chance.random() < (_OPEN_RECENT if recent else _OPEN_OLD)
        passed = chance.randrange(len(steps)) if is_open else len(steps)
        acts = {one.act for one in steps[:passed]}
        parties = {dossier.drafter, *self._parties(dossier, passed)}
        came = replace(
            dossier,
            parties=tuple(sorted(parties)),
            unread=tuple(sorted(parties - {dossier.drafter})) if recent and "dispatch" in acts else (),
            last=LastAct(entry=EntryId(f"e{dossier.id[1:]}"), kind="review", person=dossier.drafter),
            issued=_fixed(dossier) if "issue" in acts else None,
            numbered=_fixed(dossier, f"清政办发〔{2016 + place // 10_000}〕{place % 10_000 + 1}号")
            if "assign-number" in acts
            else None,
            sealed=_fixed(dossier, dossier.particulars.organ) if "apply-seal" in acts else None,
        )
        if passed == len(steps):
            return replace(came, phase=Phase.CONCLUDED, step=steps[-1].id, tasks=())
        return replace(came, step=steps[passed].id, tasks=(_task(dossier, steps[passed]),))

    def _parties(self, dossier: Dossier, passed: int) -> Iterator[PersonId]:
        head = self._unit.people.holder(Role.DEPARTMENT_HEAD)
        if passed > 1:
            own = dossier.department == self._drafting.department
            yield self._people[head.account] if own else PersonId(f"{dossier.department}-head")
        for role in _ROLES[: max(0, passed - 2)]:
            yield self._people[self._unit.account(role)]


def _task(dossier: Dossier, step: Step) -> Task:
    """Return the task of a step that one person does."""
    ((party,),) = (stage.parties for stage in step.parties)
    origin = Origin(drafter=dossier.drafter, department=dossier.department)
    return Task(id=TaskId(f"t{dossier.id[1:]}"), step=step.id, act=step.act, holder=holder_of(party, origin))


def _signer(unit: Unit) -> Signer:
    drafter = unit.people.holder(Role.DRAFTER)
    return unit.slots.unlock(drafter.account, drafter.password, datetime.now().astimezone()).signer


def _fixed(dossier: Dossier, value: str = "") -> Fixed:
    rendering = Digest(sm3.digest(dossier.id.encode()))
    return Fixed(source=dossier.source, rendering=rendering, person=dossier.drafter, time=dossier.drafted, value=value)
