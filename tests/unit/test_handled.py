"""What was done of a document (办理用时): every task once, what was taken back not at all, and whose it was nowhere."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import passages
from oa_desktop.domain.flows.handled import courses
from oa_desktop.domain.ids import DossierId, dossier_journal
from oa_desktop.storage import tables
from tests.builders import RealPlace
from tests.fakes.office import FakeOffice, notice


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> FakeOffice:
    return FakeOffice(stores=RealPlace(tmp_path_factory.mktemp("home") / "official"))


def rows(office: FakeOffice, dossier: DossierId, *names: str) -> list[tuple[object, ...]]:
    wanted, line = tables.handled.c, tables.dossiers.c
    kept = select(*(wanted[name] for name in names)).join(tables.dossiers, line.row == wanted.dossier)
    with office.stores.made.reading() as connection:
        found = connection.execute(kept.where(line.id == dossier).order_by(wanted.ended, wanted.entry))
        return [tuple(row) for row in found]


def test_every_task_that_was_done_is_a_row_with_its_working_time(office: FakeOffice) -> None:
    dossier = office.draft(notice("关于植树的通知"))
    office.clock.move(hours=2)
    office.step(dossier)
    office.clock.move(days=1)
    office.step(dossier)
    assert rows(office, dossier, "step", "act", "minutes", "wall") == [
        ("拟稿", "submit", 120, 120),
        ("部门审核", "review", 420, 1440),
    ]


def test_what_went_back_says_why_and_counts_where_it_was_sent_back(office: FakeOffice) -> None:
    dossier = office.bring_to("office", notice("关于防火的通知"))
    office.as_("reviewer").perform(act.Return(dossier=dossier, reason="附件不全", to="draft"))
    *_, (step, back, reason) = rows(office, dossier, "step", "back", "reason")
    assert (step, back, reason) == ("办公室审核", True, "附件不全")


def test_what_was_taken_back_was_not_done(office: FakeOffice) -> None:
    dossier = office.bring_to("department", notice("关于值班的通知"))
    assert len(rows(office, dossier, "entry")) == 1
    office.as_("drafter").perform(act.Recall(dossier=dossier))
    assert rows(office, dossier, "entry") == []


def test_made_again_from_the_journals_it_is_the_same(office: FakeOffice) -> None:
    office.bring_to("office", notice("关于绿化的通知"))
    store = office.stores.made
    before = store.projections()
    assert before.count(b'["handled"') >= 2
    office.as_("system").administration.rebuild()
    assert store.projections() == before


def test_the_journal_alone_tells_it(office: FakeOffice) -> None:
    dossier = office.bring_to("file", notice("关于防汛的通知"))
    entries = [one.entry for one in office.stores.made.entries(dossier_journal(dossier))]
    told = [(one.step, one.entry) for course in courses(dossier, entries) for one in course.done]
    assert len(told) == len(entries) - 1
    assert sorted(told) == sorted(rows(office, dossier, "step", "entry"))
    steps = [(before.step, after.step) for before, after, _ in passages(dossier, entries)]
    assert [to for _, to in steps[:-1]] == [since for since, _ in steps[1:]]
    assert [entry for _, _, entry in passages(dossier, entries)] == entries


def test_nothing_says_whose_hands_it_was_in() -> None:
    assert not {"person", "holder", "role"} & {column.name for column in tables.handled.c}
