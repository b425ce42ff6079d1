"""统计: shares with their denominators, working time, returns by cause; within the sight, and nobody is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.together import Circulate, Manner
from oa_desktop.domain.flows.limits import Limit
from oa_desktop.office import queries as q
from oa_desktop.office.books.shelf import BookFile
from tests.builders import RealPlace, says
from tests.fakes.office import FLOW, ROLES, FakeOffice, notice
from tests.fakes.together import person

APRIL = q.Stretch(since="2026-04-01", until="2026-04-30")
TIMED = replace(FLOW, steps=tuple(replace(step, limit=Limit(amount=1)) for step in FLOW.steps))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> FakeOffice:
    """Thursday: one paper is filed, one is sent back and circulated, and one is left for two working days."""
    home = tmp_path_factory.mktemp("home") / "official"
    office = FakeOffice(stores=RealPlace(home), flows={FLOW.id: TIMED})
    office.step(office.bring_to("file", notice("关于植树的通知")))
    returned = office.bring_to("office", notice("关于防火的通知"))
    reviewer = office.as_("reviewer")
    reviewer.perform(Circulate(dossier=returned, readers=(person("head"), person("signer")), manner=Manner.TOGETHER))
    office.as_("head").perform(act.MarkRead(dossier=returned))
    reviewer.perform(act.Return(dossier=returned, reason="附件不全", to="draft"))
    late = office.bring_to("department", notice("关于值班的通知"))
    office.clock.move(hours=3)
    office.step(office.bring_to("department", notice("关于会议的通知")))
    office.clock.move(days=5)
    office.step(late)
    return office


def figures(office: FakeOffice, account: str = "reviewer", **asked: object) -> dict[str, q.FigureRow]:
    rows = office.as_(account).ask(q.Statistics(within=APRIL, **asked))
    return {row.title: row for row in rows}


def test_the_share_of_concluded_is_of_what_was_registered(office: FakeOffice) -> None:
    found = figures(office, "registrar")["办结率"]
    assert found.columns == ("范围", "登记", "办结", "退文、作废", "在办", "办结率")
    assert found.lines == (("全部", "1", "1", "0", "0", "100.0%"),)
    assert "办结率＝办结件数÷期内登记件数" in found.said
    (whole,) = figures(office, "drafter")["办结率"].lines
    assert whole == ("全部", "4", "1", "0", "3", "25.0%")


def test_late_and_on_time_are_shares_of_what_fell_due(office: FakeOffice) -> None:
    lines = {line[0]: line[1:] for line in figures(office, "drafter")["按时办结率、逾期率"].lines}
    assert lines["部门审核"] == ("4", "3", "1", "0", "75.0%", "25.0%")
    assert lines["拟稿"] == ("5", "4", "0", "1", "80.0%", "20.0%")
    assert lines["合计"][0] == str(sum(int(line[0]) for head, line in lines.items() if head != "合计"))


def test_times_are_of_office_hours_and_of_the_clock(office: FakeOffice) -> None:
    lines = {line[0]: line[1:] for line in figures(office, "drafter")["办理用时"].lines}
    assert lines["部门审核"] == ("4", "6.0", "0.0", "30.8", "0.0")


def test_returns_are_told_by_step_and_reason_with_what_was_done_there(office: FakeOffice) -> None:
    assert figures(office, "drafter")["退回的环节和原因"].lines == (("办公室审核", "附件不全", "1", "2", "50.0%"),)


def test_paper_is_saved_by_every_reading_that_is_done(office: FakeOffice) -> None:
    assert figures(office, "drafter", pages=3)["少印的纸"].lines == (("全部", "1", "1", "3", "3"),)


def test_figures_are_by_department_and_kind_too(office: FakeOffice) -> None:
    by_kind = figures(office, "drafter", per=q.Per.KIND)
    assert [line[0] for line in by_kind["办理用时"].lines] == ["通知"]
    by_department = figures(office, "drafter", per=q.Per.DEPARTMENT)
    assert [line[:2] for line in by_department["办结率"].lines] == [("秘书科", "4")]
    assert [line[0] for line in by_department["按时办结率、逾期率"].lines] == ["秘书科"]


def test_outside_the_stretch_of_time_there_is_nothing(office: FakeOffice) -> None:
    asked = q.Statistics(within=q.Stretch(since="2025-01-01", until="2025-12-31"))
    found = {row.title: row.lines for row in office.as_("drafter").ask(asked)}
    assert [title for title, lines in found.items() if lines] == ["少印的纸"]
    assert found["少印的纸"] == (("全部", "0", "0", "1", "0"),)


def test_days_that_are_turned_round_are_refused(office: FakeOffice) -> None:
    with says("statistics.years"):
        office.as_("drafter").ask(q.Statistics(within=q.Stretch(since="0001-01-01", until="9999-12-31")))
    with says("statistics.stretch"):
        office.as_("drafter").ask(q.Statistics(within=q.Stretch(since="2026-05-01", until="2026-04-01")))


def test_an_administrator_who_sees_no_document_counts_none(office: FakeOffice) -> None:
    assert figures(office, "system")["办结率"].lines == ()


def test_no_figure_names_a_person(office: FakeOffice) -> None:
    said = repr(figures(office, "drafter", per=q.Per.DEPARTMENT))
    assert not [role.value for role in ROLES.values() if f"{role.value}员" in said]


def test_figures_leave_the_store_with_a_record(office: FakeOffice) -> None:
    asked = q.Statistics(within=APRIL)
    reports = office.as_("drafter").statistics
    page = reports.hand_out(asked, BookFile.PRINT).decode()
    assert "2026-04-01至2026-04-30" in page and "不作个人排名" in page
    assert "25.0%" in reports.hand_out(asked, BookFile.WORKBOOK).decode()
    told = reports.hand_out(asked, BookFile.CSV).decode()
    assert all(words in told for words in ("期内登记件数", "附件不全", "计算方法"))
    latest = next(row for row in office.as_("auditor").ask(q.AuditTrail()) if row.act == "输出")
    assert latest.detail == "公文办理统计（CSV，2026-04-01至2026-04-30）"
