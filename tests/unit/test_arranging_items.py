"""Filed documents become items of the archive: dry run, arranging, withdrawing, and the codes that come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions import archiving as act
from oa_desktop.domain.actions.handling import AssignNumber, File
from oa_desktop.domain.actions.organising import Grant
from oa_desktop.domain.archives.arranging import refuse_leaving
from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.items import Confirmed, Part, PartRole
from oa_desktop.domain.archives.retention import Retention, Schedule, ScheduleRow
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import (
    ArchiveName,
    BatchId,
    DossierId,
    ItemId,
    PersonId,
    PostId,
    archive_journal,
    dossier_journal,
)
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.begun_batches import Begun
from oa_desktop.office.archiving.disposable import hold_on
from oa_desktop.office.archiving.dry_run import LineSort, Since
from oa_desktop.office.archiving.lines import differences, run_listed, told
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.measuring import Measuring
from oa_desktop.office.archiving.surveying import all_parts, kept_parts
from oa_desktop.office.filing import COPY
from oa_desktop.office.merging import united
from tests.builders import RealPlace
from tests.fakes.classified import classified, classifying_office, clear
from tests.fakes.formats import FakeFormats
from tests.fakes.journals import Forger, stored
from tests.fakes.office import FakeOffice, notice

YEAR = 2026
REGISTER = ArchiveName(fonds="Z109", year=YEAR)
FIRST, SECOND = "Z109-WS·2026-Y-BGS-0001", "Z109-WS·2026-Y-BGS-0002"

LOST = Confirmed(doubt="archiving.no-original", words="缺少正本。", reason="找不到了")
UNSAID = Confirmed(doubt="archiving.no-date", words="没有成文日期。", reason=" ")


class CalledOff(Exception):
    """Somebody pressed 停止."""


def refusal(attempt: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    return refused.value.code


def filed(office: FakeOffice, title: str = "关于印发机关档案管理办法的通知", retention: str = "永久") -> DossierId:
    """A document that went its whole way."""
    document = office.bring_to("file", notice(title))
    office.as_("archivist").perform(File(dossier=document, retention=retention))
    return document


def archive(office: FakeOffice):
    return office.as_("archivist").archive


def codes(office: FakeOffice, **wanted: Any) -> list[str]:
    return [row.code for row in office.as_("archivist").ask(q.ArchiveItems(register=REGISTER, **wanted))]


def fault_codes(office: FakeOffice) -> list[str]:
    return [fault.code for line in archive(office).dry_run(YEAR).lines for fault in line.faults]


@pytest.fixture
def office() -> FakeOffice:
    office = FakeOffice()
    archive(office).adopt_scheme(resources.build_scheme("organ"))
    return office


def test_a_filed_document_gets_its_code_is_listed_withdrawn_and_arranged_again_under_the_same(office):
    document = filed(office)
    run = archive(office).dry_run(YEAR)
    (line,) = run.of(LineSort.TO_ARRANGE)
    assert (line.document, line.code) == (document, FIRST)
    arranged = archive(office).arrange(run)
    assert arranged.documents == (document,)
    assert codes(office) == [FIRST]
    assert archive(office).withdraw_batch(arranged.batch, "题名有误") == 1
    assert (codes(office), codes(office, withdrawn=True)) == ([], [FIRST])
    archive(office).arrange(archive(office).dry_run(YEAR))
    assert codes(office) == [FIRST]


def test_a_dry_run_that_is_called_off_stops_while_the_journals_are_still_verified(office):
    filed(office)
    asked: list[int] = []

    def call_off(done: int, _total: int) -> None:
        asked.append(done)
        if len(asked) > 1:
            raise CalledOff

    with pytest.raises(CalledOff):
        archive(office).dry_run(YEAR, call_off)
    assert asked == [0, 0], "the second time it was asked, no document had been looked at"


def test_nothing_is_arranged_twice_and_a_batch_that_was_called_off_is_gone_on_with(office):
    documents = [filed(office, f"关于第{ordinal}项制度的通知") for ordinal in range(3)]
    run = archive(office).dry_run(YEAR)
    first = archive(office).arrange(run, {documents[0]})

    def call_off(done: int, _total: int) -> None:
        raise CalledOff

    with pytest.raises(CalledOff):
        archive(office).arrange(run, step=call_off, batch=first.batch, place="一库")
    run = archive(office).dry_run(YEAR)
    assert run.begun == Begun(batch=first.batch, place="一库")
    (before,) = archive(office).keeping.registers()
    again = archive(office).arrange(run)
    assert len(before.items) == 1, "what somebody was given before stays as it was"
    assert (again.batch, archive(office).dry_run(YEAR).begun) == (first.batch, None)
    assert set(again.documents) == set(documents[1:])
    assert archive(office).arrange(run).passed == tuple(line.document for line in run.of(LineSort.TO_ARRANGE))
    assert [code[-4:] for code in codes(office)] == ["0001", "0002", "0003"]


def test_items_of_one_batch_are_written_in_one_register_that_is_not_copied_for_each(office):
    archivist = office.as_("archivist")
    recorder, author = archivist._office.recorder, archivist._author
    pending, key = recorder.begin(), (author.unit, REGISTER)
    recorder.sign([item(1)], author, pending)
    written = pending.archives[key].state.items
    recorder.sign([item(2), item(3)], author, pending)
    assert pending.archives[key].state.items is written
    assert (len(written), len(pending.archives_before[key].items)) == (3, 0)


def item(number: int) -> act.ArrangeItem:
    """Return an item of a class."""
    return act.ArrangeItem(
        fonds="Z109",
        archival_year=YEAR,
        item=ItemId(f"item {number}"),
        document=DossierId(f"document {number}"),
        batch=BatchId("1"),
        retention=Retention.PERMANENT,
        division="BGS",
        number=number,
        archival_code=f"{FIRST[:-4]}{number:04}",
        title="关于办法的通知",
        date="2026-04-16",
    )


def test_counts_of_a_dry_run_add_up_and_what_is_left_out_says_why(office):
    filed(office)
    office.bring_to("file", notice("关于还没有归档的通知"))
    run = archive(office).dry_run(YEAR)
    sorts = {sort: len(run.of(sort)) for sort in LineSort}
    assert sorts == {LineSort.TO_ARRANGE: 1, LineSort.FAULTY: 1, LineSort.LEFT_OUT: 0}
    (faulty,) = run.of(LineSort.FAULTY)
    assert [one.code for one in faulty.faults] == ["archiving.not-filed"]
    assert faulty.code == ""


def test_an_item_holds_its_original_before_its_attachments_sheet_and_final_draft(office):
    filed(office)
    archive(office).arrange(archive(office).dry_run(YEAR))
    (row,) = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    roles = [one.role for one in archive(office).parts(row.item)]
    assert roles == [PartRole.ORIGINAL, PartRole.ISSUING_SHEET, PartRole.FINAL_DRAFT, PartRole.RECORD]
    assert row.pages == sum(one.pages for one in archive(office).parts(row.item)) > 0
    assert (row.carrier, row.responsible, row.retention) == ("双套", "清源县人民政府办公室", "永久")


def test_past_drafts_are_in_an_item_behind_the_final_one_only_where_the_schedule_of_the_unit_says_so(office):
    document = office.draft(notice("关于印发办法的通知"))
    office.revise(document, "drafter", notice("关于印发档案办法的通知"))
    while not office.state(document).filed:
        office.step(document)
    (line,) = archive(office).dry_run(YEAR).lines
    assert line.facts.apart.startswith("历稿1稿不归档")
    row = ScheduleRow(id="1", material="本机关的通知", retention=line.facts.retention, drafts=True)
    archive(office).adopt_schedule(Schedule(name="本机关的保管期限表", rows=(row,)), YEAR)
    run = archive(office).dry_run(YEAR)
    archive(office).arrange(run)
    (item,) = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    roles = [one.role for one in archive(office).parts(item.item)]
    assert roles[2:] == [PartRole.FINAL_DRAFT, PartRole.PAST_DRAFT, PartRole.RECORD]
    assert archive(office).item(item.item).act.apart == run.lines[0].facts.apart == ""
    (packed,) = archive(office).packages.package(YEAR).items()
    (page,) = (one.data for one in packed.files if one.name == f"{COPY}历稿1.pdf")
    assert page.startswith(b"%PDF")
    assert "关于印发办法的通知".encode() in page


def test_a_journal_that_was_altered_is_a_fault_of_its_document_alone_and_told_as_a_change(office):
    spoilt, sound = filed(office), filed(office, "关于印发制度的通知")
    archive(office).dry_run(YEAR)
    kept = office.stores.made.kept
    place = next(at for at, one in enumerate(kept) if one.entry.journal == dossier_journal(spoilt))
    kept[place] = replace(kept[place], signature=bytes(64))
    office.stores.made.index.forget()
    run = archive(office).dry_run(YEAR)
    told = {line.document: [one.code for one in line.faults] for line in run.lines}
    assert told == {spoilt: ["archiving.journal-broken"], sound: []}
    assert {line.document: line.since for line in run.lines} == {spoilt: Since.CHANGED, sound: Since.SAME}
    assert archive(office).arrange(run).documents == (sound,)


def test_what_an_archivist_looked_at_is_arranged_with_its_reason_and_what_makes_an_item_wrong_never(office):
    document = filed(office, retention="10年")
    run = archive(office).dry_run(YEAR)
    assert run.of(LineSort.TO_ARRANGE) == ()
    assert refusal(lambda: archive(office).confirm(run, document, " ")) == "archiving.confirmed-without-reason"
    (line,) = archive(office).confirm(run, document, "上级来函已定十年").lines
    assert (line.sort, line.code) == (LineSort.TO_ARRANGE, "Z109-WS·2026-D10-BGS-0001")
    again = archive(office).dry_run(YEAR)
    archive(office).arrange(again)
    (item,) = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    (confirmed,) = archive(office).item(item.item).act.confirmed
    assert (confirmed.doubt, confirmed.reason) == ("archiving.retention-short", "上级来函已定十年")
    lost = filed(office, "关于印发制度的通知")
    del office.stores.made.blobs.contents[office.state(lost).sealed.rendering]
    run = archive(office).dry_run(YEAR)
    assert refusal(lambda: archive(office).confirm(run, lost, "找不到了", {1})) == "archiving.not-confirmable"


def test_what_one_archivist_looked_at_another_takes_over_with_the_name_of_who_looked(office):
    document = filed(office, retention="10年")
    archive(office).confirm(archive(office).dry_run(YEAR), document, "上级来函已定十年")
    office.as_("security").perform(Grant(post=PostId("post reviewer"), roles=(Role.ARCHIVIST,), clearance=Secrecy.WORK))
    other = office.as_("reviewer").archive
    run = other.dry_run(YEAR)
    assert (run.of(LineSort.TO_ARRANGE), len(run.waiting)) == ((), 1), "it waits with who looked"
    assert run.waiting[0] in run_listed(run).note
    run = other.take_over(run)
    left = archive(office).dry_run(YEAR)
    assert (run.waiting, left.waiting) == ((), (office.as_("reviewer").standing.name,))
    assert left.of(LineSort.TO_ARRANGE) == (), "it waits with one of them alone"
    other.arrange(run)
    (item,) = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    (confirmed,) = archive(office).item(item.item).act.confirmed
    assert confirmed.reason == f"上级来函已定十年（{office.as_('archivist').standing.name}看过）"


def test_an_ofd_that_came_has_the_pages_that_it_names_and_a_word_file_of_the_same_name_has_them_too(office):
    desk, formats = office.as_("archivist")._desk, FakeFormats()
    formats.told = {b"ofd": FileFormat(name="OFD", endings=("ofd",), pages=3), b"docx": FileFormat(name="DOCX")}
    means = Means(formats=formats, signed=office.ports.signed_files, has_place=lambda _: True)
    parts = tuple(
        Part(role=PartRole.ATTACHMENT, name=f"方案.{form}", digest=desk.store.blobs.keep(form.encode()), format=form)
        for form in ("docx", "ofd")
    )
    measured = Measuring(desk, office.as_("archivist").viewer, means).of(parts)
    assert [one.pages for one in measured.parts] == [3, 3]


def test_a_lost_original_is_found_before_it_is_arranged(office):
    document = filed(office)
    assert fault_codes(office) == [], "and was measured"
    del office.stores.made.blobs.contents[office.state(document).sealed.rendering]
    assert "archiving.part-lost" in fault_codes(office)


def test_an_attachment_that_is_named_and_nowhere_and_numbers_passed_over_are_told_before_arranging(office):
    office.allow_numbers_by_hand()
    document = office.bring_to("number", notice("关于会议的通知", attachment_notes=("名单",)))
    by_hand = AssignNumber(dossier=document, code="清政办发", serial=3, reason="预留给会议")
    office.as_("registrar").perform(by_hand)
    for _ in ("seal", "dispatch", "file"):
        office.step(document)
    (line,) = archive(office).dry_run(YEAR).lines
    told = {fault.code: fault.params for fault in line.faults}
    assert told["archiving.attachment-absent"]["name"] == "名单"
    assert told["archiving.number-gap"]["numbers"] == "1—2"
    assert line.sort is LineSort.TO_ARRANGE


def test_a_title_and_day_that_is_an_item_already_is_told_of_the_next(office):
    filed(office)
    archive(office).arrange(archive(office).dry_run(YEAR))
    assert fault_codes(office) == []
    filed(office)
    assert fault_codes(office) == ["archiving.twice-title"]


def test_the_schedule_proposes_with_its_reason_and_a_shorter_retention_is_a_fault(office):
    filed(office, retention="10年")
    (line,) = archive(office).dry_run(YEAR).lines
    assert line.proposal.retention is Retention.PERMANENT
    assert "标题有“办法”" in line.proposal.reason
    assert [one.code for one in line.faults] == ["archiving.retention-short"]


def test_a_schedule_of_the_unit_takes_the_place_of_the_shipped_one_from_its_year_on(office):
    filed(office, retention="10年")
    row = ScheduleRow(id="1", material="本机关的通知", retention=Retention.TEN)
    archive(office).adopt_schedule(Schedule(name="本机关的保管期限表", approval="清档〔2026〕1号", rows=(row,)), YEAR)
    assert archive(office).schedule(YEAR).approval == "清档〔2026〕1号"
    assert archive(office).schedule(YEAR - 1).approval == ""
    assert fault_codes(office) == []


def test_without_a_scheme_nothing_is_classed_and_a_year_with_items_keeps_its_scheme(office):
    assert refusal(lambda: FakeOffice().as_("archivist").archive.dry_run(YEAR)) == "archiving.no-scheme"
    filed(office)
    archive(office).arrange(archive(office).dry_run(YEAR))
    other = resources.build_scheme("plain")
    assert refusal(lambda: archive(office).adopt_scheme(other)) == "archiving.scheme-in-use"
    archive(office).adopt_scheme(replace(other, since=YEAR + 1))
    assert archive(office).scheme(YEAR + 1).rule.example.startswith("Z109-WS·2026-Y-")


def test_what_the_catalogue_says_is_corrected_with_a_reason_and_the_code_stays(office):
    filed(office)
    archive(office).arrange(archive(office).dry_run(YEAR))
    (row,) = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    said = {"fonds": "Z109", "archival_year": YEAR, "item": row.item}
    perform = office.as_("archivist").perform
    assert refusal(lambda: perform(act.CorrectItem(**said, reason="", pages=3))) == "archiving.no-reason"
    assert refusal(lambda: perform(act.CorrectItem(**said, reason="漏数"))) == "archiving.nothing-corrected"
    perform(act.CorrectItem(**said, reason="漏数一页", pages=3))
    box = {"fonds": "Z109", "archival_year": YEAR, "retention": Retention.PERMANENT, "division": "BGS"}
    perform(act.PlaceItems(**box, first=1, through=1, box="1", place="一库3排2列"))
    assert refusal(lambda: perform(act.PlaceItems(**box, first=1, through=2, box="1"))) == "archiving.no-such-numbers"
    (row,) = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    assert (row.code, row.pages, row.box, row.place, row.reason) == (FIRST, 3, "1", "一库3排2列", "漏数一页")


def test_whoever_may_not_know_an_item_places_no_range_with_it_in_a_box():
    office = classifying_office()
    archive(office).adopt_scheme(resources.build_scheme("organ"))
    document = classified(office, "file")
    office.as_("archivist").perform(File(dossier=document, retention="10年"))
    archive(office).arrange(archive(office).dry_run(YEAR))
    box = {"fonds": "Z109", "archival_year": YEAR, "retention": Retention.TEN, "division": "BGS", "first": 1}
    place = act.PlaceItems(**box, through=1, box="1")
    clear(office, "archivist", level=Secrecy.WORK)
    assert refusal(lambda: office.as_("archivist").perform(place)) == "archiving.hidden-in-range"
    clear(office, "archivist")
    office.as_("archivist").perform(place)


def test_a_number_that_was_given_up_is_taken_first_and_until_then_nothing_leaves(office):
    for ordinal in range(2):
        filed(office, f"关于第{ordinal}项制度的通知")
    archive(office).arrange(archive(office).dry_run(YEAR))
    first = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))[0]
    said = {"fonds": "Z109", "archival_year": YEAR}
    office.as_("archivist").perform(act.WithdrawItem(**said, item=first.item, reason="重新定期限"))
    session = office.as_("archivist")
    register = session._desk.states.archive(session._desk.unit, REGISTER).state
    assert refusal(lambda: refuse_leaving(register)) == "archiving.vacancy"
    archive(office).arrange(archive(office).dry_run(YEAR))
    register = session._desk.states.archive(session._desk.unit, REGISTER).state
    refuse_leaving(register)
    assert codes(office) == [FIRST, SECOND]


@pytest.mark.parametrize("account", ["drafter", "registrar", "system", "auditor"])
def test_nobody_but_the_archivist_arranges(office, account):
    filed(office)
    session = office.as_(account)
    assert refusal(lambda: session.archive.dry_run(YEAR)) == "policy.role"
    assert refusal(lambda: session.archive.adopt_scheme(resources.build_scheme("plain"))) == "policy.role"
    assert refusal(lambda: session.archive.withdraw_batch(BatchId("1"), "试")) == "policy.role"


def test_an_item_that_was_made_by_hand_keeps_to_the_next_number_and_to_its_code(office):
    document, perform = filed(office), office.as_("archivist").perform
    said = {
        "fonds": "Z109",
        "archival_year": YEAR,
        "item": ItemId("1"),
        "document": document,
        "batch": BatchId("1"),
        "retention": Retention.PERMANENT,
        "division": "BGS",
        "title": "关于办法的通知",
        "date": "2026-04-16",
    }
    for wrong, rule in (
        ({"number": 2, "archival_code": SECOND}, "archiving.number"),
        ({"number": 1, "archival_code": SECOND}, "archiving.code-differs"),
        ({"number": 1, "archival_code": FIRST, "fonds": "Z110"}, "archiving.other-fonds"),
        ({"number": 1, "archival_code": FIRST, "division": "XXX"}, "archiving.no-class"),
        ({"number": 1, "archival_code": FIRST, "confirmed": (LOST,)}, "archiving.not-confirmable"),
        ({"number": 1, "archival_code": FIRST, "confirmed": (UNSAID,)}, "archiving.confirmed-without-reason"),
    ):
        assert refusal(lambda more=wrong: perform(act.ArrangeItem(**{**said, **more}))) == rule
    perform(act.ArrangeItem(**said, number=1, archival_code=FIRST))
    again = act.ArrangeItem(**{**said, "item": ItemId("2")}, number=2, archival_code=SECOND)
    assert refusal(lambda: perform(again)) == "archiving.arranged"


def test_an_item_of_many_parts_keeps_their_list_beside_its_entry_and_shows_all_of_them(office):
    blobs = office.stores.made.blobs
    few, many = (tuple(Part(role=PartRole.ATTACHMENT, name=f"附件{n}.pdf") for n in range(count)) for count in (24, 25))
    for parts in (few, many):
        told, contents = kept_parts(blobs, parts)
        assert (len(told), len(contents)) == (24, len(parts) - 24)
        assert tuple(all_parts(blobs, told, contents)) == parts
    blobs.contents[contents[0]] = b"[1]"
    with pytest.raises(Unavailable) as unavailable:
        tuple(all_parts(blobs, told, contents))
    assert unavailable.value.code == "blob.damaged"


def test_in_a_real_store_the_archive_is_the_same_when_it_is_made_again_from_its_journals(tmp_path):
    office = FakeOffice(stores=RealPlace(tmp_path / "official"))
    archive(office).adopt_scheme(resources.build_scheme("organ"))
    for ordinal in range(3):
        filed(office, f"关于第{ordinal}项制度的通知")
    arranged = archive(office).arrange(archive(office).dry_run(YEAR))
    first, second, _ = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    said = {"fonds": "Z109", "archival_year": YEAR}
    office.as_("archivist").perform(act.CorrectItem(**said, item=second.item, reason="漏数", pages=9))
    office.as_("archivist").perform(act.WithdrawItem(**said, item=first.item, reason="重新定期限"))
    shown = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    assert [(row.code[-4:], row.pages == 9) for row in shown] == [("0002", True), ("0003", False)]
    store = office.stores.made
    before = store.projections()
    office.as_("system").administration.rebuild()
    assert store.projections() == before
    assert archive(office).withdraw_batch(arranged.batch, "全部重来") == 2
    assert office.as_("archivist").ask(q.ArchiveClasses()) == ()
    assert len(archive(office).dry_run(YEAR).of(LineSort.TO_ARRANGE)) == 3


def test_a_dry_run_says_how_it_differs_from_the_last_one(office):
    first = filed(office)
    assert {line.since for line in archive(office).dry_run(YEAR).lines} == {Since.FIRST}
    second = office.bring_to("file", notice("关于召开会议的通知"))
    said = {line.document: line.since for line in archive(office).dry_run(YEAR).lines}
    assert said == {first: Since.SAME, second: Since.NEW}
    office.as_("archivist").perform(File(dossier=second, retention="10年", archival_code="手编-12"))
    run = archive(office).dry_run(YEAR)
    assert "归档时写的档号是 手编-12" in told(next(line for line in run.lines if line.document == second))
    assert {line.document: line.since for line in run.lines} == {first: Since.SAME, second: Since.CHANGED}
    assert differences(run) == "与上次比，新增 0 份，有变化 1 份，不在里面的 0 份。"
    archive(office).arrange(run, {first})
    assert archive(office).dry_run(YEAR).gone == 1


def test_two_desks_that_gave_one_number_both_keep_it_and_one_is_withdrawn_before_anything_leaves(office):
    filed(office)
    archive(office).arrange(archive(office).dry_run(YEAR))
    other = filed(office, "关于另一台机器整理的办法的通知")
    arrange_elsewhere(office, other)
    rows = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    assert [(row.code, row.contested) for row in rows] == [(FIRST, False), (FIRST, True)]
    assert refusal(lambda: archive(office).named(FIRST)) == "archiving.unknown-item"
    register = office.as_("archivist").archive.keeping.registers()[0]
    assert hold_on(office.as_("archivist")._desk, register, (), frozenset()).contested == {rows[1].item}
    gone = act.WithdrawItem(fonds="Z109", archival_year=YEAR, item=rows[1].item, reason="与一号机冲突")
    office.as_("archivist").perform(gone)
    archive(office).arrange(archive(office).dry_run(YEAR))
    assert codes(office) == [FIRST, SECOND]


def arrange_elsewhere(office: FakeOffice, document: DossierId) -> None:
    """Let another desk of the unit have arranged a document under the first number, and its records have come."""
    store = office.stores.made
    (unit,) = store.units()
    held = Forger(list(store.kept))
    wish = replace(item(1), item=ItemId("elsewhere"), document=document, batch=BatchId("2"))
    actor = Actor(kind=ActorKind.PERSON, person=PersonId("person archivist"), post=PostId("post archivist"))
    signer, journal = held.key_of(office, "archivist"), archive_journal(unit, REGISTER)
    came = held.append(journal, wish, signer, actor=actor, device="desk two", basis=())
    opened = office.office._opened
    opened.recorder.merge((united(store, opened.ports.crypto, unit, stored([came])),))


def test_whoever_may_not_arrange_is_refused_and_the_auditor_reads_by_name_what_they_tried(office):
    filed(office)
    run = archive(office).dry_run(YEAR)
    assert refusal(lambda: office.as_("drafter").archive.arrange(run)) == "policy.role"
    (told,) = office.as_("auditor").ask(q.AuditTrail(outcome=q.AuditOutcome.FAILED))
    assert told.detail.startswith("整理归档")
