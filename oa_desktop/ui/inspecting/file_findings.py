"""What is wrong with a file (检查文件): its findings, and beside them its page, or the words that are meant."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.office.drafting.inspecting import Inspected
from oa_desktop.ui.inspecting.findings_panel import FindingsPanel
from oa_desktop.ui.inspecting.words_found import words_found
from oa_desktop.ui.leaving.words import copy_own
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.tones import give_tone
from oa_desktop.ui.reading.document_findings import show_on_page
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.undo.words import units

_PDF = b"%PDF"
_SHARES = (400, 500)
"""How findings and page share the width."""
_LEAST = 24
"""Chinese characters that the dialog has across at the least."""


class FileFindings(Dialog):
    """The findings of one file; it is only read, never changed.

    Signals:
        open_wanted: The file is to become a text of one's own (``Path``).
    """

    open_wanted = Signal(object)

    def __init__(
        self, workplace: Workplace, path: Path, data: bytes, inspected: Inspected, parent: QWidget, *, opens: bool
    ) -> None:
        super().__init__("file-findings", _("检查文件：{name}").format(name=path.name), parent)
        self._path = path
        self._text = inspected.text or Manuscript()
        self._floor = QSplitter(Qt.Orientation.Horizontal, self)
        self._floor.setChildrenCollapsible(False)
        self.panel = FindingsPanel(self._floor)
        self.panel.chosen.connect(self._lead)
        self.panel.close_button.hide()
        self.pages = PagePane(workplace, None, self._floor) if data.startswith(_PDF) else None
        self.words = _Words(self._floor)
        self._lay_out(opens=opens)
        if self.pages is not None:
            self.pages.show_pdf(data, leave=copy_own)
        self.panel.show_findings((*inspected.findings, *inspected.noticed))
        self._fit(parent.window())

    def _lay_out(self, *, opens: bool) -> None:
        self._floor.addWidget(self.panel)
        self._floor.addWidget(self.pages or self.words)
        self._floor.setSizes(_SHARES)
        self.words.setVisible(self.pages is None)
        buttons = QDialogButtonBox(self)
        open_it = buttons.addButton(_("打开成稿子"), QDialogButtonBox.ButtonRole.ActionRole)
        open_it.setObjectName("open-file")
        open_it.setAutoDefault(False)
        open_it.setVisible(opens)
        open_it.clicked.connect(self._open_it)
        close = buttons.addButton(_("关闭"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        hint = QLabel(_("照文件现在的样子检查，不改文件。点一处就指出它在哪里。"), self)
        hint.setWordWrap(True)
        give_tone(hint, "faint")
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self._floor, 1)
        column.addWidget(buttons)
        self.panel.setFocus()

    def _fit(self, behind: QWidget) -> None:
        room = behind.size()
        wanted = self.fontMetrics().horizontalAdvance("公") * _LEAST
        self.resize(max(wanted, room.width() * 9 // 10), room.height() * 9 // 10)

    def _lead(self, one: Finding) -> None:
        if self.pages is not None:
            show_on_page(self.pages.view, self._text, one)
        else:
            self.words.show_words(self._text, one)

    def _open_it(self) -> None:
        self.accept()
        self.open_wanted.emit(self._path)


class _Words(QTextBrowser):
    """The element or paragraph that a finding is of; of a file without pages to be shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("words-found")
        self.setAccessibleName(_("所指的文字"))
        self.setPlaceholderText(_("点一处，这里显示那段文字。"))

    def show_words(self, text: Manuscript, one: Finding) -> None:
        """Show a text with the words that are meant marked."""
        found, where = words_found(text, one.place), in_words(one.place)
        self.setPlainText(f"{where}\n{found.text}" if found.text else where)
        mark = QTextEdit.ExtraSelection()
        mark.format.setBackground(self.palette().highlight())
        mark.format.setForeground(self.palette().highlightedText())
        mark.cursor = QTextCursor(self.document())
        before = units(f"{where}\n")
        mark.cursor.setPosition(before + units(found.text[: found.start]) if found.text else 0)
        if found.text:
            mark.cursor.setPosition(before + units(found.text[: found.end]), QTextCursor.MoveMode.KeepAnchor)
        self.setExtraSelections([mark])
