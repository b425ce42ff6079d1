"""Where 签发人 stand: label and names in columns that end one character from the right. GB/T 9704-2012 7.2.6."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from oa_desktop.docs.figures import CHARACTERS_PER_LINE, SIDE_INDENT_CELLS, SIGNERS_PER_LINE

SIGNERS_LABEL = "签发人："
_GAP_CELLS = 1
"""Between two names on a line. P."""


def signer_cells(number: float, label: float, names: Sequence[float]) -> tuple[float, ...]:
    """Return where the label and each column of names begin, in characters from the left.

    Two names stand on a line; one does where 发文字号 would run into what stands beside it on the last line.

    Args:
        number: Width of 发文字号 in characters; it begins one character from the left.
        label: Width of the label.
        names: Widths of the names, in their order.
    """
    two = _cells(label, names, min(len(names), SIGNERS_PER_LINE))
    beside = two[len(names) > SIGNERS_PER_LINE]
    return two if SIDE_INDENT_CELLS + number + _GAP_CELLS <= beside else _cells(label, names, 1)


def _cells(label: float, names: Sequence[float], columns: int) -> tuple[float, ...]:
    widths = [max(names[rank::columns]) + _GAP_CELLS for rank in range(columns)]
    first = CHARACTERS_PER_LINE - SIDE_INDENT_CELLS + _GAP_CELLS - sum(widths)
    return first - label, *accumulate(widths[:-1], initial=first)
