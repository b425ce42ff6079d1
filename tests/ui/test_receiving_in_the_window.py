"""Signing for what came, in the window: typed, dropped, read, one envelope after the other, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.bootstrap.adapters import build_reader
from oa_desktop.catalogue.flows import load_flows
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office import queries as q
from oa_desktop.office.incoming.receiving import RECEIVING
from oa_desktop.ui.receiving.correction_dialog import CorrectionDialog
from oa_desktop.ui.receiving.receive_dialog import ReceiveDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.incoming import INCOMING, TO_READ
from tests.fakes.office import FLOW, FakeOffice

CAME = """---
发文机关: 乙镇人民政府
发文字号: 乙政〔2026〕3号
成文日期: 2026年4月10日
---
乙镇人民政府关于修路的请示

请拨款。
"""


@pytest.fixture
def receiving() -> FakeOffice:
    return FakeOffice(flows={one.id: one for one in (FLOW, INCOMING, TO_READ)}, reader=build_reader())


class Counter:
    """The registrar before the dialog."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.workplace = Workplace(office.as_("registrar"), tasks)
        self.behind = QWidget()
        self.behind.resize(1366, 768)
        qtbot.addWidget(self.behind)
        self.received: list[object] = []
        self.told: list[str] = []
        self.open()

    def open(self) -> None:
        self.dialog = ReceiveDialog(self.workplace, self.behind)
        self.dialog.received.connect(self.received.append)
        self.dialog.told.connect(self.told.append)
        self.dialog.open()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def write(self, **words: str) -> None:
        for name, text in words.items():
            line = self.dialog.findChild(QLineEdit, f"receive-{name}")
            line.setText(text)
            line.editingFinished.emit()
        self.settle()

    def reads(self, name: str) -> str:
        return self.dialog.findChild(QLineEdit, f"receive-{name}").text()

    def says(self, name: str) -> str:
        label = self.dialog.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    def press(self, name: str) -> None:
        self.dialog.findChild(QPushButton, name).click()
        self.settle()

    def rows(self) -> list[q.DossierRow]:
        return list(self.office.as_("registrar").ask(q.IncomingRegister()))


@pytest.fixture
def counter(qtbot: QtBot, tasks: Tasks, receiving: FakeOffice) -> Iterator[Counter]:
    made = Counter(qtbot, tasks, receiving)
    yield made
    made.workplace.leave()


def test_what_is_written_is_signed_for_and_stands_in_the_register(counter: Counter) -> None:
    counter.write(
        sender="甲镇人民政府", number="甲政〔2026〕7号", title="关于抗旱的请示", dated="2026年4月10日", envelope="31"
    )
    flows = counter.dialog.findChild(QComboBox, "receive-flow")
    flows.setCurrentIndex(flows.findData("incoming-to-read"))
    counter.press("agree")
    (row,) = counter.rows()
    assert (row.title, row.organ, row.came_number, row.envelope) == (
        "关于抗旱的请示",
        "甲镇人民政府",
        "甲政〔2026〕7号",
        "31",
    )
    state = counter.office.state(row.dossier)
    assert (state.incoming.dated, state.flow.id) == ("2026-04-10", "incoming-to-read")
    assert counter.told == ["已签收：关于抗旱的请示"]


def test_the_flow_that_suits_what_is_written_is_named_before_it_is_signed_for(qtbot: QtBot, tasks: Tasks) -> None:
    flows = {name: flow for name, flow in load_flows(resource_path("flows")).items() if flow.sort is FlowSort.INCOMING}
    counter = Counter(qtbot, tasks, FakeOffice(flows={FLOW.id: FLOW, **flows}))
    offered = counter.dialog.findChild(QComboBox, "receive-flow")
    named = [offered.currentText()]
    counter.write(sender="甲镇人民政府", title="甲镇人民政府关于抗旱的请示")
    named.append(offered.currentText())
    counter.dialog.findChild(QSpinBox, "receive-pages").setValue(3)
    counter.press("agree")
    state = counter.office.state(counter.rows()[0].dossier)
    assert named == ["合适的：收文（批办）", "合适的：收文（请示）"]
    assert (state.flow and state.flow.id, state.incoming and state.incoming.pages) == ("incoming-request", 3)
    counter.workplace.leave()


def test_one_envelope_after_the_other_is_signed_for_without_closing(counter: Counter) -> None:
    for number in ("1", "2"):
        counter.write(sender="甲镇人民政府", number=number, title=f"关于事项{number}的通知")
        counter.press("agree-on")
        assert (counter.reads("sender"), counter.reads("title")) == ("", "")
        assert counter.says("receive-said") == f"已签收：关于事项{number}的通知"
    assert len(counter.rows()) == len(counter.received) == 2


def test_what_lacks_something_is_said_there_and_stays(counter: Counter) -> None:
    counter.write(title="关于抗旱的请示")
    counter.press("agree")
    assert "没有写来文机关" in counter.says("receive-said")
    assert (counter.reads("title"), counter.rows()) == ("关于抗旱的请示", [])


def test_a_file_that_can_be_read_fills_what_is_empty_and_is_kept_as_it_came(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "来文.md"
    path.write_text(CAME, encoding="utf-8")
    counter.write(sender="乙镇政府")
    counter.dialog.files.bring(path)
    counter.qtbot.waitUntil(lambda: counter.reads("number") != "")
    counter.settle()
    assert (counter.reads("sender"), counter.reads("number")) == ("乙镇政府", "乙政〔2026〕3号")
    assert "请与原件核对" in counter.says("receive-said")
    counter.press("agree")
    state = counter.office.state(counter.rows()[0].dossier)
    kept = counter.office.as_("registrar").papers.content(state.id, state.attachments[0].digest)
    assert kept == path.read_bytes()


def test_what_nobody_has_opened_is_not_read(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "封套.md"
    path.write_text(CAME, encoding="utf-8")
    counter.dialog.findChild(QCheckBox, "receive-personal").setChecked(True)
    counter.write(sender="乙镇人民政府")
    counter.dialog.files.bring(path)
    counter.qtbot.waitUntil(lambda: counter.dialog.files.files() != ())
    counter.settle()
    assert (counter.reads("number"), counter.reads("title")) == ("", "")
    counter.press("agree")
    assert [row.title for row in counter.rows()] == ["亲启件"]


def test_a_second_one_of_the_same_sender_and_number_is_warned_of(counter: Counter) -> None:
    counter.write(sender="甲镇人民政府", number="甲政〔2026〕7号", title="关于抗旱的请示")
    counter.press("agree-on")
    assert counter.says("receive-before") == ""
    counter.write(sender="甲镇人民政府", number="甲政〔2026〕7号")
    assert "可能已经登记过" in counter.says("receive-before")


def test_what_was_typed_is_there_again_and_gone_when_nobody_wants_it(counter: Counter) -> None:
    counter.write(sender="甲镇人民政府", title="关于抗旱的请示", envelope="31")
    counter.press("cancel")
    counter.open()
    assert (counter.reads("sender"), counter.reads("envelope")) == ("甲镇人民政府", "31")
    assert counter.office.as_("registrar").drafts.all() == {}
    counter.press("clear")
    counter.press("cancel")
    counter.open()
    assert counter.reads("sender") == ""


def test_a_day_is_understood_as_people_type_it(counter: Counter) -> None:
    for typed, day in (("2026年4月6日", "2026-04-06"), ("2026/4/6", "2026-04-06"), ("去年", "去年"), ("", "")):
        counter.write(dated=typed)
        assert counter.dialog.registration().incoming.dated == day


def test_a_list_of_envelopes_fills_in_what_it_knows_and_says_what_is_missing(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text("封套号,发文机关,文号\n31,甲镇人民政府,甲政〔2026〕7号\n32,乙局,\n", encoding="gb18030")
    counter.dialog.compare(path)
    counter.settle()
    assert "还有 2 件没有签收" in counter.says("receive-said")
    counter.write(envelope="31", title="关于抗旱的请示")
    assert (counter.reads("sender"), counter.reads("number")) == ("甲镇人民政府", "甲政〔2026〕7号")
    counter.press("agree-on")
    counter.write(envelope="99")
    assert "99 不在清单上" in counter.says("receive-said")
    counter.dialog.compare(path)
    counter.settle()
    said = counter.says("receive-said")
    assert "还有 1 件没有签收" in said
    assert "没有签收：封套 32　乙局" in said


def test_what_is_registered_is_made_right_in_the_same_fields_and_what_was_typed_is_kept(counter: Counter) -> None:
    counter.write(sender="甲镇人民政府", title="关于抗旱的请示", envelope="31")
    counter.dialog.findChild(QCheckBox, "receive-personal").setChecked(True)
    counter.press("agree")
    document = counter.rows()[0].dossier
    for turn in ("typed", "agreed"):
        counter.dialog = CorrectionDialog(counter.workplace, document, counter.behind)
        counter.dialog.told.connect(counter.told.append)
        counter.dialog.open()
        counter.settle()
        if turn == "typed":
            assert (counter.reads("envelope"), counter.reads("title")) == ("31", "关于抗旱的请示")
            counter.write(number="甲政〔2026〕9号", title="关于抗旱和防火的请示")
            counter.press("cancel")
    assert (counter.says("correct-said"), counter.says("receive-before")) == (
        "这是上次没有改完的，接着改；不要的请按“改回原样”。",
        "",
    )
    assert not counter.dialog.findChild(QCheckBox, "receive-personal").isEnabled()
    counter.press("agree")
    (row,) = counter.rows()
    assert (row.title, row.came_number, row.envelope) == ("关于抗旱和防火的请示", "甲政〔2026〕9号", "31")
    assert counter.told[-1] == "已改好来文登记：关于抗旱和防火的请示"
    assert not counter.office.as_("registrar").drafts.of(f"{RECEIVING}/{document}")


def test_what_is_registered_wrongly_is_refused_where_it_was_typed(counter: Counter) -> None:
    counter.write(sender="甲镇人民政府", title="关于抗旱的请示")
    counter.press("agree")
    counter.dialog = CorrectionDialog(counter.workplace, counter.rows()[0].dossier, counter.behind)
    counter.dialog.open()
    counter.settle()
    counter.write(dated="2099-01-01")
    counter.press("agree")
    assert "2099" in counter.says("correct-said")
    counter.press("clear")
    assert counter.reads("dated") == ""


def test_a_file_that_cannot_be_shown_is_kept_and_that_is_said_until_it_is_taken_out(
    counter: Counter, tmp_path: Path
) -> None:
    for name, data in (("空的.pdf", b""), ("来文.md", CAME.encode())):
        (tmp_path / name).write_bytes(data)
        counter.dialog.files.bring(tmp_path / name)
        counter.settle()
    assert "“空的.pdf”是空的，照原样保存" in counter.says("receive-unshown")
    assert [one.name for one in counter.dialog.files.files()] == ["空的.pdf", "来文.md"]
    counter.press("clear")
    assert counter.says("receive-unshown") == ""
