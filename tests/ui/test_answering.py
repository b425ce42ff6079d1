"""A document that came and its answer, in the window: each says the other, and the answer begins with what is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.bootstrap.adapters import build_reader
from oa_desktop.domain.dates import written_date
from oa_desktop.domain.ids import DossierId
from oa_desktop.ui.reading.related import Related
from oa_desktop.ui.situation import Situation
from oa_desktop.ui.standard_commands import COMMANDS
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.incoming import INCOMING, TO_READ, assigned
from tests.fakes.office import FLOW, FakeOffice
from tests.ui.writer import Writer


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice(flows={one.id: one for one in (FLOW, INCOMING, TO_READ)}, reader=build_reader())


@pytest.fixture
def came(office: FakeOffice) -> DossierId:
    return assigned(office, "drafter", title="关于解决<抗旱>资金的请示")


@pytest.fixture
def line(qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> Iterator[Related]:
    workplace = Workplace(office.as_("drafter"), tasks)
    over = QWidget()
    qtbot.addWidget(over)
    yield Related(workplace, over)
    workplace.leave()


def shown(line: Related, tasks: Tasks, qtbot: QtBot, document: DossierId) -> str:
    line.show_document(document)
    QTest.qWait(1)
    qtbot.waitUntil(lambda: tasks.idle)
    QTest.qWait(1)
    return "" if line.isHidden() else line.text()


def answered(writer: Writer, came: DossierId) -> DossierId:
    writer.room.answer(came)
    writer.settle()
    writer.press("hand-in")
    return writer.handed_in[-1]


def test_an_answer_begins_with_sender_title_and_what_it_answers(writer: Writer, came: DossierId) -> None:
    writer.room.answer(came)
    writer.settle()
    text = writer.editor.manuscript()
    assert (text.recipients, text.title) == ("甲镇人民政府", "清源县人民政府办公室关于解决<抗旱>资金的批复")
    assert "（甲政〔2026〕7号）收悉" in text.body[0].text


def test_what_is_handed_in_answers_what_came_also_after_it_lay_as_a_draft(writer: Writer, came: DossierId) -> None:
    writer.room.answer(came)
    writer.settle()
    writer.compose("note", "联系人：周")
    writer.editor.leave()
    writer.settle()
    (key,) = writer.session.drafts.all()
    writer.editor.take_up(key)
    writer.settle()
    writer.press("hand-in")
    reply = writer.handed_in[-1]
    assert reply != came
    assert (writer.office.state(reply).answers, writer.office.state(came).replies) == (came, (reply,))


def test_each_says_the_other_above_its_page_and_opens_it(
    writer: Writer, came: DossierId, line: Related, tasks: Tasks, qtbot: QtBot
) -> None:
    reply, opened = answered(writer, came), []
    line.wanted.connect(opened.append)
    words = shown(line, tasks, qtbot, came)
    today = written_date(writer.session.today)
    facts = (
        "来文机关：甲镇人民政府",
        "甲政〔2026〕7号",
        f"{today}签收",
        "封套 0031",
        "2份",
        "关于解决&lt;抗旱&gt;资金的批复",
    )
    assert [one for one in facts if one not in words] == []
    line.linkActivated.emit(reply)
    assert opened == [reply]
    assert "答复的来文" in shown(line, tasks, qtbot, reply)
    assert shown(line, tasks, qtbot, writer.office.draft()) == ""


def test_where_one_thing_is_looked_at_at_a_time_the_other_is_named_and_not_opened(
    writer: Writer, came: DossierId, tasks: Tasks, qtbot: QtBot
) -> None:
    reply = answered(writer, came)
    line = Related(writer.workplace, writer.room, plain=True)
    line.show_document(reply)
    writer.settle()
    qtbot.waitUntil(lambda: "答复的来文" in line.text())
    assert "<a" not in line.text()


@pytest.mark.parametrize(
    ("came_in", "drafts", "offered"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_an_answer_is_offered_to_who_drafts_where_something_came(came_in: bool, drafts: bool, offered: bool) -> None:
    command = next(one for one in COMMANDS if one.id == "document.answer")
    situation = Situation(signed_in=True, document=DossierId("x"), came=came_in, drafts=drafts)
    assert command.when(situation) is offered
