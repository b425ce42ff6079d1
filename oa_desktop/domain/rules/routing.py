"""Rules on which organ may write to which (行文规则). 党政机关公文处理工作条例 (2012) Art. 14, 16, 17."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.rules.names import bare, organs_in
from oa_desktop.domain.rules.paper import Check, Paper, Passage

_LEVELS = (
    re.compile("村(?=民委员会|委会|民小组|党|$)|社区(?=居|党|$)"),
    re.compile("[镇乡](?=人民政府|政府|党委|人大|中心|$)|街道(?=办|党|$)"),
    re.compile("县|旗|(?<!自治)区"),
    re.compile("市(?![场政容])|自治州|^州"),
    re.compile("省|自治区"),
    re.compile("国务院|^中共中央|^中央|^国家"),
)
"""How the name of an organ tells its level (层级), the lowest first; the lowest that it tells counts."""
_COUNTY = _LEVELS[2]
_CITY = re.compile("^[^省]*省?(?P<city>.{1,6}?市)")
_DEPARTMENT = re.compile("(?:局|委员会|(?<!办公)厅|中心)$")
_PARTY_COMMITTEE = re.compile("中共|共产党|^[省市县区]委")
_OFFICE_OF_AUTHORITY = re.compile("(?:政府|委)办公(?:室|厅)$")
_LOWER_GOVERNMENT = re.compile(
    "(?:各|[\u4e00-\u9fff]{1,10})(?:乡镇|镇|乡|街道|县|区|市)(?:党委、?)?(?:和)?(?:人民政府|政府|党委)"
)
_CALLS = re.compile("(?:召开|举办|参加).{0,40}(?:会|班|活动|讲座|培训)")
"""A paper that calls to a meeting commands nothing."""
_COMMANDS = re.compile("必须|务必|责令|限期|严禁|一律(?!平等)")
_CONSENT = re.compile(
    "经[^，。；]{0,20}(?:人民政府|政府|县委|市委|党委)[^，。；]{0,18}(?:同意|批准|授权|审定|审议通过)"
)
_DIVISION = re.compile("(?:局|委|厅|部|院|府).{1,10}(?:科|股|处|室)$")
_OFFICE = re.compile("(?:办公室|办公厅|办事处|指挥部)$")
_COORDINATING = re.compile("(?:领导小组|协调小组|工作专班|指挥部|联席会议)(?:办公室)?$")


def skipped(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper that passes over the level between and sends it no copy. Art. 14: 一般不得越级."""
    element = paper.element("recipients")
    levels = [level for organ in paper.organs if (level := level_of(organ)) is not None]
    if not paper.goes_up or not levels:
        return
    copies = {level_of(name) for name in organs_in(paper.manuscript.copied_to)}
    for name in organs_in(element.text):
        between = set(range(min(levels) + 1, level_of(name) or 0))
        if between and not between & copies and not any(_is_directly_under(organ, name) for organ in paper.organs):
            yield element.at("routing.skipped", name, measured=name)


def level_of(organ: str) -> int | None:
    """Return the level that the name of an organ tells: 0 村, 1 乡镇, 2 县, 3 市, 4 省, 5 中央; None for none."""
    return next((level for level, pattern in enumerate(_LEVELS) if pattern.search(organ)), None)


def _is_directly_under(organ: str, above: str) -> bool:
    """Tell whether an organ names the city above it and no county between them: the city is of county level."""
    city = _CITY.match(above)
    return city is not None and city["city"] in organ and _COUNTY.search(organ) is None


def commanding(paper: Paper) -> Iterator[Finding]:
    """Yield a department's paper to lower governments that commands, or names no consent of its own. Art. 16 (二)."""
    named = _lower_government(paper)
    if named is None or not any(_DEPARTMENT.search(one) and not _PARTY_COMMITTEE.search(one) for one in paper.organs):
        return
    recipients = paper.element("recipients")
    commands = next(_commands(paper), None)
    if commands is None:
        yield recipients.found("routing.consent", named, measured=named[0])
        return
    passage, match = commands
    yield passage.found("routing.commands", match, measured=match[0], recipients=named[0])


def _commands(paper: Paper) -> Iterator[tuple[Passage, re.Match[str]]]:
    return ((passage, match) for passage in paper.body for match in _COMMANDS.finditer(passage.text))


def authorised(paper: Paper) -> Iterator[Finding]:
    """Yield an office's paper to lower governments that does not name who authorised it. Art. 16 (二): 根据授权."""
    named = _lower_government(paper)
    if named is not None and any(_OFFICE_OF_AUTHORITY.search(organ) for organ in paper.organs):
        yield paper.element("recipients").found("routing.office-consent", named, measured=named[0])


def _lower_government(paper: Paper) -> re.Match[str] | None:
    """Return where a paper that tells lower governments what to do, and names no consent, names one of them."""
    tells = paper.kind in (DocumentKind.NOTICE, DocumentKind.DECISION) and not _CALLS.search(paper.title)
    if not tells or _CONSENT.search(paper.words):
        return None
    return _LOWER_GOVERNMENT.search(paper.manuscript.recipients)


def division(paper: Paper) -> Iterator[Finding]:
    """Yield a paper of an internal division: none but the 办公厅（室） issues outward. Art. 17."""
    for name in _issuing(paper):
        is_own = name.text.strip() in paper.circumstances.divisions
        if (is_own or _DIVISION.search(name.text)) and not _OFFICE.search(name.text):
            yield name.found("routing.division", measured=name.text)


def coordinating(paper: Paper) -> Iterator[Finding]:
    """Yield a paper of a coordinating body (议事协调机构) to others: practice has the organ behind it issue it."""
    for name in _issuing(paper) if paper.manuscript.recipients.strip() else ():
        if _COORDINATING.search(name.text.strip()):
            yield name.found("routing.coordinating", measured=name.text)


def unequal(paper: Paper) -> Iterator[Finding]:
    """Yield a joint paper of organs of different levels: those of one level issue jointly. Art. 17."""
    levels = [(name, level_of(name.text)) for name in _issuing(paper)]
    first = levels[0][1] if levels else None
    for name, level in levels[1:]:
        if first is not None and level is not None and level != first:
            yield name.found("routing.unequal", measured=name.text, required=levels[0][0].text)


def former(paper: Paper) -> Iterator[Finding]:
    """Yield an issuing organ of the unit whose name holds no more."""
    successors = {organ.name: organ.successor for organ in paper.circumstances.former}
    for name in (*paper.names("issuing_organs"), *paper.names("signatories")):
        organ = bare(name.text)
        if organ in successors:
            yield name.found("signature.former", measured=organ, required=successors[organ] or "现在的机关")


def _issuing(paper: Paper) -> tuple[Passage, ...]:
    return paper.names("issuing_organs") or paper.names("signatories")


CHECKS: tuple[Check, ...] = (skipped, commanding, authorised, division, coordinating, unequal, former)
