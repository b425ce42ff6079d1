"""The books (登记簿): who stands in them, how they are written out, and that nothing leaves without a record."""

from __future__ import annotations

import csv
import io
import json

import pytest

from oa_desktop.catalogue.books import check_book, load_books
from oa_desktop.domain.actions.incoming import RegisterIncoming
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm, realm_note
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.books.books import MATTER_COLUMNS, READER_COLUMNS, Book, plain_book
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.lists.columns import COLUMNS
from oa_desktop.office.lists.outlines import Filter, Grouping, Outline
from oa_desktop.office.queries import AuditTrail, OutgoingRegister
from tests.builders import says
from tests.fakes.incoming import received, receiving
from tests.fakes.office import FakeOffice, notice

OUTGOING = "发文登记簿"


def about(subject: str, **elements: object) -> Manuscript:
    return notice(f"清源县人民政府办公室关于{subject}的通知", **elements)


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    """Two papers that have numbers, the first of them filed, and a draft."""
    office = FakeOffice()
    filed = office.bring_to("file", about("植树", urgency="特急"))
    office.step(filed)
    office.bring_to("seal", about("防火"))
    office.draft(about("值班"))
    return office


def lines(office: FakeOffice, book: Book, outline: Outline | None = None) -> list[tuple[str, ...]]:
    written = office.as_("registrar").shelf.written(book, outline or book.outline)
    return [line for part in written.parts for line in part.lines]


def outgoing(office: FakeOffice) -> Book:
    return office.as_("registrar").shelf.books[OUTGOING]


def test_the_outgoing_book_names_every_numbered_paper_in_the_order_of_its_number(office: FakeOffice) -> None:
    first, second = lines(office, outgoing(office))
    assert first[:4] == ("1", "2026-04-16", "清政办发〔2026〕1号", "清源县人民政府办公室关于植树的通知")
    assert second[:4] == ("2", "2026-04-16", "清政办发〔2026〕2号", "清源县人民政府办公室关于防火的通知")
    assert first[5:] == ("特急", "各乡镇人民政府", "30", "秘书科", "签发员", "2026-04-16", "")
    assert second[7] == second[10] == ""


def test_a_book_that_is_narrowed_says_to_what(office: FakeOffice) -> None:
    outline = Outline(of=OutgoingRegister, filter=Filter(urgency="特急", since="2026-01-01", until="2026-12-31"))
    written = office.as_("registrar").shelf.written(outgoing(office), outline)
    assert written.count == 1
    footer = written.form("清源县", "2026-05-01").footer
    assert footer == "紧急程度“特急”，拟稿日期2026-01-01至2026-12-31　共1件　2026-05-01打印"


def test_a_grouped_book_has_heads_on_paper_and_a_column_in_a_table(office: FakeOffice) -> None:
    book = plain_book("清单", ("文号",))
    outline = Outline(of=OutgoingRegister, grouping=Grouping.URGENCY)
    written = office.as_("registrar").shelf.written(book, outline)
    assert [part.head for part in written.parts] == ["特急", ""]
    assert [row.cells[0].label for row in written.form("", "").rows] == ["特急　1件", "", "（空）　1件", ""]
    (table,) = written.tables()
    assert [column.title for column in table.columns] == ["紧急程度", "文号"]
    assert table.rows == [("特急", "清政办发〔2026〕1号"), ("", "清政办发〔2026〕2号")]


def test_what_one_may_not_know_stands_in_no_book(office: FakeOffice) -> None:
    outsider = office.as_("outsider").shelf
    assert outsider.written(outsider.books[OUTGOING], outsider.books[OUTGOING].outline).count == 0


def test_the_incoming_book_names_what_came_in_the_order_in_which_it_came() -> None:
    office = receiving()
    for title in ("关于解决抗旱资金的请示", "关于修桥的请示"):
        document = received(office, title=title)
        office.as_("registrar").perform(RegisterIncoming(dossier=document, series="办件"))
    shelf = office.as_("registrar").shelf
    book = shelf.books["收文登记簿"]
    first, second = (line for part in shelf.written(book, book.outline).parts for line in part.lines)
    assert first[2:6] == ("收文〔2026〕办件1号", "甲镇人民政府", "甲政〔2026〕7号", "关于解决抗旱资金的请示")
    assert (second[0], second[2]) == ("2", "收文〔2026〕办件2号")


@pytest.mark.parametrize("file", BookFile)
def test_a_book_leaves_with_a_record_of_who_took_what(office: FakeOffice, file: BookFile) -> None:
    auditor, shelf = office.as_("auditor"), office.as_("registrar").shelf
    assert shelf.hand_out(shelf.books[OUTGOING], shelf.books[OUTGOING].outline, file)
    latest = next(row for row in auditor.ask(AuditTrail()) if row.act == "输出")
    assert (latest.person, latest.detail) == ("登记编号员", f"发文登记簿（{file.value}，2件）")


def test_a_book_that_cannot_be_recorded_does_not_leave(office: FakeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = office.as_("registrar").shelf
    monkeypatch.setattr(office.stores.made, "writable", False)
    with says("store.read-only"):
        shelf.hand_out(shelf.books[OUTGOING], shelf.books[OUTGOING].outline, BookFile.CSV)


def test_a_workbook_holds_the_lines_as_text(office: FakeOffice) -> None:
    shelf = office.as_("registrar").shelf
    data = shelf.hand_out(plain_book("清单", ("文号", "印数")), Outline(of=OutgoingRegister), BookFile.WORKBOOK)
    assert json.loads(data) == [["文号", "印数"], ["清政办发〔2026〕2号", ""], ["清政办发〔2026〕1号", "30"]]


def test_no_cell_of_a_plain_table_is_taken_for_a_formula(office: FakeOffice) -> None:
    office.draft(about("甲", recipients='=HYPERLINK("http://x")'))
    shelf = office.as_("drafter").shelf
    data = shelf.hand_out(plain_book("清单", ("主送",)), Outline(limit=1), BookFile.CSV)
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1] == ['\'=HYPERLINK("http://x")']
    office.draft(about("乙", recipients="＝1+1"))
    data = shelf.hand_out(plain_book("清单", ("主送",)), Outline(limit=1), BookFile.CSV)
    assert "'＝1+1" in data.decode("utf-8-sig"), "as an input method for Chinese writes it"


@pytest.mark.parametrize(("realm", "said"), [(Realm.OFFICIAL, "主送"), (Realm.TRAINING, realm_note("实训"))])
def test_a_plain_table_of_another_realm_says_in_its_last_line_which(realm: Realm, said: str) -> None:
    shelf = FakeOffice(realm=realm).as_("registrar").shelf
    data = shelf.hand_out(plain_book("清单", ("主送",)), Outline(limit=1), BookFile.CSV)
    assert data.decode("utf-8-sig").splitlines()[-1] == said


def test_every_shipped_book_is_right_and_says_what_columns_know() -> None:
    paths = sorted(resource_path("registers").glob("*.yaml"))
    assert [check_book(path) for path in paths] == [()] * len(paths)
    said = {column.says for book in load_books(resource_path("registers")).values() for column in book.columns}
    assert said <= {"序号", "手填", *COLUMNS, *READER_COLUMNS, *MATTER_COLUMNS}


@pytest.mark.parametrize(
    ("text", "rule", "spot"),
    [
        ("title: 簿\nof: 来函\nsorting: 文号\ncolumns:\n  - {栏: 序号, 宽: 3}\n", "resource.unknown-name", (2, 5)),
        ("title: 簿\nof: 登记\nsorting: 文号\ncolumns:\n  - {栏: 阅件人, 宽: 3}\n", "resource.unknown-name", (5, 9)),
        ("title: 簿\nof: 登记\nsorting: 大小\ncolumns:\n  - {栏: 序号, 宽: 3}\n", "resource.unknown-name", (3, 10)),
        ("title: 簿\nof: 登记\nsorting: 文号\ncolumns:\n  - {栏: 页数, 宽: 3}\n", "resource.unknown-name", (5, 9)),
        (
            "title: 簿\nof: 登记\nsorting: 文号\ncolumns:\n  - {栏: 文号, 宽: 3}\n  - {栏: 文号, 宽: 3}\n",
            "form-file.repeated",
            (6, 9),
        ),
    ],
)
def test_a_faulty_book_is_told_with_its_place(tmp_path, text: str, rule: str, spot: tuple[int, int]) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(text, encoding="utf-8")
    (told,) = check_book(path)
    assert (told.rule, told.place.lines[0], told.place.column) == (rule, *spot)
