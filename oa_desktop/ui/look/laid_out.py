"""Words laid out in lines (排开): wrapped, each as low as the one before needs, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextLayout, QTextOption

_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def laid_out(words: str, font: QFont, width: int, formats: Sequence[QTextLayout.FormatRange] = ()) -> QTextLayout:
    """Lay words out in lines; no line begins with what closes a bracket or a sentence."""
    layout = QTextLayout(words.replace("\n", "\N{LINE SEPARATOR}"), font)
    layout.setTextOption(_WRAP)
    layout.setFormats(list(formats))
    layout.beginLayout()
    top = 0.0
    while (one := layout.createLine()).isValid():
        one.setLineWidth(max(1, width))
        one.setPosition(QPointF(0, top))
        top += one.height()
    layout.endLayout()
    return layout
