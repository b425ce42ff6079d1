"""The pages of the help (帮助页): one place of it at a time, its contents, what is searched for, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.guiding import leaves
from oa_desktop.ui.guiding.help_page import HelpPage
from oa_desktop.ui.guiding.pages import FIRST, pages

CONTENTS = "contents"
KEYS = "keys"
_FIND = "find:"


class HelpPane(QWidget):
    """Shows one place of the help at a time.

    Attributes:
        bar: The buttons above the page; whoever holds the pane puts them where they belong.

    Signals:
        left: The reader goes back to work, by Esc or by the button.
    """

    left = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._been: list[str] = []
        self._at = -1
        self._browser = HelpPage(self)
        self._words = QLineEdit(self)
        self._back = self._button(_("后退"), "Alt+Left", self.back)
        self._on = self._button(_("前进"), "Alt+Right", self.forward)
        self._contents = self._button(_("目录"), "", lambda: self.open(CONTENTS))
        self._close = self._button(_("关闭"), "", self.left.emit)
        self.bar = self._bar()
        self._build()

    def _button(self, words: str, keys: str, do: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(f"{words}（{keys}）" if keys else words)
        button.setShortcut(QKeySequence(keys))
        button.clicked.connect(do)
        return button

    def _build(self) -> None:
        self._words.setObjectName("help-words")
        self._words.setAccessibleName(_("检索帮助"))
        self._words.setPlaceholderText(_("检索帮助"))
        self._words.setClearButtonEnabled(True)
        self._words.textEdited.connect(self._find)
        self._browser.setObjectName("help-page")
        self._browser.setAccessibleName(_("帮助"))
        self._browser.setOpenLinks(False)
        self._browser.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        column.addWidget(self._browser, 1)

    def _bar(self) -> QWidget:
        """Return the row above the page; the pane is drawn elsewhere by it."""
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        for part in (self._back, self._on, self._contents):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._close)
        return bar

    # --- where the reader is -------------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """Where the reader is: a page and a heading of it, or a page that stands in no file."""
        return self._been[self._at] if self._been else ""

    def open(self, address: str) -> None:
        """Show a place and put the keyboard there.

        Args:
            address: ``窗口.md#办理``, :data:`CONTENTS` or :data:`KEYS`; an unknown page gives the contents.
        """
        self._go(address)
        self._browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Show the place before."""
        self._step(-1)

    def forward(self) -> None:
        """Show the place that was gone back from."""
        self._step(1)

    def _go(self, address: str) -> None:
        if address != self.address:
            self._been[self._at + 1 :] = [address]
            self._at = len(self._been) - 1
        self._render()

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._been):
            self._at += by
            self._render()

    def _find(self, words: str) -> None:
        """Search while somebody types; the letters typed on the way are no places to go back to."""
        if self.address.startswith(_FIND):
            self._been.pop()
            self._at -= 1
        self._go(_FIND + words if words.strip() else CONTENTS)

    def _follow(self, link: QUrl) -> None:
        decoded = QUrl.ComponentFormattingOption.FullyDecoded
        heading = link.fragment(decoded)
        name = link.path(decoded)
        if not link.scheme():
            self._go(f"{name}#{heading}" if heading else name or FIRST)

    # --- what is shown -------------------------------------------------------------------------------------------

    def _render(self) -> None:
        name = self.address.partition("#")[0]
        self._browser.document().setDefaultFont(self.font())
        self._browser.setMarkdown(self._text(name))
        self._browser.document().setIndentWidth(self.fontMetrics().horizontalAdvance("公") * 1.5)
        self._scroll()
        self._back.setEnabled(self._at > 0)
        self._on.setEnabled(self._at < len(self._been) - 1)

    def _text(self, name: str) -> str:
        if name == KEYS:
            return leaves.keys(self._commands.declared)
        if name.startswith(_FIND):
            return leaves.found(name.removeprefix(_FIND))
        page = pages().get(name)
        return page.text if page else leaves.contents()

    def scroll_later(self) -> None:
        """Show the heading at the upper edge again, once there is another room for the page."""
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        """Show the heading at the upper edge."""
        heading = self.address.partition("#")[2]
        block = self._block(heading) if heading else self._browser.document().begin()
        self._browser.setTextCursor(QTextCursor(block))
        top = self._browser.document().documentLayout().blockBoundingRect(block).top()
        self._browser.verticalScrollBar().setValue(round(top) if heading else 0)

    def _block(self, heading: str) -> QTextBlock:
        """Return where a heading stands, the beginning where there is no such heading."""
        block = self._browser.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text().strip() == heading:
                return block
            block = block.next()
        return self._browser.document().begin()

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Go back to work by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size and the colours of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self._been:
            self._render()
