"""The figures of GB/T 9704-2012 typed once more, by hand, from the clauses: nothing here is computed by the program.

Millimetres from the top left corner of an A4 sheet. What the standard leaves open is not here.
"""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """One figure of one clause.

    Attributes:
        format: 公文格式 whose first page is measured.
        what: What is measured; the tests say how.
        mm: The figure.
        within: How far the page may be from it.
        clause: Of GB/T 9704-2012.
    """

    format: str
    what: str
    mm: float
    within: float
    clause: str


LINE = 225 / 22
CELL = 156 / 28
CHARACTER = 16 * 25.4 / 72
"""Height of a 三号 character."""

FIGURES = (
    Figure("文件格式", "top of the mark", 37 + 35, 0.05, "7.2.4"),
    Figure("文件格式", "mark to number", 2 * LINE, 0.5, "7.2.5"),
    Figure("文件格式", "number to red rule", 4, 0.3, "7.2.7"),
    Figure("文件格式", "left end of the red rule", 28, 0.05, "7.2.7"),
    Figure("文件格式", "right end of the red rule", 184, 0.05, "7.2.7"),
    Figure("文件格式", "red rule to title", 2 * LINE, 5.2, "7.3.1"),
    Figure("文件格式", "first page number", 269, 0.05, "7.5"),
    Figure("信函格式", "top of the mark", 30, 0.05, "10.1"),
    Figure("信函格式", "mark to upper double rule", 4, 0.05, "10.1"),
    Figure("信函格式", "left end of the red rule", 20, 0.05, "10.1"),
    Figure("信函格式", "right end of the red rule", 190, 0.05, "10.1"),
    Figure("信函格式", "lower double rule to the foot of the sheet", 20, 0.05, "10.1"),
    Figure("信函格式", "upper double rule to number", CHARACTER * 7 / 8, 0.05, "10.1"),
    Figure("信函格式", "right end of the number", 184, 0.05, "10.1"),
    Figure("信函格式", "number to title", 2 * LINE, 0.05, "10.1"),
    Figure("命令（令）格式", "top of the mark", 37 + 20, 0.05, "10.2"),
    Figure("命令（令）格式", "mark to number", 2 * LINE, 0.5, "10.2"),
    Figure("命令（令）格式", "number to text", 2 * LINE, 0.05, "10.2"),
    Figure("命令（令）格式", "text to stamp", 2 * LINE, 1.2, "7.3.5.3"),
    Figure("命令（令）格式", "right end of the stamp", 184 - 4 * CELL, 0.05, "7.3.5.3"),
    Figure("命令（令）格式", "post to stamp", 2 * CELL, 0.05, "7.3.5.3"),
    Figure("命令（令）格式", "right end of the date", 184 - 4 * CELL, 0.05, "7.3.5.3"),
    Figure("命令（令）格式", "post to date", 2 * LINE, 0.05, "7.3.5.3"),
    Figure("命令（令）格式", "first page number", 269, 0.05, "7.5"),
    Figure("纪要格式", "top of the mark", 37 + 35, 0.05, "10.3"),
    Figure("纪要格式", "left of attendance", 28 + 2 * CELL, 0.05, "10.3"),
    Figure("纪要格式", "text to attendance", LINE, 0.05, "10.3"),
    Figure("纪要格式", "left of wrapped attendance", 28 + 5 * CELL, 0.05, "10.3"),
    Figure("纪要格式", "first page number", 269, 0.05, "7.5"),
)
"""A distance counts from the lower edge of what stands above to the upper edge of what stands below; between lines of
text it is the white lines between their lines of the grid."""

PROCESSOR_FIGURES = {
    "top margin": 34.58,
    "bottom margin": 32.58,
    "mark under the type area": 37.42,
    "leading": 4.84,
    "one line": 10.39,
    "two lines": 20.78,
    "dash under the type area": 4.58,
    "height of the text": 229.84,
}
"""GB/T 33476.2-2016, what to set in a word processor: typed from its table, but for the last, which follows from it."""
