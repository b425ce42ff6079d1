"""Outlines, lines and counts are exactly what an oracle that looks at everything says, for whoever asks."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from oa_desktop.domain.actions import Action, supervising, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.validity import SetValidity
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.matters import Matter
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.documents.supervision import Progress
from oa_desktop.domain.documents.validity import Status
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.limits import Clock, Limit
from oa_desktop.domain.flows.tasks import of_the_step, open_ones
from oa_desktop.domain.ids import DossierId, PersonId, TaskId
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.storage import outlines
from tests.builders import FINANCE, OFFICE, OTHER_UNIT, PEOPLE, UNIT, Writer, facts_of, new_store, sight_of
from tests.fakes.incoming import INCOMING
from tests.fakes.office import FLOW
from tests.fakes.store import FakeStore
from tests.integration.test_store_sight import Both

LISTS = (
    *(q.ToDo, q.ToRead, q.InHand, q.Done, q.Everything),
    *(q.OutgoingRegister, q.IncomingRegister, q.Supervised, q.Circulated, q.InternalMatters),
)
FILTERS = [
    o.Filter(),
    o.Filter(kind="请示"),
    o.Filter(urgency="特急", phase="在办"),
    o.Filter(step="拟稿", year="2026"),
    o.Filter(year="1999"),
    o.Filter(organ="清源县", drafter="张2"),
    o.Filter(department="财政股", secrecy="秘密"),
    o.Filter(secrecy="无密级", number="清政办发〔2026〕"),
    o.Filter(since="2026-04-16", until="2026-04-16"),
    o.Filter(until="2026-04-15"),
    o.Filter(dated=o.Dated.ISSUED, until="2030-01-01"),
    o.Filter(dated=o.Dated.NUMBERED, since="2026-04-16"),
    o.Filter(dated=o.Dated.UPDATED, since="2026-04-17"),
    o.Filter(words="防火"),
    o.Filter(words="防火 工作", kind="通知"),
    o.Filter(due_before=int(datetime.fromisoformat("2026-04-17T18:00:01+08:00").timestamp())),
    o.Filter(due_before=1),
    o.Filter(supervised="未销号"),
    o.Filter(supervised="已销号"),
    *(o.Filter(standing=word, today="2026-06-01") for word in ("有效", "失效", "公开", "到期")),
]
HANDLERS_ASKED = [PEOPLE[0], PEOPLE[1], PEOPLE[4]]
"""Whoever has no role is asked nothing."""
STAGES = ("", "在办", "待销号", "已销号", "未销号")
LIMITS = {"department": Limit(amount=3), "office": Limit(amount=8, clock=Clock.HOURS), "number": Limit(amount=1)}
TIMED = replace(FLOW, steps=tuple(replace(step, limit=LIMITS.get(step.id)) for step in FLOW.steps))
NOTE = Matter(id="internal-report", version=1, name="签报", flow=FLOW.id, title="subject", fields=())
DEADLINES = Deadlines(urgent=(("特急", Limit(amount=4, clock=Clock.HOURS)),))
ORDERS = [*itertools.product(o.Sorting, (False, True), (o.Grouping.NONE, o.Grouping.KIND))]
GROUPS = [(o.Sorting.NEWEST, False, grouping) for grouping in o.Grouping]
SIGHTS = [
    sight_of(PEOPLE[0], Role.DRAFTER),
    sight_of(PEOPLE[1], Role.DEPARTMENT_HEAD, Role.OFFICE_REVIEWER, heads_department=True),
    sight_of(PEOPLE[4], Role.REGISTRAR, reads_issued=True, clearance=Secrecy.WORK),
    sight_of(PEOPLE[5], *sorted(HANDLERS), unit=OTHER_UNIT, department=FINANCE),
    sight_of(PersonId("stranger"), Role.SIGNER),
    sight_of(PersonId("stranger")),
    sight_of(PersonId(""), Role.SIGNER),
    sight_of(PEOPLE[2]),
]


class Oracle(FakeStore):
    """Says what it once said: it is asked in both ways of the store, and nothing is written any more by then."""

    def __init__(self) -> None:
        super().__init__(facts_of())
        self.said: dict[Any, Any] = {}

    def ask(self, query: Any, sight: Sight) -> Any:
        if (query, sight) not in self.said:
            self.said[query, sight] = super().ask(query, sight)
        return self.said[query, sight]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, FakeStore]]:
    store = new_store(tmp_path_factory.mktemp("home") / "official", deadlines=DEADLINES)
    oracle = Oracle()
    oracle.deadlines = DEADLINES
    both, writer, rolls = Both(store, oracle), Writer(), random.Random(2026)
    for unit in (OTHER_UNIT, UNIT):
        writer.name_people(both, unit)
    for number in range(12):
        _receive(both, writer, rolls, number)
    for number in range(60):
        dossier = _draft(both, writer, rolls, number)
        writer.go(both, dossier, rolls.choice((0, 0, 1, 2, 4, 6, 8, 8, 9)), rolls.sample(PEOPLE, 3))
        if rolls.random() < 0.4:
            read = (act.MarkRead(dossier=dossier), rolls.choice(PEOPLE))
            writer.write(both, dossier, [read], unit=writer.states[dossier].unit)
        if rolls.random() < 0.3:
            readers = (*rolls.sample(PEOPLE, 2), PersonId("stranger"))
            sent = together.Circulate(dossier=dossier, readers=readers, manner=rolls.choice(list(together.Manner)))
            writer.write(both, dossier, [(sent, PEOPLE[0])], unit=writer.states[dossier].unit)
        if writer.states[dossier].numbered is not None:
            status, until = list(Status)[number % 5], ("", "2026-05-01", "2026-12-31")[number % 3]
            _write(both, writer, dossier, SetValidity(dossier=dossier, status=status, until=until), PEOPLE[1])
        _hand_over(both, writer, number, dossier)
        if rolls.random() < 0.4:
            _supervise(both, writer, rolls, dossier)
    yield store, oracle
    store.close()


def _hand_over(both: Both, writer: Writer, number: int, dossier: DossierId) -> None:
    waiting = open_ones(of_the_step(writer.states[dossier].tasks))
    if waiting and number % 7 == 0:
        given = together.HandOver(dossier=dossier, person=PEOPLE[4], task=waiting[0].id)
        _write(both, writer, dossier, given, PEOPLE[1])


def _supervise(both: Both, writer: Writer, rolls: random.Random, dossier: DossierId) -> None:
    """Have matters of a document seen to, and some of them reported on, urged or closed."""
    for number in range(rolls.randint(1, 2)):
        people = tuple(rolls.sample(HANDLERS_ASKED, rolls.randint(1, 2)))
        begun = supervising.Supervise(dossier=dossier, matter=f"第{number}件", people=people, due="2026-04-17")
        _write(both, writer, dossier, begun, PEOPLE[1])
        items = writer.states[dossier].supervisions
        if items and rolls.random() < 0.5:
            task = next((one.id for one in writer.states[dossier].tasks if one.item == items[-1].id), TaskId(""))
            _write(both, writer, dossier, together.Urge(dossier=dossier, tasks=(task,)), PEOPLE[1])
            said = {"item": items[-1].id, "opinion": "正在办", "task": task, "progress": rolls.choice(list(Progress))}
            _write(both, writer, dossier, supervising.ReportProgress(dossier=dossier, **said), people[0])
        if items and rolls.random() < 0.3:
            closing = supervising.CloseSupervision(dossier=dossier, item=items[-1].id, opinion="已办")
            _write(both, writer, dossier, closing, PEOPLE[1])


def _write(both: Both, writer: Writer, dossier: DossierId, action: Action, person: PersonId) -> None:
    writer.write(both, dossier, [(action, person)], unit=writer.states[dossier].unit)


def _receive(both: Both, writer: Writer, rolls: random.Random, number: int) -> None:
    sender = rolls.choice(("甲镇人民政府", "市水利局"))
    came = Incoming(sender=sender, number=f"甲政〔2026〕{number}号", received="2026-04-16", envelope=f"00{number}")
    unit = rolls.choice((UNIT, UNIT, OTHER_UNIT))
    writer.receive(both, f"关于森林防火的报告（{number}）", came, rolls.choice(PEOPLE[:4]), unit=unit, flow=INCOMING)


def _draft(both: Both, writer: Writer, rolls: random.Random, number: int) -> Any:
    kind = rolls.choice(("通知", "请示", "函"))
    title = f"关于{rolls.choice(('春季植树', '森林防火', '办公用房', '重阳节', '长安街'))}工作（{number}）的{kind}"
    person, unit = rolls.choice(PEOPLE[:4]), rolls.choice((UNIT, UNIT, UNIT, OTHER_UNIT))
    home, matter = rolls.choice((OFFICE, FINANCE)), None if number % 8 else NOTE
    dossier = writer.draft(both, title, person, department=home, unit=unit, flow=TIMED, matter=matter)
    secrecy, urgency = rolls.choice(list(Secrecy)[:3]), rolls.choice(("", "", "特急", "加急"))
    said = Particulars(
        title=title, kind=kind, organ=rolls.choice(("清源县", "县财政局")), urgency=urgency, secrecy=secrecy
    )
    writer.write(both, dossier, [(act.Revise(dossier=dossier, particulars=said), person)], unit=unit, text=title)
    return dossier


@pytest.fixture(scope="module", params=[4_000, 0], ids=["looked up one by one", "read from end to end"])
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both ways in which the store may find an outline; what one of them has worked out goes before the other."""
    with pytest.MonkeyPatch.context() as turned:
        turned.setattr(outlines, "_NARROW", request.param)
        _forget()
        yield
    _forget()


def _forget() -> None:
    for cached in (outlines._counts, outlines._statement):
        cached.cache_clear()


def asked(**more: Any) -> Iterator[tuple[Sight, o.Outline]]:
    for sight, of in itertools.product(SIGHTS, LISTS):
        yield sight, o.Outline(of=of, **more)


@pytest.mark.parametrize("filter", FILTERS, ids=str)
def test_an_outline_names_exactly_what_may_be_known_and_was_asked_for(
    stores: tuple[Any, FakeStore], filter: o.Filter, way: None
) -> None:
    store, oracle = stores
    for sight, query in asked(filter=filter):
        assert store.ask(query, sight) == oracle.ask(query, sight)


def test_tasks_are_told_apart_by_who_can_do_them_and_their_documents_found(stores: tuple[Any, FakeStore]) -> None:
    store, oracle = stores
    kinds = oracle.waiting(UNIT)
    assert len(kinds) > 5
    assert set(store.waiting(UNIT)) == set(kinds)
    for some in (kinds[:1], kinds[1:4], kinds):
        wanted = o.Filter(waits=o.NOBODY, waiting=some)
        assert all(store.ask(query, sight) == oracle.ask(query, sight) for sight, query in asked(filter=wanted))
        assert oracle_keys(stores, SIGHTS[1], o.Outline(filter=wanted))


@pytest.mark.parametrize(("sorting", "reverse", "grouping"), ORDERS + GROUPS)
def test_an_outline_has_the_order_and_the_groups_that_were_asked_for(
    stores: tuple[Any, FakeStore], sorting: o.Sorting, reverse: bool, grouping: o.Grouping, way: None
) -> None:
    store, oracle = stores
    for sight, query in asked(sorting=sorting, reverse=reverse, grouping=grouping):
        assert store.ask(query, sight) == oracle.ask(query, sight)


def test_a_number_whose_last_sign_is_left_out_is_that_number_and_no_longer_one(stores: tuple[Any, FakeStore]) -> None:
    store, sight = stores[0], SIGHTS[2]
    numbers = [row.number for row in store.ask(q.OutgoingRegister(limit=1000), sight)]
    wanted = next(one for one in sorted(numbers, key=len) if any(other.startswith(one[:-1]) for other in numbers))
    found = store.ask(o.Outline(filter=o.Filter(number=wanted[:-1])), sight)
    assert found == store.ask(o.Outline(filter=o.Filter(number=wanted)), sight)
    assert sum(len(group.keys) for group in found) == numbers.count(wanted)


def test_the_documents_differ_enough_to_prove_something(stores: tuple[Any, FakeStore]) -> None:
    found = [oracle_keys(stores, sight, query) for sight, query in asked()]
    assert len({tuple(one) for one in found}) > 15
    for of in LISTS:
        assert any(oracle_keys(stores, sight, o.Outline(of=of)) for sight in SIGHTS), of


def oracle_keys(stores: tuple[Any, FakeStore], sight: Sight, query: o.Outline) -> list[int]:
    return [key for group in stores[1].ask(query, sight) for key in group.keys]


def test_the_first_screenful_is_the_beginning_of_the_whole(stores: tuple[Any, FakeStore]) -> None:
    store, oracle = stores
    for more in ({}, {"sorting": o.Sorting.TITLE}, {"grouping": o.Grouping.KIND}, {"filter": o.Filter(words="防火")}):
        for sight, query in asked(limit=7, **more):
            assert store.ask(query, sight) == oracle.ask(query, sight)


def test_lines_come_in_the_order_of_their_keys_and_only_where_they_may_be_known(stores: tuple[Any, FakeStore]) -> None:
    store, oracle = stores
    every = tuple(range(1, len(oracle.kept) + 1))
    wanted = (*every[::-1], 0, 10**9)
    for sight in SIGHTS:
        found = store.ask(o.Lines(keys=wanted), sight)
        assert found == oracle.ask(o.Lines(keys=wanted), sight)
        assert [one.document for one in found] == sorted(
            store.ask(q.Everything(limit=1000), sight), key=lambda row: -row.key
        )


def test_a_line_names_who_has_a_paper_in_hand_alone(stores: tuple[Any, FakeStore]) -> None:
    rows = [row for sight in SIGHTS for row in stores[0].ask(q.Everything(limit=1000), sight)]
    assert {row.holder for row in rows if row.holder.startswith("张")} == {"张5"}
    assert not [row for row in rows if row.holder == "指定人员"]


def test_a_line_shows_where_the_words_stand(stores: tuple[Any, FakeStore]) -> None:
    store, sight = stores[0], SIGHTS[0]
    (group,) = store.ask(o.Outline(filter=o.Filter(words="植树")), sight)
    (line,) = store.ask(o.Lines(keys=group.keys[:1], words="植树"), sight)
    assert line.match == "植树"
    assert line.before.endswith("关于春季")
    assert line.after.startswith("工作")


def test_nothing_is_found_for_words_without_a_letter(stores: tuple[Any, FakeStore]) -> None:
    assert stores[0].ask(o.Outline(filter=o.Filter(words="。 ！")), SIGHTS[0]) == ()


def test_a_question_longer_than_the_index_is_judged_whole(stores: tuple[Any, FakeStore]) -> None:
    store, writer = stores[0], Writer()
    writer.numbers = itertools.count(5_000)
    long = "".join(chr(0x4E00 + number) for number in range(60))
    dossiers = [writer.draft(store, text=text) for text in (long + "甲", long + "乙")]
    (group,) = store.ask(o.Outline(filter=o.Filter(words=long + "乙")), SIGHTS[0])
    (line,) = store.ask(o.Lines(keys=group.keys), SIGHTS[0])
    assert line.document.dossier == dossiers[1]


def test_counts_are_exact_up_to_their_limit(stores: tuple[Any, FakeStore]) -> None:
    store = stores[0]
    for sight in SIGHTS:
        exact = {of: len(store.ask(of(limit=1000), sight)) for of in LISTS}
        for limit in (1000, 3):
            rows = store.ask(o.Counts(of=LISTS, limit=limit), sight)
            assert {one.of: one.documents for one in rows} == {of: min(limit, found) for of, found in exact.items()}
    assert {one.documents for one in store.ask(o.Counts(limit=0), SIGHTS[0])} == {0}


@pytest.mark.parametrize("sight", SIGHTS, ids=range(len(SIGHTS)))
def test_the_ledger_of_supervision_is_what_the_oracle_says(stores: tuple[Any, FakeStore], sight: Sight) -> None:
    store, oracle = stores
    keys = tuple(key for group in oracle.ask(o.Outline(of=q.Supervised), sight) for key in group.keys)
    beyond = (*keys, *range(1, 40))
    for stage in STAGES:
        asked = q.Supervisions(keys=beyond, stage=stage)
        assert set(store.ask(asked, sight)) == set(oracle.ask(replace(asked, keys=tuple(dict.fromkeys(beyond))), sight))
    known = {row.key for row in store.ask(q.Supervisions(keys=keys), sight)}
    assert known == set(keys)
