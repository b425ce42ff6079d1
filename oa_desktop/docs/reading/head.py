"""What stands in the head (版头): 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人. GB/T 9704-2012 7.2.

发文机关标志 is taken only where a number stands below it and above the title, or a title below …文件. It may be several
lines, one for each organ, or one name broken in two. A line may also name its element: 密级：秘密.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from oa_desktop.docs.reading.found import Found
from oa_desktop.docs.reading.keys import Value
from oa_desktop.docs.reading.kind_words import names_a_paper
from oa_desktop.docs.reading.names import organs_on_a_line, signers_in
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.signatures import is_surely_organ
from oa_desktop.docs.reading.typed_rules import is_rule, report_rules
from oa_desktop.domain.texts.element_names import FIELDS

MARK_LINES = 6
"""Lines from the beginning of 发文机关标志 in which the number or the title must follow."""
FRAGMENT = 3
"""Characters of a line that is no organ's name, but the end of the one above it: 办公室."""
PAPER = "文件"

_CODE = r"[\u4e00-\u9fff]{1,14}"
_YEAR = r"[〔\[［(（【「﹝]\s?(?:[0-9０-９]{2}){1,2}\s?[〕\]］)）】」﹞]"
_NUMBER = rf"(?P<document_number>(?:{_CODE}\s?{_YEAR}|{_YEAR}\s?{_CODE})\s?第?\s?[0-9０-９]{{1,5}}\s?号)"
"""A number in its order, or with the year put first."""
_SERIES = (
    r"[（(]?(?P<document_number>(?:[〔\[［(（【][^\s〔〕]{2,6}[〕\]］)）】]\s?|[0-9０-９]{4}\s?年\s?)?"
    r"(?:(?:总\s?)?第\s?)?[0-9０-９一二三四五六七八九十百]{1,4}\s?[号期])[）)]?"
)
_BELOW_TITLE = (re.compile(_SERIES),)
"""A number without 机关代字, as 令, 公告 and 纪要 have it: 第19号, 〔2026〕5号, （第1号）, 第31期."""
_URGENT = r"(?:特|加|平|紧|火|十万火)\s?急|特\s?提|急\s?件"
_HEAD = (
    re.compile(r"(?:(?:No|NO|no)[.．]?\s?|№\s?)?(?P<copy_number>[0-9]{6})"),
    re.compile(
        r"(?P<classification>(?:绝\s?密|机\s?密|秘\s?密)(?:\s?★\s?\S{0,12}|\s+(?:[0-9]{1,2}\s?(?:年|个月)|长期))?)"
        rf"(?:\s+(?P<urgency>{_URGENT}))?"
    ),
    re.compile(rf"(?P<urgency>{_URGENT})"),
    re.compile(rf"{_NUMBER}(?:\s*签发人[：:]\s*(?P<signers>.+))?"),
    re.compile(r"签发人[：:]\s*(?P<signers>.+)"),
)
_NAMES = r"[\u4e00-\u9fff·]{1,16}(?:[\s、]+[\u4e00-\u9fff·]{1,16})*"
_SIGNED = re.compile(
    rf"签\s?发\s?人[：:]\s*(?P<signers>{_NAMES})\n(?P<more>(?:{_NAMES}\n)*){_NUMBER}\s+(?P<last>{_NAMES})(?:\n|$)"
)
"""Several 签发人: two on a line, the last ones on that of the number. GB/T 9704-2012 7.2.6."""
_LABELLED = re.compile(r"(?P<key>(?!附|抄|印)[\u4e00-\u9fff]{2,8})\s*[：:]\s*(?P<value>\S.*)")
"""The name of an element before its content, as in a front matter (文首属性区) without its two rules."""


def read_head(pieces: list[Piece], found: Found) -> list[Piece]:
    """Take what belongs to the head from the beginning; return what remains.

    A number without 机关代字 belongs to it only below a title that was taken.
    """
    patterns = _HEAD + _BELOW_TITLE if found.has("title") else _HEAD
    while pieces:
        if is_rule(pieces[0]):
            report_rules(pieces[:1], found.remarks)
            pieces = pieces[1:]
            continue
        length, typed = _next_elements(pieces, patterns)
        if not (typed and found.take(pieces[0].line, typed)):
            break
        pieces = pieces[length:]
    return pieces


def _next_elements(pieces: list[Piece], patterns: tuple[re.Pattern[str], ...]) -> tuple[int, dict[str, Value]]:
    """Return how many pieces at the beginning are elements of the head, and which."""
    if signed := _SIGNED.match("\n".join(piece.text for piece in pieces[:MARK_LINES])):
        names = signers_in("\n".join(signed.group("signers", "more", "last")))
        return signed[0].strip().count("\n") + 1, {"document_number": signed["document_number"], "signers": names}
    text = pieces[0].text
    for pattern in patterns:
        if match := pattern.fullmatch(text):
            return 1, {name: value for name, value in match.groupdict().items() if value}
    labelled = _LABELLED.fullmatch(text)
    if labelled and (name := FIELDS.get(labelled["key"])):
        return 1, {name: labelled["value"]}
    return _mark(pieces)


def _mark(pieces: list[Piece]) -> tuple[int, dict[str, Value]]:
    """Return how many lines are 发文机关标志, and its organs; none when nothing below proves them to be one."""
    near = list(takewhile(lambda piece: not names_a_paper(piece.text), pieces[:MARK_LINES]))
    number = next((place for place, piece in enumerate(near) if re.match(_NUMBER, piece.text)), 0)
    lines = [_closed_up(piece.text) for piece in near[: number or 1]]
    is_paper = any(line.endswith(PAPER) for line in lines)
    is_titled = is_paper and any(names_a_paper(piece.text) for piece in pieces[1:MARK_LINES])
    if not (number or is_titled) or (len(lines) > 1 and not is_paper) or not all(map(_could_be_mark, lines)):
        return 0, {}
    return len(lines), {"issuing_organs": tuple(name.removesuffix(PAPER).strip() for name in mark_names(lines))}


def mark_names(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the organs in the lines of 发文机关标志, a name that is broken in two joined; 文件 stays at their end."""
    names: list[str] = []
    for line in map(_closed_up, lines):
        if names and len(line.removesuffix(PAPER).strip()) <= FRAGMENT:
            names[-1] += line
        else:
            names += line.split()
    return tuple(names)


def _closed_up(text: str) -> str:
    """Return a line without the blanks that only widen it."""
    return " ".join(organs_on_a_line(text))


def _could_be_mark(line: str) -> bool:
    """Tell whether a line may be part of 发文机关标志; what has no text, such as a table, never is."""
    bare = line.removesuffix(PAPER)
    return bool(line) and (len(bare) <= FRAGMENT or all(map(is_surely_organ, bare.split())))
