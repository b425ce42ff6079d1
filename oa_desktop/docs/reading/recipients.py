"""The recipients (主送机关). GB/T 9704-2012 7.3.2.

They are the line below the title (or lines that go on) with a colon at the end, unless that line leads over to the body
(通知如下：). A line without a colon, or with a full stop in its place, is taken only when it names nothing but groups
(各科室) and organs, or, below the title of one of the fifteen kinds, a superior in the words of those below (县教育局).
"""

from __future__ import annotations

import re

from oa_desktop.docs.reading.names import ORGAN
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.domain.documents.kinds import kind_of_title
from oa_desktop.domain.texts.levels import leading_number

LINES = 6
"""Lines of the longest list of recipients, less one."""
WRAPPED = 15
"""Characters from which a line of a list without a mark at its end may go on in the next one."""

_LEADS_OVER = re.compile(
    r"(?:现|为|根据|按照|经|据|依据)|.*(?:如下|以下|下列)\S{0,6}[：:]$|.*(?:决定|通过|要求|认为|指出|宣布|命令)[：:]$"
)
_NO_LIST = re.compile(r"[。；;！!？?]|^附件|^[^：:]+[：:].+")
_GROUP = re.compile(
    r"[\u4e00-\u9fff]{0,6}各[\u4e00-\u9fff（）]{1,40}(?<=单位|部门|政府|用户|科室|股室|处室|学校|企业|公司|中心|班级|乡镇|街道|机构"
    r"|.[村组站所部厂队局办委处院校会])(?:（[\u4e00-\u9fff、]{1,10}）)?"
)
_SUPERIOR = "省市州县区旗镇乡局"
"""What the name of a superior begins with when those below write it: 县政府, 市水利局."""
_LONGEST_SUPERIOR = 18
_NO_ADDRESS = re.compile("调研|调查|考察|总结|讲话|材料")
"""In a title: a paper whose author may stand below it."""
_BETWEEN = re.compile(r"[、，,\s]+")
_STOPS = "。."
_SEGMENTS = re.compile(r"[、，,：:]")


def recipients_length(pieces: list[Piece], title: str = "") -> int:
    """Return how many pieces at the beginning are the recipients of a paper with this title."""
    end = next((place for place, piece in enumerate(pieces[:LINES]) if not _continues(piece)), LINES)
    lines = pieces[: end + 1]
    if lines and _ends(lines[-1]) and not any(_LEADS_OVER.match(piece.text) for piece in lines):
        return len(lines)
    return 1 if len(pieces) > 1 and not pieces[0].depth and _are_named(pieces[0].text, title) else 0


def _are_named(text: str, title: str) -> bool:
    """Tell whether a line without a colon names nothing but recipients: groups, or superiors below a paper's title."""
    parts = _BETWEEN.split(text.rstrip(_STOPS))
    if not all(_GROUP.fullmatch(part) or ORGAN.fullmatch(part) for part in parts):
        return False
    is_addressed = kind_of_title(title) is not None and not _NO_ADDRESS.search(title)
    return any(_GROUP.fullmatch(part) or (is_addressed and _is_superior(part)) for part in parts)


def _is_superior(name: str) -> bool:
    return name[0] in _SUPERIOR and len(name) <= _LONGEST_SUPERIOR and ORGAN.fullmatch(name[1:]) is not None


def recipients_text(lines: list[Piece]) -> str:
    """Return the lines as one list; a mark that was left off between two organs at the end of a line is put in."""
    text = ""
    for piece in lines:
        text += "、" + piece.text if _lacks_mark(text, piece.text) else piece.text
    return text.rstrip(_STOPS)


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
