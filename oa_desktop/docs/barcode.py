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
_BYTES, _BYTES_IN_SIXES = 901, 924
"""Words that begin a stretch of bytes. ISO/IEC 15438 5.4.3."""


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
    """Return the symbol that carries some bytes; up to 800 fit whatever they are.

    All are written as bytes, six in five words: in Chinese text, changing to the modes for letters and digits and back
    takes more room than it saves, and how much is not known before.
    """
    from pdf417gen.compaction.byte import compact_bytes
    from pdf417gen.encoding import encode_rows, get_padding
    from pdf417gen.error_correction import compute_error_correction_code_words

    written = [_BYTES_IN_SIXES if len(data) % 6 == 0 else _BYTES, *compact_bytes(data)]
    padding = get_padding(len(written), 2 ** (ERROR_LEVEL + 1), COLUMNS)
    described = [1 + len(written) + len(padding), *written, *padding]
    words = [*described, *compute_error_correction_code_words(described, ERROR_LEVEL)]
    rows = [words[start : start + COLUMNS] for start in range(0, len(words), COLUMNS)]
    return Barcode(rows=tuple("".join(f"{word:b}" for word in row) for row in encode_rows(rows, COLUMNS, ERROR_LEVEL)))
