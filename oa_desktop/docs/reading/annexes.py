"""Annexes (附件) behind the body: where each begins and what its title is. GB/T 9704-2012 7.3.7.

An annex begins at the mark ``<!-- [附件] -->``; at a line that is 附件 with a number and nothing else; and, behind the
signature, at 附件 alone or 附件 with a colon and a title, or at the title of what the document issues (印发《…》).
Numbers and marks go: the page counts the annexes itself.
"""

from __future__ import annotations

import re
from itertools import pairwise

from oa_desktop.docs.reading.closing import ends_document
from oa_desktop.docs.reading.kind_words import is_named_paper
from oa_desktop.docs.reading.opening import title_pieces
from oa_desktop.docs.reading.paragraphs import blocks
from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.docs.reading.remarks import Remarks
from oa_desktop.domain.manuscript import Annex
from oa_desktop.domain.texts.levels import leading_number

END_LINES = 40
"""Lines before an annex in which the end of the document is looked for."""

_HAN = "一二三四五六七八九十"
_APART = r"(?:\S{1,24}〔[0-9]{4}〕[0-9]{1,5}号\s*)?"
"""发文字号 before 附件 that is not bound with the body."""
_NUMBERED = re.compile(rf"{_APART}附件\s*(?:[0-9０-９]{{1,2}}|[{_HAN}]{{1,3}})\s*[：:]?")
_BARE = re.compile(rf"{_APART}附件\s*[：:]?")
_TITLED = re.compile(rf"附件\s*(?P<number>[0-9０-９]{{1,2}}|[{_HAN}]{{1,3}})?\s*[：:]\s*(?P<title>\S.*)")


def split_annexes(pieces: list[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """Return the document without its annexes, and the pieces of each annex with its head."""
    starts: list[int] = []
    for place, piece in enumerate(pieces):
        if _begins(pieces, place, piece, starts):
            starts.append(place)
    edges = [*starts, len(pieces)]
    return pieces[: edges[0]], [pieces[start:end] for start, end in pairwise(edges)]


def read_annex(pieces: list[Piece], remarks: Remarks) -> Annex:
    """Return the annex whose head and content the pieces are."""
    rest = _without_head(pieces)
    titled = _TITLED.fullmatch(pieces[0].text)
    if titled:
        return Annex(title=titled["title"], body=blocks(rest, remarks))
    title = title_pieces(rest)
    text = "\n".join(piece.text for piece in title)
    return Annex(title=text, body=blocks(rest[len(title) :], remarks))


def _without_head(pieces: list[Piece]) -> list[Piece]:
    """Leave the mark out, and the line 附件1 that may stand behind it; a title is no head."""
    if pieces[0].mark is Mark.NONE and not _is_head_line(pieces[0]) and not _TITLED.fullmatch(pieces[0].text):
        return pieces
    rest = pieces[1:]
    if pieces[0].mark is Mark.ANNEX and rest and _is_head_line(rest[0]):
        return rest[1:]
    return rest


def _is_head_line(piece: Piece) -> bool:
    return bool(_NUMBERED.fullmatch(piece.text) or _BARE.fullmatch(piece.text))


def _begins(pieces: list[Piece], place: int, piece: Piece, starts: list[int]) -> bool:
    if piece.mark is Mark.ANNEX:
        return True
    if not place or pieces[place - 1].mark is Mark.ANNEX or piece.is_apart or place + 1 == len(pieces):
        return False
    if _NUMBERED.fullmatch(piece.text):
        return True
    titled = _TITLED.fullmatch(piece.text)
    if starts:
        return bool(_BARE.fullmatch(piece.text) or (titled and titled["number"]))
    is_bare = _BARE.fullmatch(piece.text) and leading_number(pieces[place + 1].text) is None
    is_titled = titled and leading_number(titled["title"]) is None
    if is_bare or is_titled:
        return piece.depth > 0 or _is_behind_the_end(pieces, place)
    return _is_issued_title(pieces, place)


def _is_issued_title(pieces: list[Piece], place: int) -> bool:
    """Tell whether a title stands behind the end of a document that quotes it: 《…》."""
    if not (pieces[place].gap and title_pieces(pieces[place : place + 1]) and _is_behind_the_end(pieces, place)):
        return False
    title = pieces[place].text
    above = _words(pieces[max(0, place - END_LINES) : place])
    return f"《{title}》" in above or f"《{title}（" in above or (is_named_paper(title) and title in above)


def _words(pieces: list[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces)


def _is_behind_the_end(pieces: list[Piece], place: int) -> bool:
    return ends_document(pieces[max(0, place - END_LINES) : place])
