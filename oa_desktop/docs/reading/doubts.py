"""What the reader saw in the body and did not dare to change: it stays as typed and is reported."""

from __future__ import annotations

import re

from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.remarks import BODY, Remarks
from oa_desktop.domain.texts.levels import leading_number

LONG = 30
"""Characters from which a paragraph is expected to end in punctuation."""
HALF_WIDTH_STOPS = 3
"""How many half-width dots between Chinese characters make a habit."""

_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])")
_LABELLED = re.compile(r"[\u4e00-\u9fff\s]{2,8}[：:]")
_ENDS_OPEN = re.compile(r"[\w、，,%]$")


def report_doubts(pieces: list[Piece], title: str, remarks: Remarks) -> None:
    """Report a repeated title, lines of symbols, missing numbers, broken lines and half-width stops."""
    tests = {
        "source.stray-marks": _is_stray,
        "source.number-missing": _lacks_number,
        "source.broken-line": _is_broken,
    }
    bare = "".join(title.split())
    texts = [piece for piece in pieces if piece.text]
    repeated = (piece.line for piece in texts if bare and "".join(piece.text.split()) == bare)
    remarks.add_lines("source.title-repeated", repeated)
    for rule, test in tests.items():
        remarks.add_lines(rule, (piece.line for piece in texts if test(piece.text)))
    dots = sum(len(_HALF_WIDTH.findall(piece.text)) for piece in texts)
    if dots >= HALF_WIDTH_STOPS:
        remarks.add("source.half-width-stops", BODY, count=dots)


def _is_stray(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _lacks_number(text: str) -> bool:
    return text[0] in "、､" and len(text) > 1


def _is_broken(text: str) -> bool:
    begins = leading_number(text) or _LABELLED.match(text)
    return len(text) >= LONG and not begins and _ENDS_OPEN.search(text) is not None
