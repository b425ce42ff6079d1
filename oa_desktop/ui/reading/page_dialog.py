"""The page of one document over something else (看版面), such as the list of what is about to be agreed to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.fetched_page import FetchedPage, fetch_page
from oa_desktop.ui.reading.page_pane import PagePane
from oa_desktop.ui.workplace import Workplace

_CHARACTERS = 60


class PageDialog(Dialog):
    """Shows a document's page as it stands.

    Attributes:
        pane: The page.

    Signals:
        laid: The page lies before the person (``LaidBefore``).
    """

    laid = Signal(object)

    def __init__(self, workplace: Workplace, document: DossierId, title: str, parent: QWidget) -> None:
        super().__init__("page", title, parent)
        self.pane = PagePane(workplace, None, self)
        column = QVBoxLayout(self)
        column.addWidget(self.pane, 1)
        column.addLayout(self.row_below())
        self.fill(parent.window().parentWidget() or parent, _CHARACTERS)
        workplace.read(
            lambda session: fetch_page(session, document),
            self,
            self._show,
            lambda error: self.pane.clear(sentence_for(error, workplace)),
        )

    def _show(self, fetched: FetchedPage) -> None:
        self.pane.show_pdf(fetched.laid.shown, fetched.caption, trace=fetched.laid.trace)
        self.laid.emit(fetched.laid)
