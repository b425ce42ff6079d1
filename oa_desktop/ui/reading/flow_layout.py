"""Where everything of a flow picture (流程图) lies: steps one below the other, those who act together side by side.

Lengths are in pixels of the font; the picture itself draws what is placed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from oa_desktop.office import queries as q

_NARROWEST = 13
"""Characters across of the narrowest card."""
_WIDEST = 30
_NODE = 11.6
"""Characters that the names of the steps take beside their cards."""
_BESIDE = 29
"""Characters across from which on the names stand beside the cards, and not above them."""
_LANE = 1.4
_TURN = 0.8
"""Characters that the arrow from one level of cards to the next takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Somebody's part in a step, and where it lies; ``height`` is that of its words."""

    party: q.PartyRow
    place: QRectF


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A step.

    Attributes:
        middle: Of its sign.
        name_width: What its name may take across; more than the cards leave where it stands above them.
        cards: Of those who act in it.
        turns: Where those below have to wait for those above (依次).
    """

    step: q.StepRow
    middle: QPointF
    name_width: float
    cards: tuple[Card, ...]
    turns: tuple[QPointF, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arch:
    """A way back: from the middle of one sign to that of another, round the outside at ``left``."""

    back: q.BackRow
    start: QPointF
    end: QPointF
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A picture of which everything has its place."""

    nodes: tuple[Node, ...]
    arches: tuple[Arch, ...]
    size: QRectF


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What lengths are made of.

    Attributes:
        metrics: Of the font.
        width: Pixels that there are across.
        height_of: Returns the height of a part's words, in pixels, for a width.
    """

    metrics: QFontMetricsF
    width: float
    height_of: Callable[[q.PartyRow, float], float]

    @property
    def em(self) -> float:
        """Width of a Chinese character."""
        return self.metrics.horizontalAdvance("国")


def place(picture: q.FlowPictureRow, measure: Measure) -> Placed:
    """Return where everything lies."""
    em = measure.em
    spine = em * (_LANE * len(picture.backwards) + 1.2)
    beside = measure.width >= em * _BESIDE
    left = spine + em * (_NODE if beside else 1.2)
    below = 0.0 if beside else measure.metrics.height() * 1.3
    top, nodes = em * 0.8, list[Node]()
    for step in _rows(picture):
        shown = step.parties if step.stand is not q.StepStand.PASSED_OVER else ()
        cards, turns, height = _cards(shown, QPointF(left, top + below), measure)
        name_width = left - spine - em * 1.4 if beside else measure.width - left
        middle = QPointF(spine, top + em * 0.75)
        nodes.append(Node(step=step, middle=middle, name_width=name_width, cards=cards, turns=turns))
        top += max(below + height, measure.metrics.height() * (2.2 if beside else 1.2)) + em * 0.8
    arches = tuple(_arch(one, number, nodes, em) for number, one in enumerate(picture.backwards))
    right = max((card.place.right() for node in nodes for card in node.cards), default=left)
    return Placed(nodes=tuple(nodes), arches=arches, size=QRectF(0, 0, right + em * 0.6, top))


def _rows(picture: q.FlowPictureRow) -> Iterator[q.StepRow]:
    yield from picture.steps
    if picture.circulation:
        yield circulation(picture)


def circulation(picture: q.FlowPictureRow) -> q.StepRow:
    """Return who a paper is circulated to as a last row of the picture."""
    waiting = any(one.stand in (q.PartyStand.OPEN, q.PartyStand.WAITING) for one in picture.circulation)
    stand = q.StepStand.NOW if waiting else q.StepStand.DONE
    return q.StepRow(id="", name="传阅", stand=stand, times=1, came="", left="", limit="", parties=picture.circulation)


def _cards(
    parties: tuple[q.PartyRow, ...], corner: QPointF, measure: Measure
) -> tuple[tuple[Card, ...], tuple[QPointF, ...], float]:
    """Return the cards of a step, the turns between them, and how high they are all together."""
    em, cards, turns = measure.em, list[Card](), list[QPointF]()
    top = corner.y()
    for _level, group in groupby(parties, key=lambda one: one.level):
        together = tuple(group)
        if cards:
            turns.append(QPointF(corner.x() + em * 1.2, top))
            top += em * _TURN
        across = max(1, min(len(together), int((measure.width - corner.x()) // (em * (_NARROWEST + 0.6)))))
        width = min(max((measure.width - corner.x()) / across - em * 0.6, em * _NARROWEST), em * _WIDEST)
        for first in range(0, len(together), across):
            line = together[first : first + across]
            height = max(measure.height_of(one, width) for one in line)
            for number, one in enumerate(line):
                left = corner.x() + number * (width + em * 0.6)
                cards.append(Card(party=one, place=QRectF(left, top, width, height)))
            top += height + em * 0.5
    return tuple(cards), tuple(turns), max(0.0, top - corner.y() - em * 0.5)


def _arch(back: q.BackRow, number: int, nodes: list[Node], em: float) -> Arch:
    middles = {node.step.id: node.middle for node in nodes}
    left = em * (_LANE * number + 0.6)
    shift = QPointF(0, em * 0.35)
    return Arch(back=back, start=middles[back.origin] + shift, end=middles[back.to] - shift, left=left)
