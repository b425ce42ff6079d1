"""What a county archive received and kept long enough is destroyed by many hands, item by item; its line stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain import canonical
from oa_desktop.domain.actions.holdings import KeepHoldings
from oa_desktop.domain.actions.keeping import ApproveDisposal, SuperviseDisposal
from oa_desktop.domain.archives.disposed import destroyed_holdings
from oa_desktop.domain.archives.holdings import HeldFile, HeldItem, HoldingList
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.beside import named_contents
from oa_desktop.domain.entry import Head
from oa_desktop.domain.ids import DeviceId, Digest, ItemId, PersonId, archive_journal
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.disposal_acts import due, listing
from oa_desktop.office.archiving.disposal_book import DisposalLine
from oa_desktop.office.archiving.kept_words import DESTROYED, TO_APPROVE
from oa_desktop.office.books.shelf import BookFile
from tests.fakes.office import FakeOffice
from tests.unit.test_keeping_the_archive import years_later
from tests.unit.test_receiving_holdings import CODE, packed, receive, refused_of, sending

SHORT = "Z109-WS·2026-D10-BGS-0001"
GROUP = (PersonId("person archivist"), PersonId("person reviewer"))
TITLE = "关于汛期值班安排的通知"
WHY = "到期，无继续保存价值"
SECOND = Digest("b" * 64)


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A package with an item for ever and one for ten years."""
    return packed(sending(short=TITLE), PackageKind.TRANSFER, tmp_path_factory.mktemp("sent") / "移交")


@pytest.fixture
def county(sent) -> FakeOffice:
    """A county archive that holds it eleven years later."""
    office = FakeOffice(name="清源县档案馆", world="馆")
    receive(office, sent)
    years_later(office, 11)
    return office


def digests_of(office: FakeOffice, code: str) -> set[Digest]:
    room = office.as_("archivist").archive.holdings
    return {office.as_("archivist")._desk.crypto.digest(one) for one in room.files(room.named(code)).values()}


def book_of(office: FakeOffice) -> DisposalLine:
    (line,) = office.as_("archivist").archive.keeping.disposal_book().rows
    return line


def agreed(office: FakeOffice) -> DisposalLine:
    """The list of what is due, drawn up, approved, and signed for by two."""
    archivist = office.as_("archivist")
    archivist.perform(listing(archivist, due(archivist), GROUP, WHY))
    line = book_of(office)
    of = {"disposal": line.disposal, "fonds": line.register.fonds, "archival_year": line.register.year}
    assert (line.stage, line.named) == (TO_APPROVE, f"1件：{SHORT}")
    office.as_("signer").perform(ApproveDisposal(**of, opinion="同意"))
    office.as_("registrar").perform(SuperviseDisposal(**of, method="删除密钥和文件", place="库房"))
    office.confirm("reviewer")
    return line


def test_what_is_kept_for_ever_or_not_long_enough_is_not_listed_and_two_supervisors_are_needed(county):
    archivist = county.as_("archivist")
    assert due(archivist) == (SHORT,)
    assert refused_of(lambda: archivist.perform(listing(archivist, (CODE,), GROUP, WHY))) == "disposal.permanent"
    assert refused_of(lambda: archivist.perform(listing(archivist, (SHORT,), GROUP[:1], WHY))) == "disposal.appraisers"
    archivist.perform(listing(archivist, (SHORT,), GROUP, WHY))
    assert due(archivist) == (), "what is listed already is not proposed again"
    destroy = archivist.archive.keeping.destroy
    assert refused_of(lambda: destroy(book_of(county).disposal)) == "disposal.not-approved"
    county.clock.time = county.clock.time.replace(year=2030)
    assert refused_of(lambda: archivist.perform(listing(archivist, (SHORT,), GROUP, WHY))) == "disposal.too-early"


def test_its_files_and_words_are_gone_what_others_need_stays_and_the_line_is_kept_for_ever(county):
    archivist = county.as_("archivist")
    gone, kept = digests_of(county, SHORT), digests_of(county, CODE)
    line = agreed(county)
    done = archivist.archive.keeping.destroy(line.disposal)
    blobs, room = county.stores.made.blobs.contents, archivist.archive.holdings
    assert (done.items, done.contents) == (1, len(gone - kept) + 1), "and the words of the package as they were"
    assert not (gone - kept) & blobs.keys()
    assert kept <= blobs.keys()
    assert [(row.item.code, row.is_gone) for row in room.items()] == [(SHORT, True), (CODE, False)]
    assert [row.item.code for row in room.items("现将")] == [CODE], "nothing of its text is found any more"
    assert refused_of(lambda: room.files(room.named(SHORT))) == "disposal.gone"
    assert refused_of(lambda: room.hand_out(room.held()[0].act.package)) == "disposal.gone"
    assert [(one.items, one.passed, one.bad) for one in archivist.archive.keeping.check()] == [(1, 0, ())]
    assert book_of(county).stage == DESTROYED
    assert archivist.archive.keeping.destroy(line.disposal).contents == 0
    printed = archivist.archive_books.made(
        ArchiveBook.DISPOSED, Wanted(register=line.register, disposal=line.disposal), BookFile.CSV
    ).decode("utf-8-sig")
    assert all(words in printed for words in (SHORT, "已销毁", TITLE, "11年"))


def test_nothing_is_missed_of_what_was_destroyed_and_everything_else_would_be(county):
    line = agreed(county)
    county.as_("archivist").archive.keeping.destroy(line.disposal)
    journal = archive_journal(county.as_("archivist").organisation().unit, line.register)
    entries = [one.entry for one in county.stores.made.entries(journal)]
    named = {digest for one in entries for digest in named_contents(one)}
    missing = {(journal, one) for one in named - county.stores.made.blobs.contents.keys()}
    assert missing
    assert missing == destroyed_holdings(entries)


def again(office: FakeOffice, digest: Digest) -> None:
    """A second package comes, of one item, with a file that an item of the first had too."""
    archivist = office.as_("archivist")
    keep, (first,) = office.stores.made.blobs.keep, archivist.archive.holdings.held()
    item = HeldItem(
        item=ItemId("again"), place="02/", code=SHORT.replace("0001", "0002"), title=TITLE, retention="10年"
    )
    listed = HoldingList(items=(item,), files=(HeldFile(path="02/正本.pdf", digest=digest, size=1),)).encode()
    contents = (keep(listed), keep(b"[]"), keep(canonical.encode({})))
    came = replace(first.act, package=SECOND, items=1, files=1, contents=contents)
    archivist.perform(came)
    archivist.perform(
        KeepHoldings(fonds=came.fonds, archival_year=came.archival_year, package=SECOND, contents=(digest,))
    )


def test_what_was_destroyed_then_and_came_again_with_another_package_is_kept_and_would_be_missed(county):
    archivist, blobs = county.as_("archivist"), county.stores.made.blobs
    digest = min(digests_of(county, SHORT) - digests_of(county, CODE))
    data, line = blobs.contents[digest], agreed(county)
    archivist.archive.keeping.destroy(line.disposal)
    assert blobs.keep(data) == digest
    again(county, digest)
    assert archivist.archive.keeping.destroy(line.disposal).contents == 0
    assert digest in blobs.contents, "going on with a list destroys nothing that came since"
    journal = archive_journal(archivist.organisation().unit, line.register)
    entries = [one.entry for one in county.stores.made.entries(journal)]
    assert (journal, digest) not in destroyed_holdings(entries)
    *before, came = entries
    keeps = next(one for one in entries if one.kind == came.kind)
    destroys = next(one for one in entries if one.kind == "dispose-item")
    seen = (Head(device=destroys.device, seq=destroys.seq - 1, digest=destroys.prev),)
    beside = {"device": DeviceId(""), "seq": 1, "basis": seen}
    assert (journal, digest) not in destroyed_holdings([*before, replace(came, **beside)]), "whoever destroyed saw none"
    again_kept = replace(keeps, id=came.id, **beside, attachments=(digest,))
    assert (journal, digest) in destroyed_holdings([*before, again_kept]), "the same package, kept at two desks"
