"""The way of a document as a picture (流程图): what was done, who has it, what is to come, and what came back."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPathItem, QGraphicsScene, QGraphicsTextItem, QGraphicsView, QWidget

from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.flows.flow_words import (
    STEP_SIGNS,
    back_in_words,
    flow_in_lines,
    party_in_words,
    step_in_words,
)
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.reading.flow_layout import Arch, Card, Measure, Node, Placed, place
from oa_desktop.ui.reading.flow_pens import STEPS, Pens

_LEAST, _MOST, _STEP = 0.6, 2.5, 1.15
_PAUSE_MS = 30


class FlowView(QGraphicsView):
    """The picture; arrow keys go from one part to the next, Ctrl and the wheel make it larger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: q.FlowPictureRow | None = None
        self._cards: tuple[Card, ...] = ()
        self._current = -1
        self._zoom = 1.0
        self._pens = self._dressed()
        self._scene = QGraphicsScene(self)
        self._ring: QGraphicsPathItem | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self._draw)
        self.setScene(self._scene)
        self.setObjectName("flow-picture")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would come and go with it
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(_("流程图"))

    def show_picture(self, picture: q.FlowPictureRow | None) -> None:
        """Show the way of a document, or nothing."""
        self._picture = picture
        self._current = -1
        said = "\n".join(flow_in_lines(picture)) if picture else ""
        self.setAccessibleDescription(said)
        self._draw()

    def zoom(self, factor: float) -> None:
        """Draw larger or smaller; the cards still fit the width."""
        self._zoom = max(_LEAST, min(_MOST, self._zoom * factor))
        self._draw()

    @property
    def has_words(self) -> bool:
        """Whether a way is shown."""
        return self._picture is not None

    @property
    def words(self) -> str:
        """The part that is chosen in words, the whole way where none is."""
        if 0 <= self._current < len(self._cards):
            return party_in_words(self._cards[self._current].party)
        return self.accessibleDescription()

    # --- drawing -----------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._scene.clear()
        self._ring = None
        self._cards = ()
        if self._picture is None:
            return
        self._pens = self._dressed()
        placed = place(self._picture, self._measure())
        self._cards = tuple(card for node in placed.nodes for card in node.cards)
        self._draw_spine(placed)
        for arch in placed.arches:
            self._draw_arch(arch)
        for node in placed.nodes:
            self._draw_node(node)
        self._scene.setSceneRect(placed.size)
        self._mark_current()
        self._show_present(placed)

    def _measure(self) -> Measure:
        metrics = QFontMetricsF(self._pens.font)
        width = self.viewport().width() - metrics.horizontalAdvance("国") * 0.4
        return Measure(metrics=metrics, width=width, height_of=self._height)

    def _height(self, party: q.PartyRow, width: float) -> float:
        return self._pens.card(party, width).size().height()

    def _dressed(self) -> Pens:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * self._zoom)
        return Pens(colours=colours_of(self.palette()), font=font)

    def _draw_spine(self, placed: Placed) -> None:
        steps = [node for node in placed.nodes if node.step.id]
        for before, after in pairwise(steps):
            gone = after.step.stand in (q.StepStand.DONE, q.StepStand.NOW)
            pen = QPen(self._pens.colour("good" if gone else "line"), 2 if gone else 1)
            self._scene.addLine(before.middle.x(), before.middle.y(), after.middle.x(), after.middle.y(), pen)

    def _draw_node(self, node: Node) -> None:
        pens, em = self._pens, self._pens.em
        round_it = QRectF(0, 0, em * 1.5, em * 1.5)
        round_it.moveCenter(node.middle)
        self._scene.addEllipse(round_it, pens.step(node.step.stand), pens.colour("base"))
        sign = "" if node.step.stand is q.StepStand.COMING else STEP_SIGNS[node.step.stand]  # a ring is one already
        self._put(sign, round_it, STEPS[node.step.stand].edge)
        name = self._write(pens.name(node), node.middle + QPointF(em, -em * 0.75))
        name.setToolTip(step_in_words(node.step))
        for card in node.cards:
            self._draw_card(card)
        for turn in node.turns:
            self._draw_turn(turn)

    def _put(self, sign: str, within: QRectF, colour: str) -> None:
        item = self._scene.addSimpleText(sign, self._pens.font)
        item.setBrush(self._pens.colour(colour))
        item.setPos(within.center() - item.boundingRect().center())

    def _write(self, words: QTextDocument, corner: QPointF) -> QGraphicsTextItem:
        item = self._scene.addText("")
        words.setParent(item)
        item.setDocument(words)
        item.setPos(corner)
        return item

    def _draw_card(self, card: Card) -> None:
        pens = self._pens
        edge = self._scene.addPath(_rounded(card.place, pens.em * 0.35), pens.party(card.party), pens.colour("base"))
        edge.setToolTip(party_in_words(card.party))
        self._write(self._pens.card(card.party, card.place.width()), card.place.topLeft())

    def _draw_turn(self, turn: QPointF) -> None:
        """Draw an arrow from those above, who come first, to those below."""
        em, colour = self._pens.em, self._pens.colour("faint")
        tip = turn + QPointF(0, em * 0.6)
        self._scene.addLine(turn.x(), turn.y() - em * 0.4, tip.x(), tip.y(), QPen(colour, 1.2))
        head = QPolygonF([tip, tip + QPointF(-em * 0.25, -em * 0.35), tip + QPointF(em * 0.25, -em * 0.35)])
        self._scene.addPolygon(head, QPen(colour), colour)

    def _draw_arch(self, arch: Arch) -> None:
        em, colour = self._pens.em, self._pens.colour("warning")
        path = QPainterPath(arch.start)
        path.cubicTo(QPointF(arch.left, arch.start.y()), QPointF(arch.left, arch.end.y()), arch.end - QPointF(em, 0))
        item = self._scene.addPath(path, QPen(colour, 1.6, Qt.PenStyle.DashLine))
        tip = arch.end - QPointF(em * 0.75, 0)
        head = QPolygonF([tip, tip + QPointF(-em * 0.55, -em * 0.3), tip + QPointF(-em * 0.55, em * 0.3)])
        self._scene.addPolygon(head, QPen(colour), colour)
        names = {step.id: step.name for step in self._picture.steps} if self._picture else {}
        item.setToolTip(back_in_words(arch.back, names))

    def _show_present(self, placed: Placed) -> None:
        """Scroll to where the document is."""
        present = [node for node in placed.nodes if node.step.stand is q.StepStand.NOW and node.step.id]
        for node in present[:1]:
            around = QRectF(0, node.middle.y() - 2 * self._pens.em, self._pens.em, 6 * self._pens.em)
            self.ensureVisible(around, 0, round(3 * self._pens.em))

    def _open_one(self) -> int:
        """Return which card is that of whoever has the document; the first where nobody has it."""
        open_ones = (place for place, one in enumerate(self._cards) if one.party.stand is q.PartyStand.OPEN)
        return next(open_ones, 0)

    def _mark_current(self) -> None:
        if self._ring is not None:
            self._scene.removeItem(self._ring)
            self._ring = None
        if 0 <= self._current < len(self._cards) and self.hasFocus():
            around = self._cards[self._current].place.adjusted(-3, -3, 3, 3)
            self._ring = self._scene.addPath(
                _rounded(around, self._pens.em * 0.45), QPen(self._pens.colour("accent"), 2)
            )
            self.ensureVisible(around, 8, 8)

    # --- Qt's own ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Go from part to part; make it larger or smaller."""
        ways = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        zooms = {Qt.Key.Key_Plus: _STEP, Qt.Key.Key_Equal: _STEP, Qt.Key.Key_Minus: 1 / _STEP}
        key = Qt.Key(event.key())
        if key in ways and self._cards:
            wanted = self._current + ways[key] if self._current >= 0 else self._open_one()
            self._current = max(0, min(len(self._cards) - 1, wanted))
            self._mark_current()
            self.setAccessibleDescription(self.words)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in zooms:
            self.zoom(zooms[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's own name
        """Make it larger or smaller with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay everything out for another width, once it rests."""
        super().resizeEvent(event)
        self._rest.start()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Mark where the keyboard is."""
        super().focusInEvent(event)
        self._mark_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's own name
        """Mark nothing any more."""
        super().focusOutEvent(event)
        self._mark_current()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size and the colours of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_rest"):
            self._rest.start()


def _rounded(place: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(place, radius, radius)
    return path
