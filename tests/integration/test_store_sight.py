"""Every query for every sight shows exactly what an oracle that looks at everything shows."""

import contextlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.actions import archiving
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.archives.codes import ArchivalClass
from oa_desktop.domain.archives.folding import after
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.ids import ArchiveName, BatchId, ItemId, PersonId, UnitId
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from tests.builders import FINANCE, OFFICE, OTHER_UNIT, PEOPLE, UNIT, Writer, facts_of, new_store, sight_of
from tests.fakes.store import FakeStore, sees

LISTS = (
    *(q.ToDo, q.ToRead, q.InHand, q.Done, q.Everything),
    *(q.OutgoingRegister, q.IncomingRegister, q.Supervised, q.Circulated, q.InternalMatters),
)
WORDS = ("通知", "植树", "防火", "2026", "办")


class Both:
    """Writes to the real store and to the oracle."""

    def __init__(self, store: Any, oracle: FakeStore) -> None:
        self.stores = (store, oracle)

    @contextlib.contextmanager
    def begin(self) -> Iterator[Any]:
        with self.stores[0].begin() as one, self.stores[1].begin() as other:
            yield Twice(one, other)


class Twice:
    def __init__(self, *targets: Any) -> None:
        self._targets = targets

    def __getattr__(self, name: str) -> Any:
        return lambda *values: [getattr(one, name)(*values) for one in self._targets]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, FakeStore]]:
    store, oracle = new_store(tmp_path_factory.mktemp("home") / "official"), FakeStore(facts_of())
    both, writer, rolls = Both(store, oracle), Writer(), random.Random(2026)
    for unit in (OTHER_UNIT, UNIT):
        writer.name_people(both, unit)
    for number in range(90):
        title = f"关于{rolls.choice(('春季植树', '森林防火', '办公用房'))}工作（第{number}号）的通知"
        dossier = writer.draft(
            both,
            title,
            rolls.choice(PEOPLE[:4]),
            secrecy=rolls.choice((Secrecy.OPEN, Secrecy.OPEN, Secrecy.WORK, Secrecy.SECRET, Secrecy.CONFIDENTIAL)),
            department=rolls.choice((OFFICE, FINANCE)),
            unit=rolls.choice((UNIT, UNIT, UNIT, OTHER_UNIT)),
        )
        writer.go(both, dossier, rolls.choice((0, 0, 1, 2, 4, 6, 7, 9, 9)), rolls.sample(PEOPLE, 3))
        if rolls.random() < 0.3:
            said = act.LeaveOpinion(dossier=dossier, opinion="同意")
            writer.write(both, dossier, [(said, rolls.choice(PEOPLE))], unit=writer.states[dossier].unit)
        if rolls.random() < 0.3:
            read = act.MarkRead(dossier=dossier)
            writer.write(both, dossier, [(read, rolls.choice(PEOPLE))], unit=writer.states[dossier].unit)
        writer.number(both, number + 1, dossier, unit=writer.states[dossier].unit)
    with both.begin() as transaction:
        for unit in (UNIT, OTHER_UNIT):
            transaction.project_archive(unit, archived(writer, unit))
    yield store, oracle
    store.close()


def archived(writer: Writer, unit: UnitId) -> ArchiveRegister:
    """Every second document of a unit as an item, of which every fifth was withdrawn."""
    register = ArchiveRegister(name=ArchiveName(fonds="Z109", year=2026))
    documents = [one for one, state in writer.states.items() if state.unit == unit][::2]
    for ordinal, document in enumerate(documents):
        retention = list(Retention)[ordinal % 3]
        said = {"fonds": "Z109", "archival_year": 2026, "item": ItemId(f"item {ordinal}"), "document": document}
        number = register.next_number(ArchivalClass(year=2026, retention=retention))
        told = {
            "batch": BatchId("1"),
            "title": f"第{ordinal}件",
            "date": "2026-04-16",
            "archival_code": f"第{number}号",
        }
        register = after(register, archiving.ArrangeItem(**said, **told, retention=retention, number=number))
        if not ordinal % 5:
            register = after(register, archiving.WithdrawItem(**said, reason="有误"))
    return register


SIGHTS = [
    Sight(
        unit=unit,
        person=person,
        department=department,
        roles=roles,
        clearance=clearance,
        heads_department=heads,
        reads_issued=reads,
    )
    for (person, roles), department, clearance, (heads, reads), unit in itertools.product(
        [
            (PersonId(""), ()),
            (PEOPLE[0], (Role.DRAFTER,)),
            (PEOPLE[1], (Role.DEPARTMENT_HEAD, Role.OFFICE_REVIEWER)),
            (PEOPLE[4], (Role.REGISTRAR,)),
            (PEOPLE[5], tuple(sorted(HANDLERS))),
            (PersonId("stranger"), (Role.SIGNER,)),
            (PersonId("stranger"), ()),
        ],
        (OFFICE, FINANCE),
        (Secrecy.OPEN, Secrecy.WORK, Secrecy.CONFIDENTIAL),
        ((False, False), (True, False), (False, True), (True, True)),
        (UNIT, OTHER_UNIT),
    )
]


LENDERS = [
    Sight(
        unit=UNIT, person=PEOPLE[1], name="甲", department=OFFICE, roles=(Role.DEPARTMENT_HEAD,), clearance=Secrecy.WORK
    ),
    Sight(
        unit=UNIT,
        person=PEOPLE[3],
        name="乙",
        department=FINANCE,
        roles=tuple(sorted(HANDLERS)),
        clearance=Secrecy.OPEN,
    ),
    Sight(
        unit=UNIT,
        person=PEOPLE[2],
        name="丙",
        department=OFFICE,
        roles=(Role.OFFICE_REVIEWER, Role.SIGNER),
        clearance=Secrecy.CONFIDENTIAL,
        kinds=("通知", "函"),
        acts=("issue", "review"),
    ),
]
SIGHTS += [
    replace(sight, on_behalf=tuple(lenders))
    for sight in SIGHTS[::6]
    for lenders in (LENDERS, LENDERS[2:])
    if sight.roles
]
"""Some stand for others (委托)."""


def test_the_sights_differ_enough_to_prove_something(stores: tuple[Any, FakeStore]) -> None:
    seen = {frozenset(one.id for one in stores[1].dossiers() if sees(sight, one)) for sight in SIGHTS}
    assert len(seen) > 50
    assert frozenset() in seen


@pytest.mark.parametrize("query", LISTS)
def test_every_list_shows_exactly_what_may_be_known(stores: tuple[Any, FakeStore], query: type[q.DossierList]) -> None:
    store, oracle = stores
    for sight in SIGHTS:
        assert store.ask(query(limit=1000), sight) == oracle.ask(query(limit=1000), sight)


@pytest.mark.parametrize("query", LISTS)
def test_pages_follow_each_other_without_gap_or_repetition(
    stores: tuple[Any, FakeStore], query: type[q.DossierList]
) -> None:
    store, oracle = stores
    for sight in SIGHTS[::7]:
        wanted, rows, before = oracle.ask(query(limit=1000), sight), [], 0
        while page := store.ask(query(limit=4, before=before), sight):
            rows += page
            before = page[-1].position
        assert tuple(rows) == wanted


def test_a_document_may_be_known_exactly_when_the_rule_says_so(stores: tuple[Any, FakeStore]) -> None:
    store, oracle = stores
    for sight in SIGHTS[::5]:
        for one in oracle.dossiers():
            assert store.may_know(one.id, sight) == sees(sight, one)


@pytest.mark.parametrize("word", WORDS)
def test_a_search_finds_nothing_that_may_not_be_known(stores: tuple[Any, FakeStore], word: str) -> None:
    """Everybody asks for a word, and every word is asked for by people of every sort."""
    store, oracle = stores
    for sight in SIGHTS[WORDS.index(word) :: len(WORDS)]:
        found = [row.document.dossier for row in store.ask(q.Search(text=word, limit=1000), sight)]
        wanted = {one.id for one in oracle.dossiers() if sees(sight, one) and word in oracle.texts[one.id] + one.number}
        assert set(found) == wanted
        assert len(found) == len(wanted)


def test_a_register_names_only_documents_that_may_be_known(stores: tuple[Any, FakeStore]) -> None:
    store, oracle = stores
    query = q.Numbers(code="清政办发", year=2026)
    for sight in SIGHTS:
        assert store.ask(query, sight) == oracle.ask(query, sight)


def test_the_archive_shows_only_items_whose_documents_may_be_known(stores: tuple[Any, FakeStore]) -> None:
    store, oracle = stores
    questions = (
        *(q.ArchiveItems(), q.ArchiveItems(withdrawn=True), q.ArchiveItems(skip=3, limit=4)),
        *(q.ArchiveItems(retention="永久", division=""), q.ArchiveClasses(), q.ToArchive()),
    )
    for sight in SIGHTS[::9]:
        for query in questions:
            assert store.ask(query, sight) == oracle.ask(query, sight)
        known = {row.item for row in oracle.ask(q.ArchiveItems(), sight)}
        for order in q.FoundOrder:
            found = store.ask(q.ArchiveSearch(text="工作 号", order=order, limit=500), sight)
            assert {row.item.item for row in found} == known
            assert len(found) == len(known)
    assert len({len(oracle.ask(questions[0], sight)) for sight in SIGHTS}) > 5


def test_two_units_with_the_same_code_have_registers_of_their_own(stores: tuple[Any, FakeStore]) -> None:
    query = q.Numbers(code="清政办发", year=2026)
    serials = [
        {row.serial for row in stores[0].ask(query, sight_of(PEOPLE[0], Role.REGISTRAR, unit=unit))}
        for unit in (UNIT, OTHER_UNIT)
    ]
    assert all(serials)
    assert serials[0].isdisjoint(serials[1])
    assert stores[0].ask(query, sight_of(PEOPLE[0], Role.REGISTRAR, unit=UnitId("w" * 32))) == ()


def test_a_name_leads_only_to_a_document_that_may_be_known(stores: tuple[Any, FakeStore]) -> None:
    store, oracle = stores
    for sight in SIGHTS[::11]:
        for one in oracle.dossiers()[::3]:
            found = [row.dossier for row in store.ask(q.Named(name=one.id), sight)]
            assert found == ([one.id] if sees(sight, one) else [])
            if one.number:
                typed = one.number.replace("〔", "[").replace("〕", "]")
                numbered = {row.dossier for row in store.ask(q.Named(name=typed), sight)}
                assert (one.id in numbered) == sees(sight, one)
    assert store.ask(q.Named(name="fdd"), SIGHTS[-1]) == ()


def test_a_page_of_nothing_is_empty(stores: tuple[Any, FakeStore]) -> None:
    for limit in (0, -1):
        assert stores[0].ask(q.Everything(limit=limit), SIGHTS[-1]) == ()
        assert stores[0].ask(q.Search(text="通知", limit=limit), SIGHTS[-1]) == ()


def test_a_question_of_an_unknown_kind_is_a_bug(stores: tuple[Any, FakeStore]) -> None:
    with pytest.raises(LookupError):
        stores[0].ask(q.People(), SIGHTS[0])


def test_somebody_with_very_many_open_documents_sees_them_in_the_same_order(tmp_path: Path) -> None:
    store, writer = new_store(tmp_path / "official"), Writer()
    drafted = [writer.draft(store, person=PEOPLE[number % 100 == 0]) for number in range(1100)]
    sight = sight_of(PEOPLE[0], Role.DRAFTER)
    for query in (q.InHand, q.Everything, q.ToDo):
        rows = store.ask(query(limit=2000), sight)
        assert [row.dossier for row in rows] == [one for number, one in enumerate(drafted) if number % 100][::-1]
        assert store.ask(query(limit=5, before=rows[9].position), sight) == rows[10:15]
    store.close()
