"""From 登记 to 核发 on the command line: proofs are printed, read and signed for, and the papers that go along are made."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import zxingcpp

from oa_desktop.domain.numbers.document_code import read_code
from tests.fakes.command_line import Desk

NOTICE = """关于开展档案检查的通知

东山镇人民政府、柳河镇人民政府：

定于下周检查档案。

清源县人民政府办公室
"""
STEPS = (
    ("zhouyue", "送审"),
    ("chenguosheng", "审核"),
    ("limukun", "审核"),
    ("zhaoliheng", "签发"),
    ("sunxiaoyi", "复核"),
    ("heyutong", "登记编号"),
)


def act(desk: Desk, document: str, account: str, kind: str, *more: str) -> None:
    assert desk("act", document, kind, *more, account=account) == 0, desk.err


def paper(desk: Desk, document: str, what: str, folder: Path) -> tuple[str, list[str]]:
    """Return the words of a paper and what a scanner reads from it."""
    path = folder / f"{what}.pdf"
    assert desk("show", document, "--what", what, "-o", str(path), account="heyutong") == 0, desk.err
    with pypdfium2.PdfDocument(path) as pages:
        words = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
        pictures = [page.render(scale=200 / 72).to_pil() for page in pages]
    return words, [one.bytes.decode("gb2312") for picture in pictures for one in zxingcpp.read_barcodes(picture)]


def test_a_paper_is_proofed_ordered_sealed_and_sent_out(desk, tmp_path):
    source = tmp_path / "通知.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert desk("new", str(source), account="zhouyue") == 0, desk.err
    document = re.findall(r"编号 (\w+)", desk.out)[0]
    assert desk("show", document, "--what", "labels", "-o", str(tmp_path / "no.pdf"), account="zhouyue") == 1
    assert "还没有登记编号" in desk.err
    for account, kind in STEPS:
        act(desk, document, account, kind)

    words, _ = paper(desk, document, "proof", tmp_path)
    assert "校样（初校）" in words and "〕1号" in words
    act(desk, document, "zhouyue", "校对", "--opinion", "无误。")
    act(desk, document, "zhengmiao", "sign-proof", "--round", "2")
    assert desk("show", document, account="heyutong") == 0
    assert "周玥  校对：初校。无误。" in desk.out and "郑淼  校对：二校。" in desk.out
    assert "校样（三校）" in paper(desk, document, "proof", tmp_path)[0]

    words, (code,) = paper(desk, document, "print-order", tmp_path)
    assert "初校周玥" in words and "二校郑淼" in words
    fields = read_code(code)
    assert fields is not None
    assert fields["标题"] == "关于开展档案检查的通知"

    act(desk, document, "zhengmiao", "印制用印", "--copies", "30")
    act(desk, document, "xuchong", "核发", "--recipient", "东山镇人民政府 2份", "--recipient", "县档案馆")
    words, _ = paper(desk, document, "labels", tmp_path)
    assert "东山镇人民政府2份" in words and "县档案馆1份" in words and "柳河镇" not in words
    words, codes = paper(desk, document, "exchange", tmp_path)
    assert "印数30份分送合计3份存档备用27份" in words
    assert codes == [code]
    assert desk("code", code) == 0
    assert "标题：关于开展档案检查的通知" in desk.out and "编号：" not in desk.out


def test_what_is_no_symbol_of_a_paper_is_said_to_be_none(desk):
    assert desk("code", "GB0626-2005") == 1
    assert "不是公文二维条码" in desk.err
