"""Numbers, dates, secrecy marks and kinds: what they refuse, what they read, and that they write it the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.dates import read_date, read_iso, written_date
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.documents.kinds import Direction, DocumentKind, PageFormat, kind_of_title
from oa_desktop.domain.documents.particulars import particulars_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, RegisterName
from oa_desktop.domain.numbers.numbering import DocumentNumber, NumberLine, NumberRegister, NumberState, read_number
from oa_desktop.domain.numbers.registering import refuse_unregistrable
from oa_desktop.domain.secrecy.classification import (
    Classification,
    Secrecy,
    SystemGrade,
    claimed_secrecy,
    read_classification,
    refuse_above,
)
from oa_desktop.domain.texts.slots import OPEN_SLOTS, changed_outside_slots, fill
from tests.fakes.office import FakeOffice, notice


def refusal(attempt) -> str:
    with pytest.raises(Refused) as caught:
        attempt()
    return caught.value.code


# --- 发文字号 -----------------------------------------------------------------------------------------------------------

codes = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)
numbers = st.builds(DocumentNumber, code=codes, year=st.integers(1900, 2099), serial=st.integers(1, 99999))


@given(numbers)
def test_a_number_is_read_as_it_is_written(number):
    assert read_number(str(number)) == number
    assert str(read_number(f"  {number}\n")) == str(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "清政办发[2026]18号",
        "清政办发【2026】18号",
        "清政办发(2026)18号",
        "清政办发（2026）18号",
        "清政办发〔2026〕第18号",
        "清政办发〔2026〕018号",
        "清政办发〔2026〕0号",
        "清政办发〔2026〕18",
        "清政办发〔26〕18号",
        "清政办发〔20260〕18号",
        "清政办发〔2126〕18号",
        "清政办发〔２０２６〕18号",
        "清政办发〔20２６〕1８号",
        "清政办发〔2026〕１８号",
        "清政办发〔2026〕١٨号",
        "清政办发 〔2026〕18号",
        "〔2026〕18号",
        "qzbf〔2026〕18号",
        "清政办发〔2026〕100000号",
        "清政办发〔2026〕18号号",
        "清政办发〔2026〕18号 附",
        "清政办发〔2026〕1\n8号",
        "办" * 13 + "〔2026〕1号",
    ],
)
def test_a_number_in_another_form_is_refused(text):
    assert refusal(lambda: read_number(text)) == "number.form"


@pytest.mark.parametrize(
    "fields",
    [
        {"serial": 0},
        {"serial": -1},
        {"serial": 100000},
        {"year": 26},
        {"year": 2100},
        {"code": ""},
        {"code": "A"},
        {"code": "清 政"},
    ],
)
def test_a_number_that_nobody_could_write_is_never_made(fields):
    assert refusal(lambda: DocumentNumber(**{"code": "清政发", "year": 2026, "serial": 1, **fields})) == "number.form"


# --- 文号登记 -----------------------------------------------------------------------------------------------------------


def register(*lines: NumberLine) -> NumberRegister:
    return NumberRegister(code="清政发", year=2026, lines=lines)


def test_the_next_number_follows_the_highest_that_was_ever_taken():
    assert register().next_serial == 1
    gone = [NumberLine(serial=serial, state=state) for serial, state in enumerate(NumberState, start=3)]
    assert register(*gone).next_serial == 7
    assert register(*gone).line(3) == gone[0]
    assert register(*gone).line(7) is None


@pytest.mark.parametrize("kind", [act.ReserveNumber, act.SkipNumber])
def test_a_number_that_was_taken_is_not_kept_or_skipped(kind):
    known = register(NumberLine(serial=1, state=NumberState.USED, dossier="x"))
    wish = kind(code="清政发", year=2026, serial=1, reason="误")
    assert refusal(lambda: refuse_unregistrable(known, wish)) == "number.taken"
    assert refusal(lambda: refuse_unregistrable(register(), kind(code="清政发", year=2026, serial=1, reason=" "))) == (
        "number.no-reason"
    )


@pytest.mark.parametrize("serial", [0, -1, 100000])
def test_a_number_outside_of_the_form_is_not_registered(serial):
    wish = act.ReserveNumber(code="清政发", year=2026, serial=serial, reason="留")
    assert refusal(lambda: refuse_unregistrable(register(), wish)) == "number.form"


def test_only_a_number_that_was_taken_is_voided():
    wish = act.VoidNumber(code="清政发", year=2026, serial=1, reason="撤销")
    assert refusal(lambda: refuse_unregistrable(register(), wish)) == "number.not-taken"
    void = register(NumberLine(serial=1, state=NumberState.VOID))
    assert refusal(lambda: refuse_unregistrable(void, wish)) == "number.not-taken"
    refuse_unregistrable(register(NumberLine(serial=1, state=NumberState.RESERVED)), wish)


def test_a_voided_number_still_says_whose_it_was():
    office = FakeOffice()
    dossier = office.bring_to("seal")
    office.as_("registrar").perform(act.VoidNumber(code="清政办发", year=2026, serial=1, reason="重号"))
    line = office.stores.made.register(office.stores.outside.unit, RegisterName(code="清政办发", year=2026))[0].line(1)
    assert (line.state, line.dossier, line.reason) == (NumberState.VOID, DossierId(dossier), "重号")


# --- 成文日期 -----------------------------------------------------------------------------------------------------------


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_a_date_is_read_as_it_is_written(day):
    assert read_date(written_date(day)) == day
    assert read_iso(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026年",
        "2026年4月",
        "26年4月16日",
        "2026年13月1日",
        "2026年2月29日",
        "2026年0月1日",
        "2026年4月31日",
        "0000年1月1日",
        "二〇二六年四月十六日",
        "２０２６年4月16日",
        "2026年٤月16日",
        "2026-04-16",
        "2026.4.16",
        "2026年4月16日前",
        "2026年4月016日",
    ],
)
def test_what_is_no_date_in_the_standard_s_form_is_none(text):
    assert read_date(text) is None


def test_a_leading_zero_is_read_and_never_written():
    assert read_date(" 2026年04月06日 ") == date(2026, 4, 6)
    assert written_date(date(2026, 4, 6)) == "2026年4月6日"


@pytest.mark.parametrize("text", ["", "2026", "2026-4-6", "2026-02-30", "x", "2026年4月6日"])
def test_what_is_no_iso_date_is_none(text):
    assert read_iso(text) is None


# --- 密级和保密期限 -----------------------------------------------------------------------------------------------------

MARKS = {
    "": Classification(),
    "工作秘密": Classification(level=Secrecy.WORK),
    "秘密": Classification(level=Secrecy.SECRET),
    "秘密★10年": Classification(level=Secrecy.SECRET, period="10年"),
    "机密★6个月": Classification(level=Secrecy.CONFIDENTIAL, period="6个月"),
    "机密★20年": Classification(level=Secrecy.CONFIDENTIAL, period="20年"),
    "绝密★30年": Classification(level=Secrecy.TOP, period="30年"),
    "秘密★2030年1月1日": Classification(level=Secrecy.SECRET, period="2030年1月1日"),
    "秘密★公布前": Classification(level=Secrecy.SECRET, period="公布前"),
}


@pytest.mark.parametrize(("text", "mark"), MARKS.items())
def test_a_mark_is_read_and_written_the_same(text, mark):
    assert read_classification(text) == mark
    assert str(mark) == text
    assert claimed_secrecy(text) is mark.level


@pytest.mark.parametrize(
    "text",
    [
        "秘密★11年",
        "秘密★121个月",
        "机密★21年",
        "机密★241个月",
        "绝密★31年",
        "绝密★361个月",
        "秘密★０11年",
        "秘密★１１年",
        "秘密★11 年",
        "秘密★" + "9" * 6000 + "年",
    ],
    ids=lambda text: text[:12],
)
def test_a_period_longer_than_the_law_allows_is_refused(text):
    assert refusal(lambda: read_classification(text)) == "classification.too-long"


@pytest.mark.parametrize(
    "text", ["秘密★", "★10年", "密", "机 密", "秘　密★1年", "秘密1年", "秘密☆1年", "SECRET", "内部", "绝密机密"]
)
def test_a_mark_in_another_form_is_refused(text):
    assert refusal(lambda: read_classification(text)) == "classification.form"


def test_an_open_document_has_no_period():
    assert refusal(lambda: Classification(level=Secrecy.OPEN, period="10年")) == "classification.form"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("秘　密★1年", Secrecy.SECRET),
        ("机 密", Secrecy.CONFIDENTIAL),
        ("絕密", Secrecy.TOP),
        ("機密", Secrecy.CONFIDENTIAL),
        ("祕密", Secrecy.SECRET),
        ("绝\n密", Secrecy.TOP),
        ("秘密、机密", Secrecy.CONFIDENTIAL),
        ("工作秘密", Secrecy.WORK),
        ("工 作 秘 密", Secrecy.WORK),
        ("工作秘密（机密）", Secrecy.CONFIDENTIAL),
        ("工作秘密、秘密", Secrecy.SECRET),
        ("密★1年", Secrecy.SECRET),
        ("保密", Secrecy.SECRET),
        ("内部", Secrecy.OPEN),
        ("", Secrecy.OPEN),
    ],
)
def test_a_badly_typed_mark_still_protects(text, level):
    assert claimed_secrecy(text) is level


@pytest.mark.parametrize("grade", SystemGrade)
@pytest.mark.parametrize("level", Secrecy)
def test_an_installation_holds_what_its_grade_allows_and_top_secret_never(grade, level):
    highest = {"非涉密": Secrecy.WORK, "秘密": Secrecy.SECRET, "机密": Secrecy.CONFIDENTIAL}[grade.value]
    if level <= highest:
        refuse_above(grade, level.label)
    else:
        assert refusal(lambda: refuse_above(grade, level.label)) == "classification.above-grade"
    assert level is not Secrecy.TOP or level > highest


# --- 文种 ---------------------------------------------------------------------------------------------------------------

FIFTEEN = "决议、决定、命令、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要"
"""党政机关公文处理工作条例 (2012) Art. 8."""


def test_the_kinds_are_the_fifteen_of_the_regulation():
    assert "、".join(kind.value for kind in DocumentKind) == FIFTEEN
    assert len(set(DocumentKind)) == 15


def test_every_kind_has_a_direction_and_a_format():
    upward = {"报告", "请示"}
    formats = {"命令": PageFormat.ORDER, "函": PageFormat.LETTER, "纪要": PageFormat.MINUTES}
    for kind in DocumentKind:
        assert (kind.usual_direction is Direction.UPWARD) == (kind.value in upward)
        assert kind.usual_format is formats.get(kind.value, PageFormat.DOCUMENT)


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("behind", ["", "（试行）", "(试行)", "（草案）（修订）", "\n", " "])
def test_a_title_names_its_kind_at_its_end(kind, behind):
    assert kind_of_title(f"清源县人民政府\n关于归档的{kind.value}{behind}") is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("清源县人民政府令", DocumentKind.ORDER),
        ("清源县人民政府命令（令）", DocumentKind.ORDER),
        ("关于印发《通知》的函", DocumentKind.LETTER),
        ("关于归档的通知的说明", None),
        ("", None),
        ("（试行）", None),
        ("(通知)", None),
        ("）", None),
        ("通知（", None),
        ("（" * 50 + "）" * 50, None),
    ],
)
def test_a_title_that_names_none_has_none(title, kind):
    assert kind_of_title(title) is kind


@given(st.text("（）()令通知函 \n", max_size=12))
def test_no_title_whatever_fails(title):
    assert kind_of_title(title) in {None, *DocumentKind}


# --- 正本 and 要目 --------------------------------------------------------------------------------------------------------


@given(numbers, st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["", "000001"]))
def test_registering_fills_the_open_slots_and_nothing_else(number, day, copy_number):
    signed = notice()
    final = fill(signed, number, day, copy_number)
    assert changed_outside_slots(signed, final) == ()
    assert {name: getattr(final, name) for name in OPEN_SLOTS} == {
        "document_number": str(number),
        "date": written_date(day),
        "copy_number": copy_number,
    }


def test_a_change_outside_of_the_slots_is_named():
    assert changed_outside_slots(notice(), notice(title="另一件的通知", note="附注")) == ("title", "note")


def test_particulars_are_short_whatever_was_typed():
    long = particulars_of(notice(title="长" * 9000, recipients="乡" * 9000, classification="秘密" + "★" * 900))
    assert all(len(text) <= 300 for text in (long.title, long.recipients, long.classification))
    assert long.title.endswith("…")
    assert long.secrecy is Secrecy.SECRET


def test_a_finding_weighs_no_more_than_its_clause():
    assert [severity.value for severity in Severity] == ["错误", "警告", "建议"]
