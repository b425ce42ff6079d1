"""At the desk one reads what was changed in a document: by whom, where, and what the signer has not seen."""

from __future__ import annotations

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListWidget, QWidget

from oa_desktop.domain.actions.handling import Revise
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice

CHECKS = [f"第{count}项检查由县应急管理局组织实施。" for count in range(1, 8)]
FIRST = ("现将有关事项通知如下。", *CHECKS, "请遵照执行。")
SECOND = ("现将有关检查事项通知如下。", *CHECKS, "请遵照执行。")
THIRD = ("现将有关检查事项通知如下。", CHECKS[6], *CHECKS[:6], "请认真执行。")


def saying(*lines: str) -> Manuscript:
    return notice(body=tuple(Paragraph(spans=(Span(text=line),)) for line in lines))


class Reader:
    """Somebody before one document, the traces of it open."""

    def __init__(self, qtbot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.workplace = Workplace(office.as_(account), tasks)
        self.window = QLabel()
        self.pane = DocumentPane(self.workplace, Commands((), self.window))
        for one in (self.window, self.pane):
            qtbot.addWidget(one)
        self.pane.resize(700, 900)
        self.pane.show()

    def read(self, document) -> None:
        self.pane.show_document(document)
        self.pane.turn_to_traces()
        self.settle()

    def settle(self) -> None:
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def said(self, name: str) -> str:
        return self.pane.findChild(QLabel, name).text()

    def lines(self, name: str) -> list[str]:
        found = self.pane.findChild(QListWidget, name)
        return [found.item(place).text() for place in range(found.count())]

    @property
    def changed(self) -> list[str]:
        return [line for line in self.lines("comparison") if line[0] in "＋－±⇅"]

    @property
    def pair(self) -> tuple[str, str]:
        old, new = (self.pane.findChild(QComboBox, name).currentText() for name in ("compared-old", "compared-new"))
        return old, new


@pytest.fixture
def reader(qtbot, office):
    tasks = Tasks()
    yield lambda account: Reader(qtbot, tasks, office, account)
    tasks.close()


@pytest.fixture
def document(office):
    """A notice of three texts: the drafter's two, and the reviewer's."""
    document = office.draft(saying(*FIRST))
    office.revise(document, "drafter", saying(*SECOND))
    office.step(document)
    office.step(document)
    office.revise(document, "reviewer", saying(*THIRD))
    return document


def test_every_text_says_who_wrote_it_in_which_step_and_how_much_it_changed(reader, document):
    one = reader("drafter")
    one.read(document)
    first, second, third = one.lines("revisions")
    assert "第1稿　拟稿　拟稿员" in first and "初稿" in first
    assert "第2稿　修改　拟稿员" in second and "修改 1 处，增 2 字" in second
    assert "第3稿　修改　核稿员" in third and "办公室审核环节" in third and "修改 2 处，增 2 字，删 2 字" in third


def test_the_last_two_texts_stand_side_by_side_at_first(reader, document):
    one = reader("head")
    one.read(document)
    assert one.pair == ("第2稿", "第3稿")
    assert one.said("compared-tally") == "修改 2 处，增 2 字，删 2 字"
    assert one.changed == [
        f"⇅ 正文第 2 段　从正文第 8 段移来　核稿员（第3稿）：{CHECKS[6]}",
        f"⇅ 正文第 8 段　移到正文第 2 段　核稿员（第3稿）：{CHECKS[6]}",
        "± 正文第 9 段　修改　核稿员（第3稿）：删“遵照”，增“认真”",
    ]


def test_any_two_texts_are_compared_and_every_change_names_who_made_it(reader, document):
    one = reader("drafter")
    one.read(document)
    one.pane.findChild(QListWidget, "revisions").setCurrentRow(0)
    one.settle()
    assert one.pair == ("第1稿", "第3稿")
    assert one.changed[0] == "± 正文第 1 段　修改　拟稿员（第2稿）：增“检查”"
    assert one.changed[-1].startswith("± 正文第 9 段　修改　核稿员（第3稿）")


def test_what_stayed_is_folded_until_the_whole_text_is_wanted(reader, document):
    one = reader("drafter")
    one.read(document)
    assert "略去没有改的 4 段" in one.lines("comparison")
    assert CHECKS[2] not in one.lines("comparison")
    one.qtbot.mouseClick(one.pane.findChild(QCheckBox, "compared-whole"), Qt.MouseButton.LeftButton)
    assert CHECKS[2] in one.lines("comparison")


def test_one_steps_from_change_to_change_and_round_again(reader, document):
    one = reader("drafter")
    one.read(document)
    rows = one.pane.findChild(QListWidget, "comparison")
    seen = []
    for _step in range(4):
        seen.append(rows.currentItem().text()[:8])
        one.pane.step_through_traces(forward=True)
    assert seen == ["⇅ 正文第 2 ", "⇅ 正文第 8 ", "± 正文第 9 ", "⇅ 正文第 2 "]
    one.pane.step_through_traces(forward=False)
    one.pane.step_through_traces(forward=False)
    assert rows.currentItem().text().startswith("± 正文第 9")


def test_a_change_is_copied_in_words(reader, document):
    one = reader("drafter")
    one.read(document)
    one.pane.step_through_traces(forward=False)
    one.pane.copy()
    one.settle()
    assert QGuiApplication.clipboard().text() == "± 正文第 9 段　修改　核稿员（第3稿）：删“遵照”，增“认真”"


def test_who_signs_sees_the_clean_page_until_the_traces_are_wanted(reader, office, document):
    office.step(document)
    signer = reader("signer")
    signer.pane.show_document(document)
    signer.settle()
    assert signer.pane.tabs.tabText(signer.pane.tabs.currentIndex()) == "版面"
    signer.pane.turn_to_traces()
    assert signer.pane.tabs.tabText(signer.pane.tabs.currentIndex()) == "修改痕迹"
    signer.pane.turn_to_traces()
    assert signer.pane.tabs.tabText(signer.pane.tabs.currentIndex()) == "版面"


def test_who_signs_again_sees_at_once_what_was_changed_since(reader, office, document):
    office.step(document)
    office.step(document)
    office.revise(document, "rechecker", saying(*THIRD[:-1], "请认真贯彻执行。"))
    office.revise(document, "rechecker", saying(*THIRD[:-1], "请认真贯彻执行。", "特此通知。"))
    signer = reader("signer")
    signer.read(document)
    assert signer.said("traces-notice").startswith("签发（第3稿）以后又改过：修改 2 处，增 7 字。")
    assert signer.pair == ("第3稿（签发稿）", "第5稿")
    assert signer.changed == [
        "± 正文第 9 段　修改　复核员（第4稿）：增“贯彻”",
        "＋ 正文第 10 段　增加　复核员（第5稿）：特此通知。",
    ]
    signer.pane.turn_to_traces()
    signer.settle()
    assert signer.said("caption").startswith("签发后又改过，要重新签发；按 F6 看改了哪些")


def test_who_signs_again_sees_that_an_attachment_was_changed_beside_the_same_text(reader, office):
    document = office.bring_to("recheck")
    rechecker, state = office.as_("rechecker"), office.state(document)
    file = rechecker.writing.keep_file("清单.xlsx", io.BytesIO(b"other figures"), 13)
    text = {"source": state.source, "particulars": state.particulars}
    rechecker.perform(Revise(dossier=document, attachments=(file,), **text))
    signer = reader("signer")
    signer.read(document)
    assert signer.said("traces-notice") == "签发（第1稿）以后又改过：文字没有改动；附件改动 1 个。"


def test_a_leader_who_looks_at_plain_sides_has_the_traces_by_the_same_key(qtbot, reader, office, document):
    one = reader("signer")
    one.pane = DocumentPane(one.workplace, Commands((), one.window), plain=True)
    qtbot.addWidget(one.pane)
    names = [one.pane.tabs.tabText(place) for place in range(one.pane.tabs.count())]
    assert not one.pane.tabs.isTabVisible(names.index("修改痕迹"))
    office.step(document)
    one.read(document)
    assert one.pane.tabs.isTabVisible(names.index("修改痕迹"))
    assert len(one.changed) == 3


def test_a_document_that_nobody_changed_says_so(reader, office):
    one = reader("drafter")
    one.read(office.draft())
    assert one.said("traces-notice") == "只有一稿，没有改过。"
    assert not one.pane.findChild(QWidget, "compared-new").isVisible()
    assert one.lines("comparison") == []


def test_another_document_leaves_nothing_of_the_one_before(reader, office, document):
    one = reader("drafter")
    one.read(document)
    one.pane.show_document(office.draft())
    one.settle()
    assert one.lines("comparison") == []
    assert len(one.lines("revisions")) == 1


def test_a_new_text_comes_up_by_itself_and_is_compared(reader, office, document):
    one = reader("drafter")
    one.read(document)
    office.revise(document, "reviewer", saying(*THIRD, "特此通知。"))
    one.pane.show_document(document)
    one.settle()
    assert one.pair == ("第3稿", "第4稿")
    assert one.changed == ["＋ 正文第 10 段　增加　核稿员（第4稿）：特此通知。"]
