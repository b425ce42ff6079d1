"""Numbers (文号): reserved, released, given to papers and documents, taken out of turn, void; and their ledger."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import numbers
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import RegisterName
from oa_desktop.domain.numbers.numbering import runs_of
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.surveying import Read
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.numbers.book import ledger_of
from oa_desktop.office.numbers.numbering import voiding
from oa_desktop.office.numbers.words import standing
from tests.fakes.incoming import received, receiving
from tests.fakes.office import FakeOffice, notice

CODE, YEAR = "清政办发", 2026
REGISTER = RegisterName(code=CODE, year=YEAR)


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def reserve(serial: int, through: int = 0, reason: str = "会议成套文件") -> numbers.ReserveNumber:
    return numbers.ReserveNumber(code=CODE, year=YEAR, serial=serial, through=through, reason=reason)


def on_paper(serial: int, **said: object) -> numbers.TakeNumberOnPaper:
    usual = {"title": "关于值班的通知", "date": "2026-04-16", "handler": "何某", "reason": ""}
    return numbers.TakeNumberOnPaper(code=CODE, year=YEAR, serial=serial, **{**usual, **said})


def ledger(office: FakeOffice, account: str = "registrar", register: RegisterName = REGISTER) -> list[tuple[int, str]]:
    return [(row.serial, standing(row)) for row in office.as_(account).ask(q.NumberLedger(register=register))]


# --- kept and given -----------------------------------------------------------------------------------------------


def test_several_numbers_are_reserved_at_once_and_passed_over(office):
    office.as_("registrar").perform(reserve(1, 3))
    assert office.state(office.bring_to("seal")).number == "清政办发〔2026〕4号"
    assert ledger(office) == [(1, "预留"), (2, "预留"), (3, "预留"), (4, "已用")]


def test_a_range_holds_no_number_that_is_not_free_and_changes_nothing_then(office):
    office.bring_to("seal")
    assert refusal(lambda: office.as_("registrar").perform(reserve(1, 3))) == "number.taken"
    assert ledger(office) == [(1, "已用")]


@pytest.mark.parametrize(("first", "last"), [(5, 4), (1, 501)])
def test_a_range_runs_upwards_and_has_its_limit(office, first, last):
    assert refusal(lambda: office.as_("registrar").perform(reserve(first, last))) == "number.range"


def test_a_reserved_number_is_given_to_a_document(office):
    registrar = office.as_("registrar")
    registrar.perform(reserve(7))
    dossier = office.bring_to("number")
    registrar.perform(act.AssignNumber(dossier=dossier, code=CODE, serial=7))
    assert office.state(dossier).number == "清政办发〔2026〕7号"
    [row] = [row for row in registrar.ask(q.NumberLedger(register=REGISTER)) if row.serial == 7]
    assert (standing(row), row.reason, row.person) == ("已用", "会议成套文件", "登记编号员")


def test_a_reserved_number_is_given_to_a_paper(office):
    registrar = office.as_("registrar")
    registrar.perform(reserve(1))
    registrar.perform(on_paper(1))
    [row] = registrar.ask(q.NumberLedger(register=REGISTER))
    assert (standing(row), row.title, row.date, row.handler) == ("已用（纸质）", "关于值班的通知", "2026-04-16", "何某")


def test_a_released_number_is_free_again(office):
    registrar = office.as_("registrar")
    registrar.perform(reserve(1, 2))
    registrar.perform(numbers.ReleaseNumber(code=CODE, year=YEAR, serial=1, through=2, reason="会议取消"))
    assert office.state(office.bring_to("seal")).number == "清政办发〔2026〕1号"
    again = numbers.ReleaseNumber(code=CODE, year=YEAR, serial=1, reason="会议取消")
    assert refusal(lambda: registrar.perform(again)) == "number.not-reserved"


def test_numbers_that_were_used_before_the_program_came_are_entered_at_once(office):
    office.as_("registrar").perform(on_paper(1, through=57, title="启用以前的发文，见纸质登记簿"))
    assert office.state(office.bring_to("seal")).number == "清政办发〔2026〕58号"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"title": " "}, "number.paper-unnamed"),
        ({"handler": ""}, "number.paper-unnamed"),
        ({"date": "四月"}, "date.form"),
        ({"date": "2025-12-31"}, "number.paper-year"),
    ],
)
def test_a_paper_is_named_with_title_handler_and_date(office, said, code):
    assert refusal(lambda: office.as_("registrar").perform(on_paper(1, **said))) == code


def test_whoever_does_not_read_the_registers_learns_no_title_of_a_paper(office):
    office.as_("registrar").perform(on_paper(1))
    [row] = office.as_("outsider").ask(q.NumberLedger(register=REGISTER))
    assert (standing(row), row.title, row.handler) == ("已用（纸质）", "", "")


# --- out of turn ----------------------------------------------------------------------------------------------------


def test_a_number_out_of_turn_needs_a_permission_and_a_reason(office):
    registrar, dossier = office.as_("registrar"), office.bring_to("number")
    wish = act.AssignNumber(dossier=dossier, code=CODE, serial=9, reason="与县委办同号")
    assert refusal(lambda: registrar.perform(wish)) == "number.by-hand"
    office.allow_numbers_by_hand()
    silent = act.AssignNumber(dossier=dossier, code=CODE, serial=9)
    assert refusal(lambda: registrar.perform(silent)) == "number.no-reason"
    registrar.perform(wish)
    rows = {row.serial: row for row in registrar.ask(q.NumberLedger(register=REGISTER))}
    assert (standing(rows[9]), rows[9].reason) == ("已用（手工）", "与县委办同号")
    assert all(standing(rows[serial]) == "断号（未说明）" for serial in range(1, 9))
    assert office.as_("drafter").administration.verify().sound


def test_the_next_number_named_outright_needs_no_permission(office):
    dossier = office.bring_to("number")
    office.as_("registrar").perform(act.AssignNumber(dossier=dossier, code=CODE, serial=1, reason="照常"))
    assert ledger(office) == [(1, "已用")]


def test_the_permission_alone_opens_no_document(office):
    outsider = office.as_("outsider")
    dossier = office.bring_to("seal")
    office.as_("security").perform(org.Grant(post=outsider.standing.post, roles=(Role.NUMBERS_BY_HAND,)))
    assert refusal(lambda: outsider.dossier(dossier)) == "dossier.unknown"
    assert refusal(lambda: outsider.perform(reserve(5))) == "policy.role"


# --- gaps -----------------------------------------------------------------------------------------------------------


def test_every_number_up_to_the_highest_stands_in_the_ledger_and_a_gap_asks_for_its_reason(office):
    registrar = office.as_("registrar")
    registrar.perform(on_paper(5))
    registrar.perform(reserve(2))
    registrar.perform(numbers.SkipNumber(code=CODE, year=YEAR, serial=3, reason="登记簿缺页"))
    registrar.perform(numbers.VoidNumber(code=CODE, year=YEAR, serial=5, reason="重号"))
    expected = [(1, "断号（未说明）"), (2, "预留"), (3, "断号"), (4, "断号（未说明）"), (5, "作废（纸质）")]
    assert ledger(office) == expected
    [gap] = registrar.ask(q.NumberGaps(year=YEAR))
    assert (gap.register, runs_of(gap.serials)) == (REGISTER, "1、4")
    registrar.perform(numbers.SkipNumber(code=CODE, year=YEAR, serial=1, reason="漏登"))
    assert ledger(office)[0] == (1, "断号")


def test_the_registers_of_a_year_are_summed_up(office):
    registrar = office.as_("registrar")
    registrar.perform(reserve(3, 4))
    registrar.perform(on_paper(2))
    [row] = registrar.ask(q.NumberRegisters(year=YEAR))
    assert (row.organ, row.used, row.reserved, row.unsaid) == ("清源县人民政府办公室", 1, 2, (1,))
    assert row.next == "清政办发〔2026〕5号"


def test_the_ledger_is_printed_line_by_line_and_that_it_left_is_recorded(office):
    registrar = office.as_("registrar")
    registrar.perform(on_paper(2))
    rows = registrar.ask(q.NumberLedger(register=REGISTER))
    form = ledger_of(REGISTER, rows).form("清源县人民政府办公室", "2026-05-01")
    assert form.across
    assert form.title == "文号登记簿（清政办发〔2026〕）"
    gap, paper = ([cell.value for cell in row.cells] for row in form.rows)
    assert gap == ["1", "断号（未说明）", "", "", "", "", "", ""]
    assert paper[:5] == ["2", "已用（纸质）", "关于值班的通知", "2026-04-16", "何某"]
    assert "1。" in form.footer
    registrar.number_book.hand_out(REGISTER, BookFile.CSV)
    said = [row.detail for row in office.as_("auditor").ask(q.AuditTrail())]
    assert "文号登记簿（CSV） 清政办发〔2026〕" in said


def test_runs_of_numbers_are_written_short():
    assert runs_of([1, 2, 3, 7, 9, 10]) == "1—3、7、9—10"
    assert runs_of([]) == ""


# --- with the document ----------------------------------------------------------------------------------------------


def test_a_document_that_is_made_void_takes_its_number_with_it(office):
    dossier, registrar = office.bring_to("seal"), office.as_("registrar")
    registrar._office.record(voiding(registrar.dossier(dossier), "内容有误，公文作废"), registrar._author)
    [row] = registrar.ask(q.NumberLedger(register=REGISTER))
    assert (standing(row), row.reason, row.dossier) == ("作废", "内容有误，公文作废", dossier)
    assert office.state(office.bring_to("seal", notice("关于另一件事的通知"))).number == "清政办发〔2026〕2号"


def test_a_document_without_a_number_takes_none_with_it(office):
    assert voiding(office.state(office.bring_to("issue")), "不发了") == ()


# --- whose register -------------------------------------------------------------------------------------------------


def test_incoming_documents_run_in_series_of_their_own(office):
    registrar = office.as_("registrar")
    for series in ("办件", "阅件"):
        wish = numbers.ReserveNumber(code="收文", year=YEAR, series=series, serial=1, reason="机要件")
        registrar.perform(wish)
    found = {row.register.series: row.next for row in registrar.ask(q.NumberRegisters(year=YEAR))}
    assert found == {"": "清政办发〔2026〕1号", "办件": "收文〔2026〕办件2号", "阅件": "收文〔2026〕阅件2号"}
    registrar.administration.rebuild()
    assert ledger(office, register=RegisterName(code="收文", year=YEAR, series="办件")) == [(1, "预留")]


def test_an_incoming_document_takes_a_number_that_is_kept_and_one_out_of_turn_only_with_permission_and_reason():
    office = receiving()
    registrar, series = office.as_("registrar"), {"code": "收文", "year": YEAR, "series": "办件"}
    registrar.perform(numbers.ReserveNumber(**series, serial=3, reason="机要件"))
    kept, other = received(office), received(office)
    registrar.perform(arrival.RegisterIncoming(dossier=kept, series="办件", serial=3))
    assert office.state(kept).number == "收文〔2026〕办件3号"
    wish = arrival.RegisterIncoming(dossier=other, series="办件", serial=9, opinion="与纸质登记簿一致")
    assert refusal(lambda: registrar.perform(wish)) == "number.by-hand"
    office.allow_numbers_by_hand()
    silent = arrival.RegisterIncoming(dossier=other, series="办件", serial=9)
    assert refusal(lambda: registrar.perform(silent)) == "number.no-reason"
    registrar.perform(wish)
    rows = registrar.ask(q.NumberLedger(register=RegisterName(**series)))
    assert (standing(rows[-1]), rows[-1].reason) == ("已用（手工）", "与纸质登记簿一致")
    gaps = [Read().gap_before(registrar._desk, office.state(one).number) for one in (kept, other)]
    assert gaps == ["1—2", "4—8"]
    assert registrar.administration.verify().sound


def test_the_code_of_an_organ_runs_in_one_series_alone(office):
    wish = numbers.ReserveNumber(code=CODE, year=YEAR, series="密", serial=1, reason="机要件")
    assert refusal(lambda: office.as_("registrar").perform(wish)) == "number.series-of-organ"


@pytest.mark.parametrize(("year", "fits"), [(2018, False), (2019, True), (2021, True), (2022, False)])
def test_a_register_is_kept_only_in_the_years_of_its_organ(office, year, fits):
    organ = Organ(
        name="清源县扶贫办公室", code="清扶办", since="2019-03-01", until="2021-05-31", successor="乡村振兴局"
    )
    office.as_("system").perform(org.RegisterOrgan(organ=organ))
    wish = numbers.SkipNumber(code="清扶办", year=year, serial=1, reason="登记簿缺页")
    if fits:
        office.as_("registrar").perform(wish)
    else:
        assert refusal(lambda: office.as_("registrar").perform(wish)) == "organ.not-in-force"
