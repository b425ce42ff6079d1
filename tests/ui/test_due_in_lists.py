"""What is due: said in the list by sign, word and colour, sorted, narrowed, and gathered in a folder of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.flows.limits import Clock, Limit
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.office import queries as q
from oa_desktop.office.lists.outlines import DueBy, Filter, Outline, Sorting
from oa_desktop.ui.lists.columns import COLUMNS, TITLE
from oa_desktop.ui.lists.folders import Folders
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.ui.test_lists import Seat

DUE = next(at for at, column in enumerate(COLUMNS) if column.label == "时限")
LIMITS = {"部门审核三天": Limit(amount=3), "部门审核四小时": Limit(amount=4, clock=Clock.HOURS), "没有时限": None}


def flow_with(limit: Limit | None) -> Flow:
    """A flow in which the head of the department has so much time."""
    steps = tuple(replace(one, limit=limit) if one.id == "department" else one for one in FLOW.steps)
    return replace(FLOW, id=f"within {limit}", steps=steps)


FLOWS = {title: flow_with(limit) for title, limit in LIMITS.items()}


def sent(office: FakeOffice, title: str, flow: Flow) -> None:
    """Put a document before the head of the department."""
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice(f"关于{title}的通知"))
    begun = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    (document,) = drafter.perform(begun).dossiers
    drafter.perform(act.SubmitForReview(dossier=document))


@pytest.fixture
def office() -> FakeOffice:
    """Thursday, the 16th of April 2026, nine o'clock; three documents have just come to the head."""
    office = FakeOffice(flows={flow.id: flow for flow in FLOWS.values()})
    for title, flow in FLOWS.items():
        sent(office, title, flow)
    return office


def said(office: FakeOffice) -> dict[str, str]:
    rows = office.as_("head").ask(q.ToDo())
    return {row.title: row.timing.words if row.timing else "" for row in rows}


def test_a_line_says_how_its_task_stands_at_the_time_of_asking(office):
    assert [*said(office).values()] == ["", "未到期，剩4小时", "未到期，剩3个工作日"]
    office.clock.move(hours=2)
    assert [*said(office).values()] == ["", "时限过半，剩2小时", "未到期，剩3个工作日"]
    office.clock.move(days=5)
    assert [*said(office).values()] == ["", "已超期，超2个工作日", "将到期，剩4小时"]


def test_nothing_is_written_when_something_becomes_late(office):
    said(office)
    before = len(office.stores.made.kept)
    office.clock.move(days=30)
    assert [*said(office).values()][1:] != ["未到期，剩4小时", "未到期，剩3个工作日"]
    assert len(office.stores.made.kept) == before


def test_the_list_is_sorted_by_what_is_due_first_and_what_is_never_due_comes_last(office):
    head = office.as_("head")
    (group,) = head.ask(Outline(of=q.ToDo, sorting=Sorting.DUE))
    known = {row.key: row.title for row in head.ask(q.ToDo())}
    titles = [f"关于{title}的通知" for title in ("部门审核四小时", "部门审核三天", "没有时限")]
    assert [known[key] for key in group.keys] == titles


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (0, {DueBy.LATE: 0, DueBy.TODAY: 1, DueBy.WEEK: 1, DueBy.ANY: 3}),
        (1, {DueBy.LATE: 1, DueBy.TODAY: 1, DueBy.WEEK: 1}),
        (5, {DueBy.LATE: 1, DueBy.TODAY: 2, DueBy.WEEK: 2}),
        (9, {DueBy.LATE: 2, DueBy.TODAY: 2, DueBy.WEEK: 2}),
    ],
)
def test_the_list_is_narrowed_to_what_is_due_by_now_today_or_this_week(office, days, found):
    office.clock.move(days=days)
    head = office.as_("head")
    counts = {by: head.ask(Outline(of=q.ToDo, filter=Filter(due=by))) for by in found}
    assert {by: sum(len(group.keys) for group in groups) for by, groups in counts.items()} == found


def test_what_is_late_and_what_will_be_today_is_counted_with_the_next_moment(office):
    head = office.as_("head")
    assert head.ask(q.Reminders()) == (
        q.ReminderRow(late=0, today=1, following="2026-04-16T15:30:00+08:00", wait=6 * 3600 + 1800),
    )
    office.clock.move(hours=8)
    assert head.ask(q.Reminders()) == (q.ReminderRow(late=1, today=0, following=""),)
    assert office.as_("drafter").ask(q.Reminders()) == (q.ReminderRow(late=0, today=0, following=""),)


# --- in the window ----------------------------------------------------------------------------------------------------


def test_the_time_that_is_left_has_a_sign_a_word_and_a_colour_and_is_said_in_full(qtbot, tasks, office):
    office.clock.move(days=5, hours=3)
    head = Seat(qtbot, tasks, office, "head")
    assert head.column(DUE) == ["", "超期2天", "将到期 3小时"]
    late, soon = (head.model.index(row, DUE) for row in (1, 2))
    assert late.data(Qt.ItemDataRole.ToolTipRole) == "已超期，超2个工作日；04-16 15:30 到期"
    aloud = head.model.index(1, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "已超期，超2个工作日；04-16 15:30 到期" in aloud
    colours = {one.data(Qt.ItemDataRole.ForegroundRole).color().name() for one in (late, soon)}
    signs = {one.data(Qt.ItemDataRole.DecorationRole).cacheKey() for one in (late, soon)}
    assert (len(colours), len(signs)) == (2, 2)
    assert head.model.index(0, DUE).data(Qt.ItemDataRole.DecorationRole) is None


def test_a_click_on_the_head_sorts_by_what_is_due(qtbot, tasks, office):
    head = Seat(qtbot, tasks, office, "head")
    head.click_head("时限")
    assert head.column(DUE) == ["剩4小时", "剩3天", ""]


def test_what_is_due_today_lies_in_a_folder_of_its_own_that_says_how_much(qtbot, tasks, office):
    head = Seat(qtbot, tasks, office, "head")
    head.show("due-today")
    assert head.titles() == ["关于部门审核四小时的通知"]
    assert head.documents.bar.outline.filter.due is DueBy.TODAY
    assert not head.documents.bar._chips.isVisible()
    folders = Folders(head.workplace)
    qtbot.addWidget(folders)
    qtbot.waitUntil(lambda: folders.item(1).text() == "今日到期　1")


def test_the_folder_of_what_is_due_says_when_it_is_empty(qtbot, tasks):
    drafter = Seat(qtbot, tasks, FakeOffice(), "drafter")
    drafter.show("due-today")
    assert "没有今天到期的公文" in drafter.documents.findChild(object, "empty").text()


def test_a_list_is_narrowed_by_time_from_the_menu_and_widened_by_its_chip(qtbot, tasks, office):
    head = Seat(qtbot, tasks, office, "head")
    head.documents.bar.narrow("due", DueBy.TODAY)
    head.settle()
    assert head.titles() == ["关于部门审核四小时的通知"]
    (chip,) = head.documents.bar._chips.actions()
    assert chip.text() == "时限：今日到期"
    chip.trigger()
    head.settle()
    assert len(head.titles()) == 3


def test_a_workplace_of_somebody_without_tasks_counts_nothing(qtbot, tasks, office):
    folders = Folders(Workplace(office.as_("auditor"), tasks))
    qtbot.addWidget(folders)
    qtbot.waitUntil(lambda: folders.item(1).text() == "今日到期　0")
