"""The attachment note (附件说明). GB/T 9704-2012 7.3.4.

It begins with 附件： and has nothing but its own numbered lines behind it; a long name may go on in the next line.
Whom to ask (联系人, 电话) often stands below it: that belongs to the body.
"""

from __future__ import annotations

import re
from itertools import takewhile

from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.names import ATTACHMENT_LABEL, attachment_names, numbers_in_order
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.domain.texts.levels import leading_number

WRAPPED = 12
"""Characters from which a line may go on in the next one."""
LONGEST_WRAP = 30
"""Characters of the longest line that continues a name."""

_LABEL = ATTACHMENT_LABEL
_CONTACT = re.compile(
    r"[（(]?(?:联\s*系\s*人|联系电话|联系方式|联系单位|联系(?:科|股|处)室|经\s*办\s*人|承办人|咨询电话|监督电话|电\s*话|手\s*机|传\s*真|邮\s*箱|电子邮[箱件]|邮\s*编|地\s*址|联系地址)\s*[：:]"
)
_NO_WRAP = re.compile(r"特此|专此|请|此[致复令]|敬|以上|现|各|联系")
_MARKS = frozenset("。；;：:！!？?")


def is_contact(piece: Piece) -> bool:
    """Tell whether a piece says whom to ask, such as 联系人：张三."""
    return _CONTACT.match(piece.text) is not None


def read_note(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take 附件说明 from the end; return what remains."""
    end = len(pieces)
    while end and is_contact(pieces[end - 1]):
        end -= 1
    start = _note_start(pieces[:end])
    if start < 0:
        misplaced = (piece.line for piece in pieces if _LABEL.match(piece.text))
        found.remarks.add_lines("source.note-misplaced", misplaced)
        return pieces
    names = note_names(pieces[start:end])
    if not found.take(pieces[start].line, {"attachment_notes": names}):
        return pieces
    found.report_marks(pieces[start].line, [piece.text for piece in pieces[start:end]], names)
    found.remarks.add_lines("source.contact-moved", (piece.line for piece in pieces[end:]))
    return pieces[:start] + pieces[end:]


def note_length(pieces: list[Piece]) -> int:
    """Return how many pieces at the beginning are 附件说明."""
    length = len(list(takewhile(lambda piece: _LABEL.match(piece.text) or _is_item(piece), pieces)))
    return length if _note_start(pieces[:length]) == 0 else 0


def _note_start(pieces: list[Piece]) -> int:
    """Return where 附件说明 begins that reaches to the end; -1 when there is none."""
    start = len(pieces)
    labels: list[int] = []
    while start and _is_part(pieces, start - 1):
        start -= 1
        if _LABEL.match(pieces[start].text):
            labels.append(start)
    return labels[-1] if labels and note_names(pieces[labels[-1] :]) else -1


def _is_part(pieces: list[Piece], place: int) -> bool:
    piece = pieces[place]
    return bool(_LABEL.match(piece.text) or _is_item(piece) or (place and _continues(pieces[place - 1], piece)))


def _is_item(piece: Piece) -> bool:
    number = leading_number(piece.text)
    return number is not None and number.level == 3 and "。" not in piece.text[:-1] and not piece.depth


def _continues(above: Piece, piece: Piece) -> bool:
    """Tell whether a piece goes on with the name of the attachment above it, or is the name below a bare 附件：."""
    text = piece.text
    if piece.gap or piece.depth or not 0 < len(text) <= LONGEST_WRAP or set(text) & _MARKS or _NO_WRAP.match(text):
        return False
    label = _LABEL.match(above.text)
    is_bare = label is not None and label.end() == len(above.text)
    is_long = len(above.text) >= WRAPPED and above.text[-1] not in _MARKS
    return is_bare or (is_long and (label is not None or _is_item(above)))


def note_names(pieces: list[Piece]) -> tuple[str, ...]:
    """Return the names in the lines of 附件说明; none when their numbers do not count from 1."""
    texts = _whole_lines(pieces)
    bare = [text[label.end() if (label := _LABEL.match(text)) else 0 :].strip() for text in texts]
    lines = [line for line in bare if line]
    if len(lines) > 1 and all(_LABEL.match(text) for text in texts):
        return tuple(lines)
    if len(lines) == 1:
        return attachment_names(texts[0] if len(texts) == 1 else lines[0])
    if not numbers_in_order(lines):
        return ()
    return tuple(
        line[len(number.text) :].strip().rstrip("；;，,。") for line in lines if (number := leading_number(line))
    )


def _whole_lines(pieces: list[Piece]) -> list[str]:
    """Return the lines, each with those that go on with it."""
    texts: list[str] = []
    for piece in pieces:
        if texts and not _LABEL.match(piece.text) and not _is_item(piece):
            texts[-1] += piece.text
        else:
            texts.append(piece.text)
    return texts
