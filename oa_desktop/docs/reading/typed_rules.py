"""Lines (分隔线) of a red head or of 版记 that were typed: rows of dashes or underscores, with or without a star.

They belong to the page and not to the text (GB/T 9704-2012 7.2.7 and 7.4.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.remarks import Remarks

_RULE = re.compile(r"(?:[_＿—―─━═]\s*){4,}(?:[★☆]\s*)?(?:[_＿—―─━═]\s*){4,}")


def is_rule(piece: Piece) -> bool:
    """Tell whether a piece is a line that was typed."""
    return is_typed_rule(piece.text)


def is_typed_rule(text: str) -> bool:
    """Tell whether a text is a row of dashes or underscores that stands for a line."""
    return _RULE.fullmatch(text) is not None


def report_rules(pieces: Iterable[Piece], remarks: Remarks) -> None:
    """Report which of some pieces, which are not read, are lines that were typed."""
    remarks.add_lines("source.typed-rule", (piece.line for piece in pieces if is_rule(piece)))
