"""The imprint (版记): 抄送机关, 印发机关, 印发日期, and how many copies there are. GB/T 9704-2012 7.4."""

from __future__ import annotations

import re

from oa_desktop.docs.reading.dates import DATE, is_date
from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.keys import Value
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.remarks import line_place
from oa_desktop.docs.reading.signatures import is_surely_organ
from oa_desktop.docs.reading.typed_rules import is_rule, report_rules

WRAPS = 4
"""Lines of the longest list of organs, less one."""
WRAPPED = 20
"""Characters from which a line without a mark at its end may go on in the next one."""

_PRINTED = re.compile(rf"(?:印发机关[：:]\s*)?(?P<printed_by>\S.{{0,40}}?)?\s*(?P<printed_on>{DATE})\s*印发")
_COPIES = re.compile(r"[（(]?\s*共?\s*印(?:数[：:])?\s*(?P<copies>[0-9０-９]{1,6})\s*份\s*[）)]?")
_LABELLED = re.compile(r"(?P<label>抄\s*送|抄\s*报|分\s*送|主\s*送)(?:机关)?\s*[：:]\s*(?P<names>.+)")
_FIELDS = {"抄送": "copied_to", "抄报": "copied_to", "分送": "copied_to", "主送": "recipients"}
_STOPS = "。."
_STANDARD_LABELS = frozenset({"抄送", "主送"})


def is_imprint(piece: Piece) -> bool:
    """Tell whether a piece by its words is a line of 版记."""
    return any(pattern.fullmatch(piece.text) for pattern in (_LABELLED, _PRINTED, _COPIES))


def labelled(piece: Piece) -> dict[str, Value]:
    """Return the element that a line such as 抄送：… names, with what it names; none for other lines."""
    found = _LABELLED.fullmatch(piece.text)
    if found is None:
        return {}
    field = _FIELDS[_label(found)]
    return {field: found["names"].rstrip(_STOPS if field == "recipients" else "")}


def read_imprint(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take 版记 from the end, with the lines typed between its parts; return what remains.

    附注 that somebody put below it stays.
    """
    below = pieces[-1:] if len(pieces) > 1 and _is_note(pieces[-1]) and is_imprint(pieces[-2]) else []
    above = pieces[: len(pieces) - len(below)]
    rest = above
    while shorn := _without_rules(rest):
        start, typed = _last_line(shorn)
        if start < 0 or not _take(shorn[start], typed, found):
            break
        rest = shorn[:start]
    if rest is above:
        return pieces
    report_rules(above[len(shorn) :], found.remarks)
    return shorn + below


def _is_note(piece: Piece) -> bool:
    return piece.text.startswith(("（", "(")) and piece.text.endswith(("）", ")")) and not is_imprint(piece)


def _without_rules(pieces: list[Piece]) -> list[Piece]:
    end = len(pieces)
    while end and is_rule(pieces[end - 1]):
        end -= 1
    return pieces[:end]


def _last_line(pieces: list[Piece]) -> tuple[int, dict[str, str]]:
    """Return where the last line of 版记 begins, and the elements in it; -1 when the pieces end in none."""
    last = len(pieces) - 1
    if copies := _COPIES.fullmatch(pieces[last].text):
        return last, {"copies": copies["copies"]}
    if printed := _PRINTED.fullmatch(pieces[last].text):
        if not printed["printed_by"] and _is_printer(pieces, last - 1):
            return last - 1, {"printed_by": pieces[last - 1].text, "printed_on": printed["printed_on"]}
        return last, {name: printed[name] for name in ("printed_by", "printed_on") if printed[name]}
    start = _label_place(pieces)
    label = _LABELLED.match(pieces[start].text) if start >= 0 else None
    if label is None:
        return -1, {}
    names = label["names"] + "".join(piece.text for piece in pieces[start + 1 :])
    return start, {_FIELDS[_label(label)]: names}


def _label(found: re.Match[str]) -> str:
    """Return the label of a line, closed up."""
    return "".join(found["label"].split())


def _take(piece: Piece, typed: dict[str, str], found: Found) -> bool:
    """Take the elements of a line; 抄报 and 分送 are added to 抄送机关, the only label of today's 版记."""
    label = _LABELLED.match(piece.text)
    old = _label(label) if label and _label(label) not in _STANDARD_LABELS else ""
    if old and found.add("copied_to", typed["copied_to"]):
        found.remarks.add("source.copied-label", line_place(piece.line), label=old)
        return True
    return found.take(piece.line, typed)


def _is_printer(pieces: list[Piece], place: int) -> bool:
    """Tell whether a piece is 印发机关 on a line of its own: an organ behind the date, 附注 or 抄送."""
    if place < 1 or not is_surely_organ(pieces[place].text):
        return False
    above = pieces[place - 1].text
    return is_date(above) or above.endswith(("）", ")")) or _label_place(pieces[:place]) >= 0


def _label_place(pieces: list[Piece]) -> int:
    """Return where the last labelled line of 版记 stands, if only its own wrapped lines follow; else -1."""
    for place in range(len(pieces) - 1, max(-1, len(pieces) - 1 - WRAPS), -1):
        if _LABELLED.match(pieces[place].text):
            return place
        above = pieces[place - 1].text if place else ""
        if not _goes_on(above) or pieces[place].is_apart or pieces[place].depth:
            return -1
    return -1


def _goes_on(text: str) -> bool:
    return text.endswith(("，", "、", ",", "；")) or (len(text) >= WRAPPED and text[-1] not in "。！？：:）)")
