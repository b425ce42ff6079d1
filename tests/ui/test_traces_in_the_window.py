"""A secret page on the screen says across it who sees it, and nothing of it is copied (水印)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from oa_desktop.ui.reading.painting import paint_trace

TRACE = "张三 2026-11-22 21:20 3F2A9C"


def painted(trace: str, scale: float = 4.0) -> QImage:
    page = QImage(round(210 * scale), round(297 * scale), QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    paint_trace(painter, QRectF(page.rect()), trace, scale)
    painter.end()
    return page


def ink(page: QImage, left: int, top: int, side: int) -> int:
    dots = ((x, y) for x in range(left, left + side, 2) for y in range(top, top + side, 2))
    return sum(page.pixelColor(x, y).lightness() < 240 for x, y in dots)


@pytest.mark.usefixtures("qapp")
def test_every_part_of_a_page_as_large_as_a_quarter_carries_the_trace():
    page = painted(TRACE)
    for left in (0, page.width() // 2):
        for top in (0, page.height() // 2):
            assert ink(page, left, top, page.width() // 2) > 200


@pytest.mark.usefixtures("qapp")
def test_a_page_without_a_mark_carries_none():
    assert painted("") == painted("")
    assert ink(painted(""), 0, 0, 400) == 0
