"""Pointing at a spot (指出位置): the pages with a short mark where something was found, or around a whole page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.documents.findings import Place
from oa_desktop.ui.reading import painting
from oa_desktop.ui.reading.sheet_view import SheetView
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point of a page, counted from 0, in millimetres from the top left of the sheet; None for all of the page."""

    number: int
    at_mm: QPointF | None = None


def spot_of(place: Place) -> Spot | None:
    """Return the spot where something was found; None where no page was looked at."""
    if not place.page:
        return None
    at_mm = QPointF(place.x / 100, place.y / 100) if place.x or place.y else None
    return Spot(number=place.page - 1, at_mm=at_mm)


class PointedView(SheetView):
    """Pages on which one spot may be pointed at."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._spot: Spot | None = None

    @property
    def spot(self) -> Spot | None:
        """The spot that is pointed at."""
        return self._spot

    def point_at(self, spot: Spot | None) -> None:
        """Point at a spot and scroll there, now or as soon as the pages have come; None points at nothing."""
        if spot is None and self._spot is None:
            return
        self._spot = spot
        self._bring_spot()
        self.viewport().update()

    def opened(self) -> None:
        """Scroll to the spot that waits for these pages."""
        self._bring_spot()

    def paint_over(self, painter: QPainter, number: int, sheet: QRectF) -> None:
        """Mark the spot."""
        if self._spot is not None and self._spot.number == number:
            painting.paint_spot(painter, sheet, self._spot.at_mm, self.sheets.scale)

    def _bring_spot(self) -> None:
        spot = self._spot
        if spot is None or spot.number >= self.pages:
            return
        if spot.at_mm is None:
            self.go_to(spot.number)
            return
        point = self.sheets.to_view(spot.number, spot.at_mm.x(), spot.at_mm.y())
        self.bring(QRectF(point, point).adjusted(-20, -40, 120, 40))
