"""Signing for what came: what is written down, what a file offers, what was registered before, and how it is answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.bootstrap.adapters import build_reader
from oa_desktop.catalogue.flows import load_flows
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.answering import matter_of, quoted, usual_answer
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.units.correspondents import Correspondent, Relationship
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office import queries as q
from oa_desktop.office.incoming.receiving import Registration, read_off, registered_before
from oa_desktop.office.incoming.unshown import unshown
from tests.fakes.incoming import CAME, INCOMING, TO_READ, assigned, received
from tests.fakes.office import FLOW, FakeOffice

WRITTEN = Registration(incoming=CAME, title="关于解决抗旱资金的请示")


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    return FakeOffice(flows={one.id: one for one in (FLOW, INCOMING, TO_READ)}, reader=build_reader())


def signed_for(office: FakeOffice, written: Registration = WRITTEN) -> q.DossierRow:
    registrar = office.as_("registrar")
    document = registrar.perform(written.act(registrar)).dossiers[0]
    return next(row for row in registrar.ask(q.IncomingRegister()) if row.dossier == document)


def test_what_was_written_down_stands_in_the_register(office: FakeOffice) -> None:
    row = signed_for(office)
    assert (row.title, row.kind, row.organ) == ("关于解决抗旱资金的请示", "请示", "甲镇人民政府")
    assert (row.came_number, row.envelope) == ("甲政〔2026〕7号", "0031")


@pytest.mark.parametrize("words", ["甲镇人民政府", "甲政〔2026〕7号", "抗旱资金"])
def test_it_is_found_by_its_sender_its_number_and_its_title(office: FakeOffice, words: str) -> None:
    document = signed_for(office).dossier
    assert document in [one.document.dossier for one in office.as_("registrar").ask(q.Search(text=words))]


def test_what_nobody_has_opened_is_registered_without_a_title(office: FakeOffice) -> None:
    unopened = Registration(incoming=replace(CAME, number="", personal=True))
    assert signed_for(office, unopened).title == "亲启件"


def test_what_was_opened_has_a_title(office: FakeOffice) -> None:
    with pytest.raises(Refused) as refused:
        signed_for(office, Registration(incoming=CAME))
    assert refused.value.code == "incoming.no-title"


def test_no_flow_but_one_for_incoming_documents_is_taken(office: FakeOffice) -> None:
    with pytest.raises(Refused) as refused:
        signed_for(office, replace(WRITTEN, flow=FLOW.id))
    assert refused.value.code == "flow.unknown"


def test_a_file_fills_in_what_nobody_has_written_and_nothing_else() -> None:
    text = Manuscript(
        issuing_organs=("乙镇人民政府",), document_number="乙政〔2026〕1号", title="别的\n标题", date="2026年4月9日"
    )
    typed = Incoming(sender="甲镇人民政府", number="甲政〔2026〕2号")
    assert read_off(text, Registration(incoming=typed, title="标题")).incoming.number == typed.number
    found = read_off(text, Registration(incoming=Incoming(sender="甲镇人民政府")))
    assert (found.incoming.sender, found.incoming.number) == ("甲镇人民政府", "乙政〔2026〕1号")
    assert (found.incoming.dated, found.title) == ("2026-04-09", "别的标题")


def test_the_same_document_once_more_is_recognised_by_sender_and_number(office: FakeOffice) -> None:
    other = replace(CAME, number="甲政〔2026〕88号")
    registrar = office.as_("registrar")
    assert registered_before(registrar, other) == ()
    document = signed_for(office, replace(WRITTEN, incoming=other)).dossier
    assert [row.dossier for row in registered_before(registrar, other)] == [document]
    assert registered_before(registrar, replace(other, number="甲政〔2026〕 88号")), "typed with a space"
    assert registered_before(registrar, replace(other, sender="乙镇人民政府")) == ()
    assert registered_before(registrar, replace(other, number="甲政〔2026〕8号")) == ()


def test_what_came_goes_by_the_flow_that_suits_it_unless_another_one_is_chosen() -> None:
    shipped = load_flows(resource_path("flows"))
    office = FakeOffice(flows={FLOW.id: FLOW, **shipped})
    chosen = replace(WRITTEN, flow="incoming-to-read")
    flows = [office.state(signed_for(office, one).dossier).flow for one in (WRITTEN, chosen)]
    assert [flow.id for flow in flows if flow] == ["incoming-request", "incoming-to-read"]


# --- answering -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "sender", "answer"),
    [
        ("请示", Relationship.SUBORDINATE, "批复"),
        ("请示", None, "批复"),
        ("请示", Relationship.UNRELATED, "函"),
        ("函", Relationship.PEER, "函"),
        ("通知", Relationship.SUPERIOR, "报告"),
    ],
)
def test_the_kind_of_an_answer_follows_from_what_came_and_from_whom(
    kind: str, sender: Relationship | None, answer: str
) -> None:
    assert usual_answer(kind, sender).value == answer


def test_a_document_is_quoted_by_title_and_number_without_its_sender() -> None:
    assert quoted("甲镇人民政府关于抗旱的请示", CAME) == "《关于抗旱的请示》（甲政〔2026〕7号）"
    assert quoted("关于抗旱的请示", replace(CAME, number="")) == "《关于抗旱的请示》"


@pytest.mark.parametrize(
    ("title", "kind", "matter"),
    [
        ("关于解决抗旱资金的请示", "请示", "解决抗旱资金"),
        ("防汛值班安排", "", ""),
        ("关于报送情况通知", "通知", "报送情况"),
    ],
)
def test_what_a_document_is_about_is_read_off_its_title(title: str, kind: str, matter: str) -> None:
    assert matter_of(title, kind) == matter


def test_what_the_words_of_a_sender_would_do_to_a_pattern_or_to_other_elements_does_nothing(office: FakeOffice) -> None:
    sender = "丙\\g<0>\n紧急程度: 特急"
    document = received(office, came=replace(CAME, sender=sender), title=r"关于{发文机关}\1的请示")
    text = office.as_("registrar").writing.begun_answer(document, DocumentKind.REPLY)
    assert (text.recipients, text.urgency) == (r"丙\g<0> 紧急程度: 特急", "")
    assert text.title == r"清源县人民政府办公室关于{发文机关}\1的批复"


def test_what_no_answer_is_written_for_begins_as_usual_and_goes_to_the_sender(office: FakeOffice) -> None:
    text = office.as_("drafter").writing.begun_answer(assigned(office, "drafter"), DocumentKind.NOTICE)
    assert (text.recipients, text.title[-2:]) == ("甲镇人民政府", "通知")


def test_an_answer_goes_to_the_sender_and_says_what_it_answers(office: FakeOffice) -> None:
    text = office.as_("drafter").writing.begun_answer(assigned(office, "drafter"))
    assert (text.recipients, text.kind or text.title[-2:]) == ("甲镇人民政府", "批复")
    assert text.title == "清源县人民政府办公室关于解决抗旱资金的批复"
    assert text.body[0].text == "你单位《关于解决抗旱资金的请示》（甲政〔2026〕7号）收悉。经研究，现批复如下："
    assert text.body[-1].text == "此复。"


def test_a_superior_is_answered_by_a_report(office: FakeOffice) -> None:
    superior = Correspondent(name="丁市人民政府", relationship=Relationship.SUPERIOR)
    office.as_("system").perform(org.RegisterCorrespondents(correspondents=(superior,)))
    document = received(office, came=replace(CAME, sender="丁市人民政府"), kind="通知", title="关于报送情况的通知")
    text = office.as_("registrar").writing.begun_answer(document)
    assert (text.recipients, text.title[-2:]) == ("丁市人民政府", "报告")


def test_nothing_begins_as_the_answer_to_what_did_not_come(office: FakeOffice) -> None:
    with pytest.raises(Refused) as refused:
        office.as_("drafter").writing.begun_answer(office.draft())
    assert refused.value.code == "answer.not-incoming"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.pdf", b"", "incoming.empty-file"),
        ("空.zip", b"", "incoming.empty-file"),
        ("坏.docx", b"PK\x03\x04zz", "incoming.not-shown"),
        ("坏.ofd", b"not a package", "incoming.not-shown"),
        ("坏.png", b"\x89PNGxx", "incoming.not-shown"),
        ("厂商.gd", b"whatever", ""),
    ],
)
def test_of_a_file_that_cannot_be_shown_that_is_said(office: FakeOffice, name: str, data: bytes, code: str) -> None:
    refused = unshown(office.as_("registrar"), name, data)
    assert (refused.code if refused else "") == code
