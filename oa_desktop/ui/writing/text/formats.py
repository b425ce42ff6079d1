"""Formats (格式): how level and emphasis stand in Qt's text, and how they look.

A format is made once; whoever changes one changes a copy.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextFormat, QTextLength, QTextTableFormat

from oa_desktop.domain.manuscript import Emphasis
from oa_desktop.ui.writing.text.typefaces import heading_families

_OWN = QTextFormat.Property.UserProperty.value
LEVEL = _OWN + 1
"""Level of a paragraph, and of the paragraph that a heading is in."""
BY_HAND = _OWN + 2
"""Whether the writer has given the paragraph another rank than its number would: it is left alone."""
EMPHASIS = _OWN + 3
"""How characters stand out, in the words of ``Emphasis``."""
PICTURE = _OWN + 4
"""Which picture a mark stands for, as canonical JSON."""
LANDSCAPE = _OWN + 5
"""Whether a table is set along the sheet (横排表)."""
NOTE = _OWN + 6
"""What the note says that a mark stands for."""
LINE_HEIGHT = 150.0
"""Per cent."""


@cache
def paragraph_format(level: int = 0, *, by_hand: bool = False, indent: float = 0.0) -> QTextBlockFormat:
    """Return the format of a paragraph.

    Args:
        level: 0 to 5.
        by_hand: Whether its rank is the writer's own.
        indent: Pixels before its first line, two characters. GB/T 9704-2012 7.3.3.
    """
    made = QTextBlockFormat()
    made.setProperty(LEVEL, level)
    made.setProperty(BY_HAND, by_hand)
    made.setTextIndent(indent)
    made.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


@cache
def picture_paragraph_format(indent: float) -> QTextBlockFormat:
    """Return the format of the paragraph of a picture, which stands with its caption where other paragraphs begin."""
    made = QTextBlockFormat(paragraph_format())
    made.setLeftMargin(indent)
    made.setBottomMargin(indent / 4)
    made.setLineHeight(0.0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    return made


@cache
def character_format(emphasis: Emphasis = Emphasis.PLAIN, level: int = 0) -> QTextCharFormat:
    """Return the format of characters in a paragraph of a level; plain text has none of its own."""
    made = QTextCharFormat()
    if emphasis is Emphasis.PLAIN:
        return made
    made.setProperty(EMPHASIS, emphasis.value)
    if emphasis is Emphasis.STRONG:
        made.setFontWeight(QFont.Weight.Bold)
        return made
    made.setProperty(LEVEL, level)
    made.setFontFamilies(heading_families(level))
    return made


def table_format(header_rows: int, *, landscape: bool | None = None) -> QTextTableFormat:
    """Return the format of a table as wide as the text; how its sheet lies is only remembered here."""
    made = QTextTableFormat()
    lay(made, landscape)
    made.setHeaderRowCount(header_rows)
    made.setBorder(1)
    made.setBorderCollapse(True)
    made.setCellPadding(4)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return made


def lay(form: QTextTableFormat, landscape: bool | None) -> None:
    """Remember in the format of a table how its sheet lies; None where its width decides."""
    if landscape is None:
        form.clearProperty(LANDSCAPE)
    else:
        form.setProperty(LANDSCAPE, landscape)


def landscape_of(form: QTextTableFormat) -> bool | None:
    """Return how the sheet of a table lies that has a format."""
    return form.boolProperty(LANDSCAPE) if form.hasProperty(LANDSCAPE) else None


def emphasis_of(of: QTextCharFormat) -> Emphasis:
    """Return how characters of a format stand out."""
    return Emphasis(of.stringProperty(EMPHASIS) or Emphasis.PLAIN)


def level_of(of: QTextFormat) -> int:
    """Return the level in a format."""
    return of.intProperty(LEVEL)


def is_by_hand(of: QTextBlockFormat) -> bool:
    """Tell whether a paragraph has the rank that the writer gave it."""
    return of.boolProperty(BY_HAND)
