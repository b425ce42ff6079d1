"""The trail in a real store: each question finds what a look at every entry finds, and is answered by an index."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Delete, Update, delete, update

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId, unit_of
from oa_desktop.office import queries as q
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.trail.lines import Stretch, TrailLine
from oa_desktop.storage import migrating
from oa_desktop.storage import trail as stored
from oa_desktop.storage.tables import trail
from tests.builders import RealPlace
from tests.fakes.office import FakeOffice, notice
from tests.fakes.store import FakeTrail


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeOffice]:
    """An office on a real store with a bit of everything in its trail; the tests leave it as it is."""
    made = FakeOffice(stores=RealPlace(tmp_path_factory.mktemp("home") / "official"))
    dossier = made.bring_to("office", notice("关于密而不宣的通知"))
    made.as_("reviewer").papers.hand_out(dossier, Paper.PAGE)
    made.renew_key("head")
    with pytest.raises(Refused):
        made.office.sign_in("drafter", "猜的")
    made.office.sign_in("drafter", "口令")
    with pytest.raises(Refused):
        made.as_("drafter").perform(org.AdjustSetting(name="largest-attachment-mb", value=1))
    made.clock.move(days=40)
    made.as_("system").perform(org.AdjustSetting(name="largest-attachment-mb", value=300, reason="光盘"))
    made.clock.move(days=-70)
    made.as_("system").perform(org.AdjustSetting(name="largest-attachment-mb", value=200, reason="时钟拨回"))
    yield made
    made.stores.made.close()


def looked_through(office: FakeOffice) -> FakeTrail:
    """The trail by a look at every entry, newest first: how it was read before it was projected."""
    return FakeTrail([*office.stores.made.newest_first()][::-1])


def test_each_question_finds_what_a_look_at_every_entry_finds(office: FakeOffice) -> None:
    store, oracle = office.stores.made, looked_through(office)
    unit = store.units()[0]
    lines = [line for _one, line in oracle._found(Stretch(unit=unit))]
    document = next(line.document for line in lines if line.document)
    middle = [one.entry.id for one, _line in oracle._found(Stretch(unit=unit))][len(lines) // 2]
    filters: dict[str, tuple[Any, ...]] = {
        "since": tuple(line.day for line in lines),
        "until": tuple(line.day for line in lines),
        "people": (frozenset(), frozenset({lines[-1].person}), frozenset({"", *(one.person for one in lines[:9])})),
        "sort": tuple(q.AuditSort),
        "outcomes": (*(frozenset({line.outcome}) for line in lines), frozenset(q.AuditOutcome)),
        "document": ("no such", document, document[:5]),
        "before": ("no such", middle),
    }
    found_any = dict.fromkeys(filters, False)
    singly = ({name: value} for name, values in filters.items() for value in dict.fromkeys(values))
    in_twos = ({name: filters[name][-1] for name in names} for names in itertools.combinations(filters, 2))
    for narrowed in ({}, *singly, *in_twos):
        stretch = Stretch(unit=unit, **narrowed)
        expected = list(oracle.newest(stretch, 10_000))
        assert list(store.trail.newest(stretch, 10_000)) == expected, stretch
        assert list(store.trail.newest(stretch, 3)) == expected[:3], stretch
        assert store.trail.count(stretch) == oracle.count(stretch), stretch
        elsewhere = replace(stretch, unit=UnitId("another"))
        assert (list(store.trail.newest(elsewhere, 1)), store.trail.count(elsewhere).count) == ([], 0), stretch
        found_any |= dict.fromkeys(narrowed, True) if expected else {}
    assert all(found_any.values()), found_any
    assert sorted(store.trail.people(unit)) == sorted(oracle.people(unit))


def test_the_auditor_is_told_the_same_and_the_same_number_by_every_filter(office: FakeOffice) -> None:
    auditor = office.as_("auditor")
    whole = auditor.ask(q.AuditTrail(limit=10_000))
    assert {row.outcome for row in whole} == set(q.AuditOutcome)
    unit = office.stores.made.units()[0]
    assert len(whole) == sum(unit_of(one.entry.journal) == unit for one in office.stores.made.newest_first())
    for row in {(one.person, one.sort, one.outcome, one.act): one for one in whole}.values():
        for name, value in (("who", row.person[:2]), ("sort", row.sort), ("outcome", row.outcome), ("text", row.act)):
            wanted = q.AuditTrail(**{name: value}, limit=10_000)
            expected = tuple(one for one in whole if _fits(one, name, value))
            assert auditor.ask(wanted) == expected, (name, value)
            failed = sum(one.outcome is q.AuditOutcome.FAILED for one in expected)
            assert auditor.ask(q.AuditTally(of=replace(wanted, limit=1))) == (
                q.AuditCount(count=len(expected), failed=failed),
            )


def _fits(row: q.AuditRow, name: str, value: str) -> bool:
    said = {"who": row.person, "text": f"{row.act} {row.detail}"}
    return value in said[name] if name in said else {"sort": row.sort, "outcome": row.outcome}[name] is value


def test_pages_one_behind_the_other_are_the_whole(office: FakeOffice) -> None:
    auditor = office.as_("auditor")
    whole, found = auditor.ask(q.AuditTrail(limit=10_000)), []
    while page := auditor.ask(q.AuditTrail(limit=7, before=found[-1].entry if found else "")):
        found += page
    assert tuple(found) == whole


def test_nobody_but_the_auditor_counts_the_trail(office: FakeOffice) -> None:
    for account in ("system", "security", "drafter"):
        with pytest.raises(Refused) as caught:
            office.as_(account).ask(q.AuditTally())
        assert caught.value.code == "policy.role"


def test_the_lines_are_those_that_the_entries_come_to_made_again_and_after_a_migration(office: FakeOffice) -> None:
    store = office.stores.made
    before = projected(office)
    assert len(before) == looked_through(office).count(Stretch(unit=store.units()[0])).count
    office.as_("system").administration.rebuild()
    assert projected(office) == before
    with store._writing() as connection:
        migrating.downgrade(connection, to="0025")
        migrating.upgrade(connection)
        stored.renew(connection)
    assert projected(office) == before


@pytest.mark.parametrize("slip", [delete(trail), update(trail).values(day="1999-01-01")])
def test_a_line_that_was_taken_out_of_the_trail_or_put_elsewhere_is_told_until_it_is_made_again(
    office: FakeOffice, slip: Delete | Update
) -> None:
    store, auditor = office.stores.made, office.as_("auditor")
    with store._writing() as connection:
        connection.execute(slip.where(trail.c.outcome == q.AuditOutcome.FAILED.value))
    failed = [one for one, line in looked_through(office)._found(Stretch(unit=store.units()[0])) if _failed(line)]
    told = {(one.rule, one.journal, one.seq) for one in auditor.administration.verify().faults}
    assert told == {("trail.astray", one.entry.journal, one.entry.seq) for one in failed} != set()
    office.as_("system").administration.rebuild()
    assert auditor.administration.verify().sound


def _failed(line: TrailLine) -> bool:
    return line.outcome == q.AuditOutcome.FAILED


def projected(office: FakeOffice) -> list[bytes]:
    """The lines of the trail as they lie there."""
    return [line for line in office.stores.made.projections().splitlines() if line.startswith(b'["trail",')]


@pytest.mark.parametrize(
    ("narrowed", "index"),
    [
        ({"since": "2026-04-20", "until": "2026-04-20"}, "ix_trail_day"),
        ({"people": frozenset({"a"}), "since": "2026-04-20", "until": "2026-04-20"}, "ix_trail_person"),
        ({"sort": q.AuditSort.RIGHTS}, "ix_trail_sort"),
        ({"outcomes": frozenset({q.AuditOutcome.FAILED})}, "ix_trail_outcome"),
        ({"document": "ab"}, "ix_trail_document"),
        ({}, "PRIMARY KEY"),
    ],
)
def test_a_narrow_question_goes_by_its_index(office: FakeOffice, narrowed: dict[str, Any], index: str) -> None:
    store = office.stores.made
    found = stored._positions(Stretch(unit=store.units()[0], **narrowed))
    with store.reading() as connection:
        compiled = found.compile(connection, compile_kwargs={"literal_binds": True})
        plan = " ".join(row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}"))
    assert index in plan or (index == "PRIMARY KEY" and "USING INDEX" not in plan), plan
