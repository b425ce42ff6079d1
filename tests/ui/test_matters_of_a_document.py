"""What is supervised (督办) in the window: beside the way of its document, and how urgent reminders look in a list."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import supervising, together
from oa_desktop.office import queries as q
from oa_desktop.ui.lists.columns import reminder_mark, subject
from oa_desktop.ui.reading.matters import Matters
from tests.fakes.incoming import assigned, receiving
from tests.fakes.supervised import MATTER, Progress, reports, supervised


@pytest.fixture(scope="module")
def rows() -> tuple[q.SupervisionRow, ...]:
    """One that was urged and reported on and is to be put off, and one that was dropped."""
    office = receiving()
    document = assigned(office, "drafter")
    supervised(office, document, "head", "sealer", due="2026-06-30")
    office.as_("reviewer").perform(together.Urge(dossier=document, reason="抓紧"))
    reports(office, "head", document, Progress.UNDERWAY)
    wish = supervising.AskExtension(dossier=document, due="2026-07-31", reason="汛期")
    office.as_("head").perform(wish)
    other = supervised(office, document, "sealer", matter="名单张榜公布")
    office.as_("reviewer").perform(
        supervising.CloseSupervision(dossier=document, item=other.id, opinion="上级另有安排")
    )
    return office.as_("reviewer").ask(q.Supervisions(dossier=document))


def test_each_matter_says_who_until_when_and_how_far(qtbot: QtBot, rows: tuple[q.SupervisionRow, ...]) -> None:
    matters = Matters()
    qtbot.addWidget(matters)
    matters.show_matters(rows)
    first, second = (matters.item(place).text() for place in range(matters.count()))
    for said in (MATTER, "限2026年6月30日", "主办：部门审核员", "协办：印制用印员", "催办1次", "正在核对名单。"):
        assert said in first
    assert "申请延到2026年7月31日，等待答复" in first
    assert "已撤销" in second
    assert "上级另有安排" in second


def test_a_document_of_which_nothing_is_supervised_has_no_such_list(qtbot: QtBot) -> None:
    matters = Matters()
    qtbot.addWidget(matters)
    matters.show_matters(())
    assert not matters.isVisibleTo(None)


@pytest.mark.parametrize(("urged", "tone"), [(1, "accent"), (2, "warning"), (3, "danger"), (9, "danger")])
def test_reminders_are_counted_in_words_and_go_from_blue_to_red(urged: int, tone: str) -> None:
    office = receiving()
    document = assigned(office, "drafter")
    for _ in range(urged):
        office.as_("reviewer").perform(together.Urge(dossier=document, reason="抓紧"))
    (row,) = office.as_("drafter").ask(q.ToDo())
    assert subject(row).startswith(f"〔催办{urged}次〕")
    assert reminder_mark(row).tone == tone
    (other,) = (one for one in office.as_("registrar").ask(q.Everything()) if one.dossier == document)
    assert (other.urged, reminder_mark(other)) == (0, None)
