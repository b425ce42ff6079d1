"""Before an act is done the office tells what it asks for, with what usually stands there."""

import pytest

from oa_desktop.domain.actions import numbers
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.retention import Schedule, ScheduleRow
from oa_desktop.domain.errors import Refused
from oa_desktop.office import queries as q
from oa_desktop.office.wishing import wished
from tests.fakes.office import FakeOffice, notice


def forms(office: FakeOffice, account: str, document) -> dict[str, q.ActFormRow]:
    return {one.kind: one for one in office.as_(account).ask(q.ActForms(dossier=document))}


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def at(office: FakeOffice, step: str, **elements):
    document = office.draft(notice(**elements))
    while office.stores.made.dossier(document)[0].step != step:
        office.step(document)
    return document


def test_the_onward_act_comes_first_and_whoever_may_do_nothing_is_offered_nothing(office):
    document = at(office, "department")
    offered = office.as_("head").ask(q.ActForms(dossier=document))
    assert next(one.kind for one in offered) == "review"
    others = {"add-signers", "hand-over", "circulate"}
    assert {one.kind for one in offered} == {"review", "return", "mark-read", "leave-opinion"} | others
    assert [one.kind for one in office.as_("drafter").ask(q.ActForms(dossier=document))] == [
        "recall",
        "mark-read",
        "leave-opinion",
        "urge",
        "void",
    ]


def test_a_return_asks_where_to_and_why(office):
    form = forms(office, "signer", at(office, "issue"))["return"]
    where, straight_back = form.fields
    assert (straight_back.name, straight_back.sort) == ("straight_back", q.FieldSort.FLAG)
    assert where.options == (("office", "办公室审核"), ("draft", "拟稿"))
    assert where.usual == "office"
    assert (form.words, form.words_needed, form.recallable) == ("原因", True, True)


def test_signing_and_sealing_are_asked_about_once_more(office):
    assert forms(office, "signer", at(office, "issue"))["issue"].grave
    assert forms(office, "sealer", at(office, "seal"))["apply-seal"].grave
    assert not forms(office, "head", at(office, "department"))["review"].grave


def test_numbering_offers_the_codes_of_who_issues_with_the_next_number(office):
    office.step(at(office, "number"))
    code, day, serial = forms(office, "registrar", at(office, "number"))["assign-number"].fields
    assert code.usual == "清政办发"
    assert code.options == (("清政办发", "清政办发（清源县人民政府办公室，下一个 2 号）"),)
    assert day.sort is q.FieldSort.DATE
    assert day.usual == office.clock.now().date().isoformat()
    assert (serial.usual, serial.options) == ("0", (("0", "下一个号"),))


def test_numbering_names_the_numbers_that_are_kept_and_asks_for_a_reason_whoever_may_choose_another(office):
    wish = numbers.ReserveNumber(code="清政办发", year=2026, serial=3, through=4, reason="会议文件")
    office.as_("registrar").perform(wish)
    office.allow_numbers_by_hand()
    code, *_more, reason = forms(office, "registrar", at(office, "number"))["assign-number"].fields
    assert code.options == (("清政办发", "清政办发（清源县人民政府办公室，下一个 1 号，预留 3—4 号）"),)
    assert (reason.name, reason.label) == ("reason", "手工编号的原因")


def test_copies_recipients_and_retention_stand_as_the_text_has_them(office):
    said = {
        "copies": "86份",
        "recipients": "各乡镇人民政府，县政府各部门、各直属机构",
        "copied_to": "县委办公室，县人大常委会办公室",
    }
    assert forms(office, "sealer", at(office, "seal", **said))["apply-seal"].fields[0].usual == "86"
    assert forms(office, "dispatcher", at(office, "dispatch", **said))["dispatch"].fields[0].usual.split("\n") == [
        "各乡镇人民政府",
        "县政府各部门",
        "各直属机构",
        "县委办公室",
        "县人大常委会办公室",
    ]
    assert [value for value, _ in forms(office, "archivist", at(office, "file"))["file"].fields[0].options] == [
        "永久",
        "30年",
        "10年",
    ]


def test_filing_proposes_how_long_a_document_is_kept_and_says_why(office):
    (field,) = forms(office, "archivist", at(office, "file", title="关于印发机关档案管理办法的通知"))["file"].fields
    assert field.usual == "永久"
    assert dict(field.options)["永久"].startswith("永久（建议：本机关制定的规章制度")
    document = at(office, "file", title="关于召开会议的通知")
    (field,) = forms(office, "archivist", document)["file"].fields
    assert field.usual == "10年"
    left = Schedule(name="本单位的表", rows=(ScheduleRow(id="1", material="通知", retention=None),))
    office.as_("archivist").archive.adopt_schedule(left, since=2026)
    (field,) = forms(office, "archivist", document)["file"].fields
    assert (field.usual, field.options[0]) == ("", ("", "请选定（通知（发文））"))
    with pytest.raises(Refused, match=r"file\.retention"):
        office.as_("archivist").perform(File(dossier=document, retention=field.usual))


def test_an_opinion_is_refused_without_words_and_reading_takes_none(office):
    offered = forms(office, "head", at(office, "department"))
    assert (offered["leave-opinion"].words, offered["leave-opinion"].words_needed) == ("意见", True)
    assert offered["mark-read"].words == ""


def test_stock_phrases_come_with_the_act_that_they_are_for(office):
    offered = forms(office, "head", at(office, "department"))
    assert offered["review"].phrases == office.ports.phrases["review"]
    assert offered["mark-read"].phrases == ()


def test_what_is_offered_is_what_the_office_then_takes(office):
    document = at(office, "issue")
    form = forms(office, "signer", document)["return"]
    said = {one.name: one.usual for one in form.fields}
    office.as_("signer").perform(wished("return", document, {"reason": "请核对数据。", **said}))
    assert office.as_("reviewer").dossier(document).step == "office"
