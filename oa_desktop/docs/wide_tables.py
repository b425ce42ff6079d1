"""Which tables are too wide to be read upright, and so are set along the sheet (横排表) unasked. P."""

from __future__ import annotations

import re
from typing import Final

from oa_desktop.docs.figures import AREA_WIDTH_MM, MM_PER_PT
from oa_desktop.domain.manuscript import Table

SMALLEST_PT: Final = 10.5
"""五号: no table is set smaller. P."""
_PADDING_MM = 2.0
"""White between text and rules. P."""
_LEGIBLE_EM = 3.0
"""A column whose text is longer is at least so wide. P."""
_HALF_EM = 0.55
"""Width of a half-width character, about."""
_WORD = re.compile("[!-~]+")
"""What no cell divides."""
_FEWEST_COLUMNS = 5
"""A table of fewer columns always stands upright: one that holds an address may divide it. P."""


def is_too_wide(table: Table) -> bool:
    """Tell whether the columns of a table, each as narrow as it can be read, are wider together than the 版心."""
    columns = max(map(len, table.rows), default=0)
    if columns < _FEWEST_COLUMNS:
        return False
    least_em = (
        max((_least_em(row[column]) for row in table.rows if column < len(row)), default=0.0)
        for column in range(columns)
    )
    return sum(em * SMALLEST_PT * MM_PER_PT + _PADDING_MM for em in least_em) > AREA_WIDTH_MM


def _least_em(text: str) -> float:
    """Return the least width in which a cell can be read."""
    word = max((len(found) for found in _WORD.findall(text)), default=0) * _HALF_EM
    return max(word, min(float(len(text)), _LEGIBLE_EM))
