"""签章核验 in the window: chosen by the menu, judged behind it, said layer by layer in words, printed and recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.office.ports.printing import AS_IT_IS
from oa_desktop.office.session import Session
from oa_desktop.office.trust.verdict_page import TITLE
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.verifying.file_verifying import FileVerifying
from oa_desktop.ui.verifying.verdict_dialog import VerdictDialog
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice
from tests.ui.rooms import assert_freed_after

ON_TOP = {
    b"intact": "签章成立：",
    b"altered": "签章不成立：",
    b"unknown": "此处无法判定：",
}


class Desk:
    """A desk at which files are verified."""

    def __init__(self, qtbot: QtBot, tasks: Tasks) -> None:
        self.office = FakeOffice()
        self.tasks = tasks
        self.qtbot = qtbot
        self.behind = QWidget()
        qtbot.addWidget(self.behind)
        self.printed: list[Matter] = []
        self.problems: list[Exception] = []
        workplace = Workplace(self.session, tasks)
        workplace.problem.connect(self.problems.append)
        self.verifying = FileVerifying(workplace, self.behind, lambda _over, matter: self.printed.append(matter))

    @property
    def session(self) -> Session:
        return self.office.as_("drafter")

    def outputs(self) -> list[str]:
        """What has left the store."""
        kept = (one.entry for one in self.office.stores.made.kept)
        return [one.payload["what"] for one in kept if one.kind == "record-output"]

    def verify(self, path: Path) -> VerdictDialog | None:
        self.verifying.verify(path)
        self.qtbot.waitUntil(lambda: self.tasks.idle)
        return self.behind.findChild(VerdictDialog)


@pytest.fixture
def desk(qtbot: QtBot, tasks: Tasks) -> Desk:
    return Desk(qtbot, tasks)


def file(folder: Path, data: bytes) -> Path:
    path = folder / "通知.ofd"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("data", "said"), ON_TOP.items())
def test_what_a_file_comes_to_stands_above_its_layers(data: bytes, said: str, desk: Desk, tmp_path: Path) -> None:
    dialog = desk.verify(file(tmp_path, data))
    assert dialog is not None
    assert dialog.findChild(QLabel, "verdict-comes-to").text().startswith(said)
    layers = dialog.findChild(QTextBrowser, "verdict-layers").toPlainText()
    assert "第1个签章：清源县人民政府，2026年3月2日9时30分（时间取自签名的电脑）" in layers
    assert "整个文件" in layers


def test_what_is_altered_is_named_with_why_and_what_to_do(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.verify(file(tmp_path, b"altered"))
    assert dialog is not None
    layers = dialog.layers.toPlainText()
    assert "不成立" in layers
    assert "Doc_0/Pages/Page_0/Content.xml" in layers
    assert "请不要采信，向发来文件的机关重新索取。" in layers
    assert dialog.mark.accessibleName() == "不成立"


def test_what_is_no_signed_file_is_told_as_a_problem(desk: Desk, tmp_path: Path) -> None:
    assert desk.verify(file(tmp_path, b"a letter")) is None
    assert [getattr(one, "code", "") for one in desk.problems] == ["verdict.not-signable"]


def test_the_printed_verdict_is_recorded_when_it_leaves(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.verify(file(tmp_path, b"intact"))
    assert dialog is not None
    dialog.findChild(QPushButton, "print-verdict").click()
    (matter,) = desk.printed
    assert matter.made(desk.session, AS_IT_IS)
    assert desk.outputs() == [], "looking is not printing"
    assert matter.hand_out(desk.session, AS_IT_IS)
    assert desk.outputs() == [TITLE]


def test_the_unit_s_own_trust_is_asked(desk: Desk, tmp_path: Path) -> None:
    desk.verify(file(tmp_path, b"intact"))
    assert desk.office.ports.signed_files.trusted == [Trust()]


def test_the_dialog_is_freed(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.verify(file(tmp_path, b"unknown"))
    assert dialog is not None
    assert_freed_after(dialog)
