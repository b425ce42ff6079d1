"""The page view (版面): pages as they will be issued, whose text can be selected, copied, searched, read aloud."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.commands import Commands, Place
from oa_desktop.ui.leaving.words import Leave
from oa_desktop.ui.reading import painting
from oa_desktop.ui.reading.page_search import PageSearch
from oa_desktop.ui.reading.passages import END, Caret, Passage, words_on
from oa_desktop.ui.reading.pointed_view import PointedView
from oa_desktop.ui.reading.sheets import Fit
from oa_desktop.ui.reading.texts import Texts
from oa_desktop.ui.workplace import Workplace

_NOWHERE = Passage(anchor=Caret(number=0, index=0), focus=Caret(number=0, index=0))
_DRAG_EVERY_MS = 40
"""How often the view goes on scrolling while the mouse is held outside of it."""


class PageView(PointedView):
    """Shows pages with their text.

    Attributes:
        trace: What lies across the pages (水印); empty for none.
        leave: Lets words of these pages out; None where none leave.
        passage: What is selected.
        search: What is searched for in the pages.

    Signals:
        selected: Whether something is selected now.
    """

    selected = Signal(bool)

    def __init__(self, workplace: Workplace, commands: Commands | None = None, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._commands = commands
        self._texts = Texts(workplace, self)
        self._texts.arrived.connect(self._read)
        self.passage = _NOWHERE
        self.search = PageSearch(workplace, self)
        self.search.moved.connect(self._show_hit)
        self.search.counted.connect(lambda _number, _of: self.viewport().update())
        self._awaited: Passage | None = None
        self._dragging = QTimer(self)
        self._dragging.setInterval(_DRAG_EVERY_MS)
        self._dragging.timeout.connect(self._drag_on)
        self._keys = self._key_table()
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("版面"))
        self.trace = ""
        self.leave: Leave | None = None

    # --- what the window calls ---------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy what is selected, as it was typed, where it may leave."""
        if not self.passage.empty and self.leave is not None:
            self._texts.words(self.passage, self.leave)

    def select_all(self) -> None:
        """Select the text of all pages."""
        if self.pages:
            self._select(Passage(anchor=Caret(number=0, index=0), focus=Caret(number=self.pages - 1, index=END)))

    def find_words(self, words: str) -> None:
        """Search the pages from the one before the reader; no words end the search."""
        self._awaited = None
        self.search.begin(words, self.page)

    def find_next(self) -> None:
        """Show the next hit."""
        self.search.next()

    def find_previous(self) -> None:
        """Show the hit before."""
        self.search.previous()

    # --- what is marked ----------------------------------------------------------------------------------------

    def opened(self) -> None:
        """Begin with the text of another document."""
        super().opened()
        self._texts.show(self.pdf)
        self._select(_NOWHERE)
        self._awaited = None
        self.search.show(self.pdf, self.pages)
        self._describe()

    def looked(self, numbers: range) -> None:
        """Have the text of what is seen read."""
        self._texts.want(numbers)
        self._describe()

    def paint_over(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        """Mark what is selected, what was found and what is pointed at."""
        for passage, shown in self.search.on(number):
            self._mark(painter, number, sheet, passage, painting.SHOWN_HIT if shown else painting.HIT)
        self._mark(painter, number, sheet, self.passage, painting.SELECTED)
        super().paint_over(painter, number, sheet)
        painting.paint_trace(painter, sheet, self.trace, self.sheets.scale)

    def _mark(self, painter: QPainter, number: int, sheet: QRectF, passage: Passage, colour: str) -> None:
        boxes = self._texts.of(number).boxes(*passage.on(number))
        painting.paint_marks(painter, sheet, boxes, self.sheets.scale, colour)

    def _read(self, number: int) -> None:
        """Take note of a page's text that has come."""
        self.viewport().update()
        if number == self.page:
            self._describe()
        if self._awaited is not None and number == self._awaited.start.number:
            self._show_hit(self._awaited)

    def _show_hit(self, hit: Passage) -> None:
        """Scroll to a hit; to its page first where the text of that is not there yet."""
        number = hit.start.number
        box = next(self._texts.of(number).boxes(*hit.on(number)), None)
        self._awaited = hit if box is None else None
        if box is None:
            self._texts.want((number,))
            return
        scale, sheet = self.sheets.scale, self.sheets.rect(number).topLeft()
        self.bring(QRectF(box.topLeft() * scale + sheet, box.size() * scale))
        self.viewport().update()

    def _describe(self) -> None:
        """Tell whoever has the screen read aloud what stands on the page."""
        words = words_on(self._texts.of(self.page)) if self.pages else self.sentence
        where = _("第{page}页，共{pages}页。").format(page=self.page + 1, pages=self.pages) if self.pages else ""
        if self.accessibleDescription() != where + words:
            self.setAccessibleDescription(where + words)

    # --- selecting ---------------------------------------------------------------------------------------------

    def _select(self, passage: Passage) -> None:
        before, self.passage = self.passage, passage
        if passage.empty is not before.empty:
            self.selected.emit(not passage.empty)
        self.viewport().update()

    def _caret(self, point: QPointF) -> Caret:
        number, x, y = self.sheets.to_page(point + self.seen.topLeft())
        return Caret(number=number, index=self._texts.of(number).index_at(x, y))

    def _over_text(self, point: QPointF) -> bool:
        number, x, y = self.sheets.to_page(point + self.seen.topLeft())
        return self._texts.of(number).covers(x, y)

    def _extend(self, point: QPointF) -> None:
        self._select(Passage(anchor=self.passage.anchor, focus=self._caret(point)))

    def _drag_on(self) -> None:
        """Scroll towards the mouse that is held above or below the view."""
        point = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
        beyond = min(0.0, point.y()) + max(0.0, point.y() - self.viewport().height())
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond / 2))
            self._extend(point)

    # --- keys --------------------------------------------------------------------------------------------------

    def _key_table(self) -> Mapping[str, Callable[[], object]]:
        return {
            "Ctrl+C": self.copy,
            "Ctrl+A": self.select_all,
            "Ctrl++": self.zoom_in,
            "Ctrl+=": self.zoom_in,
            "Ctrl+-": self.zoom_out,
            "Ctrl+0": lambda: self.fit_to(Fit.WIDTH),
            "Home": lambda: self.go_to(0),
            "Ctrl+Home": lambda: self.go_to(0),
            "End": lambda: self.verticalScrollBar().setValue(self.verticalScrollBar().maximum()),
            "Ctrl+End": lambda: self.verticalScrollBar().setValue(self.verticalScrollBar().maximum()),
            "F3": self.find_next,
            "Shift+F3": self.find_previous,
        }

    # --- Qt ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Do what the keys of every reader do; arrows and pages scroll."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = QKeySequence(modifiers.value | event.key()).toString(QKeySequence.SequenceFormat.PortableText)
        action = self._keys.get(keys)
        if action is None:
            super().keyPressEvent(event)
        elif self.pages:
            action()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Begin to select, or select up to here with Shift."""
        if event.button() is not Qt.MouseButton.LeftButton or not self.pages:
            return
        caret = self._caret(event.position())
        further = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._select(Passage(anchor=self.passage.anchor if further else caret, focus=caret))
        self._dragging.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Select up to here; show where there is text."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._dragging.isActive():
            self._extend(event.position())
        elif self.pages:
            over = self._over_text(event.position())
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802 - Qt's own name
        """End selecting."""
        self._dragging.stop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Select the words up to the next punctuation."""
        if self.pages and event.button() is Qt.MouseButton.LeftButton:
            caret = self._caret(event.position())
            start, end = self._texts.of(caret.number).stretch_at(caret.index)
            ends = (Caret(number=caret.number, index=index) for index in (start, end))
            self._select(Passage(anchor=next(ends), focus=next(ends)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's own name
        """Offer what can be done with a page."""
        if self._commands is None or not self._commands.at(Place.PAGE):
            return
        menu = self._commands.menu_at(Place.PAGE, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()
