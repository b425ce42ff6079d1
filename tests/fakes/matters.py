"""Internal matters of the office of 清源县, filled in and brought as far as a test needs them."""

from __future__ import annotations

from typing import Any

from oa_desktop.catalogue.flows import load_flows
from oa_desktop.domain.actions import Action, internal
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n.resources import resource_path
from tests.fakes.incoming import INCOMING, TO_READ
from tests.fakes.office import FLOW, FakeOffice
from tests.fakes.together import TOGETHER

SHIPPED = load_flows(resource_path("flows"))
FILLED = {
    "签报": {"subject": "关于增加值班人员的签报", "content": "防汛期间值班任务重。\n建议每班增加一人。"},
    "审批单": {"subject": "用车", "sort": "用车", "content": "赴甲镇查看灾情。", "amount": "120.50"},
    "用印审批单": {"subject": "工作证明", "seal": "清源县人民政府办公室印章", "copies": "2", "reason": "办理手续"},
    "信息公开审签单": {
        "subject": "2026年度防汛预案",
        "sort": "主动公开",
        "where": "县人民政府网站",
        "content": "预案全文。",
        "secrecy": "不涉及国家秘密。",
    },
    "电话记录": {
        "caller-unit": "甲镇人民政府",
        "caller": "王某",
        "day": "2026-04-16",
        "subject": "甲镇请求支援抽水设备",
        "content": "河水上涨。\n请求支援抽水泵两台。",
        "noted-by": "张三",
    },
}
"""What is typed into each of the shipped blanks."""


def minding(**more: Any) -> FakeOffice:
    """An office that works by every shipped flow; what comes takes those that golden journals hold."""
    own = {one.id: one for one in (FLOW, TOGETHER, INCOMING, TO_READ)}
    return FakeOffice(flows={**SHIPPED, **own}, **more)


def begun(office: FakeOffice, name: str, **typed: str) -> DossierId:
    """Begin a matter."""
    drafter = office.as_("drafter")
    return drafter.perform(drafter.matters.begun(drafter.matters.named(name), {**FILLED[name], **typed})).dossiers[0]


WHO: dict[str, str] = {
    "submit": "drafter",
    "review": "head",
    "approve": "signer",
    "record-sealing": "sealer",
    "publish": "dispatcher",
    "conclude": "drafter",
    "file": "archivist",
}
"""Who does what."""


def done(document: DossierId, kind: str) -> Action:
    """The act of a kind, with what it needs."""
    acts: dict[str, Action] = {
        "submit": act.SubmitForReview(dossier=document),
        "review": act.Review(dossier=document),
        "approve": internal.Approve(dossier=document, opinion="同意。"),
        "record-sealing": internal.RecordSealing(dossier=document, seal="办公室印章", copies=2),
        "publish": internal.Publish(dossier=document, where="县人民政府网站", until="2026-12-31"),
        "conclude": arrival.Conclude(dossier=document),
        "file": act.File(dossier=document, retention="10年"),
    }
    return acts[kind]


def brought(office: FakeOffice, name: str, to: str, **typed: str) -> DossierId:
    """Bring a matter to a step."""
    document = begun(office, name, **typed)
    while office.state(document).step != to:
        step(office, document)
    return document


def step(office: FakeOffice, document: DossierId) -> None:
    """Do the next onward act of a matter."""
    state = office.state(document)
    task = next(one for one in state.tasks if one.is_open)
    who = "reviewer" if state.step == "secrecy" else WHO[task.act]
    office.as_(who).perform(done(document, task.act))
