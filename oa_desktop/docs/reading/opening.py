"""The beginning of a text: what stands in the head (版头), the title (标题) and the recipients (主送机关).

The title is the first line when it is short, is no sentence, has no number of a level and no colon at its end. Lines
that follow without a blank line belong to it when one of the next three ends in the name of a kind (通知, 报告, 办法 …)
and the title did not end so before. In Markdown it is the first heading. The recipients are the next line (or lines
that end in a comma) with a colon at the end, unless that line leads over to the body (通知如下：).
"""

from __future__ import annotations

import re

from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.numbering import leading_number
from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.domain.kinds import DocumentKind

LONGEST_TITLE = 80
"""Characters of the longest line that is taken for a title."""
LONGEST_PART = 40
"""Characters of the longest line of a title over several lines."""
TITLE_LINES = 4
"""Lines of the longest title."""

_MORE_KINDS = "办法|规定|细则|条例|规则|规程|制度|方案|规划|计划|要点|总结|讲话|预案|公示|公约|清单|令"
_KIND_END = re.compile(
    rf".*(?:{'|'.join(DocumentKind)}|{_MORE_KINDS})(?:[（(](?:试行|暂行|草案|征求意见稿|送审稿|讨论稿|修订)[）)])?"
)
_SENTENCE = re.compile(r"[。；;！!？?]|[，,、：:.]$")
_LEADS_OVER = re.compile(r"(?:现|为|根据|按照|经|据|依据)|.*(?:如下|以下|下列)\S{0,6}[：:]$")

_NUMBER = r"(?P<document_number>[\u4e00-\u9fff]{1,14}\s?[〔\[［(（【]\s?[0-9]{4}\s?[〕\]］)）】]\s?第?[0-9]{1,5}号)"
_HEAD = (
    re.compile(r"(?P<copy_number>[0-9]{6})"),
    re.compile(r"(?P<classification>(?:绝密|机密|秘密)(?:\s?★.{0,12})?)"),
    re.compile(r"(?P<urgency>特急|加急|平急|特提)"),
    re.compile(rf"{_NUMBER}(?:\s*签发人[：:]\s*(?P<signers>.+))?"),
    re.compile(r"签发人[：:]\s*(?P<signers>.+)"),
)
_ORGAN_MARK = re.compile(r"(?P<issuing_organs>\S{2,30})文件")


def read_opening(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take head, title and recipients from the beginning; return what remains."""
    rest = _without_head(pieces, found)
    rest = _without_title(rest, found)
    if rest and rest[0].mark is Mark.BODY:
        rest = rest[1:]
    return _without_recipients(rest, found)


def title_pieces(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces at the beginning that are a title: none, one, or the lines of a divided one."""
    if not pieces:
        return []
    if pieces[0].depth:
        return pieces[:1] if leading_number(pieces[0].text) is None and _tops(pieces) else []
    if not is_title_line(pieces[0]):
        return []
    return pieces[: _title_length(pieces)]


def is_title_line(piece: Piece, longest: int = LONGEST_TITLE) -> bool:
    """Tell whether a piece could be a line of a title by its words."""
    text = piece.text
    has_words = any(char.isalpha() for char in text)
    return has_words and len(text) <= longest and not _SENTENCE.search(text) and leading_number(text) is None


def _tops(pieces: list[Piece]) -> bool:
    """Tell whether no later heading stands above the first one."""
    return pieces[0].depth == min(piece.depth for piece in pieces if piece.depth)


def _title_length(pieces: list[Piece]) -> int:
    if _KIND_END.fullmatch(pieces[0].text):
        return 1
    for length, piece in enumerate(pieces[1:TITLE_LINES], start=2):
        if piece.gap or piece.depth or not is_title_line(piece, LONGEST_PART):
            break
        if _KIND_END.fullmatch(piece.text):
            return length
    return 1


def _without_head(pieces: list[Piece], found: Found) -> list[Piece]:
    while pieces and (typed := _head_elements(pieces)) and found.take(pieces[0].line, typed):
        pieces = pieces[1:]
    return pieces


def _head_elements(pieces: list[Piece]) -> dict[str, str]:
    """Return the elements that the first piece is; the organ's mark only where a document number stands below it."""
    text = pieces[0].text
    for pattern in _HEAD:
        if match := pattern.fullmatch(text):
            return {name: value for name, value in match.groupdict().items() if value}
    mark = _ORGAN_MARK.fullmatch(text)
    if mark and any(re.match(_NUMBER, piece.text) for piece in pieces[1:TITLE_LINES]):
        return mark.groupdict()
    return {}


def _without_title(pieces: list[Piece], found: Found) -> list[Piece]:
    title = title_pieces(pieces)
    text = "\n".join(piece.text for piece in title)
    if not title or (found.has("title") and not title[0].depth and not _repeats(found, text)):
        return pieces
    return pieces[len(title) :] if found.take(title[0].line, {"title": text}) else pieces


def _repeats(found: Found, text: str) -> bool:
    """Tell whether the front matter's title stands here again."""
    return "".join(str(found.values["title"]).split()) == "".join(text.split())


def _without_recipients(pieces: list[Piece], found: Found) -> list[Piece]:
    end = next((place for place, piece in enumerate(pieces[:6]) if not _continues(piece)), 6)
    lines = pieces[: end + 1]
    if not lines or not _ends_recipients(lines[-1]) or any(_LEADS_OVER.match(piece.text) for piece in lines):
        return pieces
    text = "".join(piece.text for piece in lines)
    return pieces[len(lines) :] if found.take(lines[0].line, {"recipients": text}) else pieces


def _continues(piece: Piece) -> bool:
    return piece.text.endswith(("、", "，", ",")) and _could_be_recipients(piece)


def _ends_recipients(piece: Piece) -> bool:
    return piece.text.endswith(("：", ":")) and len(piece.text) > 1 and _could_be_recipients(piece)


def _could_be_recipients(piece: Piece) -> bool:
    text = piece.text
    return not piece.depth and not re.search(r"[。；;！!？?]|^附件", text) and leading_number(text) is None
