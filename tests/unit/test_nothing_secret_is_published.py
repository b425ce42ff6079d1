"""What is secret does not come into the flow by which things are made public, by whichever door it is tried."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import internal
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.classifying import Classify
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, PostId
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.domain.secrecy.classification import SystemGrade
from tests.fakes.classified import classified, clear, empower, person, propose
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


SENTENCE = "水位超过警戒线的时候先开一号闸门，再依次开二号闸门和三号闸门，由值班的人登记开启的时刻。"


@pytest.mark.parametrize(
    "values",
    [
        {"content": "转发《关于防汛调度的通知》，请知悉。"},
        {"subject": "清源县人民政府办公室关于防汛 调度的通知"},
        {"source": "关于防汛调度的通知第二段"},
        {"content": f"现将办法公布如下。{SENTENCE[:20]} {SENTENCE[20:]}"},
    ],
)
def test_what_bears_the_title_or_a_sentence_of_a_classified_document_is_refused_without_its_number(office, values):
    classified(office, text=notice("关于防汛调度的通知", body=(Paragraph(spans=(Span(text=SENTENCE),)),)))
    assert refusal(lambda: office.as_("drafter").perform(request(office, **values))) == "publish.classified"
    file = kept(office, "提示.txt", "\n".join(values.values()).encode())
    assert refusal(lambda: office.as_("drafter").perform(request(office, (file,)))) == "publish.classified"


def test_words_that_any_paper_has_are_published(office):
    classified(office, text=notice("通知", body=(Paragraph(spans=(Span(text="请各单位认真贯彻执行。"),)),)))
    wish = request(office, content="通知：请各单位认真贯彻执行。")
    assert refusal(lambda: office.as_("drafter").perform(wish)) == ""


def test_a_title_that_an_open_document_has_too_says_nothing(office):
    open_one = office.draft(notice("关于防汛调度的通知"))
    classified(office)
    wish = request(office, content="转发《关于防汛调度的通知》。")
    assert refusal(lambda: office.as_("drafter").perform(wish)) == "publish.classified", "nobody issued it yet"
    while office.state(open_one).step != "seal":
        office.step(open_one)
    assert refusal(lambda: office.as_("drafter").perform(wish)) == ""


def test_whoever_may_not_know_a_classified_document_learns_nothing_by_its_title_and_whoever_may_stops_it(office):
    home = office.as_("system").organisation().posts_of(person("drafter"))[0].department
    moved = org.AmendPerson(
        person=person("outsider"), name="外人", post=PostId("post outsider"), department=home, title="主任"
    )
    office.as_("system").perform(moved)
    classified(office)
    wish = request(office, content="转发《关于防汛调度的通知》。")
    matter = office.as_("outsider").perform(wish).dossiers[0]
    office.as_("outsider").perform(act.SubmitForReview(dossier=matter))
    assert refusal(lambda: office.as_("head").perform(act.Review(dossier=matter))) == "publish.classified"


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
