"""文件清退: who has which copy, and the papers by which it comes back."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.copies.distribution import Consignment
from oa_desktop.office.clearing.copies import handed_out
from oa_desktop.office.clearing.forms import ClearingPaper
from oa_desktop.office.lists.outlines import Filter
from oa_desktop.office.queries import AuditTrail, DossierRow
from tests.builders import says
from tests.fakes.office import FakeOffice, notice


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    """Two papers that went out, one of them in numbered copies, and one that has not gone out."""
    office = FakeOffice()
    for subject, sent in (("植树", ("县财政局 2份 000003—000004", "县审计局 1份 000005")), ("防火", ("县财政局 3份",))):
        dossier = office.bring_to("dispatch", notice(f"关于{subject}的通知"))
        office.as_("dispatcher").perform(act.Dispatch(dossier=dossier, recipients=sent))
    office.bring_to("seal", notice("关于值班的通知"))
    return office


def test_every_numbered_copy_is_a_line_and_copies_without_numbers_are_one(office: FakeOffice) -> None:
    found = office.as_("registrar").clearing.copies(Filter())
    assert [(one.row.number, one.copy_number, one.copies, one.recipient) for one in found] == [
        ("清政办发〔2026〕1号", "000003", 1, "县财政局"),
        ("清政办发〔2026〕1号", "000004", 1, "县财政局"),
        ("清政办发〔2026〕1号", "000005", 1, "县审计局"),
        ("清政办发〔2026〕2号", "", 3, "县财政局"),
    ]


def test_each_recipient_is_sent_a_notice_of_what_it_has(office: FakeOffice) -> None:
    clearing = office.as_("registrar").clearing
    made = clearing.hand_out(ClearingPaper.NOTICE, clearing.copies(Filter()), "2026年12月31日")
    assert list(made) == ["县财政局", "县审计局"]
    finance, audit = (data.decode() for data in made.values())
    assert "000003—000004" in finance and "000005" not in finance and "请于2026年12月31日前" in finance
    assert "000005" in audit and "〔2026〕2号" not in audit


def test_the_list_lies_across_and_names_every_copy(office: FakeOffice) -> None:
    auditor, clearing = office.as_("auditor"), office.as_("registrar").clearing
    (data,) = clearing.hand_out(ClearingPaper.LIST, clearing.copies(Filter())).values()
    assert all(number in data.decode() for number in ("000003—000004", "000005", "across=True"))
    latest = next(row for row in auditor.ask(AuditTrail()) if row.act == "输出")
    assert latest.detail == "清退清单（4行，1份）"


def test_nothing_is_written_into_the_book_of_destruction_that_did_not_come_back(office: FakeOffice) -> None:
    clearing = office.as_("registrar").clearing
    with says("clearing.none-back"):
        clearing.hand_out(ClearingPaper.DESTRUCTION, clearing.copies(Filter()))


def test_what_one_may_not_know_is_not_cleared(office: FakeOffice) -> None:
    with says("clearing.none"):
        office.as_("outsider").clearing.copies(Filter())


def test_a_recipient_of_an_unknown_number_of_copies_stays_on_the_list() -> None:
    row = DossierRow(position=1, key=1, **dict.fromkeys(NAMES, ""))
    (one,) = handed_out(row, [Consignment(recipient="各乡镇")])
    assert (one.recipient, one.copies, one.copy_number) == ("各乡镇", 0, "")


NAMES = (
    *("dossier", "title", "kind", "number", "organ", "urgency", "classification", "phase", "step", "holder"),
    *("drafter", "drafted", "updated"),
)
