"""Which lines above the date are signatories (发文机关署名). GB/T 9704-2012 7.3.5."""

from __future__ import annotations

import re

from oa_desktop.docs.reading.names import ORGAN
from oa_desktop.docs.reading.numbering import leading_number
from oa_desktop.docs.reading.pieces import Piece

LONGEST = 40
"""Characters of the longest line of signatories."""

_SENTENCE = re.compile(r"[，。；：！？、,;:!?0-9０-９“”]")
_CLOSING_WORDS = re.compile(r"(?:特此|此致|敬礼|妥否|当否|以上|专此|现予|请|附件|[（(])")


def signature_length(above: list[Piece]) -> int:
    """Return how many pieces directly above the date are signatories: one, or several that end like organs."""
    if not above or not _could_sign(above[-1]):
        return 0
    if not _ends_like_organ(above[-1]):
        return 1
    length = 1
    while length < len(above) and _could_sign(above[-length - 1]) and _ends_like_organ(above[-length - 1]):
        length += 1
    return length


def _could_sign(piece: Piece) -> bool:
    text = piece.text
    is_words = 1 < len(text) <= LONGEST and not _SENTENCE.search(text) and not _CLOSING_WORDS.match(text)
    return is_words and not piece.depth and leading_number(text) is None


def _ends_like_organ(piece: Piece) -> bool:
    return all(map(ORGAN.fullmatch, piece.text.split()))
