"""The sheet view (版面): the pages of a fixed document below one another, sharp at every size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from oa_desktop.office.ports.pages import Leaf
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.reading import painting
from oa_desktop.ui.reading.faults import sentence_for
from oa_desktop.ui.reading.pictures import Pictures
from oa_desktop.ui.reading.sheets import Fit, Sheets, Strip, fitting, laid_out, stepped
from oa_desktop.ui.workplace import Workplace

_LINE = 48
"""Pixels that an arrow key or a notch of the wheel moves."""
_NOTCH = 120
"""What Qt calls one notch of a wheel."""


class SheetView(QAbstractScrollArea):
    """Shows pages, and knows nothing of their text.

    Attributes:
        pdf: The document that is shown, empty for none.
        sentence: What is said instead of one.
        sheets: Where its pages lie.
        fit: How their size follows from the view's.

    Signals:
        zoomed: The size has changed, or how it follows from the view's; 1.0 for 100 %.
        turned: Another page is before the reader: its number from 1, and how many there are.
    """

    zoomed = Signal(float)
    turned = Signal(int, int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._pictures = Pictures(workplace, self)
        self._pictures.arrived.connect(lambda _number: self.viewport().update())
        self._wanted = b""
        self.sentence = ""
        self._turned: tuple[int, int] = (0, 0)
        self._notches = 0
        self.pdf = b""
        self.fit = Fit.WIDTH
        self.sheets: Sheets = laid_out((), 1.0, 0.0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)

    # --- what is shown -----------------------------------------------------------------------------------------

    @property
    def pages(self) -> int:
        """Number of pages."""
        return len(self.sheets.leaves)

    @property
    def page(self) -> int:
        """The page before the reader, from 0: what lies a third down the view."""
        return self.sheets.at(self._top + self.viewport().height() / 3)

    def show_pdf(self, pdf: bytes, *, renewed: bool = False) -> None:
        """Show a document.

        Args:
            pdf: The document.
            renewed: Whether it is the one before with changes, such as a preview: the reader stays at the place.
        """
        if not renewed:
            self._open(b"", (), renewed=False)
        self._wanted = pdf
        self._workplace.read(
            lambda session: session.viewer.leaves(pdf),
            self,
            lambda leaves: self._arrive(pdf, leaves, renewed=renewed and bool(self.pdf)),
            lambda error: self._refuse(pdf, error),
            instead_of="leaves",
        )

    def clear(self, sentence: str = "") -> None:
        """Show no document, and say why."""
        self._wanted = b""
        self._open(b"", (), renewed=False, sentence=sentence)

    def _arrive(self, pdf: bytes, leaves: tuple[Leaf, ...], *, renewed: bool) -> None:
        if pdf is self._wanted:
            self._open(pdf, leaves, renewed=renewed)

    def _open(self, pdf: bytes, leaves: tuple[Leaf, ...], *, renewed: bool, sentence: str = "") -> None:
        self.pdf, self.sentence = pdf, sentence
        self._pictures.show(pdf, renewed=renewed)
        place = self.seen.topLeft() if renewed else QPointF(0, 0)
        self._lay_out(leaves, self.sheets.zoom)
        self._scroll_to(place)
        self.opened()
        self._look()

    def _refuse(self, pdf: bytes, error: Exception) -> None:
        sentence = sentence_for(error, self._workplace)
        if pdf is self._wanted:
            self.clear(sentence)

    # --- size --------------------------------------------------------------------------------------------------

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Show pages at a size; what is at a point of the view, or in its middle, stays there."""
        self._resize(Fit.FREE, zoom, at or QPointF(self.viewport().rect().center()))

    def zoom_in(self) -> None:
        """Show pages one step larger."""
        self.zoom_to(stepped(self.sheets.zoom, up=True))

    def zoom_out(self) -> None:
        """Show pages one step smaller."""
        self.zoom_to(stepped(self.sheets.zoom, up=False))

    def fit_to(self, fit: Fit) -> None:
        """Fit pages to the view, now and whenever it changes."""
        self._resize(fit, self.sheets.zoom, QPointF(self.viewport().width() / 2, 0))

    def go_to(self, page: int) -> None:
        """Show a page, counted from 0, from its top."""
        if self.pages:
            self._scroll_to(self.sheets.rect(min(max(page, 0), self.pages - 1)).topLeft() - QPointF(0, 4))

    def bring(self, rect: QRectF) -> None:
        """Scroll no further than needed to show a part of the sheets, with some room around it."""
        seen = self.seen
        if seen.contains(rect):
            return
        beside = rect.left() < seen.left() or rect.right() > seen.right()
        x = rect.center().x() - seen.width() / 2 if beside else seen.x()
        self._scroll_to(QPointF(x, rect.center().y() - seen.height() / 3))

    @property
    def seen(self) -> QRectF:
        """The part of the sheets that the view shows."""
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRectF(QPointF(left, top), self.viewport().size().toSizeF())

    def _resize(self, fit: Fit, zoom: float, at: QPointF) -> None:
        before = (self.fit, self.sheets.zoom)
        self.fit = fit
        anchor = self.sheets.to_page(at + self.seen.topLeft()) if self.pages else None
        self._lay_out(self.sheets.leaves, zoom)
        if anchor is not None:
            self._scroll_to(self.sheets.to_view(*anchor) - at)
        self._look()
        if (self.fit, self.sheets.zoom) != before:
            self.zoomed.emit(self.sheets.zoom)

    def _lay_out(self, leaves: tuple[Leaf, ...], zoom: float) -> None:
        room = self.viewport().size()
        size = fitting(leaves, self.fit, zoom, (room.width(), room.height()))
        self.sheets = laid_out(leaves, size, room.width())
        self._set_bar(Qt.Orientation.Horizontal, self.sheets.width, room.width())
        self._set_bar(Qt.Orientation.Vertical, self.sheets.height, room.height())
        self.viewport().update()

    def _set_bar(self, which: Qt.Orientation, whole: float, seen: int) -> None:
        bar = self.horizontalScrollBar() if which is Qt.Orientation.Horizontal else self.verticalScrollBar()
        bar.setRange(0, max(0, round(whole) - seen))
        bar.setPageStep(max(1, seen - _LINE))
        bar.setSingleStep(_LINE)

    def _scroll_to(self, point: QPointF) -> None:
        self.horizontalScrollBar().setValue(round(point.x()))
        self.verticalScrollBar().setValue(round(point.y()))

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    # --- what is drawn -----------------------------------------------------------------------------------------

    def opened(self) -> None:
        """Tell whoever knows more of the document that it has changed."""

    def looked(self, numbers: range) -> None:
        """Tell whoever knows more of the document which pages are seen."""

    def paint_over(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        """Let whoever knows more of the document mark things on a page."""

    def _look(self) -> None:
        """Have drawn what is seen, and then the page after it."""
        seen = self.seen
        numbers = self.sheets.between(seen.top(), seen.bottom())
        strips = [one for number in numbers for one in self._strips(number, seen.top(), seen.bottom())]
        if numbers.stop < self.pages:
            top = self.sheets.tops[numbers.stop]
            strips += self._strips(numbers.stop, top, top + seen.height())
        self._pictures.wish(strips)
        self.looked(numbers)
        turned = (self.page + 1 if self.pages else 0, self.pages)
        if turned != self._turned:
            self._turned = turned
            self.turned.emit(*turned)

    def _strips(self, number: int, top: float, bottom: float) -> list[Strip]:
        return list(self.sheets.strips(number, self.devicePixelRatioF(), top, bottom))

    def _paint_sheet(self, painter: QPainter, number: int) -> None:
        seen, dots = self.seen, self.devicePixelRatioF()
        sheet = painting.aligned(self.sheets.rect(number).translated(-seen.topLeft()), dots)
        painting.paint_paper(painter, sheet, colours_of(self.palette()))
        if fault := self._pictures.faults.get(number):
            painting.paint_sentence(painter, sheet, fault)
            return
        drawn = [(strip, self._pictures.of(strip)) for strip in self._strips(number, seen.top(), seen.bottom())]
        if any(image is None for _strip, image in drawn):
            for strip, image in self._pictures.standing_in(number):
                painting.paint_stand_in(painter, sheet, strip, image, self.sheets.scale)
        for strip, drawing in drawn:
            if drawing is not None:
                painting.paint_strip(painter, sheet, strip, drawing, dots)
        self.paint_over(painter, number, sheet)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.palette().highlight().color(), 2))
        painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    # --- Qt ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint the sheets that are seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().window())
        seen = self.seen
        for number in self.sheets.between(seen.top(), seen.bottom()):
            self._paint_sheet(painter, number)
        if self.sentence:
            room, faint = self.viewport().rect().toRectF(), colours_of(self.palette()).faint
            painting.paint_sentence(painter, room, self.sentence, faint)
        if self.hasFocus():
            self._paint_focus(painter)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's own name
        """Follow the scroll bars."""
        super().scrollContentsBy(dx, dy)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Fit the pages again; the top of what was seen stays at the top."""
        super().resizeEvent(event)
        self._resize(self.fit, self.sheets.zoom, QPointF(self.viewport().width() / 2, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """Scroll; with Ctrl, change the size around the place under the mouse."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._notches += event.angleDelta().y()
        if abs(self._notches) >= _NOTCH:
            zoom = stepped(self.sheets.zoom, up=self._notches > 0)
            self._notches = 0
            self.zoom_to(zoom, event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Draw anew for a screen with other dots."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._look()
        return super().viewportEvent(event)
