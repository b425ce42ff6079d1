"""The page pane (版面): what the pages are, the pages, how large, and the find bar when it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from oa_desktop.ui.commands import Commands
from oa_desktop.ui.leaving.words import Leave
from oa_desktop.ui.look.fingers import scroll_by_finger
from oa_desktop.ui.reading.find_bar import FindBar
from oa_desktop.ui.reading.page_bar import PageBar
from oa_desktop.ui.reading.page_view import PageView
from oa_desktop.ui.workplace import Workplace


class PagePane(QWidget):
    """Pages with everything that belongs to reading them.

    Attributes:
        view: The pages.
        find_bar: Hidden until it is opened.
        page_bar: Page number and size.

    Signals:
        selected: Something else is selected, or nothing.
    """

    selected = Signal()

    def __init__(
        self,
        workplace: Workplace,
        commands: Commands | None = None,
        parent: QWidget | None = None,
        *,
        plain: bool = False,
    ) -> None:
        """Make one without pages.

        Args:
            workplace: How it reaches the office.
            commands: Those of the window, for the context menu.
            parent: What it stands in.
            plain: Whether it goes without the line above the pages and the bar below them.
        """
        super().__init__(parent)
        self.view = PageView(workplace, commands, self)
        self.find_bar = FindBar(self.view, self)
        self.page_bar = PageBar(self.view, self)
        self.view.selected.connect(lambda _some: self.selected.emit())
        scroll_by_finger(self.view)
        self._plain = plain
        self.page_bar.setHidden(plain)
        self._caption = QLabel(self)
        self._caption.setObjectName("caption")
        self._caption.setWordWrap(True)
        self._caption.setContentsMargins(8, 4, 8, 4)
        self._caption.hide()
        self.page_bar.seek.clicked.connect(self.find_bar.open)
        self.find_bar.closed.connect(self.view.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._caption)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
        column.addWidget(self.page_bar)
        self.setFocusProxy(self.view)

    def show_pdf(
        self, pdf: bytes, caption: str = "", *, renewed: bool = False, trace: str = "", leave: Leave | None = None
    ) -> None:
        """Show pages and say what they are.

        Args:
            pdf: The pages.
            caption: What they are.
            renewed: Whether they stay at the place.
            trace: What lies across (水印).
            leave: Lets out the words that somebody copies; None where none leave.
        """
        self.view.trace, self.view.leave = trace, leave
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption) and not self._plain)
        self.view.show_pdf(pdf, renewed=renewed)

    @property
    def has_selection(self) -> bool:
        """Whether something is selected."""
        return not self.view.passage.empty

    def copy(self) -> None:
        """Copy the text that is selected."""
        self.view.copy()

    def clear(self, sentence: str = "") -> None:
        """Show no page, and why."""
        self._caption.hide()
        self.view.clear(sentence)
