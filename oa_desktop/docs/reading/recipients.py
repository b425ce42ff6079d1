"""The recipients (主送机关). GB/T 9704-2012 7.3.2.

They are the line below the title (or lines that go on) with a colon at the end, unless that line leads over to the body
(通知如下：); a line without any mark only when it begins with 各 and ends like a group of organs or people.
"""

from __future__ import annotations

import re

from oa_desktop.docs.reading.names import ORGAN
from oa_desktop.docs.reading.numbering import leading_number
from oa_desktop.docs.reading.pieces import Piece

LINES = 6
"""Lines of the longest list of recipients, less one."""
WRAPPED = 15
"""Characters from which a line of a list without a mark at its end may go on in the next one."""

_LEADS_OVER = re.compile(r"(?:现|为|根据|按照|经|据|依据)|.*(?:如下|以下|下列)\S{0,6}[：:]$")
_NO_LIST = re.compile(r"[。；;！!？?]|^附件|^[^：:]+[：:].+")
_GROUP = re.compile(
    r"各[\u4e00-\u9fff、，（）]{0,40}(?:单位|部门|政府|用户|科室|学校|企业|乡镇|街道|机构|[局办委处院校会])"
)
_SEGMENTS = re.compile(r"[、，,：:]")


def recipients_length(pieces: list[Piece]) -> int:
    """Return how many pieces at the beginning are the recipients."""
    end = next((place for place, piece in enumerate(pieces[:LINES]) if not _continues(piece)), LINES)
    lines = pieces[: end + 1]
    if lines and _ends(lines[-1]) and not any(_LEADS_OVER.match(piece.text) for piece in lines):
        return len(lines)
    is_group = len(pieces) > 1 and not pieces[0].depth and _GROUP.fullmatch(pieces[0].text)
    return 1 if is_group else 0


def recipients_text(lines: list[Piece]) -> str:
    """Return the lines as one list; a mark that was left off between two organs at the end of a line is put in."""
    text = ""
    for piece in lines:
        text += "、" + piece.text if _lacks_mark(text, piece.text) else piece.text
    return text


def _lacks_mark(above: str, below: str) -> bool:
    last = _SEGMENTS.split(above)[-1]
    first = _SEGMENTS.split(below)[0]
    return len(last) > 1 and len(first) > 2 and bool(ORGAN.fullmatch(last)) and bool(ORGAN.fullmatch(first))


def _continues(piece: Piece) -> bool:
    text = piece.text
    is_list = len(text) >= WRAPPED and not text.endswith(("：", ":")) and len(_SEGMENTS.split(text)) > 1
    return (is_list or text.endswith(("、", "，", ","))) and _could_be(piece)


def _ends(piece: Piece) -> bool:
    return piece.text.endswith(("：", ":")) and len(piece.text) > 1 and _could_be(piece)


def _could_be(piece: Piece) -> bool:
    return not piece.depth and not _NO_LIST.search(piece.text) and leading_number(piece.text) is None
