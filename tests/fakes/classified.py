"""An office that may classify: everybody who handles a document is cleared, and the signer decides what is secret."""

from __future__ import annotations

from typing import Any

from oa_desktop.domain.actions import classifying as mark
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.ids import DossierId, PersonId, PostId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.domain.secrecy.classifying import Power
from tests.fakes.office import HOLDERS, ROLES, FakeOffice, notice

INSIDE = tuple(dict.fromkeys(HOLDERS.values()))
"""The accounts of whoever handles a document on its way."""
BASIS = "国家秘密范围目录第三条"
MARK = "秘密★1年"


def person(account: str) -> PersonId:
    return PersonId(f"person {account}")


def classifying_office(power: Power = Power.AUTHORISED, **more: Any) -> FakeOffice:
    """An office on a classified grade, of people cleared for 机密, whose power to classify is recorded."""
    office = FakeOffice(grade=SystemGrade.CONFIDENTIAL, **more)
    clear(office, *(one for one in ROLES if one != "auditor"))
    empower(office, power)
    return office


def clear(office: FakeOffice, *accounts: str, level: Secrecy = Secrecy.CONFIDENTIAL) -> None:
    for account in accounts:
        grant = org.Grant(post=PostId(f"post {account}{office.suffix}"), roles=(ROLES[account],), clearance=level)
        office.as_("security").perform(grant)


def empower(office: FakeOffice, power: Power = Power.AUTHORISED, level: Secrecy = Secrecy.SECRET) -> None:
    said = {"level": level, "matters": "本县防汛调度方案", "basis": "市保密局授权书〔2026〕3号"}
    office.as_("security").perform(mark.RecordPower(power=power, responsible=(person("signer"),), **said))


def propose(office: FakeOffice, document: DossierId, account: str = "drafter", **more: Any) -> None:
    """Let whoever has it in hand propose 秘密★1年 for those who handle it."""
    said: dict[str, Any] = {"mark": MARK, "basis": BASIS, "people": tuple(map(person, INSIDE)), **more}
    office.as_(account).perform(mark.ProposeClassification(dossier=document, **said))


def classify(office: FakeOffice, document: DossierId, **more: Any) -> None:
    """Let the drafter propose and the signer decide."""
    propose(office, document, **more)
    office.as_("signer").perform(mark.Classify(dossier=document))


def classified(office: FakeOffice, step: str = "draft", text: Manuscript | None = None, **more: Any) -> DossierId:
    """A document that is classified and has come to a step."""
    document = office.draft(text or notice("关于防汛调度的通知"))
    classify(office, document, **more)
    while office.state(document).step != step:
        office.step(document)
    return document
