"""The end of a text: 附件说明, 发文机关署名, 成文日期, 附注 and 版记.

The date is the anchor: the first line that is nothing but a date and behind which nothing stands that is body. Above
it stand the signatories: short lines without punctuation and digits, further ones only if they end like an organ.
Above these stands 附件说明, which begins with 附件： and has nothing but its own numbered lines behind it. Behind the
date stand 附注 (a line in round brackets) and 版记 (抄送： and 印发).
"""

from __future__ import annotations

import re
from itertools import takewhile

from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.names import attachment_names, numbers_in_order, organs_on_a_line
from oa_desktop.docs.reading.numbering import leading_number
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.signatures import signature_length

LONGEST_LEFTOVER = 40
"""Characters of a line behind the date that is neither 附注 nor 版记 and yet no body."""
LEFTOVERS = 3
"""How many such lines there may be."""

LONGEST_TAIL = 30
"""How many lines there may be behind the date in all."""

_YEAR = r"(?:[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})"
_MONTH_OR_DAY = r"[0-9０-９一二三四五六七八九十廿×xX]{0,3}"
_WRITTEN = rf"{_YEAR}\s?年\s*{_MONTH_OR_DAY}\s*月\s*{_MONTH_OR_DAY}\s*日"
DATE = rf"(?:{_WRITTEN}|[0-9]{{4}}(?P<dash>[-./])[0-9]{{1,2}}(?P=dash)[0-9]{{1,2}})"
"""A date as people write it: 2026年4月16日, 二〇二六年四月十六日, 2026-04-16, or with month and day left open."""
_DATE = re.compile(DATE)
_SIGNED_AND_DATED = re.compile(rf"(?P<signatories>\S{{2,30}})\s+(?P<date>{DATE})")
_NOTE = re.compile(r"[（(](?P<note>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
_ATTACHMENTS = re.compile(r"附件\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]")
_PRINTED = re.compile(rf"(?:印发机关[：:]\s*)?(?P<printed_by>\S.{{0,40}}?)?\s*(?P<printed_on>{DATE})\s*印发")
_LABELLED = re.compile(r"(?P<label>抄送|主送)(?:机关)?[：:]\s*(?P<names>.+)")
_LABEL_FIELDS = {"抄送": "copied_to", "主送": "recipients"}
_WRAPS = 4


def is_date(piece: Piece) -> bool:
    """Tell whether a piece is nothing but a date."""
    return _DATE.fullmatch(piece.text) is not None


def ends_document(pieces: list[Piece]) -> bool:
    """Tell whether pieces end in a date, with nothing but 附注 and 版记 behind it."""
    for piece in reversed(pieces[-_WRAPS - 2 :]):
        if is_date(piece) or _SIGNED_AND_DATED.fullmatch(piece.text):
            return True
        if not _is_known(piece):
            return False
    return False


def read_imprint(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take 版记 from the end; return what remains. GB/T 9704-2012 7.4."""
    rest = pieces
    while rest:
        if printed := _PRINTED.fullmatch(rest[-1].text):
            typed = {name: printed[name] for name in ("printed_by", "printed_on") if printed[name]}
            start = len(rest) - 1
        elif (start := _label_place(rest)) >= 0 and (label := _LABELLED.match(rest[start].text)):
            names = label["names"] + "".join(piece.text for piece in rest[start + 1 :])
            typed = {_LABEL_FIELDS[label["label"]]: names}
        else:
            break
        if not found.take(rest[start].line, typed):
            break
        rest = rest[:start]
    return rest


def read_closing(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take 附件说明, signatories, date and 附注 from the end; return the body."""
    place = next((place for place, piece in enumerate(pieces) if _is_anchor(pieces, place, piece)), None)
    if place is None:
        return _read_attachments(pieces, found)
    above, tail = pieces[:place], pieces[place + 1 :]
    length, signatories = _signature(pieces, place)
    date = _DATE.search(pieces[place].text)
    typed: dict[str, str | tuple[str, ...]] = {"date": date[0] if date else "", "signatories": signatories}
    if not found.take(pieces[place].line, typed):
        return pieces
    body = _read_attachments(above[: len(above) - length], found)
    leftovers = _read_tail(tail, found)
    found.remarks.add_lines("source.trailing", (piece.line for piece in leftovers))
    return body + leftovers


def _signature(pieces: list[Piece], place: int) -> tuple[int, tuple[str, ...]]:
    """Return how many pieces above the date are signatories, and their names."""
    joined = _SIGNED_AND_DATED.fullmatch(pieces[place].text)
    if joined:
        return 0, (joined["signatories"],)
    length = signature_length(pieces[:place])
    lines = pieces[place - length : place]
    return length, tuple(name for piece in lines for name in organs_on_a_line(piece.text))


def _is_anchor(pieces: list[Piece], place: int, piece: Piece) -> bool:
    if not (is_date(piece) or (place and _SIGNED_AND_DATED.fullmatch(piece.text))):
        return False
    tail = pieces[place + 1 : place + LONGEST_TAIL + 1]
    if place + LONGEST_TAIL + 1 < len(pieces):
        return False
    unknown = [later for later in tail if not _is_known(later)]
    unknown = unknown[_attachments_length(unknown) :]
    if not unknown:
        return True
    return len(unknown) <= LEFTOVERS and all(map(_is_leftover, unknown)) and bool(_signature(pieces, place)[1])


def _is_known(piece: Piece) -> bool:
    return bool(_NOTE.fullmatch(piece.text) or _LABELLED.match(piece.text) or _PRINTED.fullmatch(piece.text))


def _is_leftover(piece: Piece) -> bool:
    has_structure = piece.depth or leading_number(piece.text) or is_date(piece)
    return 0 < len(piece.text) <= LONGEST_LEFTOVER and "。" not in piece.text and not has_structure


def _read_tail(tail: list[Piece], found: Found) -> list[Piece]:
    """Take 附注 and a late 附件说明; return what is neither."""
    rest: list[Piece] = []
    for piece in tail:
        note = None if found.has("note") else _NOTE.fullmatch(piece.text)
        if not (note and found.take(piece.line, {"note": note["note"]})):
            rest.append(piece)
    length = _attachments_length(rest)
    return (_read_attachments(rest[:length], found) if length else []) + rest[length:]


def _read_attachments(pieces: list[Piece], found: Found) -> list[Piece]:
    start = _attachments_start(pieces)
    if start < 0:
        misplaced = (piece.line for piece in pieces if _ATTACHMENTS.match(piece.text))
        found.remarks.add_lines("source.note-misplaced", misplaced)
        return pieces
    names = _attachment_lines(pieces[start:])
    return pieces[:start] if found.take(pieces[start].line, {"attachment_notes": names}) else pieces


def _attachments_length(pieces: list[Piece]) -> int:
    """Return how many pieces at the beginning are 附件说明."""
    run = takewhile(lambda piece: _ATTACHMENTS.match(piece.text) or _is_item(piece), pieces)
    length = len(list(run))
    return length if _attachments_start(pieces[:length]) == 0 else 0


def _attachments_start(pieces: list[Piece]) -> int:
    """Return where 附件说明 begins that reaches to the end; -1 when there is none. GB/T 9704-2012 7.3.4."""
    start = len(pieces)
    labels: list[int] = []
    while start and (_ATTACHMENTS.match(pieces[start - 1].text) or _is_item(pieces[start - 1])):
        start -= 1
        if _ATTACHMENTS.match(pieces[start].text):
            labels.append(start)
    return labels[-1] if labels and _attachment_lines(pieces[labels[-1] :]) else -1


def _is_item(piece: Piece) -> bool:
    number = leading_number(piece.text)
    return number is not None and number.level == 3 and "。" not in piece.text and not piece.depth


def _attachment_lines(pieces: list[Piece]) -> tuple[str, ...]:
    """Return the names in the lines of 附件说明; none when their numbers do not count from 1."""
    texts = [piece.text for piece in pieces]
    bare = [_ATTACHMENTS.sub("", text, count=1).strip() for text in texts]
    lines = [line for line in bare if line]
    if len(lines) > 1 and all(_ATTACHMENTS.match(text) for text in texts):
        return tuple(lines)
    if len(lines) == 1:
        return attachment_names(lines[0])
    if not numbers_in_order(lines):
        return ()
    return tuple(line[len(number.text) :].strip().rstrip("；;") for line in lines if (number := leading_number(line)))


def _label_place(pieces: list[Piece]) -> int:
    """Return where the last labelled line of 版记 stands, if only its own wrapped lines follow; else -1."""
    for place in range(len(pieces) - 1, max(-1, len(pieces) - 1 - _WRAPS), -1):
        if _LABELLED.match(pieces[place].text):
            return place
        above = pieces[place - 1].text if place else ""
        if not above.endswith(("，", "、", ",", "；")) or pieces[place].table or pieces[place].depth:
            return -1
    return -1
