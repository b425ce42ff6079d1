"""Rules on papers that a text quotes (引文): their numbers, the order of title and number, what is repealed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import Slips, in_texts, slip

_CODE = "[\u4e00-\u9fff]{1,12}"
SLIPS: Slips = {
    "quote.brackets": slip(
        r"(?<=[\u4e00-\u9fff])[\[［(（【]((?:19|20)[0-9]{2})[\]］)）】](?=第?[0-9]{1,4}号)", r"〔\1〕"
    ),
    "quote.ordinal": slip(r"(?<=〕)第(?=[0-9]{1,4}号)", ""),
    "quote.padded": slip(r"(?<=〕)0+(?=[1-9][0-9]*号)", ""),
}
"""What should not stand in the number of a paper that is quoted, and what should."""
_NUMBER_FIRST = re.compile(rf"(?P<number>{_CODE}〔[0-9]{{4}}〕[0-9]+号)(?:文件?)?(?P<title>《[^《》]+》)")
REPEALED = {
    "国家行政机关公文处理办法": "党政机关公文处理工作条例",
    "中国共产党机关公文处理条例": "党政机关公文处理工作条例",
    "GB/T 9704-1999": "GB/T 9704-2012",
    "GB/T9704-1999": "GB/T 9704-2012",
    "国家行政机关公文格式": "党政机关公文格式",
}
"""What the regulation of 2012 (Art. 42) and the standard of 2012 took the place of."""
_REPEALED = re.compile("|".join(map(re.escape, REPEALED)))


def number_first(paper: Paper) -> Iterator[Finding]:
    """Yield a number quoted before its title."""
    for passage in paper.paragraphs:
        for match in _NUMBER_FIRST.finditer(passage.text):
            required = f"{match['title']}（{match['number']}）"
            yield passage.found("quote.number-first", match, measured=match[0], required=required)


def repealed(paper: Paper) -> Iterator[Finding]:
    """Yield a basis that is repealed. Art. 42."""
    for passage in paper.texts:
        for match in _REPEALED.finditer(passage.text):
            yield passage.found("quote.repealed", match, measured=match[0], required=REPEALED[match[0]])


def attendees(paper: Paper) -> Iterator[Finding]:
    """Yield minutes that do not say who was there. GB/T 9704-2012 10.3."""
    told = paper.manuscript.attendees.strip() or re.search("出席|参加|列席|参会|与会", paper.words)
    if paper.kind is DocumentKind.MINUTES and paper.body and not told:
        yield paper.body[-1].found("minutes.attendees", required="出席：")


CHECKS: tuple[Check, ...] = (in_texts(SLIPS), number_first, repealed, attendees)
