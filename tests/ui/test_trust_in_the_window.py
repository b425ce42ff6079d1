"""证书与信任 in the window: two founders present, certificates issued and revoked, another authority believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.office.ports.keys import KeyHome
from oa_desktop.ui.trusting.trust_dialog import TrustDialog
from oa_desktop.ui.workplace import Workplace
from tests.fakes.certificates import certificate, revocation_list, write_folder
from tests.fakes.office import FakeOffice


class Over:
    """The dialog before somebody of the unit."""

    def __init__(self, qtbot, tasks, office: FakeOffice, account: str) -> None:
        self.qtbot, self.tasks, self.office = qtbot, tasks, office
        self.workplace = Workplace(office.as_(account), tasks)
        self.behind = QWidget()
        self.behind.resize(1200, 800)
        qtbot.addWidget(self.behind)
        self.problems: list[Exception] = []
        self.workplace.problem.connect(self.problems.append)
        self.dialog = TrustDialog(self.workplace, self.behind)
        self.said: list[str] = []
        self.dialog.told.connect(self.said.append)
        self.dialog.show()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        QTest.qWait(1)

    def press(self, name: str, within: QWidget | None = None) -> None:
        button = (within or self.dialog).findChild(QPushButton, name)
        assert button.isEnabled(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, menu: str, name: str) -> None:
        entries = self.dialog.findChild(QPushButton, menu).menu().actions()
        next(one for one in entries if one.objectName() == name).trigger()
        self.settle()

    def offered(self, menu: str) -> list[str]:
        entries = self.dialog.findChild(QPushButton, menu).menu().actions()
        return [one.objectName() for one in entries if one.isEnabled()]

    def asked(self, name: str) -> QDialog:
        found = self.dialog.findChild(QDialog, name)
        assert found is not None, name
        return found

    def agree(self, dialog: QDialog, **said: str) -> None:
        for name, words in said.items():
            widget = dialog.findChild(QWidget, name)
            if isinstance(widget, QComboBox):
                widget.setCurrentIndex(widget.findData(words))
            else:
                assert isinstance(widget, QLineEdit)
                widget.setText(words)
        self.press("agree", dialog)

    def with_passwords(self, dialog: QDialog, **more: str) -> None:
        own, theirs = (self.office.slots.accounts[one][0] for one in ("security", "system"))
        self.agree(dialog, password=own, second="system", second_password=theirs, **more)

    def point_at(self, path: Path, chosen_in: str = "choose-package") -> None:
        files = self.dialog.findChildren(QFileDialog, chosen_in)[-1]
        assert files is not None
        files.fileSelected.emit(str(path))
        files.reject()
        self.settle()


@pytest.fixture
def over(qtbot, tasks) -> Iterator:
    made: list[Over] = []

    def open_it(office: FakeOffice, account: str = "security") -> Over:
        made.append(Over(qtbot, tasks, office, account))
        return made[-1]

    yield open_it
    for one in made:
        one.workplace.leave()


def test_two_found_the_authority_issue_and_revoke(over) -> None:
    room = over(FakeOffice())
    assert "还没有自己的证书机构" in room.dialog._sum.text()
    assert room.offered("issue") == ["found-authority"]
    room.choose("issue", "found-authority")
    asked = room.asked("found")
    assert asked.findChild(QLineEdit, "password").echoMode() is QLineEdit.EchoMode.Password
    room.agree(asked, password="wrong", second="system", second_password="wrong")
    assert [one.code for one in room.problems if isinstance(one, Refused)] == ["sign-in.wrong-password"]
    room.with_passwords(asked)
    assert room.said == ["建立证书机构：已办。"]
    assert "issue-people" in room.offered("issue") and "不能做吊销列表" not in room.dialog._sum.text()
    room.choose("issue", "issue-people")
    room.with_passwords(room.asked("issue-to-people"))
    assert room.problems[1:] == []
    people = [line for line in room.dialog.certificates.shown if line.cells[1] == "人员"]
    assert len(people) == len(room.office.as_("security").organisation().people)
    row = next(place for place, line in enumerate(room.dialog.certificates.shown) if line.cells[1] == "人员")
    room.dialog.certificates.setCurrentIndex(room.dialog.certificates.model().index(row, 0))
    room.settle()
    room.press("revoke")
    room.agree(room.asked("revocation"), reason="密钥泄露")
    gone = [line.cells[1] for line in room.dialog.certificates.shown if line.cells[2] == "已吊销"]
    assert sorted(gone) == ["人员", "吊销列表"], "both are of the key that was lost"
    no_list = "现在登录的人不能做吊销列表"
    assert no_list in room.dialog._sum.text()
    room.choose("lists", "publish")
    room.with_passwords(room.asked("publishing"))
    assert (room.said[-1], room.problems[1:]) == ("更新吊销列表：已办。", [])
    room.choose("issue", "issue-lists")
    room.with_passwords(room.asked("issue-for-lists"))
    assert [one.code for one in room.problems[1:]] == ["certificate.key-lost"]


def test_another_authority_is_believed_after_its_fingerprint_is_shown(over, tmp_path: Path) -> None:
    file, listed = tmp_path / "root.cer", tmp_path / "list.crl"
    file.write_bytes(certificate(since="2019-12-31T17:00:00+00:00"))
    listed.write_bytes(revocation_list(issued="2026-03-31T17:00:00+00:00"))
    room = over(FakeOffice())
    room.choose("take-in", "trust-authority")
    room.point_at(file)
    asked = room.asked("trusting")
    said = "".join(one.text() for one in asked.findChildren(QLabel))
    assert "指纹（SM3）" in said and "有效期：2020-01-01 至 2040-01-01" in said, "days of Beijing"
    room.agree(asked, basis="")
    assert [one.code for one in room.problems if isinstance(one, Refused)] == ["certificate.no-basis"]
    room.agree(asked, basis="下发的光盘，电话核对指纹")
    room.choose("take-in", "take-in-list")
    room.point_at(listed)
    (line,) = room.dialog.authorities.shown
    assert line.cells[:2] == ("省电子认证中心", "信任根") and line.cells[3] == "2026-04-01"
    room.dialog.tabs.setCurrentIndex(1)
    room.dialog.authorities.setCurrentIndex(room.dialog.authorities.model().index(0, 0))
    room.settle()
    room.press("distrust")
    room.agree(room.asked("distrusting"), reason="已停止服务")
    assert room.dialog.authorities.shown == ()
    city = certificate(subject="CN=市认证中心", issuer="CN=市认证中心")
    write_folder(tmp_path / "disc", Trust(anchors=(city,), own=frozenset()))
    room.choose("take-in", "take-in-folder")
    room.point_at(tmp_path / "disc", "choose-folder")
    asked = room.asked("taking-in-folder")
    assert "市认证中心（信任根）指纹" in "".join(one.text() for one in asked.findChildren(QLabel))
    room.agree(asked, basis="市里的光盘")
    assert [line.cells[0] for line in room.dialog.authorities.shown] == ["市认证中心"]
    room.choose("take-in", "take-in-folder")
    room.point_at(tmp_path / "disc", "choose-folder")
    assert room.said[-1] == "没有新的证书和吊销列表。"


def test_a_seal_gets_a_certificate_and_the_trust_list_goes_into_an_empty_folder(over, tmp_path: Path) -> None:
    office = FakeOffice()
    office.slots.chosen_homes["system"] = (KeyHome.TOKEN, "2468")
    room = over(office)
    room.choose("issue", "found-authority")
    room.with_passwords(room.asked("found"), second_pin="2468")
    (tmp_path / "seal.der").write_bytes(b"public key of a seal")
    room.choose("issue", "issue-seal")
    files = room.dialog.findChildren(QFileDialog, "choose-package")[-1]
    assert "不是印章，也不是私钥" in files.windowTitle()
    room.point_at(tmp_path / "seal.der")
    room.with_passwords(room.asked("issue-to-seal"), holder="清源县人民政府办公室", second_pin="2468")
    assert ("清源县人民政府办公室", "印章") in [line.cells[:2] for line in room.dialog.certificates.shown]
    for folder, told in ((tmp_path, ["trust-folder.taken"]), (tmp_path / "disc", [])):
        room.problems.clear()
        room.choose("lists", "export")
        files = room.dialog.findChildren(QFileDialog, "choose-folder")[-1]
        files.fileSelected.emit(str(folder))
        files.reject()
        room.settle()
        assert [one.code for one in room.problems] == told
    assert {one.parent.name for one in (tmp_path / "disc").rglob("*.c??")} == {"own", "between", "revocations"}
    assert office.stores.made.kept[-1].entry.kind == "record-output"


def test_others_only_look(over) -> None:
    room = over(FakeOffice(), "drafter")
    assert "由安全保密管理员办理" in room.dialog._sum.text()
    for name in ("issue", "renew", "revoke", "take-in", "distrust", "lists"):
        assert not room.dialog.findChild(QPushButton, name).isEnabled()
