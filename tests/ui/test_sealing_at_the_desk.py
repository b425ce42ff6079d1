"""印制用印 at the desk: which seal, its password, and what becomes of a wrong one; an office with paper seals asks less."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from oa_desktop.ui.acting.act_dialog import ActDialog
from oa_desktop.ui.tasks import Tasks
from tests.fakes.office import FakeOffice
from tests.fakes.seals import PASSWORD
from tests.ui.test_acting import Seat
from tests.unit.test_seals_of_the_office import ORGAN, kept, with_seal


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
    assert "第1页署名处" in choice.currentText()
    assert [choice.itemText(place) for place in range(choice.count())][-1] == "盖纸质印章"
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.findChild(QCheckBox, "straddling").isChecked()
    qtbot.keyClicks(line, PASSWORD)
    agree(seat, dialog)

    assert seat.problems == []
    assert [one.organ for one in office.state(dossier).seals] == [ORGAN]


def test_a_wrong_password_is_told_and_nothing_is_sealed(qtbot: QtBot, tasks: Tasks) -> None:
    office = with_seal()
    seat = Seat(qtbot, tasks, office, "sealer")
    dossier = office.bring_to("seal")
    seat.open(dossier)
    dialog = asked(seat)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "opening"), "wrong")
    agree(seat, dialog)

    assert [problem.code for problem in seat.problems] == ["seal.wrong-password"]
    assert office.state(dossier).step == "seal"


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
