"""审计 in the window: what the security auditor looks through, prints and takes along; nobody else is shown it."""

from __future__ import annotations

from PySide6.QtCore import QDate, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.i18n import _
from oa_desktop.office.queries import AuditCount, AuditOutcome, AuditSort, AuditTally, AuditTrail
from oa_desktop.ui.auditing.trail_lines import TrailModel
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.workplace import Workplace

_CHARACTERS = 76
_MOST = 100_000


class AuditDialog(Dialog):
    """The trail, as it is searched.

    Signals:
        book_wanted: The lines that are found are to be kept as a file (``AuditTrail``).
        report_wanted: The report of the stretch of time is to be printed (``AuditTrail``).
        report_kept: The report is to be kept as a file (``AuditTrail``).
        heads_wanted: The sheet of heads (审计链头单) is to be printed.
        heads_kept: It is to be kept as a file.
    """

    book_wanted = Signal(object)
    report_wanted = Signal(object)
    report_kept = Signal(object)
    heads_wanted = Signal()
    heads_kept = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("audit", _("审计"), parent, topic="窗口.md#审计")
        self._workplace = workplace
        self._behind = parent
        today = workplace.session.today
        self.since = _day(self, "since", _("起日"), QDate(today.year, today.month, 1))
        self.until = _day(self, "until", _("止日"), QDate(today.year, today.month, today.day))
        self.who = _line(self, "who", _("人员"))
        self.text = _line(self, "text", _("事项和情况里的字"))
        self.sort = _choice(self, "sort", _("类别"), [one.value for one in AuditSort])
        self.outcome = _choice(self, "outcome", _("结果"), [one.value for one in AuditOutcome])
        self.lines = QTreeView(self)
        self._model = TrailModel(workplace, self)
        self.said = QLabel(self)
        self.details = QLabel(self)
        self._lay_out()
        self._bind()
        self._fetch()

    def _lay_out(self) -> None:
        above = QGridLayout()
        fields = (
            (_("从(&F)"), self.since),
            (_("到(&T)"), self.until),
            (_("人员(&N)"), self.who),
            (_("类别(&K)"), self.sort),
            (_("结果(&O)"), self.outcome),
            (_("文字(&W)"), self.text),
        )
        for place, (words, editor) in enumerate(fields):
            label = QLabel(words, self)
            label.setBuddy(editor)
            row, column = divmod(place, 3)
            above.addWidget(label, row, 2 * column)
            above.addWidget(editor, row, 2 * column + 1)
            above.setColumnStretch(2 * column + 1, 1)
        self.lines.setObjectName("audit-lines")
        self.lines.setAccessibleName(_("审计记录"))
        self.lines.setRootIsDecorated(False)
        self.lines.setAlternatingRowColors(True)
        self.lines.setAllColumnsShowFocus(True)
        self.lines.setUniformRowHeights(True)
        self.lines.setModel(self._model)
        self.lines.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.details.setObjectName("audit-details")
        self.details.setWordWrap(True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.hide()
        self.said.setWordWrap(True)
        self.said.setObjectName("audit-said")
        whole = QVBoxLayout(self)
        whole.addLayout(above)
        whole.addWidget(self.lines, 1)
        whole.addWidget(self.details)
        whole.addWidget(self.said)
        whole.addLayout(self.row_below(*self._buttons()))
        self.fill(self._behind, _CHARACTERS)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.button("save-audit", _("另存这些行(&S)…"), lambda: self.book_wanted.emit(self.wanted())),
            self.with_menu(
                "report",
                _("月报(&R)"),
                (
                    ("print-report", _("打印月报(&P)…"), lambda: self.report_wanted.emit(self._stretch)),
                    ("save-report", _("另存月报(&S)…"), lambda: self.report_kept.emit(self._stretch)),
                ),
            ),
            self.with_menu(
                "heads",
                _("链头单(&H)"),
                (
                    ("print-heads", _("打印链头单(&P)…"), self.heads_wanted.emit),
                    ("save-heads", _("另存链头单(&S)…"), self.heads_kept.emit),
                ),
            ),
        )

    def _bind(self) -> None:
        for edit in (self.since, self.until):
            edit.dateChanged.connect(lambda _value: self._fetch())
        for line in (self.who, self.text):
            line.textChanged.connect(lambda _text: self._fetch())
        for box in (self.sort, self.outcome):
            box.currentIndexChanged.connect(lambda _place: self._fetch())
        self.lines.verticalScrollBar().valueChanged.connect(self._go_on)
        self.lines.selectionModel().currentRowChanged.connect(lambda index, _before: self._tell_details(index))
        self._model.modelReset.connect(self.details.hide)

    # --- what stands in it -------------------------------------------------------------------------------------

    def wanted(self) -> AuditTrail:
        """Return what is asked for, to be taken along."""
        sort, outcome = self.sort.currentData(), self.outcome.currentData()
        return AuditTrail(
            since=_iso(self.since),
            until=_iso(self.until),
            who=self.who.text().strip(),
            text=self.text.text().strip(),
            sort=AuditSort(sort) if sort else None,
            outcome=AuditOutcome(outcome) if outcome else None,
            limit=_MOST,
        )

    @property
    def _stretch(self) -> AuditTrail:
        return AuditTrail(since=_iso(self.since), until=_iso(self.until), limit=_MOST)

    def _fetch(self) -> None:
        self.said.setText(_("正在数…"))
        self._model.show(self.wanted())
        self._workplace.ask(AuditTally(of=self.wanted()), self, self._say, instead_of="count")

    def _go_on(self, value: int) -> None:
        """Ask for the next lines as soon as the last ones are about to come into sight."""
        bar = self.lines.verticalScrollBar()
        if value + bar.pageStep() >= bar.maximum():
            self._model.go_on()

    def _tell_details(self, index: QModelIndex) -> None:
        """Say by fingerprint what the line is about that is chosen."""
        exact = self._model.exact(index)
        self.details.setText(_("细目：{exact}").format(exact=exact))
        self.details.setVisible(bool(exact))

    def _say(self, found: tuple[AuditCount, ...]) -> None:
        words = _("共 {count} 条，其中没有办成的 {failed} 条。{more}只记谁在什么时候办了什么，不显示公文的标题和内容。")
        more = _("另存、打印最多 {most} 条，要都带走请分段。").format(most=_MOST) if found[0].count > _MOST else ""
        self.said.setText(words.format(count=found[0].count, failed=found[0].failed, more=more))


def _day(parent: QWidget, name: str, words: str, day: QDate) -> QDateEdit:
    edit = QDateEdit(day, parent)
    edit.setObjectName(name)
    edit.setAccessibleName(words)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    return edit


def _line(parent: QWidget, name: str, words: str) -> QLineEdit:
    line = QLineEdit(parent)
    line.setObjectName(name)
    line.setAccessibleName(words)
    line.setClearButtonEnabled(True)
    return line


def _choice(parent: QWidget, name: str, words: str, options: list[str]) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.addItem(_("全部"), "")
    for one in options:
        box.addItem(_(one), one)
    return box


def _iso(edit: QDateEdit) -> str:
    return str(edit.date().toString(Qt.DateFormat.ISODate))
