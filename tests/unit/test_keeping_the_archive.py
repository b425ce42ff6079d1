"""The archive is kept: what went bad is named and mended, and what was kept long enough is destroyed by many hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

import pytest

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions import keeping as act
from oa_desktop.domain.actions.archiving import CorrectItem, WithdrawItem
from oa_desktop.domain.actions.custody import LendCopy
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.actions.supervising import Supervise
from oa_desktop.domain.archives.disposal import Hold, refuse_held
from oa_desktop.domain.archives.register import ItemState
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import (
    NO_DISPOSAL,
    ArchiveName,
    Digest,
    DisposalId,
    DossierId,
    ItemId,
    PersonId,
    archive_journal,
)
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.disposable import hold_on
from oa_desktop.office.archiving.repairing import BEFORE
from oa_desktop.office.books.shelf import BookFile
from tests.fakes.exchanging import OUT
from tests.fakes.incoming import INCOMING
from tests.fakes.journals import take_in
from tests.fakes.office import FLOW, FakeOffice, notice

YEAR = 2026
REGISTER = ArchiveName(fonds="Z109", year=YEAR)
GROUP = (PersonId("person archivist"), PersonId("person reviewer"))
HOW = {"method": "粉碎、删除密钥", "place": "档案室"}


class CalledOff(Exception):
    """Somebody pressed 停止."""


class Copies:
    """A good copy with some contents."""

    name = "移交2026"

    def __init__(self, *contents: bytes) -> None:
        self.contents = contents

    def sealed(self, _: str) -> BinaryIO | None:
        return None

    def plain(self, digest_of: Callable[[bytes], Digest]) -> Iterator[tuple[Digest, Callable[[], BinaryIO]]]:
        for one in self.contents:
            yield digest_of(one), partial(BytesIO, one)


def refusal(attempt: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        attempt()
    return refused.value.code


def keeping(office: FakeOffice, account: str = "archivist"):
    return office.as_(account).archive.keeping


def register_of(office: FakeOffice):
    (register,) = keeping(office).registers()
    return register


def item_of(office: FakeOffice, document: DossierId):
    found = register_of(office).item_of(document)
    assert found is not None
    return found


def archived(office: FakeOffice, *retentions: str) -> tuple[DossierId, ...]:
    """Documents that were filed and arranged."""
    office.as_("archivist").archive.adopt_scheme(resources.build_scheme("organ"))
    documents = tuple(
        office.bring_to("file", notice(f"关于第{number}件的通知")) for number, _ in enumerate(retentions, start=1)
    )
    for document, retention in zip(documents, retentions, strict=True):
        office.as_("archivist").perform(File(dossier=document, retention=retention))
    archive = office.as_("archivist").archive
    archive.arrange(archive.dry_run(YEAR))
    return documents


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def blobs(office: FakeOffice) -> dict[Digest, bytes]:
    return office.stores.made.blobs.contents


def test_a_check_names_every_bad_file_by_code_and_part_and_a_good_copy_mends_it(office):
    document, other = archived(office, "永久", "30年")
    assert [(one.items, one.bad) for one in keeping(office).check()] == [(2, ())]
    part = next(one for one in item_of(office, document).act.parts if one.digest)
    good = blobs(office)[part.digest]
    blobs(office)[part.digest] = b"rot"
    lost = next(one for one in item_of(office, other).act.parts if one.digest and one.digest != part.digest)
    gone = blobs(office).pop(lost.digest)
    (report,) = keeping(office).check()
    code, second = item_of(office, document).code, item_of(office, other).code
    assert {(one.code, one.part, one.fault) for one in report.bad} == {
        (code, part.name, "blob.damaged"),
        (second, lost.name, "blob.missing"),
    }
    fixity = register_of(office).fixity
    assert fixity is not None
    assert (fixity.act.items, fixity.act.faulty, len(fixity.act.heads)) == (2, 2, 1)
    assert keeping(office).bad(register_of(office)) == report.bad
    done = keeping(office).repair(Copies(b"something else", good))
    assert [one.part for one in done.mended] == [part.name]
    assert [one.code for one in done.left] == [second]
    assert keeping(office).repair(Copies(gone)).left == ()
    assert blobs(office)[part.digest] == good
    assert [one.bad for one in keeping(office).check()] == [()]


def test_what_another_desk_carried_here_mends_what_lies_in_it_and_only_the_archivist_opens_it(office):
    document = archived(office, "永久")[0]
    package = office.as_("registrar").desks.make(OUT).data
    part = next(one for one in item_of(office, document).act.parts if one.digest)
    good, blobs(office)[part.digest] = blobs(office)[part.digest], b"rot"
    keeping(office).check()
    done = keeping(office).repair(keeping(office).carried_copies("交换包", package))
    assert ([one.part for one in done.mended], done.left, blobs(office)[part.digest]) == ([part.name], (), good)
    with pytest.raises(Refused, match=r"policy\.role"):
        keeping(office, "registrar").carried_copies("交换包", package)


def test_what_came_back_without_being_recorded_is_recorded_by_the_next_repair_and_once(office):
    (document,) = archived(office, "永久")
    part = next(one for one in item_of(office, document).act.parts if one.digest)
    good = blobs(office)[part.digest]
    blobs(office)[part.digest] = b"rot"
    keeping(office).check()
    blobs(office)[part.digest] = good
    for _ in range(2):
        assert keeping(office).repair(Copies()).mended == ()
    journal = archive_journal(office.as_("archivist").organisation().unit, REGISTER)
    repairs = [one.entry for one in office.stores.made.entries(journal) if one.entry.kind == "repair-item"]
    assert [read_action(one).origin for one in repairs] == [BEFORE]


def test_a_repair_first_checks_what_nobody_has_read_and_only_the_archivist_checks(office):
    (document,) = archived(office, "永久")
    part = next(one for one in item_of(office, document).act.parts if one.digest)
    good, blobs(office)[part.digest] = blobs(office)[part.digest], b"rot"
    assert [one.part for one in keeping(office).repair(Copies(good)).mended] == [part.name]
    keeping(office).check()
    blobs(office)[part.digest] = b"rot"
    assert keeping(office).repair(Copies(good)).mended == (), "what was read waits for the next check"
    other, archive = office.bring_to("file", notice("关于后来一件的通知")), office.as_("archivist").archive
    office.as_("archivist").perform(File(dossier=other, retention="30年"))
    archive.arrange(archive.dry_run(YEAR))
    assert [one.part for one in keeping(office).repair(Copies(good)).mended] == [part.name]
    assert refusal(office.as_("drafter").archive.keeping.check) == "policy.role"


def test_a_check_that_was_called_off_goes_on_where_it_stopped(office):
    archived(office, "永久", "永久", "永久")
    seen: list[int] = []

    def stop(done: int, _: int) -> None:
        seen.append(done)
        if done:
            raise CalledOff

    desk = keeping(office)._fixity
    with pytest.raises(CalledOff):
        desk.check(REGISTER, stop, chunk=2)
    assert register_of(office).fixity is None
    assert [(one.seen, one.items) for one in keeping(office).under_way()] == [(2, 2)]
    *before, last = register_of(office).items.items()
    others = replace(register_of(office), items=dict((last, *before)))
    assert desk.begun(others).seen == 0, "another stands there now, and is not passed over"
    later: list[int] = []
    report = desk.check(REGISTER, lambda done, _: later.append(done), chunk=2)
    assert (report.items, later[0], register_of(office).fixity.act.items) == (3, 2, 3)
    assert keeping(office).under_way() == ()
    with pytest.raises(CalledOff):
        desk.check(REGISTER, stop, chunk=2)
    begins: list[int] = []
    keeping(office).check(step=lambda done, _: begins.append(done), anew=True)
    assert (begins[0], keeping(office).under_way()) == (0, ()), "what was left is ended, and begun again"


def listing(office: FakeOffice, *documents: DossierId, **more: Any) -> DisposalId:
    items = tuple(item_of(office, one).id for one in documents)
    said = {"fonds": REGISTER.fonds, "archival_year": YEAR, "opinion": "到期，无继续保存价值", "appraisers": GROUP}
    office.as_("archivist").perform(act.ListDisposal(**{**said, **more}, disposal=NO_DISPOSAL, items=items))
    return list(register_of(office).disposals)[-1]


def approve(office: FakeOffice, disposal: DisposalId, account: str = "signer") -> None:
    office.as_(account).perform(
        act.ApproveDisposal(fonds=REGISTER.fonds, archival_year=YEAR, disposal=disposal, opinion="同意")
    )


def supervise(office: FakeOffice, disposal: DisposalId, account: str = "registrar") -> None:
    office.as_(account).perform(act.SuperviseDisposal(disposal=disposal, fonds="", archival_year=0, **HOW))


def years_later(office: FakeOffice, years: int) -> None:
    """Let years go by, in which everybody went on choosing passwords."""
    office.clock.time = office.clock.time.replace(year=YEAR + years)
    office.slots.chosen.clear()


def test_nothing_is_listed_that_is_kept_for_ever_or_not_long_enough_or_is_lent(office):
    permanent, short = archived(office, "永久", "10年")
    assert refusal(lambda: listing(office, short)) == "disposal.too-early"
    years_later(office, 11)
    office.sign_in_again("archivist")
    assert refusal(lambda: listing(office, permanent)) == "disposal.permanent"
    assert refusal(lambda: listing(office, short, appraisers=GROUP[:1])) == "disposal.appraisers"
    assert refusal(lambda: listing(office, short, opinion=" ")) == "disposal.no-opinion"
    assert refusal(lambda: listing(office)) == "disposal.how-many"


def test_nothing_is_listed_of_which_a_copy_is_lent(office):
    (short,) = archived(office, "10年")
    years_later(office, 11)
    due = f"{YEAR + 11}-12-01"
    person, leader = PersonId("person drafter"), PersonId("person signer")
    office.as_("registrar").perform(LendCopy(document=short, borrower=person, due=due, approved_by=leader))
    assert refusal(lambda: listing(office, short)) == "disposal.lent"


@pytest.mark.parametrize(
    ("hold", "code"),
    [
        (Hold(contested=frozenset({ItemId("1")})), "disposal.contested"),
        (Hold(lent=frozenset({DossierId("a")})), "disposal.lent"),
        (Hold(open_matters=frozenset({DossierId("a")})), "disposal.open-matter"),
        (Hold(needed=frozenset({DossierId("a")})), "disposal.needed"),
    ],
)
def test_an_item_stays_that_is_contested_lent_open_or_needed_by_another(hold, code):
    assert refusal(lambda: refuse_held(hold, ItemId("1"), DossierId("a"), "0001")) == code
    refuse_held(hold, ItemId("2"), DossierId("b"), "0002")


def agreed(office: FakeOffice, *documents: DossierId) -> DisposalId:
    """A list that was drawn up, approved, and signed for by two."""
    disposal = listing(office, *documents)
    approve(office, disposal)
    supervise(office, disposal)
    office.confirm("reviewer")
    return disposal


def test_what_has_come_to_be_needed_since_the_list_was_agreed_on_is_not_destroyed_by_the_door_alone(office):
    first, second = archived(office, "10年", "10年")
    years_later(office, 11)
    said = {"fonds": REGISTER.fonds, "archival_year": YEAR, "disposal": agreed(office, first, second)}
    lent = {"due": f"{YEAR + 11}-12-01", "approved_by": PersonId("person signer")}
    office.as_("registrar").perform(LendCopy(document=first, borrower=PersonId("person drafter"), **lent))
    archivist, held, free = office.as_("archivist"), item_of(office, first).id, item_of(office, second).id
    assert refusal(lambda: archivist.perform(act.DisposeItem(**said, item=held))) == "disposal.lent"
    archivist.perform(act.DisposeItem(**said, item=free))
    assert [item_of(office, one).is_kept for one in (first, second)] == [True, False]


def test_the_office_knows_of_a_request_that_its_answer_needs_it_and_that_a_matter_of_it_is_open():
    office = FakeOffice(flows={one.id: one for one in (FLOW, INCOMING)})
    take_in(office)
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"))
    answer = next(one.dossier for one in archivist.ask(q.ToDo(limit=99)) if office.state(one.dossier).answers)
    request = office.state(answer).answers
    archivist.perform(File(dossier=answer, retention="30年"))
    archivist.archive.arrange(archivist.archive.dry_run(YEAR))
    gathered, item = partial(hold_on, archivist._desk, register_of(office)), item_of(office, answer)
    assert gathered((item,), frozenset({request})) == Hold(needed=frozenset({request}))
    assert gathered((item,), frozenset({request, answer})) == Hold()
    seen_to = office.bring_to("office", notice("关于防汛的通知"))
    office.as_("reviewer").perform(Supervise(dossier=seen_to, matter="报告", people=(PersonId("person head"),)))
    of_it = replace(item, act=replace(item.act, document=seen_to))
    assert gathered((of_it,), frozenset({request, answer})) == Hold(open_matters=frozenset({seen_to}))


def test_a_list_is_destroyed_only_when_approved_and_supervised_by_two_others_and_its_lines_stay(office):
    permanent, short = archived(office, "永久", "10年")
    kept = {one.digest for one in item_of(office, permanent).act.parts}
    years_later(office, 11)
    disposal = listing(office, short)
    assert refusal(lambda: keeping(office).destroy(disposal)) == "disposal.not-approved"
    assert refusal(lambda: supervise(office, disposal)) == "disposal.not-approved"
    approve(office, disposal)
    assert refusal(lambda: approve(office, disposal)) == "disposal.approved-already"
    assert refusal(lambda: keeping(office).destroy(disposal)) == "disposal.not-supervised"
    assert refusal(lambda: supervise(office, disposal, "archivist")) == "disposal.own-list"
    supervise(office, disposal)
    assert refusal(lambda: keeping(office).destroy(disposal)) == "disposal.not-supervised"
    (asked,) = office.as_("reviewer").organisation().asked
    assert refusal(lambda: office.as_("archivist").perform(Confirm(asked=asked.id))) == "disposal.own-list"
    office.confirm("reviewer")
    item = item_of(office, short)
    gone = {one.digest for one in item.act.parts if one.digest} - kept
    done = keeping(office).destroy(disposal[:8])
    assert (done.items, done.contents >= len(gone)) == (1, True)
    assert not gone & blobs(office).keys()
    assert item_of(office, short).state is ItemState.DISPOSED
    assert keeping(office).destroy(disposal).contents == 0
    rows = office.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    assert {row.code: row.state for row in rows}[item.code] == "已销毁"
    said = {"fonds": REGISTER.fonds, "archival_year": YEAR, "item": item.id, "reason": "补"}
    assert refusal(lambda: office.as_("archivist").perform(CorrectItem(**said, pages=3))) == "disposal.gone"
    assert refusal(lambda: office.as_("archivist").perform(WithdrawItem(**said))) == "disposal.gone"
    assert [(one.items, one.bad) for one in keeping(office).check()] == [(1, ())]
    assert [one.code for one in office.as_("archivist").archive.packages.package(YEAR).lines] == [
        item_of(office, permanent).code
    ]
    books = office.as_("archivist").archive_books
    page = books.made(ArchiveBook.DISPOSED, Wanted(register=REGISTER), BookFile.PRINT).decode("utf-8", "replace")
    signed = {"批准人、日期": r"签发员\u30002037-04-16", "监销人、日期": r"登记编号员、核稿员\u30002037-04-16"}
    assert [label for label in signed if f"label='{label}', value='{signed[label]}'" not in page] == []
    assert books.made(ArchiveBook.DISPOSED, Wanted(register=REGISTER, disposal=disposal), BookFile.CSV)
    ended = partial(books.made, ArchiveBook.ENDED, Wanted(register=REGISTER), BookFile.CSV)
    assert refusal(ended) == "archiving.nothing-listed"
