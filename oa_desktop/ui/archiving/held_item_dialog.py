"""An item of 馆藏 in the window: its files, its pages under a watermark, its handling, and what verifying it found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSplitter, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.archiving.holdings import HeldRow
from oa_desktop.office.archiving.holdings_words import described, handled_said
from oa_desktop.office.archiving.replay import ReplayPage
from oa_desktop.office.session import Session
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace

_Found = tuple[tuple[str, ...], tuple[str, ...], str]


class HeldItemDialog(WorkDialog):
    """One item; no words leave it.

    Attributes:
        files: Its files.
        handled: What was done with it, line by line.
        sum: What its catalogue says, and what verifying it found.
        pane: The pages of the chosen file.
    """

    def __init__(self, workplace: Workplace, row: HeldRow, parent: QWidget) -> None:
        title = row.item.title.replace("\n", "")
        super().__init__(
            "held-item",
            _("馆藏：{title}").format(title=title),
            workplace,
            parent,
            topic="归档.md#接收进馆",
            called_off=_("已停止，没有打开。"),
        )
        self._row = row
        self.files, self.handled = QListWidget(self), QListWidget(self)
        self.pane = PagePane(workplace, None, self)
        self._lay_out()
        self.files.currentTextChanged.connect(self._choose)
        self.fill(parent.window().parentWidget() or parent, 110)
        self.look(self._read, self._show)

    def _lay_out(self) -> None:
        for rows, name, words in (
            (self.files, "held-files", _("这一件的文件")),
            (self.handled, "held-handled", _("办理的各步")),
        ):
            rows.setObjectName(name)
            rows.setAccessibleName(words)
            rows.setAlternatingRowColors(True)
            rows.setWordWrap(True)
        self.sum.setObjectName("held-said")
        left, split = QSplitter(Qt.Orientation.Vertical, self), QSplitter(Qt.Orientation.Horizontal, self)
        left.addWidget(self.files)
        left.addWidget(self.handled)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.pane)
        split.setStretchFactor(1, 1)
        split.setSizes([self._wide(24), self._wide(60)])
        column = QVBoxLayout(self)
        column.addWidget(self.sum)
        column.addWidget(split, 1)
        column.addWidget(self.bar)
        column.addLayout(self.row_below(self.stop))

    def _read(self, session: Session) -> _Found:
        room = session.archive.holdings
        files = room.files(self._row)
        return tuple(sorted(files)), handled_said(files), described(self._row, room.verdict(self._row))

    def _show(self, found: _Found) -> None:
        names, handled, said = found
        self.sum.setText(said)
        self.handled.addItems(handled)
        self.files.addItems(names)
        self.files.setCurrentRow(0)
        self.files.setFocus()

    def _choose(self, name: str) -> None:
        self._workplace.read(
            lambda session: session.archive.holdings.page(self._row, name),
            self,
            self._show_page,
            self._say_instead,
            instead_of="held-page",
        )

    def _show_page(self, page: ReplayPage | None) -> None:
        if page is None:
            self.pane.clear(_("这个文件没有版面，窗口里看不了"))
        else:
            self.pane.show_pdf(page.pdf, trace=page.trace)

    def _say_instead(self, error: Exception) -> None:
        self.pane.clear(sentence_for(error, self._workplace))
