"""The beginning of a text: what stands in the head (版头), the title (标题) and the recipients (主送机关).

The title is the first line when it is short, is no sentence, has no number of a level and no colon at its end. Lines
that follow without a blank line belong to it when one of the next three ends in the name of a kind (通知, 报告, 办法 …)
and the title did not end so before; a blank line may stand behind the organ's name and before 的通知. In Markdown it is
the first heading. What a web page or a mail puts above and below a title (来源：…, 发件人：…) is set aside: it
becomes the beginning of the body and is reported. Then come the recipients (see :mod:`recipients`).
"""

from __future__ import annotations

import re
from itertools import takewhile

from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.head import read_head
from oa_desktop.docs.reading.kind_words import PAPER, is_version, names_a_paper
from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.docs.reading.recipients import recipients_length, recipients_text
from oa_desktop.docs.reading.remarks import line_place
from oa_desktop.docs.reading.signatures import is_surely_organ
from oa_desktop.domain.texts.levels import leading_number

LONGEST_TITLE = 80
"""Characters of the longest line that is taken for a title."""
LONGEST_PART = 40
"""Characters of the longest line of a title over several lines."""
TITLE_LINES = 4
"""Lines of the longest title."""

_SENTENCE = re.compile(r"[。；;！!？?]|[，,、：:.]$")
_STOPPED_TITLE = re.compile(r"[^。；;！!？?]{2,40}(?:关于|印发|转发)[^。；;！!？?]{2,60}[。．]")
"""A title that a full stop ends, which is a slip of the writer."""
_TITLE_BEGINS = re.compile(r"关于|转发|印发|批转")
_TITLE_ENDS = re.compile(rf"的?(?:{PAPER})")
_REMNANT = re.compile(
    r"(?!(?:会议)?时\s*间\s*[:：].*年.*月)(?:(?:发件人|收件人|抄送人?|主题|日期|时间|发送时间|发布时间|发布日期|更新时间|来源|信息来源|作者|字体|字号|浏览次数|点击数|索引号"
    r"|当前位置|您的位置|您现在的位置|From|To|Cc|Subject|Date|Sent)\s*[:：]|首页\s*[>›»/|-]"
    r"|.*[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?$)",
    re.IGNORECASE,
)
REMNANTS = 8
"""Lines of a web page or a mail that are looked for above and below a title."""


def read_opening(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take head, title and recipients from the beginning; return what remains."""
    remnants, rest = _without_remnants(pieces, found)
    rest = read_head(rest, found)
    rest = _without_title(rest, found)
    more, rest = _without_remnants(rest, found) if found.has("title") else ([], rest)
    rest = read_head(rest, found)
    if rest and rest[0].mark is Mark.BODY:
        rest = rest[1:]
    if rest and f"《{rest[0].text}》" in found.text("title"):
        found.remarks.add_lines("source.title-repeated", [rest[0].line])
        more, rest = [*more, rest[0]], rest[1:]
    return remnants + more + _without_recipients(rest, found)


def title_pieces(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces at the beginning that are a title: none, one, or the lines of a divided one."""
    if not pieces:
        return []
    if pieces[0].element == "title":
        return list(takewhile(lambda piece: piece.element == "title", pieces))
    if pieces[0].depth:
        return pieces[:1] if leading_number(pieces[0].text) is None and _tops(pieces) else []
    if not is_title_line(pieces[0]):
        return []
    return pieces[: _title_length(pieces)]


def is_title_line(piece: Piece, longest: int = LONGEST_TITLE) -> bool:
    """Tell whether a piece could be a line of a title by its words."""
    text = piece.text
    if _STOPPED_TITLE.fullmatch(text) and names_a_paper(text[:-1]):
        text = text[:-1]
    has_words = any(char.isalpha() for char in text)
    fits = has_words and len(text) <= longest and leading_number(text) is None
    return fits and not _SENTENCE.search(text) and not _REMNANT.match(text)


def _tops(pieces: list[Piece]) -> bool:
    """Tell whether no later heading stands above the first one."""
    return pieces[0].depth == min(piece.depth for piece in pieces if piece.depth)


def _title_length(pieces: list[Piece]) -> int:
    length = _length_to_kind(pieces)
    return length + (len(pieces) > length and is_version(pieces[length].text))


def _length_to_kind(pieces: list[Piece]) -> int:
    if names_a_paper(pieces[0].text):
        return 1
    for length, piece in enumerate(pieces[1:TITLE_LINES], start=2):
        if piece.depth or not is_title_line(piece, LONGEST_PART):
            break
        if piece.gap and not _spans_gap(pieces[length - 2], piece):
            break
        if names_a_paper(piece.text):
            return length
    return 1


def _spans_gap(above: Piece, piece: Piece) -> bool:
    """Tell whether a title goes on behind a blank line: from the organ's name, or to its last words."""
    from_organ = is_surely_organ(above.text) and _TITLE_BEGINS.match(piece.text)
    return bool(from_organ or _TITLE_ENDS.fullmatch(piece.text))


def _without_remnants(pieces: list[Piece], found: Found) -> tuple[list[Piece], list[Piece]]:
    """Return the lines at the beginning that a web page or a mail put there, and what remains."""
    length = 0
    while length < min(len(pieces) - 1, REMNANTS) and _REMNANT.match(pieces[length].text):
        length += 1
    found.remarks.add_lines("source.remnant", (piece.line for piece in pieces[:length]))
    return pieces[:length], pieces[length:]


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
    length = recipients_length(pieces, found.text("title"))
    text = recipients_text(pieces[:length])
    if not length or not found.take(pieces[0].line, {"recipients": text}):
        return pieces
    _report_end(pieces[length - 1], found)
    return pieces[length:]


def _report_end(piece: Piece, found: Found) -> None:
    """Report another mark than the full-width colon behind 主送机关. GB/T 9704-2012 7.3.2."""
    written = found.text("recipients")
    if piece.text.endswith((":", "。", ".")) and not written.isascii():
        typed = written + piece.text[-1]
        found.remarks.add("source.form", line_place(piece.line), element="主送机关", typed=typed, written=written)
