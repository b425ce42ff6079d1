"""清退登记、销毁登记: what came back copy by copy, what is missing, and what was destroyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.clearing import RecordDestruction, RecordReturn
from oa_desktop.domain.actions.seconding import AnswerSecond
from oa_desktop.domain.copies.clearing import NOTHING_CLEARED, CopyState, Destroyed, Found, Returned
from oa_desktop.domain.copies.copies import Copies, read_copies, run
from oa_desktop.domain.dossier import fold
from oa_desktop.domain.ids import DossierId, EntryId, PersonId, dossier_journal
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.clearing.acts import meant_by, record_each
from oa_desktop.office.clearing.forms import ClearingPaper, notice_name
from oa_desktop.office.lists.outlines import Filter
from oa_desktop.office.queries import PossibleActs, Timeline
from tests.builders import says
from tests.fakes.office import FakeOffice, notice

FINANCE, AUDIT, FORESTRY = "县财政局", "县审计局", "县林业局"
DESTROYED = {"supervisors": ("何明", "周立"), "place": "县销毁站", "method": "粉碎", "approved_by": "李强"}


class Cleared:
    """An office with one paper that went out in numbered copies and to one organ without numbers."""

    def __init__(self) -> None:
        self.office = FakeOffice()
        self.document = self.office.bring_to("dispatch", notice("关于植树的通知"))
        sent = (f"{FINANCE} 3份 000003—000005", f"{AUDIT} 1份 000006", f"{FORESTRY} 3份")
        self.office.as_("dispatcher").perform(act.Dispatch(dossier=self.document, recipients=sent))

    def record(self, *lines: str, by: str = "registrar", **said: Any) -> None:
        wish = RecordReturn(dossier=self.document, copies=read_copies(lines), **said)
        self.office.as_(by).perform(wish)

    def destroy(self, *lines: str, by: str = "archivist", **said: Any) -> None:
        wish = RecordDestruction(dossier=self.document, copies=read_copies(lines), **{**DESTROYED, **said})
        self.office.as_(by).perform(wish)
        second = "archivist" if by == "registrar" else "registrar"
        self.office.as_(second).perform(AnswerSecond(dossier=self.document))

    def states(self) -> list[tuple[str, str, int, str]]:
        found = self.office.as_("registrar").clearing.copies(Filter())
        return [(one.recipient, one.copy_number, one.copies, one.state.value) for one in found]


@pytest.fixture
def desk() -> Cleared:
    return Cleared()


def test_what_came_back_is_ticked_off_by_number_and_the_rest_is_out(desk: Cleared) -> None:
    desk.record("000004—000005", giver="张敏")
    desk.record(f"{FORESTRY} 2份", found=Found.INCOMPLETE, reason="缺第3页")
    assert desk.states() == [
        (FINANCE, "000003", 1, "在外"),
        (FINANCE, "000004", 1, "已退"),
        (FINANCE, "000005", 1, "已退"),
        (AUDIT, "000006", 1, "在外"),
        (FORESTRY, "", 1, "在外"),
        (FORESTRY, "", 2, "已退"),
    ]
    back = desk.office.state(desk.document).cleared.returns
    assert [(one.found, one.giver, one.reason, one.person) for one in back] == [
        (Found.SOUND, "张敏", "", "person registrar"),
        (Found.INCOMPLETE, "", "缺第3页", "person registrar"),
    ]


def test_only_what_came_back_is_destroyed_and_stays_so(desk: Cleared) -> None:
    desk.record("000003—000004")
    with says("destruction.not-back"):
        desk.destroy("000003—000005")
    desk.destroy("000003")
    assert [state for *_, state in desk.states()] == ["已销毁", "已退", "在外", "在外", "在外"]
    for found in (Found.MISSING, Found.STILL_OUT):
        with says("clearing.destroyed"):
            desk.record("000003", found=found, reason="登记错了")


@pytest.mark.parametrize("copies", [run(FINANCE, 3, 3), Copies(holder=FORESTRY, copies=1)], ids=["numbered", "counted"])
def test_what_was_destroyed_on_one_machine_is_not_back_by_a_record_of_another(copies: Copies) -> None:
    """Both were recorded without knowing of each other, and the destruction comes first."""
    back = Returned(entry=EntryId("a"), person=PersonId("何"), found=Found.SOUND, day="2026-05-06")
    gone = Destroyed(
        entry=EntryId("b"), person=PersonId("何"), day="2026-05-07", place="站", method="粉碎", supervisors=("周", "李")
    )
    cleared = NOTHING_CLEARED.with_return([copies], CopyState.OUT, back).with_destruction([copies], gone)
    damaged = replace(back, entry=EntryId("c"), found=Found.DAMAGED, reason="水浸")
    after = cleared.with_return([copies], CopyState.BACK, damaged)
    assert [(line.copies, line.state) for line in after.lines] == [(copies, CopyState.DESTROYED)]


def test_nothing_is_destroyed_before_the_day_on_which_it_came_back(desk: Cleared) -> None:
    sent = desk.office.clock.now().date()
    desk.office.clock.time += timedelta(days=2)
    desk.record("000003")
    with says("destruction.before-return"):
        desk.destroy("000003", day=(sent + timedelta(days=1)).isoformat())
    desk.destroy("000003", day=(sent + timedelta(days=2)).isoformat())


def test_a_missing_copy_is_recorded_with_its_reason_and_may_be_found_later(desk: Cleared) -> None:
    with says("clearing.no-reason"):
        desk.record("000006", found=Found.MISSING)
    desk.record("000006", found=Found.MISSING, reason="搬迁遗失，已书面说明")
    assert (AUDIT, "000006", 1, "缺失") in desk.states()
    desk.record("000006")
    assert (AUDIT, "000006", 1, "已退") in desk.states()


def test_copies_without_numbers_are_counted_out_of_how_they_stood(desk: Cleared) -> None:
    desk.record(f"{FORESTRY} 2份", found=Found.MISSING, reason="遗失")
    desk.record(f"{FORESTRY} 1份", was=CopyState.MISSING)
    assert [one[2:] for one in desk.states() if one[0] == FORESTRY] == [(1, "在外"), (1, "缺失"), (1, "已退")]
    with says("clearing.too-many"):
        desk.record(f"{FORESTRY} 2份")
    desk.destroy(f"{FORESTRY} 1份")
    with says("destruction.not-back"):
        desk.destroy(f"{FORESTRY} 1份")


def test_a_mistake_is_corrected_with_a_reason(desk: Cleared) -> None:
    desk.record("000003")
    with says("clearing.so-already"):
        desk.record("000003")
    desk.record("000003", found=Found.STILL_OUT, reason="点错了")
    assert desk.states()[0] == (FINANCE, "000003", 1, "在外")
    with says("clearing.so-already"):
        desk.record("000003", found=Found.STILL_OUT, reason="点错了")


@pytest.mark.parametrize(
    ("lines", "said", "code"),
    [
        ((), {}, "clearing.no-copies"),
        (("000009",), {}, "clearing.unknown-copy"),
        ((f"{AUDIT} 000003",), {}, "clearing.unknown-copy"),
        (("县档案馆 1份",), {}, "clearing.unknown-copy"),
        ((f"{FORESTRY} 4份",), {}, "clearing.too-many"),
        (("000003",), {"day": "2099-01-01"}, "clearing.not-yet"),
        (("000003",), {"day": "2001-01-01"}, "clearing.before-dispatch"),
        (("000003",), {"day": "2026-2-30"}, "date.no-day"),
        ((f"{FORESTRY} 2份", f"{FORESTRY} 2份"), {}, "clearing.too-many"),
        (("000003",) * 101, {}, "clearing.too-many-runs"),
    ],
)
def test_what_cannot_be_is_refused(desk: Cleared, lines: tuple[str, ...], said: dict[str, Any], code: str) -> None:
    with says(code):
        desk.record(*lines, **said)


def test_copies_that_stand_differently_are_not_recorded_together(desk: Cleared) -> None:
    desk.record("000003")
    with says("clearing.unlike"):
        desk.record("000003—000004", found=Found.MISSING, reason="遗失")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"supervisors": ("何明", " 何明 ")}, "destruction.supervisors"),
        ({"place": " "}, "destruction.unsaid"),
        ({"method": ""}, "destruction.unsaid"),
    ],
)
def test_a_destruction_names_two_supervisors_place_and_method(desk: Cleared, said: dict[str, Any], code: str) -> None:
    desk.record("000003")
    with says(code):
        desk.destroy("000003", **said)


def test_a_paper_that_is_not_sent_out_has_nothing_to_clear(desk: Cleared) -> None:
    waiting = desk.office.bring_to("file", notice("关于值班的通知"))
    other = desk.office.bring_to("dispatch", notice("关于防火的通知"))
    kinds = {row.kind for row in desk.office.as_("registrar").ask(PossibleActs(dossier=waiting))}
    assert "record-return" in kinds
    assert "record-destruction" not in kinds
    with says("clearing.not-sent"):
        desk.office.as_("registrar").perform(RecordReturn(dossier=other, copies=(Copies(holder=FINANCE),)))


def test_a_paper_that_is_filed_goes_on_coming_back(desk: Cleared) -> None:
    desk.office.step(desk.document)
    desk.record("000003")
    desk.destroy("000003")
    assert desk.states()[0][-1] == "已销毁"


def test_who_may_record_what(desk: Cleared) -> None:
    desk.record("000003", by="dispatcher")
    with says("policy.role"):
        desk.destroy("000003", by="dispatcher")
    with says("policy.role"):
        desk.record("000004", by="drafter")


def test_the_journal_says_which_copies_and_folds_to_the_same_state(desk: Cleared) -> None:
    desk.record("000003—000004", found=Found.DAMAGED, reason="水渍")
    desk.destroy("000003—000004")
    rows = desk.office.as_("registrar").ask(Timeline(dossier=desk.document))
    assert [row.words for row in rows[-3:]] == [
        "县财政局 000003—000004，损毁。水渍",
        "县财政局 000003—000004，粉碎，监销人何明、周立。",
        "确认。",
    ]
    entries = [one.entry for one in desk.office.stores.made.entries(dossier_journal(desk.document))]
    assert fold(desk.document, reversed(entries)).cleared == desk.office.state(desk.document).cleared


# --- many copies, and the papers ---------------------------------------------------------------------------------


def _sent_to_many(office: FakeOffice, organs: int) -> DossierId:
    document = office.bring_to("dispatch", notice("关于普查的通知"))
    sent = tuple(f"第{place:03}单位 2份 {place * 2 - 1:06}—{place * 2:06}" for place in range(1, organs + 1))
    office.as_("dispatcher").perform(act.Dispatch(dossier=document, recipients=sent))
    return document


def test_many_copies_are_ticked_off_by_few_acts_and_what_is_refused_hinders_no_other() -> None:
    office = FakeOffice()
    document = _sent_to_many(office, 120)
    registrar = office.as_("registrar")
    copies = registrar.clearing.copies(Filter())
    registrar.perform(RecordReturn(dossier=document, copies=(run("第118单位", 235, 235),)))
    outcomes = record_each(registrar, "record-return", copies, {"found": "完好", "giver": "各单位"})
    assert len(outcomes) == 120
    assert [(one.named, one.problem.code) for one in outcomes if one.problem] == [
        ("《关于普查的通知》　第118单位 000235—000236", "clearing.unlike")
    ]
    states = [one.state for one in registrar.clearing.copies(Filter())]
    assert states.count(CopyState.BACK) == 239
    assert states[235] is CopyState.OUT


def test_somebody_types_which_copies_they_mean(desk: Cleared) -> None:
    copies = desk.office.as_("registrar").clearing.copies(Filter())
    named = [(one.recipient, one.copy_number, one.copies) for one in meant_by(copies, ["4—6", f"{FORESTRY} 2份"])]
    assert named == [(FINANCE, "000004", 1), (FINANCE, "000005", 1), (AUDIT, "000006", 1), (FORESTRY, "", 2)]
    assert meant_by(copies, ()) == copies
    for line, code in (("000009", "clearing.unknown-copy"), ("000006—000004", "clearing.numbers")):
        with says(code):
            meant_by(copies, [line])


def test_the_papers_are_filled_in_from_what_was_recorded(desk: Cleared) -> None:
    desk.record("000003—000004", giver="张敏")
    desk.destroy("000003—000004")
    desk.record("000006", found=Found.MISSING, reason="已书面说明")
    clearing = desk.office.as_("registrar").clearing
    copies = clearing.copies(Filter())
    listed, book = (clearing.hand_out(one, copies)[""].decode() for one in (ClearingPaper.LIST, DESTRUCTION))
    assert "张敏" in listed
    assert "缺失" in listed
    assert all(word in book for word in ("000003—000004", "何明", "周立", "县销毁站", "粉碎", "李强"))
    assert "000006" not in book
    assert "000005" not in book
    assert list(clearing.hand_out(ClearingPaper.NOTICE, copies)) == [FINANCE, FORESTRY]


DESTRUCTION = ClearingPaper.DESTRUCTION


def test_the_book_counts_every_copy_by_how_it_stands(desk: Cleared) -> None:
    desk.record("000003—000004", giver="张敏")
    registrar = desk.office.as_("registrar")
    ledger = registrar.clearing.ledger(registrar.clearing.copies(Filter()))
    (table,) = ledger.tables()
    place = [column.title for column in table.columns]
    rows = [dict(zip(place, row, strict=True)) for row in table.rows]
    assert [(row["份号"], row["份数"], row["状态"], row["退还人"]) for row in rows] == [
        ("000003—000004", "2", "已退", "张敏"),
        ("000005", "1", "在外", ""),
        ("000006", "1", "在外", ""),
        ("", "3", "在外", ""),
    ]
    assert "在外5份，已退2份" in ledger.form("清源县人民政府办公室", "2026-04-16").footer
    assert registrar.clearing.hand_out_ledger(registrar.clearing.copies(Filter()), BookFile.CSV)


@pytest.mark.parametrize(("first", "last", "copies"), [(5, 3, 1), (1, 3, 2), (0, 3, 1), (1, 1_000_000, 1_000_000)])
def test_copies_that_cannot_be_are_no_copies(first: int, last: int, copies: int) -> None:
    with pytest.raises(ValueError, match="no copies"):
        Copies(holder=FINANCE, first=first, last=last, copies=copies)


def test_a_notice_lies_in_its_folder_whatever_a_recipient_is_called() -> None:
    assert notice_name("清退通知", "../县财政局\n二股") == "清退通知（.._县财政局_二股）.pdf"
