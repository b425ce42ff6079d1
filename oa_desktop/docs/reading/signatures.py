"""Which lines above the date are signatories (发文机关署名). GB/T 9704-2012 7.3.5."""

from __future__ import annotations

import re

from oa_desktop.docs.reading.names import ORGAN, organs_on_a_line
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.domain.texts.levels import leading_number

LONGEST = 40
"""Characters of the longest line of signatories."""
LONGEST_UNDATED = 30
"""Characters of the longest name of an organ that is a signatory without a date below it."""
MOST_UNDATED = 20
"""Lines of signatories without a date; a longer row of organs is a list."""

_SENTENCE = re.compile(r"[，。；：！？、,;:!?0-9０-９“”]")
_CLAUSE = re.compile(
    "[的了是我你您让这也]|(?:机会|社会|(?<!代表)大会|执行|实行|进行|举行|运行|施行|推行|履行|全部|内部|干部|外部|局部"
    "|好处|之处|何处|用处|主办|承办|协办|举办|交办|督办|平台|后台|会议室|所在|为主)$"
)
_POST = re.compile(
    r"(?:代理?|副)?[\u4e00-\u9fff]{0,16}(?:[省市州盟县旗区镇乡局厅校院所]\s*长|主\s*任|书\s*记|主\s*席|司令员?|[总组队]长)"
    r"\s*[：:]\s*(?:[\u4e00-\u9fff]\s*){2,4}"
)
"""The post and the name of one who signs (签发人职务、签名章): 县长：赵某某."""
_ANNOUNCING = ("：", ":", "，", ",", "、")
_CLOSING_WORDS = re.compile(r"(?:特此|此致|敬礼|妥否|当否|以上|专此|现予|请|附件|[（(])")


def signature_length(above: list[Piece]) -> int:
    """Return how many pieces directly above the date are signatories: one, or several that end like organs."""
    if not above or not _could_sign(above[-1]) or _is_row_of_posts(above):
        return 0
    if not _ends_like_organ(above[-1]):
        return 1
    length = 1
    while length < len(above) and _could_sign(above[-length - 1]) and _ends_like_organ(above[-length - 1]):
        length += 1
    return length


def _is_row_of_posts(above: list[Piece]) -> bool:
    """Tell whether the last two pieces name posts: a list of a committee's members and no signature."""
    return len(above) > 1 and all(_POST.fullmatch(piece.text) for piece in above[-2:])


def undated_length(above: list[Piece]) -> int:
    """Return how many pieces at the end are signatories without a date, which is an open slot until 登记.

    Only names that cannot be anything else are taken: organs, behind some text, not as the list that a colon announces.
    """
    start = len(above)
    while start and len(above) - start <= MOST_UNDATED and _is_surely_organs(above[start - 1]):
        start -= 1
    if len(above) - start > MOST_UNDATED:
        return 0
    if start and above[start - 1].text.endswith(_ANNOUNCING):
        start = next((place for place in range(len(above) - 1, start, -1) if above[place].gap), len(above))
    return len(above) - start if start else 0


def is_surely_organ(text: str) -> bool:
    """Tell whether a text is the name of an organ and no clause that happens to end like one."""
    bare = text.removesuffix("）").rpartition("（")[0] or text
    fits = 2 < len(text) <= LONGEST_UNDATED and not _SENTENCE.search(text) and not _CLOSING_WORDS.match(text)
    return fits and ORGAN.fullmatch(text) is not None and not _CLAUSE.search(bare)


def _is_surely_organs(piece: Piece) -> bool:
    return _could_sign(piece) and all(map(is_surely_organ, _names(piece)))


def _could_sign(piece: Piece) -> bool:
    text = piece.text
    is_words = 1 < len(text) <= LONGEST and not _SENTENCE.search(text) and not _CLOSING_WORDS.match(text)
    is_signature = is_words or _POST.fullmatch(text) is not None
    return is_signature and not piece.depth and leading_number(text) is None


def _ends_like_organ(piece: Piece) -> bool:
    return all(map(ORGAN.fullmatch, _names(piece)))


def _names(piece: Piece) -> list[str]:
    """Return the names that a piece holds; one that is spaced out is one."""
    return [name for part in organs_on_a_line(piece.text) for name in part.split()]
