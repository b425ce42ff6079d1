"""Papers that are lent and classified paper that is only registered, on the command line."""

from pathlib import Path

from tests.fakes.command_line import Desk

PAPER = ("--sender", "市委办公室", "--number", "清委办〔2026〕3号", "--level", "秘密", "--period", "10年")


def test_classified_paper_is_registered_lent_and_destroyed_by_two(desk: Desk, tmp_path: Path):
    assert desk("paper", "register", *PAPER, "--copy", "000017", account="heyutong") == 0, desk.err
    assert desk("paper", "register", *PAPER, "--copy", "000017", account="heyutong") == 1
    assert desk("paper", account="zhouyue") == 1
    due = ("--due", "2099-05-16")
    lent = ("loan", "out", "--paper", "000017", "--to", "zhouyue", *due)
    assert desk(*lent, account="heyutong") == 1, "what is secret is lent with an approval"
    assert desk(*lent, "--approver", "zhaoliheng", account="heyutong") == 0, desk.err
    loan = desk.out.split("编号 ")[1].split("。")[0]
    assert desk("loan", account="zhouyue") == 0
    assert "秘密★10年" in desk.out
    assert "在借" in desk.out
    assert desk("loan", "--late", account="zhouyue") == 0
    assert "在借1份，超期0份" in desk.out
    assert "周越" not in desk.out
    gone = ("paper", "destroy", "000017", "--place", "县销毁站", "--approver", "zhaoliheng")
    assert desk(*gone, account="heyutong") == 1
    assert desk("loan", "back", loan, account="heyutong") == 0, desk.err
    assert desk(*gone, account="heyutong") == 0, desk.err
    assert desk("paper", account="heyutong") == 0
    assert "待销毁确认" in desk.out
    book = tmp_path / "涉密文件登记簿.csv"
    assert desk("paper", "-o", str(book), account="heyutong") == 0, desk.err
    assert "000017" in book.read_text(encoding="utf-8-sig")


def test_a_copy_is_lent_and_handed_back_papers_leave(desk: Desk):
    assert desk("paper", "register", *PAPER, "--copy", "000018", account="heyutong") == 0, desk.err
    assert desk("paper", "hand-back", "000018", "--to", "市委办公室", account="heyutong") == 0, desk.err
    assert desk("loan", "out", "no-such", "--to", "zhouyue", "--due", "2099-05-16", account="heyutong") == 1
