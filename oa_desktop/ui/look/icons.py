"""Icons (图标): our own drawings in ``resources/icons``, one colour each, drawn in the colour of the text."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from oa_desktop.i18n.resources import resource_path
from oa_desktop.ui.look.colours import colours_of

SIZES = (16, 24, 32, 48, 64)
"""Pixels: what lists, tool bars and screens with fine dots ask for."""
_INK = "currentColor"


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon in a colour, that of the text if none is given.

    Raises:
        FileNotFoundError: There is no such drawing.
    """
    colours = colours_of(QApplication.palette())
    return _icon(name, colour or colours.text, colours.faint, colours.on_accent)


@cache
def _icon(name: str, colour: str, disabled: str, selected: str) -> QIcon:
    made = QIcon()
    modes = ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled), (QIcon.Mode.Selected, selected))
    for mode, ink in modes:
        drawing = QSvgRenderer(QByteArray(_drawing(name).replace(_INK, ink).encode()))
        for size in SIZES:
            made.addPixmap(_drawn(drawing, size), mode)
    return made


def _drawn(drawing: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


@cache
def _drawing(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")
