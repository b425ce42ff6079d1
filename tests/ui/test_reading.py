"""At the desk one reads a document: which page it is, who did what with which words, who is waited for, its files."""

import io

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QTreeWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DepartmentId, DossierId
from oa_desktop.office import queries as q
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.reading.attachments import Attachments, size_of, sort_of
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.reading.flow_view import FlowView
from oa_desktop.ui.reading.timeline import Timeline
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.ink import ring
from tests.fakes.office import FLOW, FakeOffice, notice

PAGE, FORM, HANDLING, TRACES, FILES = range(5)


class Reader:
    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.workplace = Workplace(office.as_(account), tasks)
        self.pane = DocumentPane(self.workplace, Commands((), self.workplace_window()))
        self.pages, self.problems = [], []
        self.pane.page_shown.connect(lambda document, page: self.pages.append((document, page)))
        self.workplace.problem.connect(self.problems.append)
        qtbot.addWidget(self.pane)

    def workplace_window(self) -> QLabel:
        self.window = QLabel()
        self.qtbot.addWidget(self.window)
        return self.window

    def read(self, document, tab: int = PAGE) -> None:
        self.pane.tabs.setCurrentIndex(tab)
        self.pane.show_document(document)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    @property
    def caption(self) -> str:
        return self.pane.page.findChild(QLabel, "caption").text()

    @property
    def lines(self) -> list[str]:
        acts = self.pane.findChild(QListWidget)
        return [acts.item(place).text() for place in range(acts.count())]


@pytest.fixture
def reader(qtbot, office):
    tasks = Tasks()
    yield lambda account: Reader(qtbot, tasks, office, account)
    tasks.close()


def test_the_page_is_called_what_it_is_at_every_stage(reader, office):
    document = office.draft()
    archivist = reader("archivist")
    seen = {}
    for account, words in (
        ("head", "草稿"),
        ("rechecker", "定稿"),
        ("sealer", "正本，尚未用印"),
        ("dispatcher", "正本，已用印"),
    ):
        while office.stores.made.dossier(document)[0].tasks[0].holder.role not in {
            role for one in office.as_(account).ask(q.People()) if one.account == account for role in one.roles
        }:
            office.step(document)
        one = reader(account)
        one.read(document)
        seen[words] = one.caption
        assert one.pages == [(document, office.as_(account).papers.lay_before(document))]
    assert all(caption.startswith(words) for words, caption in seen.items())
    assert archivist.problems == []


def test_the_handling_tells_every_act_with_its_words_and_who_is_waited_for(reader, office):
    document = office.draft()
    office.step(document)
    office.as_("head").perform(act.Return(dossier=document, to="draft", reason="数据前后不一致，请核对。"))
    drafter = reader("drafter")
    drafter.read(document, HANDLING)
    first, submitted, returned = drafter.lines
    assert "拟稿员（拟稿）" in first
    assert "请审核" in submitted
    assert "退回" in returned
    assert "数据前后不一致，请核对。" in returned
    picture = drafter.pane.findChild(FlowView).accessibleDescription()
    assert picture.startswith("● 拟稿（正在办），第2次")
    assert "秘书科 拟稿员　等待送审" in picture
    assert "○ 部门审核（未到），曾经办过，退回以后要再办" in picture


def with_ink(office: FakeOffice, ink: bytes) -> DossierId:
    """A document on which the head wrote by hand alone."""
    document = office.bring_to("department")
    head = office.as_("head")
    digest = head.ink.keep(ring())
    head.perform(act.Review(dossier=document, ink=digest))
    office.stores.made.blobs.contents[digest] = ink
    return document


def test_what_was_written_by_hand_is_drawn_among_the_acts_and_named_for_who_cannot_see_it(reader, office):
    one = reader("drafter")
    one.pane.resize(900, 700)
    one.pane.show()
    heights = {}
    for name, document in (("none", office.bring_to("office")), ("ink", with_ink(office, ring().encode()))):
        one.read(document, HANDLING)
        acts = one.pane.findChild(QListWidget)
        heights[name] = acts.sizeHintForRow(acts.count() - 1)
    assert "手写" in one.lines[-1]
    assert heights["ink"] > heights["none"] + one.pane.fontMetrics().lineSpacing()


def test_ink_that_was_damaged_is_said_to_be_so_and_the_acts_are_all_there(reader, office):
    one = reader("drafter")
    one.read(with_ink(office, b"{}"), HANDLING)
    assert "手写的笔迹已经损坏，读不出来" in one.lines[-1]
    assert one.problems == []


def test_quickly_passing_over_many_documents_ends_with_the_right_page(reader, office):
    documents = [office.draft(notice(title=f"关于第{number}件事项的通知")) for number in range(40)]
    drafter = reader("drafter")
    for document in documents:
        drafter.pane.show_document(document)
    drafter.settle()
    assert drafter.pages[-1] == (documents[-1], office.as_("drafter").papers.lay_before(documents[-1]))
    assert len(drafter.pages) < len(documents)


def test_a_document_that_one_may_not_know_is_said_in_place_of_its_page(reader, office):
    document = office.draft()
    outsider = reader("outsider")
    outsider.read(document)
    assert outsider.pages == []
    assert outsider.pane.page.view.pdf == b""


def test_what_is_not_looked_at_is_not_fetched(reader, office):
    drafter = reader("drafter")
    drafter.read(office.draft(), HANDLING)
    assert drafter.pages == []
    drafter.pane.tabs.setCurrentIndex(PAGE)
    drafter.settle()
    assert len(drafter.pages) == 1


def test_nobody_waits_for_a_side_of_a_document_that_nobody_looks_at(reader, office):
    drafter = reader("drafter")
    drafter.read(office.draft())
    assert drafter.pane.findChildren(Timeline) == []
    drafter.pane.tabs.setCurrentIndex(HANDLING)
    drafter.settle()
    assert len(drafter.pane.findChildren(Timeline)) == 1


def test_an_attached_file_is_named_with_what_it_is_and_leaves_only_with_a_record(reader, office, tmp_path):
    session = office.as_("drafter")
    kept = session.writing.keep_text(notice())
    attached = session.writing.keep_file("清单.xlsx", io.BytesIO(b"rows" * 300), 1200)
    document = session.perform(
        act.Draft(
            flow=FLOW,
            department=DepartmentId(""),
            source=kept.source,
            particulars=kept.particulars,
            attachments=(attached,),
        )
    ).dossiers[0]
    drafter = reader("drafter")
    drafter.read(document, FILES)
    item = drafter.pane.findChild(QTreeWidget).topLevelItem(0)
    assert [item.text(column) for column in range(3)] == ["清单.xlsx", "表格", "1.2 KB"]
    before = len(office.stores.made.kept)
    drafter.pane.findChild(Attachments)._write(attached, tmp_path / "清单.xlsx")
    drafter.settle()
    assert (tmp_path / "清单.xlsx").read_bytes() == b"rows" * 300
    assert [one.entry.kind for one in office.stores.made.kept[before:]] == ["record-output"]


def test_a_program_among_the_files_is_called_a_program():
    assert "程序" in sort_of("报表.EXE")
    assert sort_of("批复.pdf") == "PDF 文件"
    assert (size_of(12), size_of(1_500_000)) == ("12 字节", "1.5 MB")
