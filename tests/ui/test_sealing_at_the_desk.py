"""印制用印 at the desk: which seal, its password, and what becomes of a wrong one; an office with paper seals asks less."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.seals import SealState
from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.acting.written import NOTHING_WRITTEN
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.sealing.seal_book_dialog import SealBookDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice
from tests.fakes.seals import PASSWORD, issued
from tests.ui.test_acting import Seat
from tests.unit.test_seals_of_the_office import ORGAN, OTHER, apply, kept, with_seal


def asked(seat: Seat) -> ActDialog:
    """Press 印制用印 and return what asks for the rest."""
    seat.press("apply-seal")
    return next(one for one in seat.bar.findChildren(ActDialog) if one.isVisible())


def agree(seat: Seat, dialog: ActDialog) -> None:
    seat.qtbot.mouseClick(dialog.findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
    seat.settle()


def test_the_keeper_chooses_the_seal_says_its_password_and_the_page_is_sealed(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal()
    seat = Seat(qtbot, tasks, office, "sealer")
    dossier = office.bring_to("seal")
    seat.open(dossier)
    dialog = asked(seat)
    choice, line = dialog.findChild(QComboBox, "electronic"), dialog.findChild(QLineEdit, "opening")

    assert choice.currentData() == kept(office).data
    assert ORGAN in choice.currentText()
    assert "盖在第1页" in choice.currentText()
    assert [choice.itemText(place) for place in range(choice.count())][-1] == "盖纸质印章"
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.findChild(QCheckBox, "straddling").isChecked()
    qtbot.keyClicks(line, PASSWORD)
    agree(seat, dialog)

    assert seat.problems == []
    assert [one.organ for one in office.state(dossier).seals] == [ORGAN]


def test_a_wrong_password_is_told_in_the_dialog_which_stays_with_all_that_was_typed(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal()
    seat = Seat(qtbot, tasks, office, "sealer")
    dossier = office.bring_to("seal")
    seat.open(dossier)
    dialog = asked(seat)
    line, copies = dialog.findChild(QLineEdit, "opening"), dialog.findChild(QSpinBox, "copies")
    copies.setValue(7)
    qtbot.keyClicks(line, "wrong")
    agree(seat, dialog)

    assert seat.problems == []
    assert "口令" in dialog.findChild(QLabel, "refusal").text()
    assert dialog.isVisible()
    assert (copies.value(), line.text()) == (7, "wrong")
    assert office.state(dossier).step == "seal"
    line.setText(PASSWORD)
    agree(seat, dialog)
    assert [one.copies for one in office.state(dossier).seals] == [7]
    assert not [one for one in seat.bar.findChildren(ActDialog) if one.isVisible()]


def test_the_dialog_stays_while_the_act_is_under_way(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal()
    seat = Seat(qtbot, tasks, office, "sealer")
    seat.open(office.bring_to("seal"))
    dialog = ActDialog(asked(seat).form, "", NOTHING_WRITTEN, seat.bar)
    dialog.open()
    agree(seat, dialog)
    dialog.reject()
    assert dialog.isVisible()
    dialog.let_go()
    dialog.reject()
    assert not dialog.isVisible()


def test_paper_may_be_chosen_and_needs_no_password(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal()
    seat = Seat(qtbot, tasks, office, "sealer")
    dossier = office.bring_to("seal")
    seat.open(dossier)
    dialog = asked(seat)
    choice = dialog.findChild(QComboBox, "electronic")
    choice.setCurrentIndex(choice.count() - 1)
    agree(seat, dialog)

    assert seat.problems == []
    assert office.state(dossier).seals == ()
    assert office.state(dossier).step == "dispatch"


def test_an_office_without_electronic_seals_is_asked_for_copies_alone(qtbot: QtBot, tasks: Tasks) -> None:
    office = FakeOffice()
    seat = Seat(qtbot, tasks, office, "sealer")
    seat.open(office.bring_to("seal"))
    dialog = asked(seat)

    assert [field.name for field in dialog.form.fields] == ["copies"]


class Book:
    """印章登记 before somebody."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks = qtbot, tasks
        self.workplace = Workplace(office.as_(account), tasks)
        self.behind = QWidget()
        self.behind.resize(1200, 800)
        qtbot.addWidget(self.behind)
        self.told: list[str] = []
        self.dialog = SealBookDialog(self.workplace, self.behind)
        self.dialog.told.connect(self.told.append)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def pick(self, place: int) -> None:
        seals = self.dialog.seals
        seals.setCurrentIndex(seals.model().index(place, 0))
        self.settle()

    def offered(self) -> list[str]:
        return [one.objectName() for one in self.dialog.findChild(QMenu).actions()]

    def choose(self, kind: str) -> None:
        next(one for one in self.dialog.findChild(QMenu).actions() if one.objectName() == kind).trigger()
        self.settle()

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def asked(self) -> FieldsDialog:
        return next(one for one in self.dialog.findChildren(FieldsDialog) if one.isVisible())

    def type(self, **lines: str) -> None:
        for name, words in lines.items():
            self.qtbot.keyClicks(self.asked().findChild(QLineEdit, name.replace("_", "-")), words)

    def agree(self) -> None:
        self.qtbot.mouseClick(self.asked().findChild(QPushButton, "agree"), Qt.MouseButton.LeftButton)
        self.settle()

    def do(self, kind: str, reason: str) -> None:
        self.choose(kind)
        self.type(reason=reason)
        self.agree()


def test_the_book_shows_every_seal_and_what_each_was_used_on(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal(ORGAN, OTHER)
    apply(office, office.bring_to("seal"))
    book = Book(qtbot, tasks, office, "sealer")

    assert [line.cells[:3] for line in book.dialog.seals.shown] == [(ORGAN, "在用", ORGAN), (OTHER, "在用", OTHER)]
    assert [line.cells[2] for line in book.dialog.lines.shown] == ["启用", "用印", "启用"]
    book.pick(0)
    assert [line.cells[1] for line in book.dialog.lines.shown] == ["启用", "用印"]
    used = book.dialog.lines.shown[-1].cells
    assert "关于开展公文归档工作的通知" in used[3]
    assert used[4:6] == ("签发员", "3")
    assert book.offered() == ["change-seal-password"]
    assert not book.dialog.findChild(QPushButton, "enrol-seal")


def test_the_security_administrator_suspends_and_asks_for_destruction_there(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal()
    book = Book(qtbot, tasks, office, "security")
    book.pick(0)
    assert book.offered() == ["entrust-seal", "suspend-seal", "destroy-seal"]
    book.do("suspend-seal", "lost")

    assert kept(office).state is SealState.SUSPENDED
    assert book.told == [f"已停用“{ORGAN}”。"]
    book.pick(0)
    assert book.offered() == ["entrust-seal", "resume-seal", "destroy-seal"]
    book.do("destroy-seal", "renamed")
    assert kept(office).state is SealState.SUSPENDED
    assert "等管印章的人确认" in book.told[-1]
    assert [line.cells[1] for line in book.dialog.seals.shown] == ["停用，待确认销毁"]


def test_a_seal_is_handed_over_there_and_its_new_keeper_gives_it_another_password(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal()
    book = Book(qtbot, tasks, office, "security")
    book.pick(0)
    book.do("entrust-seal", "moved")
    assert "由他在这里改掉" in book.told[-1]
    assert [one.what for one in kept(office).events] == ["启用印章", "移交印章"]

    keeper = Book(qtbot, tasks, office, "sealer")
    keeper.pick(0)
    keeper.choose("change-seal-password")
    keeper.type(old=PASSWORD, new_password="Yongyin#2027", new_password_again="Yongyin#2027")
    keeper.agree()
    assert keeper.told == [f"“{ORGAN}”的口令已更改。"]
    assert office.seal_keys.keys[kept(office).key][1] == "Yongyin#2027"


def test_a_seal_is_taken_into_use_there_once_it_was_looked_at(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    office = FakeOffice()
    brought = issued(ORGAN)
    for name, data in (("seal.esl", brought.data), ("seal.cer", brought.certificate), ("seal.key", brought.key)):
        (tmp_path / name).write_bytes(data)
    book = Book(qtbot, tasks, office, "security")
    book.press("enrol-seal")
    chosen = book.dialog.findChild(FileDialog, "choose-package")
    chosen.fileSelected.emit(str(tmp_path / "seal.esl"))
    chosen.reject()
    book.settle()
    assert "制章人的签名成立" in book.asked().findChild(QLabel, "advice").text()
    for name in ("certificate", "key"):
        path = tmp_path / f"seal.{'cer' if name == 'certificate' else 'key'}"
        book.asked().findChild(QWidget, name).findChild(QLineEdit).setText(str(path))
    book.type(new_password=PASSWORD, new_password_again=PASSWORD)
    book.agree()

    assert book.told == [f"已启用“{ORGAN}”。"]
    assert kept(office).state is SealState.IN_USE
    assert not book.dialog.findChild(QPushButton, "make-seal")


def test_a_seal_for_training_is_made_there(qtbot: QtBot, tasks: Tasks) -> None:
    office = FakeOffice(realm=Realm.TRAINING)
    book = Book(qtbot, tasks, office, "security")
    book.press("make-seal")
    book.type(new_password=PASSWORD, new_password_again=PASSWORD)
    book.agree()

    assert [one.state for one in office.as_("security").seals.all] == [SealState.IN_USE]
    assert book.told == ["制作实训章：已办。"]


def test_an_office_without_seals_is_told_where_they_come_from(qtbot: QtBot, tasks: Tasks) -> None:
    book = Book(qtbot, tasks, FakeOffice(), "security")

    assert "启用印章" in book.dialog.findChild(QLabel, "seal-sum").text()
    assert not book.dialog.findChild(QPushButton, "print-book").isEnabled()
