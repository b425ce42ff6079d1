"""What two persons do, and what the auditor reads, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.remembered import read_heads
from oa_desktop.i18n.fingerprints import spaced
from oa_desktop.office import queries as q
from oa_desktop.office.trail.trail import shown
from oa_desktop.office.waiting import Waiting
from oa_desktop.ui.auditing.audit_dialog import AuditDialog
from oa_desktop.ui.auditing.owner_password import OwnerPassword
from oa_desktop.ui.auditing.taking_along import HEAD_SORTS, heads_file
from oa_desktop.ui.auditing.trail_lines import PAGE
from oa_desktop.ui.auditing.waiting_dialog import WaitingDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice
from tests.unit.test_seals_of_the_office import ORGAN, with_seal
from tests.unit.test_seals_of_the_office import kept as kept_seal


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1000, 600)
    qtbot.addWidget(made)
    return made


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.idle)
    QApplication.processEvents()


def press(qtbot: QtBot, tasks: Tasks, parent: QWidget, name: str) -> None:
    qtbot.mouseClick(parent.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    settle(qtbot, tasks)


def enabled(dialog: QWidget) -> set[str]:
    names = ("confirm", "decline", "withdraw")
    return {name for name in names if dialog.findChild(QPushButton, name).isEnabled()}


def ask(office: FakeOffice) -> None:
    office.as_("system").perform(org.RenewKey(person=PersonId("person drafter"), reason="忘记口令"))


def test_the_second_person_lets_the_owner_set_the_password_and_confirms(
    qtbot: QtBot, tasks: Tasks, office: FakeOffice, behind: QWidget
):
    ask(office)
    dialog, told = WaitingDialog(Workplace(office.as_("security"), tasks), behind), []
    dialog.told.connect(told.append)
    dialog.open()
    settle(qtbot, tasks)
    assert "更换签名密钥：拟稿员；忘记口令" in dialog.lines.item(0).text()
    assert "拟稿员到场后由他自己设定新口令" in dialog.lines.item(0).text()
    assert enabled(dialog) == {"confirm"}
    press(qtbot, tasks, dialog, "confirm")
    owner = dialog.findChild(OwnerPassword)
    agree = owner.findChild(QPushButton, "agree")
    assert not agree.isEnabled()
    for name in ("new-password", "new-password-again"):
        qtbot.keyClicks(owner.findChild(QWidget, name), "Ben-Ren-2026")
    assert agree.isEnabled()
    qtbot.keyClick(owner.findChild(QComboBox, "key-home"), Qt.Key.Key_End)
    assert not agree.isEnabled(), "a key on a token needs its PIN"
    qtbot.keyClicks(owner.findChild(QWidget, "pin"), "2468")
    press(qtbot, tasks, owner, "agree")
    qtbot.waitUntil(lambda: dialog.lines.count() == 0)
    assert told == ["已确认，更换签名密钥从现在起生效。"]
    assert office.office.sign_in("drafter", "Ben-Ren-2026", pin="2468").standing.name == "拟稿员"
    dialog.reject()


def test_who_asked_can_only_take_it_back(qtbot: QtBot, tasks: Tasks, office: FakeOffice, behind: QWidget):
    ask(office)
    dialog = WaitingDialog(Workplace(office.as_("system"), tasks), behind)
    dialog.open()
    settle(qtbot, tasks)
    dialog.reason.setText("本人想起来了")
    assert enabled(dialog) == {"withdraw"}
    press(qtbot, tasks, dialog, "withdraw")
    qtbot.waitUntil(lambda: dialog.lines.count() == 0)
    assert office.as_("security").ask(Waiting()) == ()
    dialog.reject()


def test_nobody_declines_without_saying_why(qtbot: QtBot, tasks: Tasks, office: FakeOffice, behind: QWidget):
    ask(office)
    dialog = WaitingDialog(Workplace(office.as_("security"), tasks), behind)
    dialog.open()
    settle(qtbot, tasks)
    assert "decline" not in enabled(dialog)
    dialog.reason.setText("本人没有申请")
    press(qtbot, tasks, dialog, "decline")
    qtbot.waitUntil(lambda: dialog.lines.count() == 0)
    (row,) = [row for row in office.as_("auditor").ask(q.AuditTrail()) if row.act == "不予确认"]
    assert "本人没有申请" in row.detail
    dialog.reject()


def test_whoever_may_confirm_is_told_when_they_sign_in(office: FakeOffice):
    ask(office)
    told = {
        account: office.office.sign_in(account, office.slots.accounts[account][0]).notices
        for account in ("security", "system", "drafter")
    }
    assert {account for account, codes in told.items() if "second.waiting" in codes} == {"security"}


def test_the_auditor_narrows_the_trail_down_and_wants_what_is_found(
    qtbot: QtBot, tasks: Tasks, office: FakeOffice, behind: QWidget
):
    with pytest.raises(Refused):
        office.as_("drafter").perform(org.AdjustSetting(name="largest-attachment-mb", value=1))
    dialog, wanted = AuditDialog(Workplace(office.as_("auditor"), tasks), behind), []
    dialog.book_wanted.connect(wanted.append)
    dialog.open()
    settle(qtbot, tasks)
    lines = dialog.lines.model()
    assert lines.rowCount() > 20
    dialog.outcome.setCurrentText("没有办成")
    qtbot.waitUntil(lambda: lines.rowCount() == 1 and "1 条" in dialog.said.text())
    row = [lines.index(0, column).data() for column in (1, 2, 3, 4)]
    assert row == ["拟稿员", "越权", "没有办成", "调整设置；没有这个权限"]
    assert "共 1 条，其中没有办成的 1 条" in dialog.said.text()
    press(qtbot, tasks, dialog, "save-audit")
    assert wanted[0].outcome is q.AuditOutcome.FAILED
    dialog.reject()


def test_the_trail_is_fetched_page_by_page_and_counted_as_a_whole(
    qtbot: QtBot, tasks: Tasks, office: FakeOffice, behind: QWidget
):
    trail = office.as_("auditor").trail
    sheet = trail.heads()
    for _number in range(PAGE):
        trail.hand_out_text(sheet)
    dialog = AuditDialog(Workplace(office.as_("auditor"), tasks), behind)
    dialog.open()
    lines = dialog.lines.model()
    qtbot.waitUntil(lambda: lines.rowCount() == PAGE and "共" in dialog.said.text())
    everything = office.as_("auditor").ask(dialog.wanted())
    assert f"共 {len(everything)} 条" in dialog.said.text()
    settle(qtbot, tasks)
    assert lines.rowCount() == PAGE, "nobody looked at more"
    dialog.lines.scrollToBottom()
    qtbot.waitUntil(lambda: lines.rowCount() == len(everything))
    assert lines.ended
    assert [lines.index(row, 0).data() for row in range(lines.rowCount())] == [shown(one.time) for one in everything]
    dialog.reject()


def test_the_sheet_of_heads_is_kept_as_text_to_compare_by_and_as_a_page(office: FakeOffice):
    auditor = office.as_("auditor")
    told = {sort.ending: heads_file(auditor, sort.file) for sort in HEAD_SORTS}
    assert [head.name for head in read_heads(told[".txt"].decode())]
    assert told[".pdf"].startswith(b"%PDF")


def test_a_line_names_what_it_is_about_and_tells_its_fingerprint_once_it_is_chosen(
    qtbot: QtBot, tasks: Tasks, behind: QWidget
):
    office = with_seal()
    dialog = AuditDialog(Workplace(office.as_("auditor"), tasks), behind)
    dialog.open()
    dialog.text.setText("启用印章")
    lines = dialog.lines.model()
    qtbot.waitUntil(lambda: lines.rowCount() == 1)
    assert lines.index(0, 4).data().startswith(ORGAN)
    assert dialog.details.isHidden()
    dialog.lines.setCurrentIndex(lines.index(0, 0))
    assert spaced(kept_seal(office).data) in dialog.details.text()
    dialog.text.setText("没有这样的字")
    qtbot.waitUntil(lambda: lines.rowCount() == 0)
    assert dialog.details.isHidden()
    dialog.reject()
