"""The findings (检查栏): what is wrong with a paper, line by line; Enter or a click goes to the place, F9 mends it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.i18n import _
from oa_desktop.ui.inspecting.finding_lines import ICONS, TONES, FindingLine, count_words, explanation, lines_of
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.look.icons import icon

_BESIDE = 60
"""Chinese characters across from which on the explanation stands beside the lines, not below them."""
_LINES, _TOLD_LINES, _USUAL_LINES = 3, 2, 12
"""Lines of text that list and explanation have at the least, and that all of it has usually."""


class FindingsPanel(QWidget):
    """What was found, and what can be done about it.

    Attributes:
        findings: What is shown.
        close_button: Puts it away.

    Signals:
        chosen: Somebody wants to see the place of a finding (``Finding``).
        mend_wanted: It is to be mended by the machine (``Finding``).
        mend_all_wanted: So is everything that can be.
        closed: Nobody wants to see it any more.
    """

    chosen = Signal(object)
    mend_wanted = Signal(object)
    mend_all_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, mendable: Callable[[Finding], bool] | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings-panel")
        self._mendable = mendable
        self.findings: tuple[Finding, ...] = ()
        self._lines: tuple[FindingLine, ...] = ()
        self._led: Finding | None = None
        self._count = QLabel(self)
        self._count.setObjectName("findings-count")
        self._count.setWordWrap(True)
        self._list = _list(self)
        self._told = QTextBrowser(self)
        self._told.setObjectName("finding-told")
        self._told.setAccessibleName(_("这一处的说明"))
        self._mend = self._button("mend-finding", _("改正"), _("改正这一处（F9）"), self.mend)
        self._mend_all = self._button("mend-all", _("全部改正"), _("改正机器能改的（Shift+F9）"), self.mend_all)
        self.close_button = self._button("findings-close", _("收起"), _("收起检查栏（F7）"), self.closed.emit)
        self._list.currentRowChanged.connect(lambda _row: self._tell())
        self._list.itemClicked.connect(lambda _item: self._go())
        self._list.itemActivated.connect(lambda _item: self._go())
        self._lay_out()
        self.wait()

    def _button(self, name: str, words: str, meaning: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAccessibleName(meaning)
        button.setToolTip(meaning)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._count, 1)
        for button in (self._mend, self._mend_all, self.close_button):
            above.addWidget(button)
        for button in (self._mend, self._mend_all):
            button.setVisible(self._mendable is not None)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(self._list, 3)
        self._body.addWidget(self._told, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.addLayout(above)
        column.addLayout(self._body, 1)
        self.setFocusProxy(self._list)

    # --- what is shown -------------------------------------------------------------------------------------------

    def wait(self) -> None:
        """Say that somebody is looking."""
        self._show((), (), _("正在检查…"))

    def fail(self, sentence: str) -> None:
        """Say why nothing could be looked at."""
        self._show((), (), sentence)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found; whoever was at a line stays there, or at the one that has come in its place."""
        self._show(tuple(findings), lines_of(findings), _("检查：{counts}").format(counts=count_words(findings)))

    def _show(self, findings: tuple[Finding, ...], lines: tuple[FindingLine, ...], heading: str) -> None:
        self._count.setText(heading)
        self.findings = findings
        if lines != self._lines:
            row, before = self._list.currentRow(), self.current
            self._lines = lines
            self._fill()
            self._list.setCurrentRow(self._row_of(before, row))
        self._mend_all.setEnabled(any(map(self._can_mend, findings)))
        self._tell()

    def _fill(self) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        for line in self._lines:
            self._list.addItem(_item(line))
        self._draw_icons()
        self._list.blockSignals(False)

    def _row_of(self, before: Finding | None, row: int) -> int:
        """Return the row of a finding that was there before; else what stands in its row now, or the first."""
        rows = [place for place, line in enumerate(self._lines) if line.finding is not None]
        same = (place for place in rows if before is not None and _same(self._lines[place].finding, before))
        near = next((place for place in rows if place >= row), rows[-1] if rows else -1)
        return next(same, near if before is not None else next(iter(rows), -1))

    def _draw_icons(self) -> None:
        colours = colours_of(self.palette())
        for row, line in enumerate(self._lines):
            colour = getattr(colours, TONES[line.severity])
            if line.finding is not None:
                self._list.item(row).setIcon(icon(ICONS[line.severity], colour))
            elif line.heads:
                self._list.item(row).setForeground(QColor(colour))

    def _tell(self) -> None:
        """Say everything about the finding that is chosen."""
        one = self.current
        self._told.setPlainText(explanation(one) if one is not None else "")
        self._told.setVisible(one is not None)
        self._mend.setEnabled(one is not None and self._can_mend(one))

    # --- what is done about it -----------------------------------------------------------------------------------

    @property
    def current(self) -> Finding | None:
        """The finding that is chosen."""
        row = self._list.currentRow()
        return self._lines[row].finding if 0 <= row < len(self._lines) else None

    def step(self, by: int) -> None:
        """Go to the next finding, or to the one before; behind the last comes the first.

        The one that is chosen comes first itself, where nobody has gone to it yet.
        """
        rows = [place for place, line in enumerate(self._lines) if line.finding is not None]
        if self.current is not None and self._led is not None and _same(self._led, self.current):
            here = rows.index(self._list.currentRow())
            self._list.setCurrentRow(rows[(here + by) % len(rows)])
        self._go()

    def mend(self) -> None:
        """Have the finding that is chosen mended, where that can be."""
        one = self.current
        if one is not None and self._can_mend(one):
            self.mend_wanted.emit(one)

    def mend_all(self) -> None:
        """Have everything mended that can be."""
        if any(map(self._can_mend, self.findings)):
            self.mend_all_wanted.emit()

    def _can_mend(self, one: Finding) -> bool:
        return self._mendable is not None and self._mendable(one)

    def _go(self) -> None:
        self._led = self.current
        if self._led is not None:
            self.chosen.emit(self._led)

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of some lines; whoever wants more draws it larger."""
        usual = self.fontMetrics().lineSpacing() * _USUAL_LINES
        return QSize(super().sizeHint().width(), min(usual, self.window().height() * 2 // 5))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the explanation beside the lines where there is room, else below them."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text, and its colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        is_wide = self.width() > metrics.horizontalAdvance("公") * _BESIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if is_wide else down)
        self._list.setIconSize(QSize(metrics.height(), metrics.height()))
        for part, lines in ((self._list, _LINES), (self._told, _TOLD_LINES)):
            part.setMinimumHeight(metrics.lineSpacing() * lines)


def _list(parent: QWidget) -> QListWidget:
    found = QListWidget(parent)
    found.setObjectName("found")
    found.setAccessibleName(_("检查发现"))
    found.setWordWrap(True)
    found.setResizeMode(QListWidget.ResizeMode.Adjust)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return found


def _item(line: FindingLine) -> QListWidgetItem:
    item = QListWidgetItem(line.text)
    if line.finding is None:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_(line.severity.value)}　{line.text}")
    if line.heads:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item


def _same(one: Finding | None, other: Finding) -> bool:
    """Tell whether two findings say the same of one place, wherever in its words."""
    if one is None or one.rule != other.rule:
        return False
    here, there = one.place, other.place
    return (here.name, here.paragraph, here.page) == (there.name, there.paragraph, there.page)
