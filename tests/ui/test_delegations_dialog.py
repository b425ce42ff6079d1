"""Delegating in the window: asked in one dialog, listed, taken back; the delegate sees for whom."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.office import queries as q
from oa_desktop.ui.acting.manner import DESK
from oa_desktop.ui.delegating.delegate_dialog import DelegateDialog
from oa_desktop.ui.delegating.delegations_dialog import DelegationsDialog
from oa_desktop.ui.lists.columns import subject
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice


def press(qtbot: QtBot, tasks: Tasks, parent: QWidget, name: str) -> None:
    qtbot.mouseClick(parent.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tasks.idle)
    QApplication.processEvents()


def test_a_leader_delegates_and_takes_it_back(qtbot: QtBot, tasks: Tasks, office: FakeOffice):
    document = office.bring_to("issue")
    behind = QWidget()
    qtbot.addWidget(behind)
    dialog, told = DelegationsDialog(Workplace(office.as_("signer"), tasks), behind), []
    dialog.told.connect(told.append)
    dialog.open()
    press(qtbot, tasks, dialog, "delegate")
    asking = dialog.findChild(DelegateDialog)
    people = asking.findChild(QListWidget)
    assert people.count() > 3
    wanted = next(
        people.item(place) for place in range(people.count()) if people.item(place).text() == "拟稿员（拟稿）"
    )
    wanted.setCheckState(Qt.CheckState.Checked)
    asking.findChild(QPushButton, "agree").click()
    qtbot.waitUntil(lambda: dialog.lines.count() == 1)
    assert "签发员 委托 拟稿员：2026-04-16 至 2026-04-22，全部待办（正在代办）" in dialog.lines.item(0).text()

    drafter = office.as_("drafter")
    (row,) = drafter.ask(q.ToDo())
    assert subject(row).startswith("〔代签发员办〕")
    words = {form.kind: DESK.word(form) for form in drafter.ask(q.ActForms(dossier=document))}
    assert words["issue"] == "代签发员签发"

    dialog.lines.setCurrentRow(0)
    press(qtbot, tasks, dialog, "end-delegation")
    qtbot.waitUntil(lambda: dialog.lines.count() == 0)
    assert drafter.ask(q.ToDo()) == ()
    assert told == ["已委托。", "签发员给拟稿员的委托已收回。"]
    dialog.reject()
