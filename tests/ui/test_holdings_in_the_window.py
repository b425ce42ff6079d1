"""馆藏 in the window: a package of another unit is received, or said to be wrong, and its items found and opened."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.archive.kinds import write_package
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.security import sm3
from oa_desktop.ui.archiving.archive_dialog import ArchiveDialog
from oa_desktop.ui.archiving.held_item_dialog import HeldItemDialog
from oa_desktop.ui.archiving.holdings_dialog import HoldingsDialog
from oa_desktop.ui.workplace import Workplace
from tests.fakes.office import FakeOffice, notice

FIRST = "Z109-WS·2026-Y-BGS-0001"
PATIENT = 60_000
"""Milliseconds within which limited processes have begun on the slowest machine."""


@pytest.fixture
def sender() -> FakeOffice:
    office = FakeOffice()
    office.as_("archivist").archive.adopt_scheme(resources.build_scheme("organ"))
    for title in ("关于印发管理办法的通知", "关于召开会议的通知"):
        document = office.bring_to("file", notice(title))
        office.as_("archivist").perform(File(dossier=document, retention="永久"))
    return office


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(1400, 900)
    qtbot.addWidget(widget)
    return widget


def test_a_package_of_another_unit_is_received_found_and_opened_or_said_to_be_wrong(
    sender, behind, qtbot, tasks, tmp_path
):
    archivist = sender.as_("archivist")
    archivist.archive.arrange(archivist.archive.dry_run(2026))
    folder = tmp_path / "移交"
    write_package(archivist.archive.packages.package(2026), PackageKind.TRANSFER, folder, sm3.hasher)
    county = FakeOffice(name="清源县档案馆", world="馆")
    dialog = ArchiveDialog(Workplace(county.as_("archivist"), tasks), behind)
    dialog.findChild(QPushButton, "archive-holdings").click()
    holdings = dialog.findChild(HoldingsDialog)
    qtbot.waitUntil(lambda: "还没有件" in holdings.sum.text(), timeout=PATIENT)
    (folder / "便条.txt").write_text("夹带")
    holdings.receive(folder)
    qtbot.waitUntil(lambda: "便条.txt" in holdings.sum.text(), timeout=PATIENT)
    (folder / "便条.txt").unlink()
    holdings.trust(cards := tmp_path / "核对过的名片")
    cards.mkdir()
    holdings.receive(folder)
    qtbot.waitUntil(lambda: "核对过的名片”里没有单位名片" in holdings.sum.text(), timeout=PATIENT)
    (cards / "县政府办.OACARD").write_bytes(sender.as_("security").partners.card())
    assert "“核对过的名片”" in holdings.vouching.text()
    holdings.receive(folder)
    said = "接收进馆：清源县人民政府办公室移交的 2 件"
    qtbot.waitUntil(lambda: said in holdings.sum.text() and len(holdings.lines.shown) == 2, timeout=PATIENT)
    holdings.search.setText("管理办法")
    holdings.search.returnPressed.emit()
    qtbot.waitUntil(lambda: [line.cells[0] for line in holdings.lines.shown] == [FIRST], timeout=PATIENT)
    holdings.lines.setCurrentIndex(holdings.lines.model().index(0, 0))
    holdings.findChild(QPushButton, "holdings-open").click()
    item = holdings.findChild(HeldItemDialog)
    qtbot.waitUntil(lambda: item.files.count() > 0, timeout=PATIENT)
    qtbot.waitUntil(lambda: tasks.idle, timeout=PATIENT)
    assert item.files.item(0).text() == "01-正本.pdf"
    assert "完好，移交单位可信" in item.sum.text()
    assert item.handled.count() > 5
    item.close()
    holdings.close()
    dialog.search.setText("〔2026〕 管理办法")
    dialog.search.returnPressed.emit()
    qtbot.waitUntil(lambda: [line.cells[0] for line in dialog.lines.shown] == [FIRST], timeout=PATIENT)
    dialog.lines.setCurrentIndex(dialog.lines.model().index(0, 0))
    assert not dialog.findChild(QPushButton, "archive-acts").isEnabled(), "nothing is corrected of what others keep"
    dialog.lines.activated.emit(dialog.lines.currentIndex())
    qtbot.waitUntil(lambda: dialog.findChild(HeldItemDialog) is not None, timeout=PATIENT)
    qtbot.waitUntil(lambda: tasks.idle, timeout=PATIENT)
    dialog.close()
