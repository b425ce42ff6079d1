"""离岗清单: what somebody who leaves a post hands over."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import custody, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.clearing import RecordReturn
from oa_desktop.domain.copies.copies import read_copies
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.queries import AuditTrail
from tests.fakes.office import FakeOffice, notice
from tests.fakes.together import before, person, several


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    """The head has a paper to countersign in hand; copies of another went to the department, one came back."""
    office = several()
    before(office, "archivist")
    sent = office.bring_to("dispatch", notice("关于值班的通知"))
    recipients = ("秘书科 3份 000001—000003", "县财政局 1份 000004")
    office.as_("dispatcher").perform(act.Dispatch(dossier=sent, recipients=recipients))
    office.as_("registrar").perform(RecordReturn(dossier=sent, copies=read_copies(["000002"])))
    return office


def test_what_only_they_can_do_and_what_they_drafted_is_in_their_hands(office: FakeOffice) -> None:
    mine = office.as_("archivist").departures.of(person("archivist"))
    assert [(one.row.step, one.said) for one in mine.held] == [
        ("归档", "只有本人能办，要改派"),
        ("会签", "只有本人能办，要改派"),
    ]
    drafted = office.as_("drafter").departures.of(person("drafter"))
    assert [(one.row.step, one.said) for one in drafted.held] == [("会签", "本人拟稿，还没有核发")]


def test_a_paper_that_rests_is_handed_over_too(office: FakeOffice) -> None:
    other = several()
    document = before(other, "archivist", "reviewer")
    other.as_("reviewer").perform(together.Suspend(dossier=document, reason="等上级批复"))
    held = other.as_("reviewer").departures.of(person("archivist")).held
    assert [(one.row.dossier, one.said) for one in held] == [(document, "只有本人能办，要改派")]


def test_copies_that_went_to_their_department_and_are_not_back_are_listed(office: FakeOffice) -> None:
    leaving = office.as_("registrar").departures.of(person("drafter"))
    assert leaving.department == "秘书科"
    assert [(one.recipient, one.copy_number) for one in leaving.copies] == [("秘书科", "000001"), ("秘书科", "000003")]


def test_it_is_written_out_with_room_to_sign_and_that_is_recorded(office: FakeOffice) -> None:
    departures = office.as_("registrar").departures
    page = departures.hand_out(person("drafter"), BookFile.PRINT).decode()
    assert all(words in page for words in ("移交人", "接收人", "监交人", "000001", "没有退回的份"))
    held, copies, _ = departures.of(person("drafter")).tables()
    assert (held.title, copies.title, len(copies.rows)) == ("在手的公文", "没有退回的份", 2)
    latest = next(row for row in office.as_("auditor").ask(AuditTrail()) if row.act == "输出")
    assert latest.detail.startswith("离岗清单（")


def test_whoever_may_know_no_document_is_told_of_none(office: FakeOffice) -> None:
    told = office.as_("security").departures.of(person("drafter"))
    assert (told.held, told.copies) == ((), ())


def test_a_paper_that_was_handed_on_is_in_their_hands_no_more(office: FakeOffice) -> None:
    other = several()
    document = before(other, "head")
    other.as_("head").perform(together.HandOver(dossier=document, person=person("reviewer"), reason="出差"))
    assert other.as_("head").departures.of(person("head")).held == ()


def test_what_they_borrowed_and_what_they_lent_is_handed_over(office: FakeOffice) -> None:
    document = office.bring_to("file", notice("关于借阅的通知"))
    for copy, borrower in (("000001", "drafter"), ("000002", "head")):
        lent = custody.LendCopy(document=document, copy_number=copy, borrower=person(borrower), due="2026-05-16")
        office.as_("registrar").perform(lent)
    keeper = office.as_("registrar").departures
    assert [one.copy_number for one in keeper.of(person("drafter")).loans] == ["000001"]
    assert [one.copy_number for one in keeper.of(person("registrar")).loans] == ["000001", "000002"]
    assert next(one[-1] for one in keeper.of(person("registrar")).tables()[2].rows) == "本人经办，拟稿员借的"
    assert office.as_("head").departures.of(person("drafter")).loans == (), "another's loans are for who keeps papers"
