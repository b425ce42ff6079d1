"""What is printed of the archive: lists of items, and what lies in and stands on its boxes."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from oa_desktop.bootstrap import resources
from oa_desktop.catalogue.archives import check_archives
from oa_desktop.domain.actions.archiving import CorrectItem, PlaceItems, WithdrawItem
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.columns import DayForm, ReceivingColumn
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.receiving import ReceivingFile
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.papers.papers import Paper
from tests.fakes.office import FakeOffice, notice

REGISTER = ArchiveName(fonds="Z109", year=2026)
ALL = Wanted(register=REGISTER)
TITLES = ("关于印发管理办法的通知", "关于印发工作规则的通知", "关于印发工作制度的通知")


@pytest.fixture(scope="module")
def arranged() -> FakeOffice:
    """An office with three permanent items, the first two of them in a box."""
    office = FakeOffice()
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"))
    for title in TITLES:
        office.as_("archivist").perform(File(dossier=office.bring_to("file", notice(title)), retention="永久"))
    archivist.archive.arrange(archivist.archive.dry_run(2026))
    place = PlaceItems(
        fonds="Z109", archival_year=2026, retention=Retention.PERMANENT, division="BGS", first=1, through=2, box="7"
    )
    archivist.perform(place)
    return office


def made(
    office: FakeOffice, book: ArchiveBook, wanted: Wanted = ALL, file: BookFile | ReceivingFile = BookFile.PRINT
) -> str:
    return office.as_("archivist").archive_books.made(book, wanted, file).decode("utf-8", "replace")


def refusal(office: FakeOffice, book: ArchiveBook, wanted: Wanted = ALL) -> str:
    with pytest.raises(Refused) as refused:
        made(office, book, wanted)
    return refused.value.code


def test_a_catalogue_has_a_line_for_every_item_in_the_columns_of_the_archive(arranged):
    lines = made(arranged, ArchiveBook.CATALOGUE, file=BookFile.CSV).lstrip("\ufeff").splitlines()
    assert lines[0] == "序号,档号,文号,责任者,题名,日期,密级,页数,备注"
    assert [line.split(",")[1] for line in lines[1:]] == [f"Z109-WS·2026-Y-BGS-000{n}" for n in (1, 2, 3)]
    assert re.search(r",\d{8},", lines[1])


def test_a_catalogue_has_the_columns_that_the_receiving_archive_wants(arranged):
    wanted = Wanted(register=REGISTER, columns=resources.build_columns("item"))
    head, first, *_ = made(arranged, ArchiveBook.CATALOGUE, wanted, BookFile.CSV).lstrip("\ufeff").splitlines()
    assert head == "顺序号,档号,文件编号,责任者,题名,形成日期,保管期限,密级,页数,载体类型,开放状态,备注"
    assert first.startswith("1,Z109-WS·2026-Y-BGS-0001,") and ",Y,公开," in first and ",未鉴定," in first
    lines = etree.fromstring(made(arranged, ArchiveBook.CATALOGUE, wanted, ReceivingFile.XML).encode())
    assert (lines.tag, [one.tag for one in lines]) == ("文件目录", ["文件"] * 3)
    assert [one.text or "" for one in lines[0]] == first.split(",")


def test_the_page_of_a_catalogue_says_above_its_columns_what_all_items_have_in_common(arranged):
    page = made(arranged, ArchiveBook.CATALOGUE, Wanted(register=REGISTER, retention="永久", box="7"))
    for said in ("label='全宗号', value='Z109'", "label='盒号', value='7'", "label='保管期限', value='永久'", "共2件"):
        assert said in page
    assert "label='盒号', value=''" in made(arranged, ArchiveBook.CATALOGUE)


def test_a_transfer_list_is_signed_by_both_sides(arranged):
    page = made(arranged, ArchiveBook.TRANSFER)
    assert page.index("移交单位（章）") < page.index("接收单位（章）") < page.index("接收日期")


def test_only_items_whose_years_are_over_stand_in_the_list_of_what_has_ended(arranged):
    assert refusal(arranged, ArchiveBook.ENDED) == "archiving.nothing-listed"


@pytest.mark.parametrize("book", [ArchiveBook.COVER, ArchiveBook.SPINE])
def test_a_box_says_on_its_cover_and_spine_what_lies_in_it(arranged, book):
    page = made(arranged, book, Wanted(register=REGISTER, spine_mm=50))
    assert page.count("BoxLabel") == 1, "the third item lies in no box"
    for said in (book.value, "first='0001'", "last='0002'", "box='7'", "spine_mm=50", "division='办公室'"):
        assert said in page


def test_the_notes_of_a_box_say_how_much_lies_in_it_and_who_arranged_it_and_leave_the_check_open(arranged):
    page = made(arranged, ArchiveBook.NOTES)
    name = arranged.as_("archivist").standing.name
    for said in ("本盒共2件", "件号0001—0002", f"label='整理人', value='{name}'", "label='检查人', value=''"):
        assert said in page


def test_boxes_are_taken_along_as_a_table(arranged):
    lines = made(arranged, ArchiveBook.SPINE, file=BookFile.CSV).splitlines()
    assert lines[1].startswith("7,Z109,")


def test_items_that_lie_in_no_box_have_no_spine(arranged):
    rows = arranged.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    assert [row.box for row in rows] == ["7", "7", ""]
    assert refusal(arranged, ArchiveBook.SPINE, Wanted(register=REGISTER, box="8")) == "archiving.nothing-listed"


def test_that_a_catalogue_leaves_is_recorded(arranged):
    auditor = arranged.as_("auditor")
    assert arranged.as_("archivist").archive_books.hand_out(ArchiveBook.CATALOGUE, ALL, BookFile.WORKBOOK)
    latest = next(row for row in auditor.ask(q.AuditTrail()) if row.act == "输出")
    assert latest.detail == "归档文件目录（电子表格，Z109 2026年）"


def test_the_archival_copy_carries_the_stamp_of_the_item_and_the_sealed_original_stays_byte_for_byte(arranged):
    row = arranged.as_("archivist").ask(q.ArchiveItems(register=REGISTER))[2]
    papers, sealed = arranged.as_("archivist").papers, arranged.state(row.document).sealed.rendering
    before = bytes(arranged.stores.made.blobs.read(sealed))
    stamped = papers.hand_out(row.document, Paper.STAMPED)
    rows = (("Z109", "2026", "0003"), ("办公室", "永久", str(row.pages)))
    assert stamped == before + f" stamp {rows}".encode()
    assert arranged.state(row.document).sealed.rendering == sealed
    assert arranged.stores.made.blobs.read(sealed) == before


def test_what_is_no_item_has_no_archival_copy(arranged):
    with pytest.raises(Refused) as refused:
        arranged.as_("drafter").papers.made(arranged.draft(), Paper.STAMPED)
    assert refused.value.code == "archiving.not-arranged"


def test_the_form_of_the_hand_over_counts_items_pages_and_bytes(arranged):
    rows = arranged.as_("archivist").ask(q.ArchiveItems(register=REGISTER))
    held = [arranged.as_("archivist").archive.item(row.item).act.parts for row in rows]
    size = sum(len(arranged.stores.made.blobs.read(one.digest)) for parts in held for one in parts if one.digest)
    lines = made(arranged, ArchiveBook.REGISTRATION, file=BookFile.CSV).splitlines()
    assert f"移交件数,{len(rows)}件" in lines
    assert f"移交页数,{sum(row.pages for row in rows)}页" in lines
    assert any(line.startswith(f"移交数据量,{size}字节") for line in lines)
    assert f"value='{rows[0].code}至{rows[-1].code}'" in made(arranged, ArchiveBook.REGISTRATION)


def test_no_list_leaves_while_a_number_is_vacant(arranged):
    session = arranged.as_("archivist")
    first = session.ask(q.ArchiveItems(register=REGISTER))[0]
    said = {"fonds": "Z109", "archival_year": 2026, "item": first.item}
    session.perform(CorrectItem(**said, title="关于印发办法的通知", reason="校核"))
    assert "校核" in made(arranged, ArchiveBook.NOTES)
    session.perform(WithdrawItem(**said, reason="重复"))
    for book in ArchiveBook:
        assert refusal(arranged, book) == "archiving.vacancy"


DAYS = {"八位数字": "20260312", "年-月-日": "2026-03-12", "年月日": "2026年3月12日"}


@pytest.mark.parametrize("form", DAYS)
def test_a_receiving_archive_says_how_days_are_written(form):
    column = ReceivingColumn(title="日期", field="日期", days=DayForm(form), instead={})
    assert (column.text({"日期": "2026-03-12"}), column.text({"日期": ""})) == (DAYS[form], "")


BROKEN = {
    "a field that nobody has": ("取自: 档号", "取自: 库位"),
    "a title twice": ("标题: 文件编号", "标题: 档号"),
    "a title that is no element": ("标题: 密级", "标题: 密 级"),
    "neither field nor words": (", 固定: 未鉴定", ""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_columns_that_are_written_wrong_are_told_by_line(tmp_path, case):
    old, new = BROKEN[case]
    path = tmp_path / "columns" / "馆.yaml"
    path.parent.mkdir()
    text = (resource_path("archives") / "columns" / "item.yaml").read_text("utf-8")
    path.write_text(text.replace(f"{{{old}", f"{{{new}").replace(old, new) if old in text else text, "utf-8")
    assert check_archives(path) and check_archives(resource_path("archives") / "columns" / "item.yaml") == ()
    with pytest.raises(Refused, match=r"resource\.faulty"):
        resources.build_columns(str(path))
