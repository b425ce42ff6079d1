"""A request that came, in the window with mouse and keys: signed for, made right, handled by two, answered and filed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from oa_desktop.app import HomePremises
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.look.sizes import TextSize
from tests.fakes.matters import FILLED
from tests.ui.clerk import Clerk
from tests.ui.rooms import Room, password_of

ROOM = Room(text=TextSize.STANDARD, screen=QSize(1366, 768))
SUBJECT = "关于修路资金的请示"
SAID = {"sender": "乙镇人民政府", "title": "乙镇人民政府" + SUBJECT, "envelope": "77"}


@pytest.fixture
def demonstration(demonstration: Path, tmp_path: Path) -> Path:
    """A demonstration of its own: what is done here is on nobody else's desk."""
    return Path(copytree(demonstration, tmp_path / "home"))


def typed(clerk: Clerk, **words: str) -> None:
    """Type into the fields of what came, and agree."""
    for name, text in words.items():
        clerk.type(clerk.see(f"receive-{name}"), text)
    dialog = clerk.dialog()
    assert dialog is not None
    clerk.click(dialog.findChildren(QPushButton, "agree")[0])
    assert clerk.dialog() is None, clerk.said()


def choose(clerk: Clerk, step: str, *initials: str) -> None:
    """Tick people by their initials in the dialog of an act."""
    line: QLineEdit = clerk.see(f"chosen.{step}").findChildren(QLineEdit)[0]
    for one in initials:
        QTest.keyClicks(line, one)
        QTest.keyClick(line, Qt.Key.Key_Return)


def come(clerk: Clerk, account: str) -> None:
    """The next person comes and takes the document up."""
    clerk.leave()
    clerk.sign_in(account, password_of(account))
    clerk.open_folder("待办")
    clerk.open_document(SUBJECT)


def test_a_request_goes_from_the_envelope_to_the_archive(sit_down: Callable[..., Clerk]) -> None:
    clerk = sit_down(ROOM, "heyutong")
    clerk.choose("document.receive")
    typed(clerk, **SAID)
    clerk.choose("document.revise")
    typed(clerk, number="乙政〔2026〕5号")
    clerk.act("register-incoming")
    clerk.open_folder("待办")
    clerk.open_document(SUBJECT)
    clerk.act("first-check")
    come(clerk, "limukun")
    clerk.write("拟请周玥主办，陈国生协办，请立衡同志批示。")
    clerk.click(clerk.see("act-propose"))
    choose(clerk, "instruct", "zlh")
    choose(clerk, "handle", "zy", "cgs")
    clerk.agree()
    for account, kind, words in (
        ("zhaoliheng", "instruct", "同意。"),
        ("heyutong", "assign", ""),
        ("chenguosheng", "handle", "已核对里程。"),
        ("zhouyue", "handle", "已列入计划。"),
        ("heyutong", "conclude", "已电话答复。"),
        ("ouyangzhe", "file", "齐全。"),
    ):
        come(clerk, account)
        clerk.act(kind, words)
    clerk.open_folder("收文登记")
    clerk.open_document(SUBJECT)
    assert any("乙政〔2026〕5号" in one.text() for one in clerk.window.findChildren(QLabel) if one.isVisible())


def test_a_telephone_note_becomes_an_incoming_document_at_one_key(
    sit_down: Callable[..., Clerk], demonstration: Path
) -> None:
    premises = HomePremises(demonstration)
    drafter = premises.office(Realm.DEMONSTRATION).sign_in("zhouyue", password_of("zhouyue"))
    note = drafter.matters.begun(drafter.matters.named("电话记录"), FILLED["电话记录"])
    drafter.perform(act.SubmitForReview(dossier=drafter.perform(note).dossiers[0]))
    premises.close()
    clerk = sit_down(ROOM, "heyutong")
    clerk.open_folder("待办")
    clerk.open_document("抽水设备")
    clerk.key(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    clerk.agree()
    clerk.open_folder("收文登记")
    clerk.open_document("抽水设备")
