"""统计 in the window: what is drawn is what the table says, and what is asked for is what is printed and kept."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.office.queries import FigureRow, Per, Statistics, Stretch
from oa_desktop.ui.statistics.bars import BarChart
from oa_desktop.ui.statistics.statistics_dialog import StatisticsDialog
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from tests.builders import RealPlace
from tests.fakes.office import FakeOffice, notice

FIGURE = FigureRow(
    title="退回的环节和原因",
    said="占比的分母是这一环节期内办完的任务数。",
    columns=("环节", "原因", "次数", "环节办完任务", "占比"),
    lines=(("办公室审核", "附件不全", "3", "4", "75.0%"), ("办公室审核", "错别字", "1", "4", "25.0%")),
    bars=(3.0, 1.0),
    unit="次",
    drawn=2,
)


def test_every_bar_has_its_words(qtbot: QtBot) -> None:
    chart = BarChart()
    qtbot.addWidget(chart)
    chart.show_figure(FIGURE)
    assert chart.accessibleDescription() == "办公室审核，附件不全 3 次；办公室审核，错别字 1 次"
    assert chart.sizeHint().height() >= 2 * chart.fontMetrics().height()
    longer, shorter = (_drawn(chart, place) for place in (0, 1))
    assert longer > 2 * shorter > 0


def _drawn(chart: BarChart, place: int) -> int:
    """How many pixels of a bar are drawn in the colour of bars."""
    chart.resize(chart.sizeHint())
    picture, height = chart.grab().toImage(), chart.sizeHint().height() // 2
    colour = chart.palette().highlight().color().rgb()
    middle = place * height + height // 2
    return sum(picture.pixelColor(x, middle).rgb() == colour for x in range(picture.width()))


def test_the_table_is_of_what_is_asked_for_and_so_is_the_paper(qtbot: QtBot, tasks: Tasks, tmp_path) -> None:
    office = FakeOffice(stores=RealPlace(tmp_path / "official"))
    office.step(office.bring_to("file", notice("关于植树的通知")))
    behind = QWidget()
    qtbot.addWidget(behind)
    workplace = Workplace(office.as_("drafter"), tasks)
    dialog = StatisticsDialog(workplace, behind)
    asked: list[Statistics] = []
    dialog.print_wanted.connect(asked.append)
    dialog.show()
    dialog.until.setDate(QDate(2026, 4, 30))
    dialog.per.setCurrentIndex(dialog.per.findData(Per.KIND))
    qtbot.waitUntil(lambda: tasks.idle)
    QTest.qWait(1)
    dialog.tables.setCurrentIndex(dialog.tables.findText("办理用时"))
    top = dialog.lines.topLevelItem(0)
    assert [top.text(0), top.text(1)] == ["通知", "9"]
    assert "分母是同一行的办完任务数" in dialog.said.text()
    dialog.findChild(QPushButton, "print-statistics").click()
    assert asked == [Statistics(within=Stretch(since="2026-01-01", until="2026-04-30"), per=Per.KIND)]
