"""Exchange packages in the window: made, written to a file, taken in at another unit, answered, and seen in the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.ui.exchanging.exchange_dialog import ExchangeDialog
from oa_desktop.ui.exchanging.partners_dialog import PartnersDialog
from oa_desktop.ui.workplace import Workplace
from tests.fakes.exchanging import Pair, office_of, pair
from tests.fakes.office import FakeOffice


class Over:
    """The dialog before somebody of one of the units."""

    def __init__(self, qtbot, tasks, session, kind=ExchangeDialog) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.workplace = Workplace(session, tasks)
        self.behind = QWidget()
        self.behind.resize(1200, 800)
        qtbot.addWidget(self.behind)
        self.dialog = kind(self.workplace, self.behind)
        self.problems: list[Exception] = []
        self.workplace.problem.connect(self.problems.append)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def press(self, name: str, within: QWidget | None = None) -> None:
        button = (within or self.dialog).findChild(QPushButton, name)
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, menu: str, name: str) -> None:
        entries = self.dialog.findChild(QPushButton, menu).menu().actions()
        next(one for one in entries if one.objectName() == name).trigger()
        self.settle()

    def asked(self, name: str) -> QDialog:
        found = self.dialog.findChild(QDialog, name)
        assert found is not None
        return found

    def fill(self, dialog: QDialog, **said: str) -> None:
        for name, words in said.items():
            widget = dialog.findChild(QWidget, name)
            if isinstance(widget, QComboBox):
                widget.setCurrentIndex(widget.findData(words))
            else:
                assert isinstance(widget, QLineEdit)
                widget.setText(words)

    def point_at(self, name: str, path: Path) -> None:
        files = self.dialog.findChild(QFileDialog, name)
        assert files is not None
        files.fileSelected.emit(str(path))
        files.reject()
        self.settle()

    def lines(self) -> list[tuple[str, ...]]:
        return [one.cells for one in self.dialog.lines.shown]

    def select(self, row: int) -> None:
        self.dialog.lines.setCurrentIndex(self.dialog.lines.model().index(row, 0))
        self.settle()


@pytest.fixture
def units() -> Pair:
    return pair()


@pytest.fixture
def over(qtbot, tasks) -> Iterator:
    made: list[Over] = []

    def open_it(office, account="registrar", kind=ExchangeDialog) -> Over:
        made.append(Over(qtbot, tasks, office.as_(account), kind))
        return made[-1]

    yield open_it
    for one in made:
        one.workplace.leave()


def test_a_paper_goes_to_another_unit_and_its_receipt_comes_back(over, units: Pair, tmp_path: Path) -> None:
    document, disc, back = units.dispatched(), tmp_path / "1.oapkg", tmp_path / "2.oapkg"
    county = over(units.county)
    county.choose("make-package", "send")
    asked = county.asked("send-package")
    assert "东关镇人民政府" in asked.findChild(QPlainTextEdit, "units").toPlainText()
    county.fill(asked, document=document, number="GP-7", approver="person signer")
    county.press("agree", asked)
    county.point_at("keep-package", disc)
    assert [(line[0], line[2]) for line in county.lines()] == [("发出", "GP-7")]

    town = over(units.town)
    received: list[object] = []
    town.dialog.received.connect(received.append)
    town.press("take-package")
    town.point_at("choose-package", disc)
    asked = town.asked("take-package")
    assert "关于开展公文归档工作的通知" in "".join(one.text() for one in asked.findChildren(QLabel))
    town.fill(asked, number="GP-7", approver="person reviewer")
    town.press("agree", asked)
    assert [one.code for one in town.problems if isinstance(one, Refused)] == ["carrier.unscanned"]
    town.fill(asked, scanner="甲", outcome="未发现病毒")
    town.press("agree", asked)
    assert len(received) == 1

    town.select(0)
    town.press("answer-package")
    asked = town.asked("answer")
    town.fill(asked, number="GP-8", approver="person reviewer")
    town.press("agree", asked)
    town.point_at("keep-package", back)

    county.press("take-package")
    county.point_at("choose-package", back)
    asked = county.asked("take-package")
    county.fill(asked, number="GP-8", approver="person signer", scanner="甲", outcome="未发现病毒")
    county.press("agree", asked)
    assert any("东关镇人民政府：签收" in cell for line in county.lines() for cell in line)


def test_what_went_out_is_written_once_more(over, units: Pair, tmp_path: Path) -> None:
    _, package = units.sent()
    county = over(units.county)
    county.select(0)
    assert not county.dialog.findChild(QPushButton, "answer-package").isEnabled()
    county.press("again-package")
    county.point_at("keep-package", tmp_path / "again.oapkg")
    assert (tmp_path / "again.oapkg").read_bytes() == package


def test_a_package_that_is_refused_says_why_and_asks_nothing(over, units: Pair, tmp_path: Path) -> None:
    _, package = units.sent()
    (tmp_path / "cut.oapkg").write_bytes(package[:-100])
    town = over(units.town)
    town.press("take-package")
    town.point_at("choose-package", tmp_path / "cut.oapkg")
    assert [one.code for one in town.problems if isinstance(one, Refused)] == ["package.cut"]
    assert town.dialog.findChild(QDialog, "take-package") is None


def test_whoever_may_not_see_the_book_is_told_so(over, units: Pair) -> None:
    outsider = over(units.county, "drafter")
    assert "登记编号" in outsider.dialog.findChild(QLabel, "exchange-sum").text()
    assert not outsider.dialog.findChild(QPushButton, "make-package").isEnabled()


def test_a_unit_is_registered_by_its_card_and_dropped_again(over, units: Pair, tmp_path: Path) -> None:
    stranger = office_of("c", "西关镇人民政府")
    card = tmp_path / "card.oacard"
    there = over(stranger, "security", PartnersDialog)
    there.press("own-card")
    there.point_at("keep-card", card)
    here = over(units.county, "security", PartnersDialog)
    here.press("add-partner")
    here.point_at("choose-package", card)
    asked = here.asked("register-partner")
    assert "西关镇人民政府" in "".join(one.text() for one in asked.findChildren(QLabel))
    here.fill(asked, compared="电话，西关镇党政办")
    here.press("agree", asked)
    assert [line[0] for line in here.lines()] == ["东关镇人民政府", "西关镇人民政府"]
    here.select(1)
    here.press("drop-partner")
    here.fill(here.asked("stop-exchange"), reason="机构合并")
    here.press("agree", here.asked("stop-exchange"))
    assert [line[0] for line in here.lines()] == ["东关镇人民政府"]


def test_who_has_nobody_to_send_to_is_told_at_once_and_led_to_where_units_are_registered(over) -> None:
    here = over(FakeOffice())
    here.choose("make-package", "send")
    assert here.dialog.findChild(QDialog, "send-package") is None
    partners = here.asked("partners-list")
    assert "还没有登记交换单位" in partners.findChild(QLabel, "notice").text()
    assert partners.findChild(QPushButton, "add-partner").isEnabled()
    partners.reject()
