"""Rules on 版记: 抄送机关, 印发机关 and 印发日期. GB/T 9704-2012 7.4 and 10.1, 条例 (2012) Art. 9 (十六) (十七)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.dates import read_date
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.rules import dates
from oa_desktop.domain.rules.names import are_one, bare, is_same_but_for_region, organs_in
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.recipients import LEADER
from oa_desktop.domain.rules.slips import Slips, found_in, mended, slip

SLIPS: Slips = {
    "copied.end": slip(r"[，,、；;：:.．]+\s*$", "。"),
    "copied.half-width": slip(r"(?<=[\u4e00-\u9fff）])[,;](?=.)", "，"),
}
"""What should not stand in 抄送机关, and what should."""
_STOPPED = re.compile(r"。\s*$")
_NUMBER_OF_OWN = "所属|下属|直属|各(?:科室|股室|处室|村|社区|镇直单位)"
_ONE_OF = "[^，。、；各]{1,12}"
_BELOW = (
    (re.compile("(?:镇|乡)(?:人民政府|党委)$"), re.compile(f"{_NUMBER_OF_OWN}|各村|{_ONE_OF}村(?:民委员会|委会)")),
    (
        re.compile("(?:县|市|区)(?:人民政府|委)$"),
        re.compile(
            f"{_NUMBER_OF_OWN}|各乡镇|各镇|各街道|县直各|各部门|{_ONE_OF}[镇乡](?:人民政府|政府|党委)|{_ONE_OF}街道办事处"
        ),
    ),
    (re.compile("."), re.compile(_NUMBER_OF_OWN)),
)
"""Whose subordinates are named how."""
_GOVERNMENT = re.compile("(?:人民政府|委员会|委)$")


def slips(paper: Paper) -> Iterator[Finding]:
    """Yield what should not stand in 抄送机关, and that no full stop ends it."""
    element = paper.element("copied_to")
    yield from found_in(element, SLIPS)
    if (
        element.text.strip()
        and not _STOPPED.search(element.text)
        and not SLIPS["copied.end"].pattern.search(element.text)
    ):
        yield element.found("copied.stop", measured=element.text[-1:], required="。")


def subordinates(paper: Paper) -> Iterator[Finding]:
    """Yield subordinates among 抄送机关 of an upward paper. Art. 15 (一)."""
    element = paper.element("copied_to")
    if not paper.goes_up or not paper.organs:
        return
    below = next(pattern for organ, pattern in _BELOW if organ.search(bare(paper.organs[0])))
    yield from element.each("copied.subordinates", below)


def twice(paper: Paper) -> Iterator[Finding]:
    """Yield organs of 抄送机关 that are 主送机关, stand twice, or issue the paper."""
    element = paper.element("copied_to")
    names = organs_in(element.text)
    for count, name in enumerate(names):
        before = (*organs_in(paper.manuscript.recipients), *names[:count])
        if any(is_same_but_for_region(name, other) for other in before):
            yield element.at("copied.twice", name, measured=name)
        elif any(bare(name) == bare(organ) for organ in paper.organs):
            yield element.at("copied.itself", name, measured=name)


def leaders(paper: Paper) -> Iterator[Finding]:
    """Yield persons among 抄送机关."""
    element = paper.element("copied_to")
    for name in organs_in(element.text):
        if LEADER.search(name) and not name.endswith("领导"):
            yield element.at("copied.leader", name, measured=name)


def printing(paper: Paper) -> Iterator[Finding]:
    """Yield 印发机关 without 印发日期 or the other way round."""
    by, on = paper.element("printed_by"), paper.element("printed_on")
    if bool(by.text.strip()) != bool(on.text.strip()):
        lacking = on if by.text.strip() else by
        yield lacking.found("imprint.half", required=lacking.name)


def printing_date(paper: Paper) -> Iterator[Finding]:
    """Yield 印发日期 in another form than the standard's, and one before 成文日期."""
    on = paper.element("printed_on")
    day = read_date(standard_printing_date(on.text))
    if on.text.strip() and (not day or standard_printing_date(on.text) != on.text.strip()):
        yield on.found("imprint.date", measured=on.text, required=standard_printing_date(on.text))
    if day and paper.day and day < paper.day:
        yield on.found("imprint.early", measured=on.text, required=paper.manuscript.date)


def standard_printing_date(text: str) -> str:
    """Return 印发日期 in the standard's form; what is no date stays."""
    return mended(text.strip().removesuffix("印发"), dates.SLIPS)


def printer(paper: Paper) -> Iterator[Finding]:
    """Yield a government or committee that prints its own paper: its office does."""
    by = paper.element("printed_by")
    if _GOVERNMENT.search(by.text.strip()) and any(are_one(by.text, organ) for organ in paper.organs):
        yield by.found("imprint.printer", measured=by.text, required=f"{by.text.strip()}办公室")


def of_letter(paper: Paper) -> Iterator[Finding]:
    """Yield 印发机关 or 印发日期 of a letter, which has none. 10.1."""
    by = paper.element("printed_by")
    if paper.page_format is PageFormat.LETTER and by.text.strip():
        yield by.found("letter.imprint", measured=by.text)


def mark_of_letter(paper: Paper) -> Iterator[Finding]:
    """Yield 文件 in the mark of a letter, which is the organ's name alone. 10.1."""
    if paper.page_format is PageFormat.LETTER:
        for name in paper.names("issuing_organs"):
            if name.text.strip().endswith("文件"):
                yield name.found("letter.mark", measured=name.text, required=bare(name.text))


CHECKS: tuple[Check, ...] = (
    slips,
    subordinates,
    twice,
    leaders,
    printing,
    printing_date,
    printer,
    of_letter,
    mark_of_letter,
)
