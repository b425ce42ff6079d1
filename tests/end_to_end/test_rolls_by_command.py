"""People and correspondents go out and come in as workbooks on the command line."""

from pathlib import Path

import pytest

from oa_desktop.docs.workbook import Workbooks
from oa_desktop.office.ports.tables import Column, Table
from tests.fakes.command_line import Desk

HEAD = ("机关名称", "与本单位的关系", "分组", "排序")


def workbook(path: Path, head: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    columns = [Column(title=title) for title in head]
    path.write_bytes(Workbooks().write([Table(title="表", columns=columns, rows=rows)]))
    return path


def texts(path: Path) -> list[tuple[str, ...]]:
    lines = Workbooks().read(path.read_bytes(), path.name, 5_000)
    return [tuple(cell.text for cell in line.cells) for line in lines]


def test_an_address_book_is_looked_through_mended_and_taken_in(desk: Desk, tmp_path: Path):
    rows = [("甲镇人民政府", "下级", "各乡镇人民政府", "1"), ("乙镇、丙镇", "下级", "各乡镇人民政府", "2")]
    source, rest = workbook(tmp_path / "通讯录.xlsx", HEAD, *rows), tmp_path / "没有读入的.xlsx"

    assert desk("correspondent", "import", str(source), "--refused", str(rest), account="heyutong") == 1
    assert "新增1行，更改0行，不变0行，不能读入1行。" in desk.out
    assert "像是几个机关" in texts(rest)[1][-1]
    assert desk("correspondent", account="heyutong") == 0
    assert "甲镇人民政府" not in desk.out

    assert desk("correspondent", "import", str(source), "--skip-refused", account="heyutong") == 0, desk.err
    assert desk("correspondent", account="zhouyue") == 0
    assert "甲镇人民政府" in desk.out


def test_one_organ_is_registered_and_given_up_by_hand(desk: Desk):
    by_hand = ("correspondent", "register", "邻县人民政府")
    assert desk(*by_hand, "--relationship", "平级", "--rank", "5", account="heyutong") == 0, desk.err
    assert desk(*by_hand, "--until", "2026-03-31", account="heyutong") == 0
    assert desk("correspondent", account="zhouyue") == 0
    assert next(line for line in desk.out.splitlines() if "邻县" in line).split() == [
        "邻县人民政府",
        "平级",
        "—",
        "—",
        "2026-03-31",
        "—",
    ]
    assert desk(*by_hand, account="zhouyue") == 1


def test_people_are_enrolled_from_a_workbook_with_first_passwords_that_must_be_changed(desk: Desk, tmp_path: Path):
    head = ("姓名", "账号", "内设机构", "职务")
    source = workbook(tmp_path / "人员.xlsx", head, ("王小明", "wangxiaoming", "督查科", "科长"))
    passwords = tmp_path / "口令.xlsx"

    assert desk("people", "import", str(source), "--dry-run", account="xuchong") == 0, desk.err
    assert desk("people", "import", str(source), "--passwords", str(passwords), account="xuchong") == 0, desk.err

    first, own = texts(passwords)[1][2], "Xiaoming-Duchake7"
    assert desk("people", account="wangxiaoming", password=first) == 1
    assert "请先更换口令" in desk.err
    assert desk("password", account="wangxiaoming", password=f"{first}\n{own}") == 0, desk.err
    assert desk("people", account="wangxiaoming", password=own) == 0, desk.err
    assert "督查科" in desk.out
    assert desk("people", "import", str(source), account="xuchong") == 0
    assert "没有要改的" in desk.out


def test_a_roll_that_went_out_comes_in_again_unchanged(desk: Desk, tmp_path: Path):
    target = tmp_path / "人员.xlsx"

    assert desk("people", "export", str(target), account="zhouyue") == 0, desk.err
    assert desk("people", "import", str(target), account="xuchong") == 0, desk.err
    assert "没有要改的" in desk.out
    assert desk("people", "export", str(tmp_path / "空表.xlsx"), "--blank", account="zhouyue") == 0
    assert len(texts(tmp_path / "空表.xlsx")) == 1


@pytest.mark.parametrize(("name", "data"), [("人员.xls", b"\xd0\xcf\x11\xe0"), ("人员.xlsx", b"PK")])
def test_a_file_that_is_no_workbook_is_refused_in_a_sentence(desk: Desk, tmp_path: Path, name: str, data: bytes):
    source = tmp_path / name
    source.write_bytes(data)

    assert desk("people", "import", str(source), account="xuchong") == 1
    assert "不是 .xlsx 表格" in desk.err
