"""The archive on the command line: a scheme, a dry run, items, their list, and what is undone."""

from oa_desktop.docs.workbook import Workbooks
from oa_desktop.office.ports.tables import Column, Table
from tests.fakes.command_line import Desk

YEAR = ("--year", "2026")


def test_a_filed_document_of_the_demonstration_is_arranged_listed_corrected_and_undone(desk: Desk, tmp_path):
    assert desk("archive", "dry-run", *YEAR, account="ouyangzhe") == 1, "there is no scheme yet"
    assert desk("archive", "scheme", "organ", account="ouyangzhe") == 0, desk.err
    assert "Z109-WS·2026-Y-BGS-0001" in desk.out
    assert desk("archive", "scheme", "organ", account="zhouyue") == 1, "who drafts adopts no scheme"
    assert desk("archive", "schedule", account="ouyangzhe") == 0, desk.err
    assert "只供起草用" in desk.out
    assert "大事记" in desk.out
    assert desk("archive", "dry-run", *YEAR, account="ouyangzhe") == 0, desk.err
    assert "共 0 份" in desk.out
    assert desk("archive", "arrange", *YEAR, account="ouyangzhe") == 0, desk.err
    assert "整理了 0 件" in desk.out
    assert desk("archive", "list", *YEAR, account="ouyangzhe") == 0, desk.err
    assert desk("archive", account="ouyangzhe") == 0, desk.err
    assert desk("archive", "properties", *YEAR, account="ouyangzhe") == 0, desk.err
    assert desk("archive", "print", "catalogue", *YEAR, "-o", "目录.pdf", account="ouyangzhe") == 1, "no item yet"
    assert "归档文件目录" in desk.err, desk.err
    typed = tmp_path / "目录.xlsx"
    columns = (Column(title="档号"), Column(title="题名"))
    rows = [("Z109-WS·2026-Y-BGS-0007", "关于防汛的通知")]
    typed.write_bytes(Workbooks().write([Table(title="目录", columns=columns, rows=rows)]))
    assert desk("archive", "check-catalogue", str(typed), *YEAR, account="ouyangzhe") == 1, "it is no item"
    assert "目录第2行的“Z109-WS·2026-Y-BGS-0007”，归档登记里没有" in desk.out
    for words in (
        ("properties", "x"),
        ("show", "x"),
        ("undo", "x"),
        ("correct", "x", "--reason", "试"),
        ("place", "x", "y"),
        ("request", "防汛预案"),
        ("grant", "x", "--item", "y", "--until", "2030-01-01"),
        ("approve", "x"),
        ("read", "x"),
        ("end", "x"),
    ):
        assert desk("archive", *words, account="ouyangzhe") == 1, words


def test_a_scheme_or_schedule_that_cannot_be_read_is_told(desk: Desk, tmp_path):
    assert desk("archive", "scheme", "no-such", account="ouyangzhe") == 3
    broken = tmp_path / "表.yaml"
    broken.write_text("名称: 表\n条目:\n  - {编号: '1', 名目: 通知, 期限: 20年}\n", encoding="utf-8")
    assert desk("archive", "schedule", str(broken), account="ouyangzhe") == 1
    assert "表.yaml 第3行" in desk.err
    assert "永久、30年、10年" in desk.err
