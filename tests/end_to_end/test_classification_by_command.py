"""Classifying on the command line: the power is recorded, a mark is proposed and decided, and what was refused is told."""

from pathlib import Path

from tests.fakes.command_line import Desk

EXAMPLE = Path(__file__).parents[2] / "resources/examples/08-通知.md"
INSIDE = (
    "zhouyue",
    "chenguosheng",
    "limukun",
    "zhaoliheng",
    "sunxiaoyi",
    "heyutong",
    "zhengmiao",
    "xuchong",
    "ouyangzhe",
)


def test_a_mark_is_proposed_decided_and_listed(desk: Desk):
    power = ("classification", "power", "无", "--responsible", "zhaoliheng", "--reason", "只定工作秘密")
    assert desk(*power, account="zhouyue") == 1
    assert desk(*power, account="heyutong") == 0, desk.err
    assert "定密责任人：赵立衡" in desk.out
    assert desk("new", str(EXAMPLE), account="zhouyue") == 0, desk.err
    assert desk("list", "在办", account="zhouyue") == 0
    document = desk.out.splitlines()[-1].split()[0]
    people = [word for one in INSIDE for word in ("--person", one)]
    mark = ("--basis", "工作秘密事项清单", *people)
    assert desk("act", document, "提出定密", "--mark", "秘密★1年", *mark, account="zhouyue") == 1
    assert desk("act", document, "提出定密", "--mark", "工作秘密", *mark, account="zhouyue") == 0, desk.err
    assert desk("act", document, "定密", account="limukun") == 1
    assert desk("act", document, "定密", "--opinion", "同意", account="zhaoliheng") == 0, desk.err
    assert desk("classification", account="zhaoliheng") == 0
    assert "工作秘密事项清单" in desk.out


def test_a_file_with_a_mark_is_refused_and_reported_without_its_words(desk: Desk, tmp_path: Path):
    paper = tmp_path / "方案.txt"
    paper.write_text("机密★1年\n关于闸门开启次序的通知\n", encoding="utf-8")
    assert desk("new", str(paper), account="zhouyue") == 1
    assert "不能处理机密" in desk.err
    assert desk("classification", "refused", account="heyutong") == 0, desk.err
    assert "机密" in desk.out
    assert "闸门" not in desk.out
    assert desk("classification", "refused", account="zhouyue") == 1
