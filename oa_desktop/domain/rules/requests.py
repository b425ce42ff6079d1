"""Rules on 请示, 报告 and their answers. 党政机关公文处理工作条例 (2012) Art. 15 (三) (四)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.rules.paper import Check, Paper

_ASKS = re.compile(
    r"(?:以上[^。]{0,12})?(?:妥否|当否|可否|是否妥当|如无不妥)[，,]?请(?:予)?(?:批示|批复|批准|审批|审定|核准|指示|审示)"
    r"|请(?:予)?(?:批示|批复|审批|批准)[。！]?$"
)
_WANTS = re.compile("(?:恳请|请求|申请|恳求)[^。；]{0,30}(?:安排|拨付|解决|批准|增加|支持|划拨|追加|补助)")
_ENDS = re.compile("请[^。]{0,12}(?:批示|批复|批准|审批|审定|核准|指示|审示|批转|审议)|(?:妥否|当否)")
_CONTACT = re.compile("联系|电话|经办")
_ANOTHER = re.compile(
    "(?:^|[。；])(?:另外|此外|同时|另|一并)[，,]?[^。]{0,20}(?:恳请|请求|申请|请予|请)[^。]{0,30}(?:解决|批准|安排|拨付|增加)"
)
_MATTERS = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)?关于[^。]{2,40}(?:问题|事项|事宜|的请示)$"
)
_WHICH = re.compile("《[^》]*》|〔[0-9]{4}〕[0-9]+号")
_RECEIVED = re.compile("收悉|悉。|来函|你[^。]{0,20}请示")


def request_in_report(paper: Paper) -> Iterator[Finding]:
    """Yield a request in a report. Art. 15 (四): 不得在报告等非请示性公文中夹带请示事项."""
    if paper.kind is not DocumentKind.REPORT:
        return
    for passage in paper.body:
        yield from passage.each("report.asks", _ASKS)
        if not _ASKS.search(passage.text):
            yield from passage.each("report.wants", _WANTS)


def several(paper: Paper) -> Iterator[Finding]:
    """Yield a 请示 that asks for several things. Art. 15 (四): 一文一事."""
    if paper.kind is not DocumentKind.REQUEST:
        return
    for passage in paper.body:
        yield from passage.each("request.another", _ANOTHER)
    matters = [one for one in paper.body if _MATTERS.search(one.text.strip())]
    if len(matters) > 1:
        yield matters[1].found("request.several", measured=len(matters), required=1)


def closing(paper: Paper) -> Iterator[Finding]:
    """Yield a 请示 that does not end by asking."""
    if paper.kind is DocumentKind.REQUEST and paper.body and not _ENDS.search(paper.words):
        yield paper.body[-1].found("request.closing", required="妥否，请批示。")


def contact(paper: Paper) -> Iterator[Finding]:
    """Yield a 请示 whose 附注 names nobody to ask."""
    if paper.kind is DocumentKind.REQUEST and not _CONTACT.search(paper.manuscript.note + paper.words):
        yield finding("request.contact", Place(name="附注"))


def reply(paper: Paper) -> Iterator[Finding]:
    """Yield a 批复 that does not say what it answers, or neither by title nor by number which paper it was."""
    if paper.kind is not DocumentKind.REPLY or not paper.body:
        return
    if not _RECEIVED.search(paper.words):
        yield paper.body[0].found("reply.received")
    elif not _WHICH.search(paper.words):
        yield paper.body[0].found("reply.unnamed")


CHECKS: tuple[Check, ...] = (request_in_report, several, closing, contact, reply)
