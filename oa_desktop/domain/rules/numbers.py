"""Rules on 发文字号. GB/T 9704-2012 7.2.5."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import Slips, found_in, slip

FIELD = "document_number"
ASCII_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
OTHER_BRACKETS = r"[\[［(（【「『﹝{](?P<year>[0-9０-９]{2,4})[\]］)）】」』﹞}]"
_OPENING, _CLOSING = r"[〔\[［(（【「『﹝{]", r"[〕\]］)）】」』﹞}]"

SLIPS: Slips = {
    "number.brackets": slip(OTHER_BRACKETS, r"〔\g<year>〕"),
    "number.short-year": slip(rf"(?<={_OPENING})[0-9]{{2}}(?={_CLOSING})", lambda match: f"20{match[0]}"),
    "number.ordinal": slip(r"(?<=[0-9０-９][〕\]］)）】])第(?=[0-9０-９]+号)", ""),
    "number.padded": slip(r"(?<![0-9])0+(?=[1-9][0-9]*号)", ""),
    "number.full-width": slip("[０-９]+", lambda match: match[0].translate(ASCII_DIGITS)),
    "number.blank": slip(r"\s+", ""),
}
"""What should not stand in a number, and what should."""
_YEAR_FIRST = re.compile(rf"^{_OPENING}[0-9]{{2,4}}{_CLOSING}\s*[\u4e00-\u9fff]+")
_NO_SIGN = re.compile(rf"{_CLOSING}\s*第?[0-9]+$")
_NO_BRACKETS = re.compile(r"^[\u4e00-\u9fff]+(?P<year>(?:19|20)[0-9]{2})年?第?[0-9]+号$")
_NUMBERS = re.compile(r"号")


def slips(paper: Paper) -> Iterator[Finding]:
    """Yield what should not stand in the number."""
    if not paper.is_numbered_in_series:
        yield from found_in(paper.element(FIELD), SLIPS)


def order(paper: Paper) -> Iterator[Finding]:
    """Yield a year before 机关代字: code, year and serial stand in this order."""
    element = paper.element(FIELD)
    if not paper.is_numbered_in_series:
        yield from element.each("number.order", _YEAR_FIRST)


def unbracketed(paper: Paper) -> Iterator[Finding]:
    """Yield a year without brackets."""
    element = paper.element(FIELD)
    for match in _NO_BRACKETS.finditer(element.text.strip()):
        yield element.found("number.no-brackets", measured=match["year"], required=f"〔{match['year']}〕")


def unsigned(paper: Paper) -> Iterator[Finding]:
    """Yield a number without 号 behind it."""
    yield from paper.element(FIELD).each("number.no-sign", _NO_SIGN)


def several(paper: Paper) -> Iterator[Finding]:
    """Yield more than one number: a joint paper has the lead organ's. Art. 9 (五)."""
    element = paper.element(FIELD)
    count = len(_NUMBERS.findall(element.text))
    if count > 1:
        yield element.found("number.several", measured=count, required=1)


def year(paper: Paper) -> Iterator[Finding]:
    """Yield a year that is not the year of 成文日期."""
    element = paper.element(FIELD)
    written = re.search(r"〔([0-9]{4})〕", element.text)
    if written and paper.day and int(written[1]) != paper.day.year:
        yield element.found("number.year", written, measured=written[1], required=paper.day.year)


CHECKS: tuple[Check, ...] = (slips, order, unbracketed, unsigned, several, year)
