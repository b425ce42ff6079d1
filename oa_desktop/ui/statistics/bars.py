"""Bars (条形图) of the figures of a table: one for each line, its name before it, its figure behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.queries import FigureRow

_NAME_WIDE = 12
"""Characters of a name at most."""
_LEAST = 2
"""Pixels of the bar of a figure that is not nothing."""


class Bar(NamedTuple):
    """A bar: what it stands for, its figure, and the figure in words."""

    name: str
    figure: float
    said: str


def bars_of(figure: FigureRow) -> tuple[Bar, ...]:
    """Return the bars of a table; what is summed up at its end is not drawn."""
    lines = zip(figure.lines, figure.bars, strict=False)
    percent = figure.unit == "%"
    return tuple(
        Bar("，".join(line[: max(1, figure.drawn if figure.unit == "次" else 1)]), value, _said(line, figure, percent))
        for line, value in lines
    )


def _said(line: Sequence[str], figure: FigureRow, percent: bool) -> str:
    return line[figure.drawn] if percent else f"{line[figure.drawn]} {figure.unit}"


class BarChart(QWidget):
    """Draws bars one below the other; what they say stands in the table beside it, and is read aloud from here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self._whole = 0.0
        self.setObjectName("bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.show_figure(None)

    def show_figure(self, figure: FigureRow | None) -> None:
        """Draw the figures of a table; nothing where it has none that are drawn."""
        self.bars = bars_of(figure) if figure else ()
        percent = figure is not None and figure.unit == "%"
        self._whole = 100.0 if percent else max((bar.figure for bar in self.bars), default=0.0)
        title = figure.columns[figure.drawn] if figure and self.bars else _("没有可以画的数")
        self.setAccessibleName(_("条形图：{title}").format(title=title))
        self.setAccessibleDescription("；".join(f"{bar.name} {bar.said}" for bar in self.bars))
        self.updateGeometry()
        self.update()

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() * 3 // 2

    def _name_wide(self, metrics: QFontMetrics) -> int:
        most = metrics.horizontalAdvance("公") * _NAME_WIDE
        return min(most, max((metrics.horizontalAdvance(bar.name) for bar in self.bars), default=0))

    # --- Qt's own

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return room for every bar."""
        return QSize(self.fontMetrics().horizontalAdvance("公") * 3 * _NAME_WIDE, self._line * len(self.bars))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return room for the height of every bar: they scroll up and down, and are cut shorter across."""
        return QSize(self.fontMetrics().horizontalAdvance("公") * _NAME_WIDE, self._line * len(self.bars))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw name, bar and figure of every line."""
        painter, metrics = QPainter(self), self.fontMetrics()
        gap = metrics.horizontalAdvance("公") // 2
        names = self._name_wide(metrics)
        said = max((metrics.horizontalAdvance(bar.said) for bar in self.bars), default=0)
        room = max(_LEAST, self.width() - names - said - 3 * gap)
        for place, bar in enumerate(self.bars):
            line = QRect(0, place * self._line, self.width(), self._line)
            self._draw(painter, bar, line, names + gap, room)
        painter.end()

    def _draw(self, painter: QPainter, bar: Bar, line: QRect, begin: int, room: int) -> None:
        metrics, middle = self.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        long = round(room * bar.figure / self._whole) if self._whole else 0
        long = max(_LEAST, long) if bar.figure else 0
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, begin)
        painter.drawText(line.adjusted(0, 0, begin - line.width(), 0), middle | Qt.AlignmentFlag.AlignLeft, name)
        thick = line.height() * 6 // 10
        box = QRect(begin, line.top() + (line.height() - thick) // 2, long, thick)
        painter.fillRect(box, self.palette().color(QPalette.ColorRole.Highlight))
        behind = begin + long + metrics.horizontalAdvance("公") // 2
        painter.drawText(line.adjusted(behind, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, bar.said)
