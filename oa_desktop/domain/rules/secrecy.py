"""Rules on 份号, 密级和保密期限, 紧急程度. GB/T 9704-2012 7.2.1-7.2.3, 条例 (2012) Art. 9 (一)-(三)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.copies.copy_numbers import FIRST, is_copy_number, written
from oa_desktop.domain.dates import read_date
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.values import Publicity
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import Slips, in_element, slip
from oa_desktop.domain.secrecy.classification import Secrecy, claimed_secrecy
from oa_desktop.domain.texts.levels import han_value

SLIPS: Slips = {
    "classification.digits": slip(
        "[一二三四五六七八九十]{1,3}(?=年|个月|天|日)", lambda match: str(han_value(match[0]))
    ),
    "classification.no-star": slip(
        r"(?<=密)\s{0,4}[*＊☆:：,，、 ]?\s{0,4}(?=[0-9一二三四五六七八九十]{1,3}(?:年|个月))", "★"
    ),
    "classification.blank": slip(r"(?<=[绝机秘])\s{1,8}(?=密)|(?<=★)\s+|\s{1,8}(?=★)", ""),
}
"""What should not stand in a mark of secrecy, and what should."""
_FEW_DIGITS = re.compile(r"[0-9]{1,5}")
_OF_TELEGRAMS = re.compile("特提|平急")
_URGENT = re.compile("紧急(?=通知|报告|请示|通报)")


def copy_number(paper: Paper) -> Iterator[Finding]:
    """Yield a 份号 of fewer than six digits, and one that is no number. 7.2.1 says 一般."""
    element = paper.element("copy_number")
    typed = element.text.strip()
    if _FEW_DIGITS.fullmatch(typed):
        yield element.found("copy-number.digits", measured=typed, required=written(int(typed)))
    elif typed and not is_copy_number(typed):
        yield element.found("copy-number.words", measured=typed, required=FIRST)


def telegram(paper: Paper) -> Iterator[Finding]:
    """Yield an urgency that only telegrams have. Art. 9 (三)."""
    yield from paper.element("urgency").each("urgency.telegram", _OF_TELEGRAMS)


def unmarked_urgency(paper: Paper) -> Iterator[Finding]:
    """Yield a title that says 紧急 where 紧急程度 is empty."""
    if not paper.manuscript.urgency.strip():
        yield from paper.element("title").each("urgency.unmarked", _URGENT)


def no_period(paper: Paper) -> Iterator[Finding]:
    """Yield a level of secrecy without its period."""
    element = paper.element("classification")
    if element.text.strip() in (Secrecy.SECRET.label, Secrecy.CONFIDENTIAL.label, Secrecy.TOP.label):
        yield element.found("classification.no-period", measured=element.text)


def over(paper: Paper) -> Iterator[Finding]:
    """Yield a level of secrecy that is over on the day of the paper."""
    element = paper.element("classification")
    last = read_date(element.text.partition("★")[2].removesuffix("前"))
    if last and paper.day and last <= paper.day:
        yield element.found("classification.over", measured=element.text, required=paper.manuscript.date)


def secret_in_public(paper: Paper) -> Iterator[Finding]:
    """Yield a secret document that is to be made public."""
    element = paper.element("publicity")
    is_secret = claimed_secrecy(paper.manuscript.classification) >= Secrecy.SECRET
    if is_secret and element.text.strip() == Publicity.OPEN.value:
        yield element.found("publicity.secret", measured=element.text, required=Publicity.CLOSED.value)


CHECKS: tuple[Check, ...] = (
    in_element("classification", SLIPS),
    copy_number,
    telegram,
    unmarked_urgency,
    no_period,
    over,
    secret_in_public,
)
