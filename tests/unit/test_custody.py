"""Copies are lent and come back; classified paper is registered, lent, handed back, destroyed by two, and no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from oa_desktop.domain.actions import clearing, custody, seconding
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.seconding import AnswerSecond, Word
from oa_desktop.domain.copies.clearing import Found
from oa_desktop.domain.copies.copies import read_copies
from oa_desktop.domain.copies.custody import PaperState, fold
from oa_desktop.domain.copies.lending import refuse_confirming
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, EntryId, PaperId, custody_journal
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.office import queries as q
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.custody.books import CustodyBook, paper_named
from oa_desktop.office.custody.offered import ACTS
from oa_desktop.office.custody.register import custody_of
from oa_desktop.office.waiting import Waiting
from tests.fakes.classified import classified, classifying_office, clear, person
from tests.fakes.incoming import CAME, INCOMING, received
from tests.fakes.office import FLOW, FakeOffice, notice

PAPER: dict[str, Any] = {
    "sender": "清源市委办公室",
    "number": "清委办〔2026〕3号",
    "level": Secrecy.SECRET,
    "period": "10年",
    "copy_number": "000017",
    "pages": 6,
}


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice(flows={one.id: one for one in (FLOW, INCOMING)})


@pytest.fixture(scope="module")
def kept() -> FakeOffice:
    """An office in which a paper is registered and a copy lent; it is only asked what it refuses."""
    made = FakeOffice()
    register(made)
    lend(made, document=made.bring_to("file"), copy_number="000003")
    return made


def refusal(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


def register(office: FakeOffice, **said: Any) -> PaperId:
    office.as_("registrar").perform(custody.RegisterPaper(**{**PAPER, **said}))
    return office.as_("registrar").custody.papers().rows[0].paper


def lend(office: FakeOffice, account: str = "registrar", **said: Any) -> None:
    usual = {"borrower": person("drafter"), "due": "2026-05-16", "approved_by": person("signer")}
    office.as_(account).perform(custody.LendCopy(**{**usual, **said}))


def loan(office: FakeOffice, account: str = "registrar") -> EntryId:
    return office.as_(account).custody.loans().rows[0].loan


def stands(office: FakeOffice) -> list[tuple[str, str]]:
    return [(row.copy_number, row.state) for row in office.as_("registrar").custody.papers().rows]


def ask_destruction(office: FakeOffice, **said: Any) -> None:
    usual = {"method": "粉碎", "place": "县销毁站", "approved_by": person("signer")}
    office.as_("registrar").perform(custody.DestroyPapers(**{**usual, **said}))


def confirm(office: FakeOffice, account: str) -> None:
    session = office.as_(account)
    session.perform(seconding.Confirm(asked=session.organisation().asked[0].id))


# --- 涉密文件登记簿 ---------------------------------------------------------------------------------------------------


def test_on_an_unclassified_system_classified_paper_is_registered_by_number_and_no_text_of_it(office):
    paper = register(office)
    (row,) = office.as_("registrar").custody.papers().rows
    assert (row.paper, row.mark, row.number, row.title, row.state) == (
        paper,
        "秘密★10年",
        "清委办〔2026〕3号",
        "",
        "在库",
    )
    assert not list(office.stores.made.dossiers())


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"level": Secrecy.WORK}, "custody.no-secret"),
        ({"number": " "}, "custody.unnamed"),
        ({"copy_number": ""}, "custody.unnamed"),
        ({"title": "关于防汛的通知"}, "custody.title"),
        ({"sender": "机密"}, "classification.above-grade"),
        ({"period": "40年"}, "classification.too-long"),
        ({"received": "2026-04-17"}, "custody.not-yet"),
        ({"received": "昨天"}, "date.no-day"),
        ({}, "custody.registered"),
    ],
)
def test_what_does_not_belong_into_the_book_is_refused(kept, said, code):
    assert refusal(lambda: register(kept, **said)) == code


def test_a_title_stands_in_the_book_only_where_the_unit_wants_titles(office):
    office.as_("system").perform(org.AdjustSetting(name="register-titles", value=1))
    register(office, title="关于防汛的通知")
    assert office.as_("registrar").custody.papers().rows[0].title == "关于防汛的通知"
    assert refusal(lambda: register(office, title="机密★1年", copy_number="000018")) == "classification.above-grade"


def test_a_registered_paper_is_lent_comes_back_and_is_handed_back(office):
    paper = register(office)
    lend(office, paper=paper)
    assert stands(office) == [("000017", "借出")]
    assert refusal(lambda: lend(office, paper=paper)) == "custody.state"
    away = custody.HandBackPaper(paper=paper, to="清源市委办公室", receiver="李静")
    assert refusal(lambda: office.as_("registrar").perform(away)) == "custody.state"
    office.as_("archivist").perform(custody.TakeBackCopy(loan=loan(office)))
    office.as_("registrar").perform(away)
    (row,) = office.as_("registrar").custody.papers().rows
    assert (row.state, row.fate) == ("已退回", "2026-04-16 退清源市委办公室 李静")
    assert refusal(lambda: lend(office, paper=paper)) == "custody.state"
    assert register(office) != paper, "a paper that comes again is registered again"


def test_registered_papers_are_destroyed_by_two_people_and_nobody_else(office):
    first, second = register(office), register(office, copy_number="000018")
    ask_destruction(office, papers=(first, second))
    assert stands(office) == [("000018", "待销毁确认"), ("000017", "待销毁确认")]
    assert refusal(lambda: lend(office, paper=first)) == "custody.state"
    assert refusal(lambda: ask_destruction(office, papers=(first,))) == "custody.state"
    (waits,) = office.as_("archivist").ask(Waiting())
    assert "清委办〔2026〕3号 000017" in waits.detail
    assert refusal(lambda: confirm(office, "registrar")) == "second.same-person"
    assert refusal(lambda: confirm(office, "drafter")) == "second.role"
    confirm(office, "archivist")
    rows = office.as_("registrar").custody.papers().rows
    assert {row.state for row in rows} == {"已销毁"}
    assert rows[0].fate == "2026-04-16 县销毁站粉碎，销毁登记编号员、监销归档员，批准签发员"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"place": ""}, "destruction.unsaid"),
        ({"papers": ()}, "custody.no-papers"),
        ({"papers": (PaperId("no such"),)}, "custody.unknown-paper"),
        ({"approved_by": person("registrar")}, "custody.approver"),
        ({"approved_by": ""}, "custody.approver"),
        ({"day": "2026-04-17"}, "custody.not-yet"),
    ],
)
def test_a_destruction_that_says_too_little_is_refused(kept, said, code):
    paper = kept.as_("registrar").custody.papers().rows[0].paper
    usual = {"papers": (paper,)}
    assert refusal(lambda: ask_destruction(kept, **{**usual, **said})) == code


def test_a_paper_is_meant_by_any_name_that_it_alone_has(office):
    first, second = register(office), register(office, copy_number="000018")
    keeper = office.as_("registrar")
    lines = keeper.custody.papers().rows
    (whole,) = (line.name for line in lines if line.paper == first)
    assert {paper_named(lines, named) for named in (first, "000017", whole)} == {first}
    for named in ("", "清委办〔2026〕3号", "000019"):
        assert refusal(lambda n=named: paper_named(lines, n)) == "custody.unknown-paper"
    (destroy,) = (one for one in ACTS[CustodyBook.PAPERS] if one.name == "destroy-papers")
    said = {"method": "粉碎", "place": "县销毁站", "approved_by": person("signer"), "day": "2026-04-16"}
    assert destroy.wish(keeper, None, {"papers": ["000018 "], **said}).papers == (second,)


def test_the_book_of_classified_paper_is_for_those_alone_who_keep_it(kept):
    for account in ("drafter", "signer", "head", "auditor", "system", "security"):
        assert refusal(lambda a=account: kept.as_(a).custody.papers()) == "policy.role"
        assert (
            refusal(lambda a=account: kept.as_(a).custody.hand_out(CustodyBook.PAPERS, BookFile.CSV)) == "policy.role"
        )
        assert refusal(lambda a=account: kept.as_(a).perform(custody.RegisterPaper(**PAPER))) == "policy.role"


def test_whatever_the_order_of_the_entries_the_books_say_the_same(office):
    paper = register(office)
    lend(office, paper=paper)
    office.as_("registrar").perform(custody.TakeBackCopy(loan=loan(office), found=Found.MISSING, reason="搬迁遗失"))
    unit = office.as_("registrar").organisation().unit
    entries = [one.entry for one in office.stores.made.entries(custody_journal(unit))]
    assert fold(entries) == fold(reversed(entries))
    assert fold(entries).papers[paper].state is PaperState.MISSING


# --- 借阅 -------------------------------------------------------------------------------------------------------------


def test_a_copy_of_a_document_is_lent_until_a_day_and_its_borrower_is_reminded_once_it_is_overdue(office):
    document = office.bring_to("file")
    lend(office, document=document, copy_number="3", purpose="核对附件")
    (row,) = office.as_("registrar").custody.loans().rows
    assert (row.copy_number, row.borrower, row.approver, row.state) == ("000003", "拟稿员", "签发员", "在借")
    assert not next(iter(office.as_("drafter").ask(q.Reminders()))).unreturned
    office.clock.move(days=31)
    for account, count in (("drafter", 1), ("registrar", 1), ("archivist", 1), ("head", 0)):
        assert next(iter(office.as_(account).ask(q.Reminders()))).unreturned == count
    assert office.as_("registrar").custody.loans().rows[0].state == "超期1天"
    back = custody.TakeBackCopy(loan=loan(office), found=Found.DAMAGED, reason="第二页撕破", effect="编写年鉴")
    assert "利用效果" not in office.as_("registrar").custody.loans().labels
    office.as_("registrar").perform(back)
    book = office.as_("registrar").custody.loans()
    assert (book.rows[0].state, book.rows[0].effect) == ("损毁；第二页撕破", "编写年鉴")
    assert "利用效果" in book.labels
    assert refusal(lambda: office.as_("registrar").perform(back)) == "custody.back"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"due": "2026-04-15"}, "custody.due"),
        ({"due": "下周"}, "date.no-day"),
        ({"since": "2026-04-17"}, "custody.not-yet"),
        ({"approved_by": person("drafter")}, "custody.approver"),
        ({"borrower": "nobody"}, "person.unknown"),
        ({"copy_number": "甲"}, "custody.unknown-copy"),
        ({"copy_number": "9999999"}, "custody.unknown-copy"),
        ({"copy_number": "000003"}, "custody.lent"),
        ({"paper": PaperId("p")}, "custody.which"),
        ({"document": DossierId("")}, "custody.which"),
        ({"document": DossierId("no such")}, "dossier.unknown"),
    ],
)
def test_what_cannot_be_lent_is_refused(kept, said, code):
    (document,) = (one.id for one in kept.stores.made.dossiers())
    usual = {"document": document, "copy_number": "000004"}
    assert refusal(lambda: lend(kept, **{**usual, **said})) == code


def test_a_copy_is_lent_only_while_it_is_here(office):
    document = office.bring_to("dispatch")
    office.as_("dispatcher").perform(act.Dispatch(dossier=document, recipients=("县财政局 2份 000001—000002",)))
    assert refusal(lambda: lend(office, document=document, copy_number="000002")) == "custody.not-here"
    assert refusal(lambda: lend(office, document=office.draft())) in ("custody.not-made", "dossier.unknown")


def test_of_what_came_only_the_copies_that_came_are_lent(office):
    came = received(office, came=replace(CAME, copies=2, copy_numbers="000012、000015"))
    assert refusal(lambda: lend(office, document=came, copy_number="000012")) == "custody.not-made"
    office.as_("registrar").perform(arrival.RegisterIncoming(dossier=came, series="办件"))
    assert refusal(lambda: lend(office, document=came, copy_number="000013")) == "custody.unknown-copy"
    lend(office, document=came, copy_number="15")
    lend(office, document=came)
    lend(office, document=came)
    assert refusal(lambda: lend(office, document=came)) == "custody.lent", "no more than came"


def test_what_is_secret_is_lent_by_number_with_an_approval_to_whoever_may_know_it():
    office = classifying_office()
    document = classified(office, "dispatch")
    usual = {"document": document, "copy_number": "000009"}
    assert refusal(lambda: lend(office, **{**usual, "copy_number": ""})) == "custody.no-number"
    assert refusal(lambda: lend(office, **usual, approved_by="")) == "custody.approver"
    assert refusal(lambda: lend(office, **usual, borrower=person("outsider"))) == "custody.outside-audience"
    clear(office, "drafter", level=Secrecy.WORK)
    assert refusal(lambda: lend(office, **usual)) == "people.clearance"
    paper = register(office)
    assert refusal(lambda: lend(office, paper=paper)) == "people.clearance"
    clear(office, "drafter", level=Secrecy.SECRET)
    lend(office, **usual)
    (row,) = office.as_("drafter").custody.loans().rows
    assert (row.mark, row.borrower) == ("秘密★1年", "拟稿员")
    for account in ("outsider", "auditor", "system"):
        assert not office.as_(account).custody.loans().rows


def test_a_book_leaves_with_a_record(office):
    register(office)
    data = office.as_("registrar").custody.hand_out(CustodyBook.PAPERS, BookFile.CSV).decode("utf-8-sig")
    assert "秘密★10年" in data
    assert any("涉密文件登记簿" in row.detail for row in office.as_("auditor").ask(q.AuditTrail()))


def test_a_paper_that_was_missing_may_be_found_again(office):
    paper = register(office)
    lend(office, paper=paper)
    missing = custody.TakeBackCopy(loan=loan(office), found=Found.MISSING, reason="找不到")
    assert refusal(lambda: office.as_("registrar").perform(replace(missing, reason=""))) == "custody.no-reason"
    office.as_("registrar").perform(missing)
    assert stands(office) == [("000017", "缺失")]
    office.as_("registrar").perform(custody.TakeBackCopy(loan=missing.loan))
    assert stands(office) == [("000017", "在库")]


def test_what_came_back_at_two_desks_came_back_as_the_first_of_them_says(office):
    paper = register(office)
    lend(office, paper=paper)
    lent = loan(office)
    office.as_("registrar").perform(custody.TakeBackCopy(loan=lent))
    unit = office.as_("registrar").organisation().unit
    *before, back = (one.entry for one in office.stores.made.entries(custody_journal(unit)))
    missing = {**back.payload, "found": Found.MISSING.value, "reason": "找不到"}
    later = replace(back, id=EntryId("later"), seq=back.seq + 1, payload=missing)
    assert fold([*before, back, later]).loan(lent).back.found is Found.SOUND


def test_the_auditor_reads_that_something_came_back_and_nothing_that_was_said_of_it(office):
    lend(office, document=office.bring_to("file"), copy_number="3", purpose="核对谁也不该看到的事项")
    back = custody.TakeBackCopy(loan=loan(office), found=Found.DAMAGED, reason="谁也不该看到的那一页撕破")
    office.as_("registrar").perform(back)
    rows = office.as_("auditor").ask(q.AuditTrail(sort=q.AuditSort.CUSTODY))
    assert [(row.act, row.detail) for row in rows] == [("归还登记", ""), ("借出登记", "")]


def test_no_destruction_is_confirmed_of_what_is_lent_by_now_or_called_otherwise_than_it_is(office):
    paper = register(office)
    ask_destruction(office, papers=(paper,))
    desk = office.as_("archivist")._desk
    asked = read_action(desk.organisation().asked[0])
    by, held = person("registrar"), custody_of(desk)
    refuse_confirming(held, asked, by)
    lent = replace(held, papers={paper: replace(held.papers[paper], state=PaperState.LENT)})
    for kept, wish, code in (
        (lent, asked, "custody.state"),
        (held, replace(asked, named=("别的文件",)), "second.other-entry"),
        (held, replace(asked, by=person("head")), "second.other-entry"),
    ):
        assert refusal(lambda kept=kept, wish=wish: refuse_confirming(kept, wish, by)) == code
    away = custody.HandBackPaper(paper=paper, to="清源市委办公室", day="2026-04-16")
    office.as_("registrar")._office.recorder.record([away], office.as_("registrar")._author)
    assert refusal(lambda: confirm(office, "archivist")) == "custody.state"


# --- what is lent is not destroyed, and what waits to be destroyed is not lent ----------------------------------------


def sent_back(office: FakeOffice, recipient: str, *returned: str) -> DossierId:
    """A document of which five copies went to somebody and some came back."""
    document = office.bring_to("dispatch")
    office.as_("dispatcher").perform(act.Dispatch(dossier=document, recipients=(recipient,)))
    office.as_("registrar").perform(clearing.RecordReturn(dossier=document, copies=read_copies(returned)))
    return document


def test_a_lent_copy_is_neither_cleared_nor_destroyed_and_whoever_asks_is_told_who_has_it(office):
    document = sent_back(office, "县财政局 5份 000001—000005", "000001—000003")
    lend(office, document=document, copy_number="2")
    both = {"dossier": document, "copies": read_copies(["000001—000003"])}
    gone = clearing.RecordDestruction(**both, supervisors=("何明", "周立"), place="县销毁站", method="粉碎")
    missing = clearing.RecordReturn(**both, found=Found.MISSING, reason="找不到")
    for wish in (gone, missing):
        with pytest.raises(Refused) as caught:
            office.as_("registrar").perform(wish)
        assert (caught.value.code, caught.value.params["name"], caught.value.params["due"]) == (
            "clearing.lent",
            "拟稿员",
            "2026-05-16",
        )
        assert caught.value.params["copy"] == "000002"
    office.as_("registrar").perform(replace(gone, copies=read_copies(["000001"])))
    assert refusal(lambda: lend(office, document=document, copy_number="1")) == "custody.not-here"
    office.as_("registrar").perform(custody.TakeBackCopy(loan=loan(office)))
    office.as_("registrar").perform(replace(gone, copies=read_copies(["000002—000003"])))


def test_of_copies_without_number_as_many_are_destroyed_as_are_not_lent(office):
    document = sent_back(office, "县财政局 3份", "县财政局 2份")
    lend(office, document=document)
    gone = clearing.RecordDestruction(
        dossier=document,
        copies=read_copies(["县财政局 2份"]),
        supervisors=("何明", "周立"),
        place="县销毁站",
        method="粉碎",
    )
    assert refusal(lambda: office.as_("registrar").perform(gone)) == "clearing.lent"
    office.as_("registrar").perform(replace(gone, copies=read_copies(["县财政局 1份"])))


def test_no_copy_without_number_is_lent_while_some_of_the_paper_wait_to_be_destroyed(office):
    document = sent_back(office, "县财政局 3份", "县财政局 2份")
    gone = clearing.RecordDestruction(
        dossier=document,
        copies=read_copies(["县财政局 1份"]),
        supervisors=("何明", "周立"),
        place="县销毁站",
        method="粉碎",
    )
    office.as_("registrar").perform(gone)
    assert refusal(lambda: lend(office, document=document)) == "custody.not-here"
    declined = AnswerSecond(dossier=document, word=Word.DECLINED, reason="还要用")
    office.as_("archivist").perform(declined)
    lend(office, document=document)


def test_no_destruction_of_copies_is_confirmed_of_what_another_desk_has_lent_meanwhile(office):
    document = sent_back(office, "县财政局 5份 000001—000005", "000001—000003")
    gone = clearing.RecordDestruction(
        dossier=document,
        copies=read_copies(["000001—000002"]),
        supervisors=("何明", "周立"),
        place="县销毁站",
        method="粉碎",
    )
    office.as_("registrar").perform(gone)
    away = custody.LendCopy(
        document=document, copy_number="000002", borrower=person("drafter"), since="2026-04-16", due="2026-05-16"
    )
    office.as_("registrar")._office.recorder.record([away], office.as_("registrar")._author)
    confirmed = AnswerSecond(dossier=document, word=Word.CONFIRMED)
    assert refusal(lambda: office.as_("archivist").perform(confirmed)) == "clearing.lent"
    office.as_("archivist").perform(AnswerSecond(dossier=document, word=Word.DECLINED, reason="借出了"))


def test_no_copy_is_lent_that_was_not_printed(office):
    document = office.bring_to("file", notice(copy_number="000011", copies="共3份"))
    printed = office.state(document)
    assert printed.sealed
    for number in ("000010", "000041"):
        assert refusal(lambda n=number: lend(office, document=document, copy_number=n)) == "custody.unknown-copy"
    lend(office, document=document, copy_number="000012")
