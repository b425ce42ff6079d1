"""What is secret does not come into the flow by which things are made public, by whichever door it is tried."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import internal
from oa_desktop.domain.actions.classifying import Classify
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.secrecy.classification import SystemGrade
from tests.fakes.classified import classified, clear, empower, propose
from tests.fakes.matters import begun, minding, step
from tests.fakes.office import FLOW, ROLES, FakeOffice, notice


@pytest.fixture
def office() -> FakeOffice:
    made = minding(grade=SystemGrade.CONFIDENTIAL)
    clear(made, *(one for one in ROLES if one != "auditor"))
    empower(made)
    return made


def refusal(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


def request(office: FakeOffice, files: tuple[Attachment, ...] = (), **values: str) -> act.Draft:
    drafter = office.as_("drafter")
    usual = {"subject": "防汛提示", "sort": "主动公开", "where": "网站", "content": "汛期请注意安全。", "secrecy": "无"}
    return drafter.matters.begun(drafter.matters.named("信息公开审签单"), {**usual, **values}, files)


def kept(office: FakeOffice, name: str, data: bytes) -> Attachment:
    return office.as_("drafter").writing.keep_file(name, io.BytesIO(data), len(data))


def secret_with_file(office: FakeOffice) -> tuple[DossierId, Attachment]:
    drafter, file = office.as_("drafter"), kept(office, "附图.dwg", b"plan of the sluice")
    text = drafter.writing.keep_text(notice("关于防汛调度的通知"))
    drafted = act.Draft(flow=FLOW, department="", source=text.source, particulars=text.particulars, attachments=(file,))
    document = drafter.perform(drafted).dossiers[0]
    propose(office, document)
    office.as_("signer").perform(Classify(dossier=document))
    return document, file


def test_an_open_request_goes_its_way(office):
    assert refusal(lambda: office.as_("drafter").perform(request(office))) == ""


@pytest.mark.parametrize(
    "values",
    [
        {"content": "秘密★1年\n闸门开启次序"},
        {"subject": "防汛方案（机密）"},
        {"content": "機 密"},
        {"content": "机密★10年 闸门开启次序"},
        {"source": "秘密★1年"},
    ],
)
def test_a_mark_in_the_form_is_refused_whatever_the_form_is_called(office, values):
    assert refusal(lambda: office.as_("drafter").perform(request(office, **values))) == "publish.classified"


def test_what_names_a_classified_document_or_brings_its_file_is_refused(office):
    number = office.state(classified(office, "seal")).number
    wish = request(office, source=f"{number}第三条")
    assert refusal(lambda: office.as_("drafter").perform(wish)) == "publish.classified"
    _, file = secret_with_file(office)
    renamed = replace(file, name="防汛提示.dwg")
    assert refusal(lambda: office.as_("drafter").perform(request(office, (renamed,)))) == "publish.classified"


def test_a_file_that_bears_a_mark_is_refused_in_its_words_and_in_its_name(office):
    for name, data in (("提示.txt", "机密★1年\n闸门".encode()), ("机密-提示.txt", b"open")):
        files = (kept(office, name, data),)
        assert (
            refusal(lambda files=files: office.as_("drafter").perform(request(office, files))) == "publish.classified"
        )


def test_what_is_changed_on_its_way_is_looked_at_again_and_once_more_when_it_is_published(office):
    document, file = secret_with_file(office)
    matter = begun(office, "信息公开审签单")
    drafter = office.as_("drafter")
    text = drafter.text(matter)
    source = drafter.writing.keep_text(text)
    said = {"source": source.source, "particulars": source.particulars}
    revised = act.Revise(dossier=matter, **said, attachments=(file,))
    assert refusal(lambda: drafter.perform(revised)) == "publish.classified"
    assert office.state(document).particulars.classification


def test_what_became_secret_since_it_was_approved_is_not_published(office):
    file = kept(office, "附图.dwg", b"plan of the sluice")
    matter = office.as_("drafter").perform(request(office, (file,))).dossiers[0]
    while office.state(matter).step != "publish":
        step(office, matter)
    secret_with_file(office)
    wish = internal.Publish(dossier=matter, where="网站")
    assert refusal(lambda: office.as_("dispatcher").perform(wish)) == "publish.classified"


def test_a_document_with_a_mark_that_says_it_is_public_is_not_signed(office):
    document = classified(office, "issue", notice("关于防汛调度的通知", publicity="主动公开"))
    signer = office.as_("signer")
    signing = act.Issue(dossier=document, rendering=signer.papers.page(document)[0])
    assert refusal(lambda: signer.perform(signing)) == "classify.public"
