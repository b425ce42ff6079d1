"""The end of a text: 附件说明, 发文机关署名, 成文日期 and 附注.

The date is the anchor: the first line that is nothing but a date and behind which nothing stands that is body. Above
it stand the signatories: short lines without punctuation and digits, further ones only if they end like an organ.
Without a date, which is an open slot until 登记, only names that surely are organs are signatories. Above these stands
附件说明. Behind the date stand 附注 (a line in round brackets, or whom to ask) and 版记.
"""

from __future__ import annotations

import re
from itertools import takewhile

from oa_desktop.docs.reading.attachment_note import is_contact, note_length, read_note
from oa_desktop.docs.reading.dates import DATE, STOPS, is_date, is_loose_date, joined_dates
from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.glued import parted
from oa_desktop.docs.reading.imprint import WRAPS, is_imprint
from oa_desktop.docs.reading.names import organs_on_a_line
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.signatures import is_surely_organ, signature_length, undated_length
from oa_desktop.domain.texts.levels import leading_number

LONGEST_LEFTOVER = 40
"""Characters of a line behind the date that is neither 附注 nor 版记 and yet no body."""
LEFTOVERS = 3
"""How many such lines there may be."""
DATELINES = 2
"""Lines that organ and date below a title take at most."""
LONGEST_TAIL = 30
"""How many lines there may be behind the date in all."""

_SIGNED_AND_DATED = re.compile(rf"(?P<signatories>\S{{2,30}})\s+(?P<date>{DATE})")
_NOTE = re.compile(r"[（(](?P<note>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")


def ends_document(pieces: list[Piece]) -> bool:
    """Tell whether pieces end in a date or in signatories, with nothing but 附注 and 版记 behind."""
    for place in range(len(pieces), max(0, len(pieces) - WRAPS - 2), -1):
        piece = pieces[place - 1]
        if _is_dated(piece) or undated_length(pieces[:place]):
            return True
        if not _is_known(piece):
            return False
    return False


def read_closing(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take 附件说明, signatories, date and 附注 from the end; return the body."""
    pieces = parted(joined_dates(pieces))
    place = next((place for place, piece in enumerate(pieces) if _is_anchor(pieces, place, piece)), None)
    if place is None:
        return _read_undated(pieces, found)
    above, tail = pieces[:place], pieces[place + 1 :]
    length, signatories = _signature(pieces, place)
    below = _length_below(pieces, place)
    joined = _SIGNED_AND_DATED.fullmatch(pieces[place].text)
    date = joined["date"] if joined else pieces[place].text.rstrip(STOPS)
    if not found.take(pieces[place].line, {"date": date, "signatories": signatories or _organs(tail[:below])}):
        return pieces
    return _body(above[: len(above) - length], tail[below:], found)


def read_dateline(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take organ and date that stand at the beginning of the text, on one line or two; return the body.

    Communiqués (公报) and minutes (纪要) have them below the title. They are taken only where the end has neither.
    """
    if found.has("date") or found.has("signatories") or len(pieces) <= DATELINES:
        return pieces
    joined = _SIGNED_AND_DATED.fullmatch(pieces[0].text)
    length = 1 if joined else DATELINES
    organ, date = (joined["signatories"], joined["date"]) if joined else (pieces[0].text, pieces[1].text)
    is_dateline = is_surely_organ(organ) and is_date(date)
    if not (is_dateline and found.take(pieces[0].line, {"signatories": (organ,), "date": date})):
        return pieces
    return pieces[length:]


def _read_undated(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take the signatories at the end, which have no date below them; return the body."""
    end = len(pieces)
    while end and _is_known(pieces[end - 1]):
        end -= 1
    length = undated_length(pieces[:end])
    signatories = _organs(pieces[end - length : end])
    if not length or not found.take(pieces[end - length].line, {"signatories": signatories}):
        return read_note(pieces, found)
    return _body(pieces[: end - length], pieces[end:], found)


def _body(above: list[Piece], tail: list[Piece], found: Found) -> list[Piece]:
    """Return the body: what stands above the signatories, and what was left behind them."""
    body = read_note(above, found)
    leftovers = _read_tail(tail, found)
    found.remarks.add_lines("source.trailing", (piece.line for piece in leftovers))
    return body + leftovers


def _signature(pieces: list[Piece], place: int) -> tuple[int, tuple[str, ...]]:
    """Return how many pieces above the date are signatories, and their names."""
    joined = _SIGNED_AND_DATED.fullmatch(pieces[place].text)
    if joined:
        return 0, (joined["signatories"],)
    length = signature_length(pieces[:place])
    return length, _organs(pieces[place - length : place])


def _length_below(pieces: list[Piece], place: int) -> int:
    """Return how many pieces below the date are signatories: organs, where none stand above it."""
    if _signature(pieces, place)[1]:
        return 0
    below = takewhile(lambda piece: is_surely_organ(piece.text), pieces[place + 1 : place + 1 + LEFTOVERS])
    return len(list(below))


def _organs(pieces: list[Piece]) -> tuple[str, ...]:
    return tuple(name for piece in pieces for name in organs_on_a_line(piece.text))


def _is_dated(piece: Piece) -> bool:
    return is_date(piece.text) or _SIGNED_AND_DATED.fullmatch(piece.text) is not None


def _is_anchor(pieces: list[Piece], place: int, piece: Piece) -> bool:
    is_open = is_loose_date(piece.text) and undated_length(pieces[:place]) > 0
    if not (is_date(piece.text) or is_open or (place and _SIGNED_AND_DATED.fullmatch(piece.text))):
        return False
    if place + LONGEST_TAIL + 1 < len(pieces):
        return False
    tail = pieces[place + 1 + _length_below(pieces, place) :]
    unknown = [later for later in tail if not _is_known(later)]
    unknown = unknown[note_length(unknown) :]
    if not unknown:
        return True
    return len(unknown) <= LEFTOVERS and all(map(_is_leftover, unknown)) and bool(_signature(pieces, place)[1])


def _is_known(piece: Piece) -> bool:
    return _NOTE.fullmatch(piece.text) is not None or is_imprint(piece) or is_contact(piece)


def _is_leftover(piece: Piece) -> bool:
    has_structure = piece.depth or leading_number(piece.text) or is_date(piece.text)
    return 0 < len(piece.text) <= LONGEST_LEFTOVER and "。" not in piece.text and not has_structure


def _read_tail(tail: list[Piece], found: Found) -> list[Piece]:
    """Take 附注 and a late 附件说明; return what is neither."""
    rest: list[Piece] = []
    for piece in tail:
        note = None if found.has("note") else _NOTE.fullmatch(piece.text)
        if not (note and found.take(piece.line, {"note": note["note"]})):
            rest.append(piece)
    rest = rest if found.has("note") else _without_contacts(rest, found)
    length = note_length(rest)
    return (read_note(rest[:length], found) if length else []) + rest[length:]


def _without_contacts(tail: list[Piece], found: Found) -> list[Piece]:
    """Take the lines that say whom to ask for 附注, which they are in all but their brackets; return the others."""
    contacts = [piece for piece in tail if is_contact(piece)]
    note = "，".join(piece.text for piece in contacts)
    if not contacts or not found.take(contacts[0].line, {"note": note}):
        return tail
    return [piece for piece in tail if not is_contact(piece)]
