"""How a flow picture (流程图) is drawn: the edge of each part, and its words with their colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen, QTextDocument

from oa_desktop.domain.flows.deadlines import Timeliness
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.flows.flow_words import PARTY_SIGNS, when_in_words, who_in_words
from oa_desktop.ui.look.colours import Colours
from oa_desktop.ui.reading.flow_layout import Node

_PAD = 0.5
"""Characters between the edge of a card and its words."""
_WORDS = 60
"""Characters of what was said that a card shows; the list below says everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How something is drawn: fields of the colours, and how thick and of what kind its edge is."""

    edge: str
    text: str = "text"
    width: float = 1.0
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


STEPS: Mapping[q.StepStand, Ink] = {
    q.StepStand.DONE: Ink(edge="good"),
    q.StepStand.NOW: Ink(edge="accent", text="accent", width=2.0),
    q.StepStand.COMING: Ink(edge="edge", text="faint"),
    q.StepStand.PASSED_OVER: Ink(edge="edge", text="faint", line=Qt.PenStyle.DashLine),
}
_PARTIES: Mapping[q.PartyStand, Ink] = {
    q.PartyStand.DONE: Ink(edge="good"),
    q.PartyStand.OPEN: Ink(edge="accent", width=2.0),
    q.PartyStand.WAITING: Ink(edge="edge", text="faint"),
    q.PartyStand.DROPPED: Ink(edge="line", text="faint", line=Qt.PenStyle.DashLine),
    q.PartyStand.COMING: Ink(edge="line", text="faint"),
}
_TONES: Mapping[Timeliness, str] = {Timeliness.SOON: "warning", Timeliness.LATE: "danger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pens:
    """Colours and font of a picture."""

    colours: Colours
    font: QFont

    @property
    def em(self) -> float:
        """Pixels across a Chinese character."""
        return QFontMetricsF(self.font).horizontalAdvance("国")

    def colour(self, name: str) -> QColor:
        """Return one of the colours."""
        return QColor(getattr(self.colours, name))

    def step(self, stand: q.StepStand) -> QPen:
        """Return the edge of a step's sign."""
        return self._pen(STEPS[stand], STEPS[stand].edge)

    def party(self, party: q.PartyRow) -> QPen:
        """Return the edge of a card; what is late, or soon will be, has that colour."""
        ink = _PARTIES[party.stand]
        return self._pen(ink, _tone(party, ink.edge))

    def _pen(self, ink: Ink, colour: str) -> QPen:
        return QPen(self.colour(colour), ink.width, ink.line)

    def card(self, party: q.PartyRow, width: float) -> QTextDocument:
        """Return what a card says, as wide as it is in pixels."""
        ink = _PARTIES[party.stand]
        said = party.words if len(party.words) <= _WORDS else f"{party.words[: _WORDS - 1]}…"
        lines = [
            self._span(f"{PARTY_SIGNS[party.stand]} {who_in_words(party)}", ink.text, bold=True),
            self._span(when_in_words(party), _tone(party, "faint")),
            *([self._span(said, ink.text)] if said else []),
        ]
        return self._document("<br>".join(lines), width, self.em * _PAD)

    def name(self, node: Node) -> QTextDocument:
        """Return the name of a step and what is to be known of it."""
        name = self._span(node.step.name, STEPS[node.step.stand].text, bold=True)
        notes = self._span("，".join(_notes(node.step)), "faint")
        above = bool(node.cards) and node.cards[0].place.top() > node.middle.y()
        return self._document(f"{name}{'　' if above else '<br>'}{notes}", node.name_width, 0)

    def _span(self, words: str, colour: str, *, bold: bool = False) -> str:
        weight = "bold" if bold else "normal"
        return f'<span style="color:{self.colour(colour).name()};font-weight:{weight}">{escape(words)}</span>'

    def _document(self, html: str, width: float, margin: float) -> QTextDocument:
        made = QTextDocument()
        made.setDefaultFont(self.font)
        made.setDocumentMargin(margin)
        made.setHtml(html)
        made.setTextWidth(width)
        return made


def _tone(party: q.PartyRow, usual: str) -> str:
    return _TONES.get(party.timing.state, usual) if party.timing else usual


def _notes(step: q.StepRow) -> list[str]:
    said = [] if step.stand is q.StepStand.DONE else [step.stand.value]
    said += [_("第{times}次").format(times=step.times)] if step.times > 1 else []
    return said + ([_("限{limit}").format(limit=step.limit)] if step.limit else [])
