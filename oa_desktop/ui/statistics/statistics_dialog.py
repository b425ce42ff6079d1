"""统计 in the window: a stretch of time and what is counted by, one table of figures at a time, drawn and in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.office.books.statistics import usual_stretch
from oa_desktop.office.books.statistics_report import SCOPE
from oa_desktop.office.queries import FigureRow, Per, Statistics, Stretch
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.statistics.bars import BarChart
from oa_desktop.ui.workplace import Workplace

_PER = (Per.STEP, Per.DEPARTMENT, Per.KIND)
_MOST_PAGES = 999


class StatisticsDialog(Dialog):
    """The figures of the office, as far as the person may know its documents.

    Signals:
        print_wanted: The figures are to be printed (``Statistics``).
        save_wanted: They are to be kept as a file (``Statistics``).
    """

    print_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("statistics", _("统计"), parent, topic="窗口.md#统计")
        self._workplace = workplace
        self._behind = parent
        usual = usual_stretch(workplace.session.today)
        self.since = _day(self, usual.since)
        self.until = _day(self, usual.until)
        self.per = QComboBox(self)
        self.pages = QSpinBox(self)
        self.tables = QComboBox(self)
        self.said = QLabel(self)
        self.chart = BarChart(self)
        self.lines = QTreeWidget(self)
        self._drawn = QScrollArea(self)
        self._print = self.button("print-statistics", _("打印…"), lambda: self.print_wanted.emit(self.wanted))
        self._save = self.button("save-statistics", _("另存为…"), lambda: self.save_wanted.emit(self.wanted))
        self._prepare()
        self._lay_out()
        self._bind()
        self._fetch()

    # --- how it is made ----------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        for one, name, words in (
            (self.since, "since", _("起日")),
            (self.until, "until", _("止日")),
            (self.per, "per", _("按什么数")),
            (self.tables, "tables", _("统计表")),
            (self.pages, "pages", _("传阅每件页数")),
            (self.lines, "figures", _("统计表的各行")),
            (self._drawn, "drawn", _("条形图")),
        ):
            one.setObjectName(name)
            one.setAccessibleName(words)
        for per in _PER:
            self.per.addItem(_(per.value), per)
        self.pages.setRange(1, _MOST_PAGES)
        self._allow(on=False)
        self.said.setWordWrap(True)
        self.lines.setRootIsDecorated(False)
        self.lines.setAlternatingRowColors(True)
        self.lines.setAllColumnsShowFocus(True)
        self.lines.header().setStretchLastSection(False)
        self.lines.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.fill(self._behind, 70)

    def _lay_out(self) -> None:
        above = QGridLayout()
        labels = ((_("从(&F)"), self.since), (_("到(&T)"), self.until), (_("按什么分(&B)"), self.per))
        for place, (words, editor) in enumerate((*labels, (_("每件页数(&P)"), self.pages))):
            label = QLabel(words, self)
            label.setBuddy(editor)
            row, column = divmod(place, 2)
            above.addWidget(label, row, 2 * column)
            above.addWidget(editor, row, 2 * column + 1)
        above.setColumnStretch(4, 1)
        self._drawn.setWidget(self.chart)
        self._drawn.setWidgetResizable(True)
        whole = QVBoxLayout(self)
        whole.addLayout(above)
        whole.addLayout(self._choice())
        for part, stretch in ((self.said, 0), (self._drawn, 1), (self.lines, 1), (self._scope(), 0)):
            whole.addWidget(part, stretch)
        whole.addLayout(self.row_below(self._print, self._save))

    def _choice(self) -> QHBoxLayout:
        choice, label = QHBoxLayout(), QLabel(_("统计表(&L)"), self)
        label.setBuddy(self.tables)
        choice.addWidget(label)
        choice.addWidget(self.tables, 1)
        return choice

    def _scope(self) -> QLabel:
        scope = QLabel(_(SCOPE), self)
        scope.setWordWrap(True)
        return scope

    def _bind(self) -> None:
        self.since.dateChanged.connect(self.until.setMinimumDate)
        self.until.setMinimumDate(self.since.date())
        for changed in (self.since.dateChanged, self.until.dateChanged, self.per.currentIndexChanged):
            changed.connect(lambda _value: self._fetch())
        self.pages.valueChanged.connect(lambda _value: self._fetch())
        self.tables.currentIndexChanged.connect(lambda _place: self._show())

    # --- what stands in it -------------------------------------------------------------------------------------

    @property
    def wanted(self) -> Statistics:
        """What is asked for."""
        days = (edit.date().toString(Qt.DateFormat.ISODate) for edit in (self.since, self.until))
        since, until = days
        within = Stretch(since=since, until=until)
        return Statistics(within=within, per=Per(self.per.currentData()), pages=self.pages.value())

    def _fetch(self) -> None:
        self._workplace.ask(self.wanted, self, self._show_all, instead_of="statistics")

    def _allow(self, *, on: bool) -> None:
        for button in (self._print, self._save):
            button.setEnabled(on)

    def _show_all(self, figures: tuple[FigureRow, ...]) -> None:
        before = max(0, self.tables.currentIndex())
        self.tables.blockSignals(True)
        self.tables.clear()
        for one in figures:
            self.tables.addItem(one.title, one)
        self.tables.setCurrentIndex(before)
        self.tables.blockSignals(False)
        self._allow(on=True)
        self._show()

    def _show(self) -> None:
        figure: FigureRow | None = self.tables.currentData()
        if figure is None:
            return
        self.said.setText(figure.said)
        self.chart.show_figure(figure)
        self.lines.clear()
        self.lines.setColumnCount(len(figure.columns))
        self.lines.setHeaderLabels(list(figure.columns))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for line in figure.lines:
            item = QTreeWidgetItem(list(line))
            for column, text in enumerate(line):
                if column and (text[:1].isdigit() or text == "—"):
                    item.setTextAlignment(column, right)
            self.lines.addTopLevelItem(item)


def _day(parent: QWidget, day: str) -> QDateEdit:
    edit = QDateEdit(QDate.fromString(date.fromisoformat(day).isoformat(), Qt.DateFormat.ISODate), parent)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    return edit
