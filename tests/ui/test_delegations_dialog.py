"""Delegating in the window: asked in one dialog, listed, taken back; the delegate sees for whom."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions.delegating import DelegateFor
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.ui.acting.manner import DESK
from oa_desktop.ui.delegating.delegate_dialog import DelegateDialog
from oa_desktop.ui.delegating.delegations_dialog import DelegationsDialog
from oa_desktop.ui.lists.columns import subject
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice
from tests.fakes.together import person


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


def tick(asking: DelegateDialog, name: str, *words: str) -> None:
    listed = asking.findChild(QWidget, name).findChild(QListWidget)
    for place in range(listed.count()):
        if listed.item(place).text() in words:
            listed.item(place).setCheckState(Qt.CheckState.Checked)


@pytest.fixture
def asking_of(qtbot: QtBot, tasks: Tasks, office: FakeOffice) -> Callable[[str], tuple[DelegateDialog, list]]:
    behind, agreed = QWidget(), []
    qtbot.addWidget(behind)

    def ask(account: str) -> tuple[DelegateDialog, list]:
        asking = DelegateDialog(Workplace(office.as_(account), tasks), behind)
        asking.agreed.connect(agreed.append)
        asking.open()
        return asking, agreed

    return ask


def test_some_kinds_and_steps_are_delegated_and_the_buttons_say_which(asking_of):
    asking, agreed = asking_of("signer")
    tick(asking, "kinds", "通知", "函", "纪要", "通报")
    tick(asking, "acts", "签发")
    kinds, roles = (asking.findChild(QPushButton, name) for name in ("kinds", "roles"))
    assert (kinds.text(), kinds.accessibleDescription()) == ("通知、通报、函等 4 个", "通知、通报、函等 4 个")
    assert roles.text() == "全部"
    asking.findChild(QPushButton, "agree").click()
    (wished,) = agreed
    assert (wished.kinds, wished.acts, wished.roles) == (("通知", "通报", "函", "纪要"), ("issue",), ())


def test_whoever_may_delegates_for_somebody_else_what_that_person_has(asking_of):
    asking, agreed = asking_of("security")
    giver = asking.findChild(QComboBox, "giver")
    giver.setCurrentIndex(giver.findText("签发员（签发）"))
    tick(asking, "roles", "签发")
    people = asking.findChild(QWidget, "delegate").findChild(QListWidget)
    people.item(0).setCheckState(Qt.CheckState.Checked)
    asking.findChild(QPushButton, "agree").click()
    (wished,) = agreed
    assert isinstance(wished, DelegateFor)
    assert (wished.giver, wished.roles) == (person("signer"), (Role.SIGNER,))


def test_nobody_else_is_asked_whose_tasks_they_are(asking_of):
    asking, _ = asking_of("signer")
    assert asking.findChild(QWidget, "giver") is None
