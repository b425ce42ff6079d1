"""Marks of state secrets (国家秘密标志) in what people bring: in texts, titles and names of files, however typed.

A mark stands alone: on a line, in a cell, in a header. A mark inside a sentence is talk about marks and passes. How
marks are found is our own reckoning; no program finds all of them, and a scan says only what its text says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade

_LEVELS = {"绝密": Secrecy.TOP, "机密": Secrecy.CONFIDENTIAL, "秘密": Secrecy.SECRET}
_VARIANTS = str.maketrans("絕機祕宻級機叁年個", "绝机秘密级机三年个")
_STARS = str.maketrans(dict.fromkeys("☆*✭✮✯✩✪⭐⋆﹡∗", "★"))
_GAP = re.compile(r"\s{2,}|\t|\|")
"""What parts two things that stand on one line."""
_BETWEEN = re.compile(r"(?<=[绝机秘])[\s.·・•_/\\—–-]{1,6}(?=密)")
_BLANK = re.compile(r"\s+")
_MOST_BLANKS = 8
"""Blanks inside of a mark that is typed wide apart; what comes behind more of them is no beginning."""
_PERIOD = (
    r"(?:长期|(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:年|个月|月|天|日)"
    r"|\d{4}[年./-]\d{1,2}(?:[月./-]\d{1,2}日?)?前?|[^，。；：,;:★、]{1,15}前)"
)
_WORDS = r"(?:特急|加急|急件|平急|特提|紧急|急)"
_ALONE = re.compile(
    rf"[(（\[【〔《<「『]?(?:(?:份号|编号|No\.?)[::]?)?\d{{0,7}}{_WORDS}?"
    r"[(（\[【〔《<「『]?(?:密级(?:和保密期限)?[:：]?)?(?:国家)?"
    rf"(?P<level>绝密|机密|秘密)级?[)）\]】〕》>」』]?(?:★?[:：·]?{_PERIOD}|★)?[)）\]】〕》>」』]?{_WORDS}?"
)
_STARRED = re.compile(rf"(?P<level>绝密|机密|秘密)级?★(?:{_PERIOD})?")
_PARTS = re.compile(r"[-_+.·~()（）\[\]【】〔〕《》<>「」『』,，、\s]+")


def plain(text: str) -> str:
    """Return a line as it is looked at: one form of each character, nothing that nobody sees, levels in one piece."""
    shown = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return _BETWEEN.sub("", shown.translate(_VARIANTS).translate(_STARS))


def mark_in(line: str) -> Secrecy:
    """Return the level that a line stands for as a mark; open for one that is none.

    What stands apart on it, as in the head of a page, and what it begins with are looked at apart where they have a
    star.
    """
    if "密" not in line and "宻" not in line:
        return Secrecy.OPEN
    looked_at = plain(line).strip()
    whole = _level(_ALONE, looked_at)
    apart = (*_GAP.split(looked_at), *_beginnings(looked_at)) if not whole else ()
    parts = (_level(_STARRED, part) for part in apart)
    return max(parts, default=whole)


def _beginnings(line: str) -> Iterator[str]:
    """Yield what a line may begin with, up to each of its first blanks."""
    yield from (line[: blank.start()] for blank in islice(_BLANK.finditer(line), _MOST_BLANKS))


def _level(mark: re.Pattern[str], text: str) -> Secrecy:
    found = mark.fullmatch(_BLANK.sub("", text))
    return _LEVELS[found["level"]] if found else Secrecy.OPEN


def highest_mark(texts: Iterable[str]) -> Secrecy:
    """Return the highest level of which some texts hold a mark."""
    return max((mark_in(line) for text in texts for line in text.splitlines()), default=Secrecy.OPEN)


def mark_in_name(name: str) -> Secrecy:
    """Return the level with which a title or the name of a file is marked: in brackets, before a dash, at its end."""
    if "密" not in plain(name):
        return Secrecy.OPEN
    looked_at = plain(name)
    starred = (_LEVELS[one["level"]] for one in re.finditer(_STARRED, _BLANK.sub("", looked_at)))
    parts = (mark_in(part) for part in _PARTS.split(looked_at) if part)
    return max((*starred, *parts), default=Secrecy.OPEN)


def refuse_marks(grade: SystemGrade, texts: Iterable[str], names: Iterable[str] = ()) -> None:
    """Refuse what bears a mark that an installation of this grade may not hold.

    Raises:
        Refused: ``classification.above-grade``.
    """
    for level in _levels(texts, names):
        if level > grade.ceiling:
            raise Refused("classification.above-grade", level=level.label, grade=grade.value)


def _levels(texts: Iterable[str], names: Iterable[str]) -> Iterator[Secrecy]:
    yield from map(mark_in_name, names)
    yield highest_mark(texts)
