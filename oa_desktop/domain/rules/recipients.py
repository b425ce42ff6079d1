"""Rules on 主送机关 and on where a paper may go. GB/T 9704-2012 7.3.2, 条例 (2012) Art. 13-17."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.findings import Finding, Place, finding
from oa_desktop.domain.kinds import DocumentKind
from oa_desktop.domain.rules.names import are_one, organs_in
from oa_desktop.domain.rules.paper import Check, Paper
from oa_desktop.domain.rules.slips import Slips, in_element, slip

SLIPS: Slips = {
    "recipients.end": slip(r"[:：。．.；;，,、]+\s*$", ""),
    "recipients.semicolons": slip("[；;]+(?=.)", "，"),
    "recipients.half-width": slip(r"(?<=[\u4e00-\u9fff）]),(?=.)", "，"),
    "recipients.blank": slip(r"(?<=[\u4e00-\u9fff）])[ \u3000]+(?=各|县|市|省|局)", "，"),
}
"""What should not stand in a list of recipients, and what should."""
ADDRESSED = frozenset(
    {DocumentKind.NOTICE, DocumentKind.REQUEST, DocumentKind.REPORT, DocumentKind.REPLY, DocumentKind.LETTER}
)
"""Kinds that go to somebody."""
PUBLIC = frozenset({DocumentKind.ANNOUNCEMENT, DocumentKind.PUBLIC_NOTICE, DocumentKind.COMMUNIQUE, DocumentKind.ORDER})
"""Kinds that are published for everybody."""
LEADER = re.compile(
    r"(?:[省市县区镇乡州厅局部院校]长|书记|主任|主席|领导|同志|部长|先生|女士)(?:同志)?$|^[赵钱孙李周吴郑王冯陈]某"
)
_TOWN = re.compile("(?:镇|乡|街道|村)(?:人民政府|政府|党委|办事处|村民委员会|村委会)?$")
_ABOVE_COUNTY = re.compile("^(?:[^县区]{2,6}[省市]|省|市|自治区)(?:委|人民政府|政府|.{2,12}[厅局])?$")
_COUNTY = re.compile("县|区委|区人民政府|区政府")
_DEPARTMENT = re.compile("(?:局|委员会|(?<!办公)厅|中心)$")
_PARTY_COMMITTEE = re.compile("中共|共产党|^[省市县区]委")
_LOWER_GOVERNMENT = re.compile(
    "(?:各|[\u4e00-\u9fff]{1,10})(?:乡镇|镇|乡|街道|县|区|市)(?:党委、?)?(?:和)?(?:人民政府|政府|党委)"
)
_CALLS = re.compile("(?:召开|举办|参加).{0,40}(?:会|班|活动|讲座|培训)")
"""A paper that calls to a meeting commands nothing."""
_CONSENT = re.compile("经[^，。；]{0,20}(?:人民政府|政府|县委|市委|党委)[^，。；]{0,8}(?:同意|批准|授权|审定)")
_DIVISION = re.compile("(?:局|委|厅|部|院|府).{1,10}(?:科|股|处|室)$")
_OFFICE = re.compile("(?:办公室|办公厅|办事处|指挥部)$")
_REGION = re.compile("^(?P<region>[^县市区]{2,4}[县市区])")


def several(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper to more than one superior. Art. 15 (一)."""
    element = paper.element("recipients")
    count = len(organs_in(element.text))
    if paper.goes_up and count > 1:
        yield element.found("recipients.several", measured=count, required=1)


def nobody(paper: Paper) -> Iterator[Finding]:
    """Yield a paper that goes to somebody and does not say to whom. Art. 9 (八)."""
    if paper.kind in ADDRESSED and not paper.manuscript.recipients.strip() and not paper.is_inquiry:
        yield finding("recipients.missing", Place(name="主送机关"))


def everybody(paper: Paper) -> Iterator[Finding]:
    """Yield recipients of a paper that is published."""
    element = paper.element("recipients")
    if paper.kind in PUBLIC and element.text.strip():
        yield element.found("recipients.public", measured=element.text)


def leaders(paper: Paper) -> Iterator[Finding]:
    """Yield an upward paper to a leader in person. Art. 15 (五)."""
    element = paper.element("recipients")
    for name in organs_in(element.text) if paper.goes_up else ():
        if LEADER.search(name):
            yield element.at("recipients.leader", name, measured=name)


def itself(paper: Paper) -> Iterator[Finding]:
    """Yield a paper to the organ that issues it."""
    element = paper.element("recipients")
    for name in organs_in(element.text):
        if any(are_one(name, organ) and len(name) > 4 for organ in paper.organs):
            yield element.at("recipients.itself", name, measured=name)


def skipped(paper: Paper) -> Iterator[Finding]:
    """Yield a town's paper to the city or the province that passes over the county. Art. 14: 一般不得越级."""
    element = paper.element("recipients")
    is_town = any(_TOWN.search(organ) for organ in paper.organs)
    for name in organs_in(element.text) if is_town and paper.goes_up else ():
        if _ABOVE_COUNTY.search(name) and not _COUNTY.search(paper.manuscript.copied_to):
            yield element.at("routing.skipped", name, measured=name)


def consent(paper: Paper) -> Iterator[Finding]:
    """Yield a department's paper to lower governments that does not name the consent of its own. Art. 16 (二)."""
    element = paper.element("recipients")
    is_department = any(_DEPARTMENT.search(one) and not _PARTY_COMMITTEE.search(one) for one in paper.organs)
    calls = _CALLS.search(paper.element("title").text)
    is_command = paper.kind in (DocumentKind.NOTICE, DocumentKind.DECISION) and not calls
    named = _LOWER_GOVERNMENT.search(element.text)
    if is_department and is_command and named and not _CONSENT.search(paper.words):
        yield element.found("routing.consent", named, measured=named[0])


def division(paper: Paper) -> Iterator[Finding]:
    """Yield a paper of an internal division: none but the 办公厅（室） issues outward. Art. 17."""
    for name in paper.names("issuing_organs") or paper.names("signatories"):
        if _DIVISION.search(name.text) and not _OFFICE.search(name.text):
            yield name.found("routing.division", measured=name.text)


def to_peer(paper: Paper) -> Iterator[Finding]:
    """Yield a 请示 between departments of one government, which is a 函. Art. 8 (十四)."""
    element = paper.element("recipients")
    for name in organs_in(element.text) if paper.kind is DocumentKind.REQUEST else ():
        if any(_are_peers(name, organ) for organ in paper.organs):
            yield element.at("request.to-peer", name, measured=name, required="函")


def _are_peers(name: str, organ: str) -> bool:
    region = _REGION.match(organ)
    is_peer = bool(re.search("局$", organ) and re.search("局$", name))
    own = ("县", "市", "区", region["region"] if region else "县")
    return is_peer and name.startswith(own) and not are_one(name, organ)


CHECKS: tuple[Check, ...] = (
    in_element("recipients", SLIPS),
    several,
    nobody,
    everybody,
    leaders,
    itself,
    skipped,
    consent,
    division,
    to_peer,
)
