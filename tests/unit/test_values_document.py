"""What a manuscript lacks keeps it from being an official document, each fault by its name."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.documents.document import OfficialDocument, complete
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.documents.kinds import Direction, DocumentKind, PageFormat
from oa_desktop.domain.documents.values import Publicity, Urgency
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, Table
from oa_desktop.domain.numbers.numbering import DocumentNumber
from oa_desktop.domain.secrecy.classification import Classification, Secrecy
from oa_desktop.i18n.problems import say
from tests.fakes.office import notice

BLANKS = ["", " ", "　", "\n\t"]


def faults(manuscript: Manuscript) -> list[tuple[str, str]]:
    completion = complete(manuscript)
    found = [(one.rule, one.place.name) for one in completion.findings if one.severity is Severity.FAULT]
    assert (completion.document is None) == bool(found)
    return found


def test_a_complete_manuscript_is_a_document_with_three_open_slots():
    document = complete(notice()).document
    assert document.kind is DocumentKind.NOTICE
    assert (document.number, document.date, document.copy_number) == (None, None, "")
    assert (document.direction, document.page_format) == (Direction.DOWNWARD, PageFormat.DOCUMENT)


def test_every_element_comes_into_the_document():
    manuscript = notice(
        copy_number="000001",
        classification="秘密★1年",
        urgency="特急",
        document_number="清政办发〔2026〕18号",
        signers=("李清源",),
        attachment_notes=("清单",),
        date="2026年4月16日",
        note="联系人：张三",
        annexes=(Annex(title="清单"),),
        copied_to="县委办公室",
        printed_by="清源县人民政府办公室",
        printed_on="2026年4月16日",
        publicity="不予公开",
        copies="30",
        page_format="信函格式",
        attendees="赵某",
        excused="钱某",
        observers="孙某",
    )
    document = complete(manuscript).document
    assert document.number == DocumentNumber(code="清政办发", year=2026, serial=18)
    assert document.date == date(2026, 4, 16)
    assert document.classification == Classification(level=Secrecy.SECRET, period="1年")
    assert (document.urgency, document.publicity) == (Urgency.MOST_URGENT, Publicity.CLOSED)
    assert document.page_format is PageFormat.LETTER
    same = {one.name for one in fields(Manuscript)} & {one.name for one in fields(OfficialDocument)}
    read = {"kind", "classification", "urgency", "date", "publicity", "page_format"}
    assert {name: getattr(document, name) for name in same - read} == {
        name: getattr(manuscript, name) for name in same - read
    }


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    ("place", "make"),
    [
        ("标题", lambda text: {"title": text, "kind": "通知"}),
        ("发文机关", lambda text: {"issuing_organs": (text,)}),
        ("正文", lambda text: {"body": (Paragraph(spans=(Span(text=text),)),)}),
        ("正文", lambda text: {"body": (Table(rows=((text, text),)),)}),
        ("发文机关署名", lambda text: {"signatories": (text, text)}),
    ],
)
def test_an_element_that_is_blank_is_missing(place, make, blank):
    assert faults(notice(**make(blank))) == [("element.missing", place)]


@pytest.mark.parametrize("element", ["issuing_organs", "body", "signatories"])
def test_an_element_that_is_not_there_is_missing(element):
    assert [rule for rule, _ in faults(notice(**{element: ()}))] == ["element.missing"]


def test_an_empty_manuscript_lacks_everything_that_is_needed():
    assert [place for _, place in faults(Manuscript())] == ["标题", "正文", "发文机关", "发文机关署名", "文种"]


@pytest.mark.parametrize("kind", ["", "通知", " 通知 "])
def test_the_kind_is_named_or_follows_from_the_title(kind):
    assert complete(notice(kind=kind)).document.kind is DocumentKind.NOTICE


@pytest.mark.parametrize("kind", ["通之", "说明", "命令（令）", "Notice"])
def test_a_kind_that_is_none_of_the_fifteen_is_not_passed_over(kind):
    assert faults(notice(kind=kind)) == [("kind.unknown", "文种")]


def test_a_title_without_a_kind_needs_one_to_be_named():
    assert faults(notice(title="关于归档的说明")) == [("kind.unknown", "文种")]
    assert faults(notice(title="关于归档的说明", kind="函")) == []


@pytest.mark.parametrize(
    ("fields_", "fault"),
    [
        ({"document_number": "清政办发[2026]18号"}, ("number.form", "发文字号")),
        ({"document_number": "清政办发〔２０２６〕１８号"}, ("number.form", "发文字号")),
        ({"date": "2026.4.16"}, ("date.form", "成文日期")),
        ({"date": "2026年2月30日"}, ("date.form", "成文日期")),
        ({"classification": "很秘密"}, ("classification.form", "密级和保密期限")),
        ({"classification": "秘密★20年"}, ("classification.too-long", "密级和保密期限")),
        ({"urgency": "非常急"}, ("urgency.form", "紧急程度")),
        ({"publicity": "公开"}, ("publicity.form", "公开属性")),
    ],
)
def test_an_element_that_is_nonsense_is_a_fault_that_says_how_to_mend_it(fields_, fault):
    assert faults(notice(**fields_)) == [fault]
    (finding,) = [one for one in complete(notice(**fields_)).findings if one.severity is Severity.FAULT]
    said = say(finding.rule, finding.params)
    assert said.what and "……" not in said.what + said.do


@pytest.mark.parametrize("element", ["document_number", "date", "classification", "urgency", "publicity"])
@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_element_that_may_be_blank_is_no_fault(element, blank):
    assert faults(notice(**{element: blank})) == []


def test_a_secret_document_without_copy_number_is_warned_of_and_not_stopped():
    completion = complete(notice(classification="机密★1年"))
    assert [(one.rule, one.severity) for one in completion.findings] == [("copy-number.missing", Severity.WARNING)]
    assert completion.document is not None
    assert complete(notice(classification="机密★1年", copy_number="1")).findings == ()
    assert complete(notice(classification="工作秘密")).findings == ()


def test_all_faults_are_named_at_once():
    wrong = notice(title="", urgency="x", date="x", publicity="x", classification="x", document_number="x")
    assert len(faults(wrong)) == 7


texts = st.one_of(st.text(max_size=6), st.sampled_from(["通知", "秘密★1年", "2026年4月16日", "特急", *BLANKS]))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([one.name for one in fields(Manuscript) if one.type == "str"]), texts))
def test_no_manuscript_whatever_fails(typed):
    completion = complete(replace(notice(), **typed))
    assert (completion.document is None) == any(one.severity is Severity.FAULT for one in completion.findings)
