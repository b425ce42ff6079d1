"""Rules on 成文日期 and on the days that a text names. GB/T 9704-2012 7.3.5.4, 7.4.3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from oa_desktop.domain.dates import read_date, written_date
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.rules.elements import UNSIGNED
from oa_desktop.domain.rules.numbers import ASCII_DIGITS
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import Slips, found_in, slip
from oa_desktop.domain.texts.adoption import begins_with_adoption
from oa_desktop.domain.texts.levels import han_value

_HAN = "〇○零一二三四五六七八九十廿"
_DAY = re.compile(
    r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日(?:[（(]?(?:星期|周)(?P<week>[一二三四五六日天]))?"
)
_PASSED = re.compile(r"(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)[^。；]{0,40}(?:会议|大会|全会)[^。；]{0,12}通过")
_HELD = re.compile(
    r"(?P<date>(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日)[^。；]{0,30}(?:召开|举行|召集)"
)
_NUMERALS = re.compile(f"[{_HAN}]+")
_NOT_LAST_YEAR = 180
"""Days from which on a meeting without a year was held in the year before."""
_WEEK = "一二三四五六日"


def _arabic(text: str) -> str:
    return _NUMERALS.sub(lambda match: str(han_value(match[0])), text)


SLIPS: Slips = {
    "date.digits": slip(
        f"[{_HAN}]{{2,4}}年[{_HAN}]{{1,3}}月[{_HAN}]{{1,3}}日|[{_HAN}]{{1,4}}(?=[年月日])",
        lambda match: _arabic(match[0]),
    ),
    "date.full-width": slip("[０-９](?:[年月日]?[０-９])*", lambda match: match[0].translate(ASCII_DIGITS)),
    "date.separators": slip(
        r"^\s*([0-9]{4})([-－—./．／])([0-9]{1,2})\2([0-9]{1,2})日?(?=$|\s|印发)",
        lambda match: f"{match[1]}年{int(match[3])}月{int(match[4])}日",
    ),
    "date.padded": slip(r"(?<=[年月])0(?=[1-9][月日])", ""),
    "date.blank": slip(r"\s+(?=\S)|(?<=\S)\s+", ""),
    "date.short-year": slip(r"^\s*[0-9]{2}(?=年|[-./][0-9]{1,2}[-./])"),
    "date.incomplete": slip(r"^(?:[0-9]{2,4}年(?:[0-9]{1,2}月)?|[0-9]{1,2}月[0-9]{1,2}日)$"),
}
"""What should not stand in a date, and what should."""


def slips(paper: Paper) -> Iterator[Finding]:
    """Yield what should not stand in 成文日期."""
    yield from found_in(paper.element("date"), SLIPS)


def no_such_day(paper: Paper) -> Iterator[Finding]:
    """Yield days of the text that are in no calendar, and days of the week that are not theirs."""
    for passage in paper.paragraphs:
        for match in _DAY.finditer(passage.text):
            day = _day(match)
            if day is None:
                yield passage.found("fact.no-such-day", match, measured=match[0])
            elif match["week"] and _WEEK[day.weekday()] != match["week"].replace("天", "日"):
                required = _WEEK[day.weekday()]
                yield passage.found("fact.weekday", match, measured=match["week"], required=required)


def before_meeting(paper: Paper) -> Iterator[Finding]:
    """Yield a meeting that passed the paper after 成文日期, which is the day of the meeting. Art. 9 (十二)."""
    for passage in paper.body:
        for match in _PASSED.finditer(passage.text):
            passed = read_date(match["date"])
            if passed and paper.day and passed > paper.day:
                yield passage.found(
                    "date.before-meeting", match, measured=paper.manuscript.date, required=match["date"]
                )


def before_held(paper: Paper) -> Iterator[Finding]:
    """Yield a meeting that its minutes say was held after 成文日期; a day without a year is of that year."""
    first = next(iter(paper.body), None)
    held = _HELD.search(first.text) if first and paper.kind is DocumentKind.MINUTES and paper.day else None
    if first and held and paper.day:
        day = read_date(held["date"] if held["year"] else f"{paper.day.year}年{held['date']}")
        if day and 0 < (day - paper.day).days < _NOT_LAST_YEAR:
            yield first.found("date.before-meeting", held, measured=paper.manuscript.date, required=held["date"])


def other_day(paper: Paper) -> Iterator[Finding]:
    """Yield a 成文日期 that is not the day of 签发, where no meeting passed the paper that day. Art. 9 (十二)."""
    signed = paper.circumstances.signed
    if not signed or not paper.day or paper.day == signed or _is_of_a_meeting(paper, paper.day):
        return
    yield paper.element("date").found("date.other-day", measured=paper.manuscript.date, required=written_date(signed))


def _is_of_a_meeting(paper: Paper, day: date) -> bool:
    """Whether a paper is a meeting's, or says that a meeting passed it on a day."""
    passed = (read_date(match["date"]) for one in paper.body for match in _PASSED.finditer(one.text))
    return paper.kind in UNSIGNED or begins_with_adoption(paper.manuscript.body) or day in passed


def before_draft(paper: Paper) -> Iterator[Finding]:
    """Yield a 成文日期 before the day of 拟稿, of a paper that is not signed yet."""
    drafted = paper.circumstances.drafted
    if drafted and paper.day and paper.day < drafted and paper.circumstances.signed is None:
        required = written_date(drafted)
        yield paper.element("date").found("date.before-draft", measured=paper.manuscript.date, required=required)


def _day(match: re.Match[str]) -> date | None:
    return read_date(f"{match['year']}年{match['month']}月{match['day']}日")


CHECKS: tuple[Check, ...] = (slips, no_such_day, before_meeting, before_held, other_day, before_draft)
