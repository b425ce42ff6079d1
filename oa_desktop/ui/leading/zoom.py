"""Reading large (放大看): buttons beside the tabs of a document: smaller, larger, and over the whole window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.reading.document_pane import DocumentPane
from oa_desktop.ui.reading.page_view import PageView


class Zoom(QWidget):
    """Changes the size of the pages that are looked at, and of the document in the window.

    Signals:
        filled: Whether the document is to fill the window.
    """

    filled = Signal(bool)

    def __init__(self, document: DocumentPane) -> None:
        super().__init__(document)
        self._document = document
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._steps = (
            self._button("smaller", "－", _("缩小"), PageView.zoom_out),
            self._button("larger", "＋", _("放大"), PageView.zoom_in),
        )
        for button in self._steps:
            row.addWidget(button)
        self._fill = FirmButton(_("看大"), self)
        self._fill.setObjectName("page-fill")
        self._fill.setCheckable(True)
        self._fill.setToolTip(_("让公文占满窗口，再按一次恢复"))
        self._fill.toggled.connect(self.filled)
        row.addWidget(self._fill)

    def be_short(self, *, short: bool) -> None:
        """Leave the sizes of the pages out where there is little room."""
        for button in self._steps:
            button.setHidden(short)

    def fill(self, *, whole: bool) -> None:
        """Let the document fill the window, or give the others their room again."""
        self._fill.setChecked(whole)

    def _button(self, name: str, sign: str, words: str, do: Callable[[PageView], object]) -> FirmButton:
        button = FirmButton(sign, self)
        button.setObjectName(f"page-{name}")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda _checked=False: do(self._document.pages.view))
        return button
