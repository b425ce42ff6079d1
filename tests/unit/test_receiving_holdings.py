"""A county archive receives packages of an office that it shares no store with, and keeps them as they came."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from oa_desktop.archive.copies import CopiesInFolder
from oa_desktop.archive.kinds import write_package
from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.actions.keeping import RepairItem
from oa_desktop.domain.actions.reading import GrantReading
from oa_desktop.domain.archives.holdings import HeldFile, HeldItem
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.properties import (
    Answer,
    Checked,
    Criterion,
    Method,
    Property,
    PropertyReport,
    Result,
    Stage,
)
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.partners import write_card
from oa_desktop.domain.ids import ArchiveName, Digest, ItemId, archive_journal
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.office.archiving.accepting import refuse_unfit
from oa_desktop.office.archiving.held import HeldShare
from oa_desktop.office.archiving.holdings import Received
from oa_desktop.office.archiving.vouching import Sender
from oa_desktop.office.pouring import poured
from oa_desktop.security import sm3
from tests.fakes.office import FakeOffice, notice

YEAR = 2026
CODE = "Z109-WS·2026-Y-BGS-0001"
TITLE = "关于第0项管理办法的通知"


def sending(name: str = "清源县人民政府办公室", world: str = "0", *, short: str = "") -> FakeOffice:
    """An office with two items in its archive, the second by its title kept for a short time where one is named."""
    office = FakeOffice(name=name, world=world)
    archive = office.as_("archivist").archive
    archive.adopt_scheme(resources.build_scheme("organ"))
    for title in ("关于第0项管理办法的通知", short or "关于第1项管理办法的通知"):
        document = office.bring_to("file", notice(title))
        office.as_("archivist").perform(File(dossier=document, retention="10年" if title == short else "永久"))
    archive.arrange(archive.dry_run(YEAR))
    return office


def packed(office: FakeOffice, kind: PackageKind, target: Path, *codes: str) -> Path:
    write_package(office.as_("archivist").archive.packages.package(YEAR, codes), kind, target, sm3.hasher)
    return target


@pytest.fixture(scope="module")
def sender() -> FakeOffice:
    return sending()


@pytest.fixture(scope="module")
def folders(sender, tmp_path_factory) -> dict[PackageKind, Path]:
    root = tmp_path_factory.mktemp("sent")
    return {kind: packed(sender, kind, root / kind) for kind in PackageKind}


def receive(office: FakeOffice, folder: Path, *cards: bytes) -> Received:
    room = office.as_("archivist").archive.holdings
    found = room.examine(folder)
    assert found.opened is not None, found.faults
    return room.receive(found.opened, room.test(folder), cards)


def digests(root: Path) -> dict[str, str]:
    return {one.relative_to(root).as_posix(): sm3.digest(one.read_bytes()) for one in root.rglob("*") if one.is_file()}


@pytest.mark.parametrize("kind", PackageKind)
def test_each_kind_of_package_is_kept_byte_for_byte_read_found_and_written_out_the_same(
    sender, folders, tmp_path, kind
):
    archive = FakeOffice(name="清源县档案馆", world=f"馆{kind}")
    came = receive(archive, folders[kind], sender.as_("security").partners.card())
    room = archive.as_("archivist").archive.holdings
    assert (came.again, came.holding.act.outcome, came.holding.act.items) == (False, Outcome.HOLDS, 2)
    assert [one.item.code for one in room.items()] == [CODE, CODE.replace("0001", "0002")]
    assert [one.item.title for one in room.items("第0项")] == [TITLE]
    assert [one.item.code for one in room.items("现将 第0项")] == [CODE], "a word of the text, and one of the title"
    assert [len(list(room.items(words))) for words in ("二〇二六", "第0项 第1项")] == [2, 0]
    row = room.named(CODE)
    item = next(sender.as_("archivist").archive.packages.package(YEAR, (CODE,)).items())
    files = room.files(row)
    same = {one.name: one.data for one in item.files if not one.name.startswith("04-")}
    assert {name: data for name, data in files.items() if name in same} == same
    assert room.verdict(row) is Outcome.HOLDS
    for path, read in room.hand_out(came.holding.act.package).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(read())
    assert digests(tmp_path) == digests(folders[kind])


@pytest.fixture(scope="module")
def county(folders) -> FakeOffice:
    """A county archive that has received the package, and knows nobody who vouches for it."""
    office = FakeOffice(name="清源县档案馆", world="馆")
    receive(office, folders[PackageKind.TRANSFER])
    return office


def refused(office: FakeOffice, folder: Path, *cards: bytes) -> str:
    with pytest.raises(Refused) as told:
        receive(office, folder, *cards)
    return told.value.code


def test_whoever_nobody_vouches_for_is_recorded_as_undecided_and_never_as_sound(county):
    room = county.as_("archivist").archive.holdings
    (held,) = room.held()
    assert (held.act.outcome, held.act.vouched) == (Outcome.UNDECIDED, "")
    assert (held.act.properties, held.act.viruses) == (Result.PERSON, Result.PERSON), "nobody looked"
    assert room.verdict(room.named(CODE)) is Outcome.UNDECIDED


def test_a_package_that_comes_again_changes_nothing(county, folders):
    journal = archive_journal(county.as_("archivist").organisation().unit, county_register(county))
    before = [one.digest for one in county.stores.made.entries(journal)]
    assert receive(county, folders[PackageKind.TRANSFER]).again
    assert [one.digest for one in county.stores.made.entries(journal)] == before


def test_fixity_reads_every_file_of_a_holding_and_the_package_as_it_came_mends_what_went_bad(county, folders):
    keeping, folder = county.as_("archivist").archive.keeping, folders[PackageKind.TRANSFER]
    kept, (held,) = county.stores.made.blobs.contents, county.as_("archivist").archive.holdings.held()
    page, listed = next(folder.rglob("01-正本.pdf")), next(folder.rglob("核验程序.py"))
    good = {sm3.digest(one.read_bytes()): one.read_bytes() for one in (page, listed)}
    kept[sm3.digest(page.read_bytes())] = b"rot"
    del kept[sm3.digest(listed.read_bytes())]
    (report,) = keeping.check()
    assert (report.items, report.passed) == (2, 0)
    assert report.files > held.act.files, "the list of the package and what is searched are read too"
    codes = (CODE, CODE.replace("0001", "0002"))
    named = {(one.code in codes, one.part.rpartition("/")[2], one.fault) for one in report.bad}
    assert named == {(True, "01-正本.pdf", "blob.damaged"), (False, "核验程序.py", "blob.missing")}
    assert keeping.bad(county_holdings(county)) == report.bad
    done = keeping.repair(CopiesInFolder(folder))
    assert (len(done.mended), done.left) == (len(report.bad), ())
    assert {digest: kept[digest] for digest in good} == good
    assert [one.bad for one in keeping.check()] == [()]


def test_fixity_counts_an_item_above_the_clearance_of_who_checks_and_neither_reads_nor_names_it(county):
    archivist = county.as_("archivist")
    (held,), desk = archivist.archive.holdings.held(), archivist.archive.keeping._fixity
    secret = HeldItem(
        item=ItemId("s" * 32), place="密/", code="Z109-WS·2026-Y-BGS-0009", title="密", secrecy=Secrecy.SECRET
    )
    share = HeldShare(holding=held, item=secret, files=(HeldFile(path="密/正本", digest=Digest("5" * 64), size=1),))
    found = desk._chunk(county_holdings(county), [share], lambda: None)
    assert (found.seen, found.items, found.files, found.passed, found.bad) == (1, 0, 0, 1, ())


def county_holdings(county: FakeOffice):
    return county.as_("archivist").archive.keeping.registers()[0]


def test_nothing_is_mended_of_a_package_that_never_came(county):
    said = {"fonds": "Z109", "archival_year": YEAR, "item": ItemId("i" * 32), "package": Digest("p" * 64)}
    action = RepairItem(**said, parts=("正本",), digests=("d" * 64,), origin="备份")
    assert refused_of(lambda: county.as_("archivist").perform(action)) in ("holdings.unknown", "archiving.no-scheme")


def county_register(county: FakeOffice):
    return county.as_("archivist").archive.holdings.held()[0].register


def test_an_item_that_is_here_already_is_named_when_it_comes_in_another_package(county, sender, tmp_path):
    assert refused(county, packed(sender, PackageKind.EEP, tmp_path / "一件", CODE)) == "holdings.duplicate"


def test_a_card_of_the_same_unit_with_another_founding_shows_a_package_to_be_forged(sender, folders):
    archive = FakeOffice(name="清源县档案馆", world="另")
    room = sender.as_("security").partners
    card = replace(room.read_card(room.card()), founding="0" * 64)
    told = write_card(card, room._office.machine.sign)
    assert refused(archive, folders[PackageKind.BAG], told) == "holdings.not-theirs"


def test_only_the_archivist_receives_and_knows_what_was_received(county, folders):
    for account in ("drafter", "registrar", "signer", "auditor"):
        assert refused_of(lambda account=account: county.as_(account).archive.holdings.held()) == "policy.role"
        assert refused_of(lambda account=account: list(county.as_(account).archive.holdings.items())) == "policy.role"


def refused_of(asked) -> str:
    with pytest.raises(Refused) as told:
        asked()
    return told.value.code


def test_a_package_of_another_realm_or_of_the_unit_itself_is_no_holding(sender, folders):
    assert refused(sender, folders[PackageKind.EEP]) == "holdings.own"
    practice = FakeOffice(name="清源县档案馆", world="演", realm=Realm.DEMONSTRATION)
    assert refused(practice, folders[PackageKind.EEP]) == "holdings.other-realm"


def test_the_fonds_of_the_unit_is_not_taken_by_another_and_not_by_two(county, sender, folders, tmp_path):
    own = FakeOffice(name="清源县财政局", world="财")
    own.as_("archivist").archive.adopt_scheme(resources.build_scheme("organ"))
    assert refused(own, folders[PackageKind.EEP]) == "holdings.own-fonds"
    other = sending("清源县民政局", "民")
    assert refused(county, packed(other, PackageKind.EEP, tmp_path / "民")) == "holdings.other-fonds"


def test_a_new_store_of_the_same_office_receives_what_the_old_one_sent(folders):
    new = FakeOffice(world="新")
    new.as_("archivist").archive.adopt_scheme(resources.build_scheme("organ"))
    assert receive(new, folders[PackageKind.EEP]).holding.act.items == 2


def test_a_virus_keeps_the_package_out_by_name(folders):
    archive = FakeOffice(name="清源县档案馆", world="毒")
    viruses = Criterion(
        name="病毒感染", property=Property.SAFETY, method=Method.BY_PROGRAM, stages=(), check="viruses", veto=True
    )
    found = Answer(criterion=viruses, checked=Checked(result=Result.FAILED, count=1, found=("01-正本.pdf",)))
    report = PropertyReport(code=CODE, title=TITLE, stage=Stage.TRANSFER, time="2026-11-23", answers=(found,))
    archive.tested = lambda _path: (report,)
    assert refused(archive, folders[PackageKind.BAG]) == "holdings.infected"
    assert list(archive.as_("archivist").archive.holdings.held()) == []


def test_a_file_that_changes_between_the_look_and_the_receipt_is_not_received(folders, tmp_path):
    archive = FakeOffice(name="清源县档案馆", world="换")
    folder = Path(shutil.copytree(folders[PackageKind.TRANSFER], tmp_path / "移交"))
    room = archive.as_("archivist").archive.holdings
    opened = room.examine(folder).opened
    next(folder.rglob("01-正本.pdf")).write_bytes(b"%PDF-1.7")
    assert refused_of(lambda: room.receive(opened, ())) == "holdings.changed"
    assert room.held() == ()


def test_an_item_that_was_received_is_read_by_whoever_it_is_granted_to_and_by_nobody_else(folders):
    archive = FakeOffice(name="清源县档案馆", world="阅")
    scheme = resources.build_scheme("organ")
    archive.as_("archivist").archive.adopt_scheme(replace(scheme, fonds="Z900"))
    receive(archive, folders[PackageKind.EEP])
    archivist, reader = archive.as_("archivist"), archive.as_("drafter")
    asked = reader.perform(reader.archive.reading.wish("管理办法", "核对条文")).entries[-1]
    item = archivist.archive.holdings.named(CODE).item
    until = archive.clock.time.date().isoformat()
    archivist.perform(GrantReading(**archivist.archive.reading.on(asked), item=item.item, until=until))
    parts = reader.archive.reading.parts(asked)
    assert parts[0].name == "01-正本.pdf"
    assert reader.archive.reading.page(asked, 0) is not None
    assert refused_of(lambda: archive.as_("registrar").archive.reading.parts(asked)) == "reading.unknown"


def test_a_mark_is_kept_as_it_came(tmp_path):
    office = FakeOffice(name="清源县民政局", world="密")
    document = office.bring_to("file", notice("关于某项安排的通知", classification="工作秘密"))
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"))
    archivist.perform(File(dossier=document, retention="30年"))
    archivist.archive.arrange(archivist.archive.dry_run(YEAR))
    archive = FakeOffice(name="清源县档案馆", world="记")
    receive(archive, packed(office, PackageKind.EEP, tmp_path / "密"))
    (row,) = archive.as_("archivist").archive.holdings.items()
    assert (row.item.secrecy, row.item.mark) == (Secrecy.WORK, "工作秘密")


@pytest.mark.parametrize(("grade", "code"), [("非涉密", "holdings.above-grade"), ("秘密", "holdings.clearance")])
def test_what_is_above_the_store_or_above_whoever_receives_does_not_come_in(grade, code):
    archive = FakeOffice(name="清源县档案馆", world=f"非{grade}", grade=SystemGrade(grade))
    sender = Sender(unit="u" * 32, name="清源县民政局", realm=Realm.OFFICIAL, founding="f" * 64)
    item = HeldItem(place="一.xml", code=CODE, title=TITLE, secrecy=Secrecy.SECRET, mark="秘密★1年")
    desk, register = archive.as_("archivist").archive.holdings._desk, ArchiveName(fonds="Z109", year=YEAR)
    assert refused_of(lambda: refuse_unfit(desk, sender, register, (item,))) == code


def test_a_disk_that_is_full_in_the_middle_leaves_no_holding_and_it_is_received_when_there_is_room(folders):
    archive = FakeOffice(name="清源县档案馆", world="满")
    room = archive.as_("archivist").archive.holdings
    opened, before = room.examine(folders[PackageKind.BAG]).opened, dict(room._desk.store.blobs.contents)

    def full(done: int, _all: int) -> None:
        if done == 3:
            raise Unavailable("disk.full", reason="no room")

    with pytest.raises(Unavailable):
        room.receive(opened, (), (), full)
    assert room.held() == ()
    assert room._desk.store.blobs.contents == before, "what had come of it is gone again"
    room._desk.store.blobs.room = 1000
    with pytest.raises(Unavailable, match=r"disk\.no-room"):
        room.receive(opened, ())
    room._desk.store.blobs.room = sum(opened.sizes.values()) + 1000
    assert not room.receive(opened, ()).again


def test_others_write_while_a_package_comes_in_and_what_came_meanwhile_is_not_received_twice(folders):
    archive = FakeOffice(name="清源县档案馆", world="同时")
    room, free = archive.as_("archivist").archive.holdings, []
    opened = room.examine(folders[PackageKind.BAG]).opened

    def another_writes() -> None:
        free.append(room._office.lock.acquire(blocking=False))
        if free[-1]:
            room._office.lock.release()

    def meanwhile(done: int, _all: int) -> None:
        if done == 3:
            other = Thread(target=another_writes)
            other.start()
            other.join()
            receive(archive, folders[PackageKind.EEP])

    assert refused_of(lambda: room.receive(opened, (), (), meanwhile)) == "holdings.duplicate"
    assert free == [True], "nobody waits for whole files"
    assert len(room.held()) == 1


@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_what_is_poured_piece_by_piece_is_read_as_one_file_and_no_piece_is_made_before_its_turn(size):
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for one in range(3):
            made.append(one)
            yield b"" if one == 1 else bytes([65 + one]) * 10_000

    file = poured(pieces())
    read = [file.read(size)]
    assert made == ([0] if size < 10_000 else [0, 1, 2])
    read += iter(partial(file.read, size), b"")
    assert b"".join(read) == b"A" * 10_000 + b"C" * 10_000
    assert poured(()).read() == b""
