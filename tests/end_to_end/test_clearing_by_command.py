"""文件清退 on the command line: what went out is listed, ticked off, destroyed, and written out."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from tests.end_to_end.test_proof_to_exchange import NOTICE, STEPS, act
from tests.fakes.command_line import Desk

SENT = ("东山镇人民政府 3份 000001—000003", "秘书科 1份 000004", "县档案馆 2份")


def sent_out(desk: Desk, folder: Path) -> str:
    """Send a paper out, and return its id."""
    source = folder / "通知.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert desk("new", str(source), account="zhouyue") == 0, desk.err
    document = re.findall(r"编号 (\w+)", desk.out)[0]
    for account, kind in (*STEPS, ("zhengmiao", "印制用印")):
        act(desk, document, account, kind)
    act(desk, document, "xuchong", "核发", *(word for one in SENT for word in ("--recipient", one)))
    return document


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pages:
        return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def test_copies_come_back_are_destroyed_and_stand_in_the_book(desk: Desk, tmp_path: Path) -> None:
    document = sent_out(desk, tmp_path)
    back = ("clear", "--record", "back")
    assert desk(*back, "--copy", "000001-000002", "--giver", "张敏", account="heyutong") == 0, desk.err
    assert "东山镇人民政府 000001—000002：已登记\n登记了 1 行，没有登记 0 行。" in desk.out
    assert desk(*back, "--to", "县档案馆", "--found", "缺失", account="heyutong") == 1
    assert "没有写原因" in desk.out
    act(desk, document, "heyutong", "清退登记", "--copy", "县档案馆 1份", "--found", "缺失", "--reason", "搬迁遗失")
    destroyed = ("--supervisor", "何明", "--supervisor", "周立", "--place", "县销毁站")
    assert desk("clear", "--record", "destroyed", "--only", "已退", *destroyed, account="heyutong") == 0, desk.err
    assert "已登记，等另一个人确认" in desk.out
    waits = desk.number("second", account="xuchong")
    assert "000001—000002，粉碎" in desk.out
    assert desk("second", "confirm", waits, account="heyutong") == 1, "nobody confirms their own"
    assert desk("second", "confirm", waits, account="xuchong") == 0, desk.err

    assert desk("clear", account="heyutong") == 0, desk.err
    assert desk.out.endswith("在外3份，缺失1份，已销毁2份\n")
    assert desk("show", document, account="heyutong") == 0
    assert "东山镇人民政府 000001—000002，完好" in desk.out
    assert desk("clear", "--what", "destruction", "-o", str(tmp_path / "清册.pdf"), account="heyutong") == 0, desk.err
    assert all(one in words_of(tmp_path / "清册.pdf") for one in ("000001—000002", "何明", "周立", "县销毁站", "粉碎"))
    assert desk("clear", "--what", "ledger", "-o", str(tmp_path / "台账.xlsx"), account="heyutong") == 0, desk.err
    assert (tmp_path / "台账.xlsx").read_bytes().startswith(b"PK")

    assert desk("people", "leaving", "zhouyue", account="heyutong") == 0, desk.err
    assert "没有退回的份　1 行" in desk.out and "000004" in desk.out
    assert desk("people", "leaving", "zhouyue", "-o", str(tmp_path / "离岗.pdf"), account="heyutong") == 0, desk.err
    assert "移交人" in words_of(tmp_path / "离岗.pdf")
