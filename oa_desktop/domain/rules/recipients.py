"""Rules on 主送机关. GB/T 9704-2012 7.3.2, 条例 (2012) Art. 8, 9, 15."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.documents.kinds import DocumentKind
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


def to_peer(paper: Paper) -> Iterator[Finding]:
    """Yield a 请示 between departments of one government, which is a 函. Art. 8 (十四)."""
    element = paper.element("recipients")
    for name in organs_in(element.text) if paper.kind is DocumentKind.REQUEST else ():
        if any(_are_peers(name, organ) for organ in paper.organs):
            yield element.at("request.to-peer", name, measured=name, required="函")


def _are_peers(name: str, organ: str) -> bool:
    region = _REGION.match(organ)
    is_peer = bool(re.search("局$", organ) and re.search("局$", name))
    own = (region["region"], region["region"][-1]) if region else (organ[:1],)
    return is_peer and name.startswith(own) and not are_one(name, organ)


CHECKS: tuple[Check, ...] = (
    in_element("recipients", SLIPS),
    several,
    nobody,
    everybody,
    leaders,
    itself,
    to_peer,
)
