"""PDF417 symbols as bars in millimetres. ISO/IEC 15438 by the pdf417gen package; the sizes are practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

COLUMNS = 8
"""Columns of data."""
ERROR_LEVEL = 3
"""16 words of error correction."""
ROW_MODULES = 2
"""Height of a row in modules."""
MODULE_MM = 0.25
"""Width of the narrowest bar: three dots of a printer of 300 dots an inch."""
QUIET_MODULES = 2
"""White that a reader wants on every side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode:
    """A symbol on a page.

    Attributes:
        rows: From top to bottom; a ``1`` for every dark module.
        x_mm: Left edge.
        y_mm: Upper edge.
    """

    rows: tuple[str, ...]
    x_mm: float = 0.0
    y_mm: float = 0.0

    @property
    def width_mm(self) -> float:
        """From the first bar to the last."""
        return len(self.rows[0]) * MODULE_MM

    @property
    def height_mm(self) -> float:
        """From the first row to the last."""
        return len(self.rows) * ROW_MODULES * MODULE_MM

    def at(self, x_mm: float, y_mm: float) -> Barcode:
        """Return the symbol in another place."""
        return replace(self, x_mm=x_mm, y_mm=y_mm)

    def bars(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield left and upper edge, width and height of every bar."""
        row_mm = ROW_MODULES * MODULE_MM
        for number, row in enumerate(self.rows):
            start = 0
            for dark, group in groupby(row):
                length = len(list(group))
                if dark == "1":
                    yield self.x_mm + start * MODULE_MM, self.y_mm + number * row_mm, length * MODULE_MM, row_mm
                start += length


def pdf417(data: bytes) -> Barcode:
    """Return the symbol that carries some bytes.

    Raises:
        ValueError: They are more than a symbol holds, about 800.
    """
    from pdf417gen.encoding import encode

    words = encode(data, columns=COLUMNS, security_level=ERROR_LEVEL)
    return Barcode(rows=tuple("".join(f"{word:b}" for word in row) for row in words))
