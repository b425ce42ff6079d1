"""Lists that are narrowed and books that are written out, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2

from tests.fakes.command_line import Desk

NOTICE = "关于{subject}的通知\n\n各股室：\n\n现将有关事项通知如下。\n\n清源县人民政府办公室\n"


def drafted(desk: Desk, tmp_path: Path, *subjects: str) -> None:
    for subject in subjects:
        source = tmp_path / "notice.txt"
        source.write_text(NOTICE.format(subject=subject), encoding="utf-8")
        assert desk("new", str(source), account="zhouyue") == 0, desk.err


def test_a_list_is_narrowed_grouped_and_taken_along(desk: Desk, tmp_path: Path) -> None:
    drafted(desk, tmp_path, "植树", "防火")
    assert desk("list", "在办", "--words", "植树", "--columns", "标题、拟稿部门", "--json", account="zhouyue") == 0
    assert json.loads(desk.out) == {"标题": "关于植树的通知", "拟稿部门": "秘书科"}
    assert desk("list", "在办", "--group", "拟稿人", "--person", "周玥", account="zhouyue") == 0
    assert desk.out.startswith("周玥　2 件\n")
    assert desk("list", "在办", "--until", "2020-01-01", account="zhouyue") == 0
    assert desk.out == "没有公文。\n"
    taken = tmp_path / "在办.xlsx"
    assert desk("list", "在办", "-o", str(taken), account="zhouyue") == 0, desk.err
    assert taken.read_bytes().startswith(b"PK")
    assert desk("audit", account="ouyangzhe") == 0
    assert "公文清单（在办）（电子表格，2件）" in desk.out


def test_what_a_list_cannot_be_asked_is_said(desk: Desk, tmp_path: Path) -> None:
    assert desk("list", "--columns", "页数", account="zhouyue") == 2
    assert "没有“页数”这一栏" in desk.err
    assert desk("list", "--since", "上个月", account="zhouyue") == 2
    assert desk("list", "-o", str(tmp_path / "在办.doc"), account="zhouyue") == 2
    assert ".xlsx" in desk.err


def test_a_book_is_listed_shown_and_printed_across_the_sheet(desk: Desk, tmp_path: Path) -> None:
    assert desk("register") == 0
    assert "发文登记簿" in desk.out and "主送机关" in desk.out
    assert desk("register", "收文登记簿薄", account="heyutong") == 2
    assert desk("register", "发文登记簿", account="heyutong") == 0
    assert desk.out.endswith("共 0 件。\n")
    printed = tmp_path / "发文登记簿.pdf"
    assert desk("register", "发文登记簿", "-o", str(printed), account="heyutong") == 0, desk.err
    with pypdfium2.PdfDocument(printed) as pdf:
        width, height = pdf[0].get_size()
        assert width > height
        assert "共0件" in pdf[0].get_textpage().get_text_range()
