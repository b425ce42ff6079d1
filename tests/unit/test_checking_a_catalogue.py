"""A catalogue that was typed by hand is compared with the register: each wrong row is named, and no other."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections import Counter
from collections.abc import Callable

import pytest

from oa_desktop.bootstrap import resources
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.archives.comparing import ListedRow, compared
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.domain.names import has_unseen
from oa_desktop.i18n.problems import say
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.catalogue_faults import CheckedFile, listed_faults
from oa_desktop.office.archiving.comparing import CheckedCatalogue
from oa_desktop.office.books.shelf import BookFile
from tests.fakes.office import FakeOffice, notice

REGISTER = ArchiveName(fonds="Z109", year=2026)
ROWS, PLANTED, MOST_BYTES = 5_000, 37, 8_000_000
Row = dict[str, str]


def item(number: int) -> Row:
    day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    said = {"题名": f"关于第{number}号工作的通知", "日期": day, "保管期限": "永久", "页数": str(number % 9 + 1)}
    return {"档号": f"Z109-WS·2026-Y-BGS-{number:04}", "文号": f"清政办发〔2026〕{number}号", **said}


def wrong(**said: str) -> Callable[[list[Row], int], None]:
    return lambda rows, at: rows[at].update(said)


def twice(rows: list[Row], at: int) -> None:
    rows.append(dict(rows[at]))


def unknown(rows: list[Row], at: int) -> None:
    rows.append({**rows[at], "档号": f"Z109-WS·2026-Y-BGS-9{at % 1000:03}", "题名": f"不知从哪里来的{at}"})


FAULTS: tuple[tuple[str, Callable[[list[Row], int], object]], ...] = (
    ("catalogue.other-code", wrong(档号="Z109-WS·2026-Y-BGS-00O1")),
    ("catalogue.other-code", lambda rows, at: wrong(档号=rows[at + 1]["档号"])(rows, at)),
    ("catalogue.code", lambda rows, _: rows.append({**item(1), "档号": "合计", "题名": ""})),
    ("catalogue.foreign", lambda rows, at: rows.append({**item(at), "档号": f"Z109-WS·2025-Y-BGS-{at:04}"})),
    ("catalogue.twice", twice),
    ("catalogue.no-item", unknown),
    ("catalogue.no-row", lambda rows, at: rows[at].clear()),
    ("catalogue.differs", wrong(题名="关于防讯工作的通知")),
    ("catalogue.differs", wrong(日期="2026-02-30")),
    ("catalogue.differs", wrong(页数="")),
    ("catalogue.differs", wrong(保管期限="10年")),
    ("catalogue.differs", wrong(文号="")),
    ("catalogue.differs", wrong(题名="关于工作的\u200b通知")),
    ("catalogue.other-code", wrong(档号="\ufeffZ109-WS·2026-Y-BGS-0001")),
)


def test_of_five_thousand_rows_the_thirty_seven_wrong_ones_are_named_and_no_other():
    held = [item(number) for number in range(1, ROWS + 1)]
    rows = [dict(one) for one in held]
    places = random.Random(37).sample(range(0, ROWS - 1, 3), PLANTED)
    planted = [FAULTS[count % len(FAULTS)] for count in range(PLANTED)]
    for at, (_, plant) in zip(places, planted, strict=True):
        plant(rows, at)
    listed = [ListedRow(row=number, said=one) for number, one in enumerate(rows, start=2) if one]

    tracemalloc.start()
    faults = compared(listed, held, REGISTER)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert Counter(one.code for one in faults) == Counter(code for code, _ in planted)
    changed = {
        at + 2 for at, (code, _) in zip(places, planted, strict=True) if code.endswith(("other-code", "differs"))
    }
    assert changed <= {one.params.get("row") for one in faults}
    assert not any(has_unseen(str(one.params.get("said", ""))) for one in faults), (
        "what nobody sees is told by its code"
    )
    assert all(str(say(one.code, one.params)).count("{") == 0 for one in faults)
    assert most < MOST_BYTES
    found = CheckedCatalogue(rows=len(listed), items=ROWS, columns=("题名",), faults=faults)
    lines = listed_faults(CheckedFile(name="目录.xlsx", found=found)).cells
    assert len(lines) == PLANTED
    assert all(what and remedy for _, what, remedy in lines)
    assert {row for row, *_ in lines} - {""} == {str(one.params["row"]) for one in faults if "row" in one.params}


def test_of_two_rows_with_one_code_the_one_with_the_title_is_the_item_wherever_it_stands():
    rows = [ListedRow(row=2, said={**item(9), "题名": "别的"}), ListedRow(row=3, said=item(9))]
    (fault,) = compared(rows, [item(9)], REGISTER)
    assert (fault.code, fault.params["row"], fault.params["first"]) == ("catalogue.twice", 2, 3)


# --- as files ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    """An office with an item."""
    office = FakeOffice()
    archivist = office.as_("archivist")
    archivist.archive.adopt_scheme(resources.build_scheme("organ"))
    office.as_("archivist").perform(File(dossier=office.bring_to("file", notice("关于印发的通知")), retention="永久"))
    archivist.archive.arrange(archivist.archive.dry_run(2026))
    return office


def made(office: FakeOffice, file: BookFile, columns: str = "") -> bytes:
    wanted = Wanted(register=REGISTER, columns=resources.build_columns(columns) if columns else None)
    return office.as_("archivist").archive_books.made(ArchiveBook.CATALOGUE, wanted, file)


@pytest.mark.parametrize(("name", "file"), [("目录.csv", BookFile.CSV), ("目录.xlsx", BookFile.WORKBOOK)])
@pytest.mark.parametrize("columns", ["", "item"])
def test_a_catalogue_of_ours_comes_back_without_a_fault(office, name, file, columns):
    wanted = resources.build_columns(columns) if columns else None
    found = office.as_("archivist").archive.check_catalogue(2026, made(office, file, columns), name, wanted)
    assert (found.faults, found.rows, found.items) == ((), 1, 1)
    assert {"题名", "日期", "页数"} <= set(found.columns)


def test_cells_are_read_as_people_type_them_under_a_title_and_wrong_ones_are_named_by_their_row(office):
    head, said = json.loads(made(office, BookFile.WORKBOOK))
    day = said[head.index("日期")]
    said[head.index("日期")] = f"{day[:4]}年{int(day[4:6])}月{int(day[6:])}日"
    said[head.index("页数")] = "９９"
    said[head.index("文号")] = said[head.index("文号")].replace("〔", "[").replace("〕", "】")
    typed = "\r\n".join(",".join(row) for row in (["归档文件目录"], head, said, [""] * len(head)))
    found = office.as_("archivist").archive.check_catalogue(2026, typed.encode("gb18030"), "手工.csv")
    (fault,) = found.faults
    assert (fault.code, fault.params["row"], fault.params["column"]) == ("catalogue.differs", 3, "页数")


@pytest.mark.parametrize("other", ["题名", "文件题名"])
def test_a_catalogue_in_which_two_columns_say_the_same_is_refused_and_not_every_row_of_it(office, other):
    typed = f"档号,题名,{other}\r\nZ109-WS·2026-Y-BGS-0001,甲,乙\r\n"
    with pytest.raises(Refused, match=r"catalogue\.column-twice"):
        office.as_("archivist").archive.check_catalogue(2026, typed.encode(), "目录.csv")


def test_whoever_does_not_arrange_checks_no_catalogue_and_a_table_of_other_things_is_refused(office):
    with pytest.raises(Refused, match=r"policy\.role"):
        office.as_("drafter").archive.check_catalogue(2026, b"", "目录.csv")
    with pytest.raises(Refused, match=r"table\.no-header"):
        office.as_("archivist").archive.check_catalogue(2026, "姓名,电话\r\n".encode(), "目录.csv")


def test_what_is_wrong_with_a_catalogue_is_kept_as_a_list_and_the_trail_says_so(office):
    archivist = office.as_("archivist")
    typed = "档号,题名\r\nZ109-WS·2026-Y-BGS-0009,别的\r\n".encode()
    checked = CheckedFile(name="退回.csv", found=archivist.archive.check_catalogue(2026, typed, "退回.csv"))
    lines = archivist.archive_books.hand_out_check(checked, BookFile.CSV).decode("utf-8-sig").splitlines()
    assert lines[0] == "行,哪里不对,怎么办"
    assert lines[1].startswith("2,")
    told = [one.detail for one in office.as_("auditor").ask(q.AuditTrail())]
    assert any("目录核对结果（CSV，退回.csv）" in one for one in told)
