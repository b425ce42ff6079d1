"""A unit's work on the command line: founding, drafting, acting, finding, verifying; and what goes wrong."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from oa_desktop.bootstrap.building import build_office
from oa_desktop.cli.program import run
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.office.safekeeping import backup_seal
from oa_desktop.security import sealing, sm3
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.storage import manifest
from oa_desktop.storage.cipher import Cipher
from tests.drawings import filed, plan
from tests.fakes.command_line import PASSWORDS, UNIT, Desk
from tests.fakes.ink import ring

NOTICE = "关于开展档案检查的通知\n\n各股室：\n\n定于下周检查档案。\n\n清源县人民政府办公室\n"


def drafted(desk: Desk, tmp_path: Path, text: str = NOTICE) -> str:
    source = tmp_path / "notice.txt"
    source.write_text(text, encoding="utf-8")
    assert desk("new", str(source), account="zhouyue") == 0, desk.err
    found = re.search(r"编号 (\w+)", desk.out)
    assert found
    return found[1]


def test_a_clerk_drafts_and_the_head_reviews(desk, tmp_path):
    document = drafted(desk, tmp_path)
    assert desk("act", document, "送审", account="zhouyue") == 0, desk.err
    assert desk("list", account="chenguosheng") == 0
    assert document in desk.out and "关于开展档案检查的通知" in desk.out
    assert desk("act", document, "review", "--opinion", "同意", account="chenguosheng") == 0
    assert "办公室审核" in desk.out
    assert desk("show", document, account="limukun") == 0
    assert "同意" in desk.out and "退回（return）" in desk.out


def test_an_opinion_written_by_hand_goes_with_the_act_and_none_that_is_none(desk, tmp_path):
    document, ink = drafted(desk, tmp_path), tmp_path / "ink.json"
    ink.write_bytes(ring().encode())
    assert desk("act", document, "修改", "--ink", str(ink), account="zhouyue") == 2
    assert "不能用 --ink" in desk.err
    assert desk("act", document, "送审", "--ink", str(tmp_path / "notice.txt"), account="zhouyue") == 1
    assert "手写的意见读不出来" in desk.err
    assert desk("act", document, "送审", "--ink", str(ink), account="zhouyue") == 0, desk.err
    assert desk("show", document, account="zhouyue") == 0
    assert "送审（手写）" in desk.out


def test_a_picture_beside_a_text_goes_with_its_document(desk, tmp_path):
    source, page = tmp_path / "notice.md", tmp_path / "page.pdf"
    (tmp_path / "plan.png").write_bytes(filed(plan()))
    text = NOTICE.replace("检查档案。", "检查档案。\n\n![示意图](plan.png)")
    source.write_text(f"# {text}", encoding="utf-8")
    assert desk("new", str(source), account="zhouyue") == 0, desk.err
    document = re.findall(r"编号 (\w+)", desk.out)[0]
    assert desk("show", document, "-o", str(page), account="zhouyue") == 0, desk.err
    with pypdfium2.PdfDocument(page) as pdf:
        assert sum(len(list(one.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) for one in pdf) == 1
    assert desk("search", "示意图", account="zhouyue") == 0
    assert document in desk.out
    assert desk("verify", account="zhouyue") == 0, desk.out


def test_a_text_that_is_signed_and_names_no_organ_is_issued_by_who_signs_it(desk, tmp_path):
    document = drafted(desk, tmp_path)
    assert "没有写明发文机关，已按署名写上：清源县人民政府办公室" in desk.err
    assert desk("act", document, "送审", account="zhouyue") == 0
    assert "不能签发" not in desk.err


def test_a_revised_text_that_is_signed_and_names_no_organ_is_issued_by_who_signs_it(desk, tmp_path):
    document = drafted(desk, tmp_path, "关于档案检查的通知\n\n定于下周检查。\n")
    source = tmp_path / "again.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert desk("act", document, "修改", "--source", str(source), account="zhouyue") == 0, desk.err
    assert "已按署名写上：清源县人民政府办公室" in desk.err


def test_a_text_that_cannot_be_issued_says_so_when_it_is_submitted(desk, tmp_path):
    document = drafted(desk, tmp_path, "关于档案检查的通知\n\n定于下周检查。\n")
    assert desk("act", document, "送审", account="zhouyue") == 0
    assert "还不能签发" in desk.err
    assert "发文机关：" in desk.err and "发文机关署名：" in desk.err


def test_whoever_signs_is_told_what_is_wrong_and_signs_all_the_same(desk, tmp_path):
    document = drafted(desk, tmp_path, NOTICE.replace("定于", "\U0003134a定于"))
    for account, kind in (("zhouyue", "送审"), ("chenguosheng", "审核"), ("limukun", "审核")):
        assert desk("act", document, kind, account=account) == 0, desk.err
    assert desk("act", document, "退回", "--reason", "请改", account="zhouyue") == 1
    assert len(desk.err.strip().splitlines()) == 1
    assert desk("act", document, "签发", "--opinion", "同意", account="zhaoliheng") == 0
    assert "缺字　\U0003134a（U+3134A）：没有字体能显示，页上印成〓。" in desk.err


def test_a_document_that_is_not_mine_is_refused_with_one_sentence(desk, tmp_path):
    document = drafted(desk, tmp_path)
    assert desk("act", document, "审核", account="limukun") == 1
    assert len(desk.err.strip().splitlines()) == 1


def test_a_search_finds_words_of_the_text(desk, tmp_path):
    document = drafted(desk, tmp_path, NOTICE.replace("下周", "端午前"))
    assert desk("search", "端午", account="zhouyue") == 0
    assert document in desk.out and "【端午】" in desk.out
    assert desk("search", "端午", account="zhengmiao") == 0
    assert "找到 0 件" in desk.out


@pytest.mark.parametrize("words", [("",), ("  ", "，。"), ("《》",)])
def test_a_search_for_no_words_is_refused_before_a_password_is_asked_for(desk, words):
    assert desk("search", *words) == 1
    assert "没有写要找的字词" in desk.err and desk.out == ""


def test_the_whole_store_verifies_and_is_rebuilt(desk, tmp_path):
    drafted(desk, tmp_path)
    assert desk("verify", account="xuchong") == 0, desk.err
    assert "0 处问题" in desk.out
    assert desk("rebuild", account="xuchong") == 0
    assert "已重建" in desk.out


def test_a_content_that_no_record_names_is_counted_and_is_no_fault(desk):
    with contextlib.closing(build_office(desk.home, Realm.OFFICIAL)) as office:
        office.sign_in("zhouyue", PASSWORDS["zhouyue"]).writing.keep_text(Manuscript(title="没有送出的通知"))
    assert desk("verify", account="xuchong") == 0, desk.err
    assert re.search(r"另有 \d+ 份内容没有哪条记录提到", desk.out)


def test_a_wrong_password_is_refused_and_says_how_often_one_may_try(desk):
    assert desk("list", account="zhengmiao", password="Wrong-2026-x") == 1
    assert "口令" in desk.err
    assert "Wrong-2026-x" not in desk.err


def test_a_place_without_a_unit_says_what_to_do(tmp_path, capsys):
    desk = Desk(tmp_path / "nowhere", capsys)
    assert desk("list", account="zhouyue") == 3
    assert desk.err.strip()


def test_a_unit_is_not_founded_twice(desk):
    assert desk("found", str(UNIT)) == 1


def test_a_store_opened_in_the_wrong_realm_is_refused_before_any_write(founded, tmp_path, capsys):
    elsewhere = tmp_path / "home"
    elsewhere.mkdir()
    (elsewhere / "demonstration").symlink_to(founded / "official")
    before = {path: path.stat().st_mtime_ns for path in sorted((founded / "official").rglob("*")) if path.is_file()}
    desk = Desk(elsewhere, capsys)
    assert desk("list", "--realm", "demonstration", account="zhouyue") == 1
    assert "域" in desk.err or "演示" in desk.err
    after = {path: path.stat().st_mtime_ns for path in sorted((founded / "official").rglob("*")) if path.is_file()}
    assert after == before


def test_a_source_becomes_pdf_and_docx_without_an_account(tmp_path, capsys):
    source = tmp_path / "notice.txt"
    source.write_text(NOTICE, encoding="utf-8")
    assert run(["render", str(source), "-o", str(tmp_path / "a.pdf")]) == 0
    assert len(pypdfium2.PdfDocument(tmp_path / "a.pdf")) >= 1
    assert run(["render", str(source), "-o", str(tmp_path / "a.docx")]) == 0
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"
    assert run(["render", str(source), "-o", str(tmp_path / "a.odt")]) == 2


def test_a_source_becomes_an_ofd_with_what_is_enclosed_and_is_read_again(tmp_path, capsys):
    source, ofd = tmp_path / "a.txt", tmp_path / "a.ofd"
    source.write_text("关于测试的通知\n\n各乡镇：\n\n请照办。\n", encoding="utf-8")
    assert run(["render", str(source), "-o", str(ofd), "--enclose", str(source)]) == 0
    assert "共 1 页" in capsys.readouterr().out
    assert run(["inspect", str(ofd)]) in (0, 1)
    said = capsys.readouterr()
    assert "由版式文件（OFD，1页）读入" in said.err and "有随带的文件1个，没有读入" in said.err
    assert run(["render", str(ofd), "-o", str(tmp_path / "again.ofd")]) == 0
    assert run(["render", str(ofd), "-o", str(ofd)]) == 2
    assert run(["render", str(source), "-o", str(tmp_path / "a.pdf"), "--enclose", str(source)]) == 2


def test_a_file_that_is_not_text_is_refused_with_what_to_do(tmp_path, capsys):
    source = tmp_path / "picture.txt"
    source.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))
    assert run(["render", str(source), "-o", str(tmp_path / "a.pdf")]) == 1
    assert "文本" in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "没有 frobnicate 这条命令"),
        (["list"], "--as"),
        (["list", "--nope"], "没有 --nope 这个选项"),
        (["render"], "缺少 SOURCE"),
        (["render", "no such file", "-o", "a.pdf"], "没有“no such file”这个文件"),
        (["list", "--limit", "many"], "请写一个数"),
        (["list", "别的"], "可以写：待办"),
        (["act", "0a1b", "恢复"], "（是不是要写：恢复办理）"),
        (["act", "0a1b", "传看"], "传阅"),
        (["act", "0a1b", "吃饭"], "没有这一种"),
    ],
)
def test_a_command_that_is_written_wrongly_is_told_in_one_sentence(words, said, capsys):
    assert run(words) == 2
    told = capsys.readouterr().err.strip()
    assert said in told
    assert len(told.splitlines()) == 1


def test_a_backup_is_restored_elsewhere_with_all_records_and_rights(desk, tmp_path, capsys):
    document = drafted(desk, tmp_path)
    assert desk("backup", str(tmp_path / "disc"), account="zhouyue") == 1
    assert desk("backup", str(tmp_path / "disc"), account="xuchong") == 0, desk.err
    assert desk("backup", str(tmp_path / "disc"), account="xuchong") == 1
    elsewhere = Desk(tmp_path / "other", capsys)
    assert elsewhere("restore", str(tmp_path / "disc"), account="zhouyue") == 0, elsewhere.err
    assert "0 处问题" in elsewhere.out
    assert elsewhere("list", account="zhouyue") == 0
    assert document in elsewhere.out
    assert elsewhere("restore", str(tmp_path / "disc"), account="zhouyue") == 1


def test_a_restore_with_a_wrong_password_leaves_nothing_and_is_done_again_with_the_right_one(desk, tmp_path, capsys):
    assert desk("backup", str(tmp_path / "disc"), account="xuchong") == 0, desk.err
    elsewhere = Desk(tmp_path / "other", capsys)
    before = {path: path.read_bytes() for path in (tmp_path / "disc").rglob("*") if path.is_file()}
    for _ in range(2):
        assert elsewhere("restore", str(tmp_path / "disc"), account="xuchong", password="wrong") == 1
        assert elsewhere.out == ""
        assert list((tmp_path / "other").iterdir()) == []
    assert {path: path.read_bytes() for path in (tmp_path / "disc").rglob("*") if path.is_file()} == before
    assert elsewhere("restore", str(tmp_path / "disc"), account="xuchong") == 0, elsewhere.err
    assert "0 处问题" in elsewhere.out
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["official"]


def test_a_second_try_compares_with_the_heads_that_the_backup_remembers(desk, tmp_path, capsys):
    assert desk("backup", str(tmp_path / "disc"), account="xuchong") == 0, desk.err
    remember_one_more_entry(tmp_path / "disc" / "manifest.json", desk.home / "official")
    elsewhere = Desk(tmp_path / "other", capsys)
    assert elsewhere("restore", str(tmp_path / "disc"), account="xuchong", password="wrong") == 1
    assert elsewhere("restore", str(tmp_path / "disc"), account="xuchong") == 1
    assert "1 处问题" in elsewhere.out
    assert "已恢复" in elsewhere.out
    assert elsewhere("list", account="zhouyue") == 0, elsewhere.err


def test_a_backup_is_tried_and_nothing_of_that_is_left(desk, tmp_path):
    assert desk("backup", str(tmp_path / "disc"), "--drill", account="xuchong") == 0, desk.err
    assert "已备份到" in desk.out and "恢复演练" in desk.out and "0 处问题" in desk.out
    assert desk("backup", str(tmp_path / "disc"), "--drill", account="xuchong") == 0, desk.err
    assert "已备份到" not in desk.out and "恢复演练" in desk.out
    assert [path.name for path in tmp_path.iterdir()] == ["disc"]
    assert desk("backup", str(tmp_path / "disc"), "--drill", account="zhouyue") == 1


def remember_one_more_entry(path: Path, store: Path) -> None:
    """Let a backup say, under the machine's seal, that a journal had come one entry further than it holds."""
    cipher = Cipher(sealer=sealing, digests=sm3, randbytes=os.urandom)
    held = manifest.decode(cipher, path.read_bytes(), Realm.OFFICIAL)
    journal, heads = next(iter(held.heads.items()))
    further = tuple(replace(one, seq=one.seq + 1) for one in heads)
    data = manifest.encode(cipher, replace(held, heads={**held.heads, journal: further}))
    slots = KeySlots(store / FILE_NAME, "official")
    opened = slots.unlock("xuchong", PASSWORDS["xuchong"], datetime.now(UTC))
    path.write_bytes(data)
    path.with_name("seal.json").write_bytes(backup_seal.sealed(slots.store_keys.machine_signer(opened.data_key), data))


def test_a_damaged_backup_is_not_restored(desk, tmp_path, capsys):
    assert desk("backup", str(tmp_path / "disc"), account="xuchong") == 0, desk.err
    database = tmp_path / "disc" / "store.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    elsewhere = Desk(tmp_path / "other", capsys)
    assert elsewhere("restore", str(tmp_path / "disc"), account="zhouyue") == 3
    assert not (tmp_path / "other" / "official").exists()


def test_a_person_changes_their_password_and_the_old_one_is_worth_nothing(desk):
    old, new = PASSWORDS["zhengmiao"], "Jin-Tian-2026"
    assert desk("password", account="zhengmiao", password=f"{old}\n{new}") == 0, desk.err
    assert desk("list", account="zhengmiao", password=new) == 0
    assert desk("list", account="zhengmiao", password=old) == 1
    assert desk("password", account="zhengmiao", password=f"{new}\n短") == 1
    assert desk("password", account="zhengmiao", password=f"{new}\n{old}") == 1
    assert "以前用过" in desk.err


def test_a_file_that_cannot_be_read_is_drafted_by_its_name_and_kept_whole(desk, tmp_path):
    sent = tmp_path / "关于报送材料的通知.wps"
    sent.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert desk("new", str(sent), account="zhouyue") == 0, desk.err
    assert "它看起来是WPS 文字文档" in desk.err
    (identity,) = re.findall(r"编号 (\w+)", desk.out)
    assert desk("show", identity, account="zhouyue") == 0, desk.err
    assert "关于报送材料的通知.wps" in desk.out


def test_the_system_administrator_adjusts_how_large_an_attachment_may_be(desk, tmp_path):
    notice, large = tmp_path / "notice.txt", tmp_path / "plan.bin"
    notice.write_text(NOTICE, encoding="utf-8")
    large.write_bytes(b"x" * 1_500_000)
    assert desk("setting", "largest-attachment-mb", "1", account="zhouyue") == 1
    assert desk("setting", "largest-attachment-mb", "1", account="xuchong") == 0, desk.err
    assert desk("new", str(notice), "--attach", str(large), account="zhouyue") == 1
    assert "plan.bin" in desk.err
    assert desk("setting", "largest-attachment-mb", "500", account="xuchong") == 0
    assert desk("new", str(notice), "--attach", str(large), account="zhouyue") == 0, desk.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--copies", "1-30"], "请用 -o 写明写到哪个文件"),
        (["--overprint"], "请用 -o 写明写到哪个文件"),
        (["--copies", "三十份", "-o", "OUT"], "例如 1-30"),
        (["--what", "docx", "--folding", "booklet", "-o", "OUT"], "不能用于 ofd、docx、tracked 和 journal"),
        (["--what", "form", "--copies", "1-2", "-o", "OUT"], "份号只用于 page"),
    ],
    ids=["no file", "no file for a print", "no numbers", "no pages", "no page"],
)
def test_what_cannot_be_printed_is_said_before_anybody_signs_in(desk, tmp_path, words, said):
    out = str(tmp_path / "不会有.pdf")
    assert desk("show", "0", *(out if word == "OUT" else word for word in words)) == 2
    assert said in desk.err
    assert not Path(out).exists()


def test_copies_of_what_is_not_registered_are_refused_and_a_booklet_of_it_is_not(desk, tmp_path):
    document, out = drafted(desk, tmp_path), tmp_path / "稿.pdf"
    assert desk("show", document, "-o", str(out), "--copies", "1-30", account="zhouyue") == 1
    assert "还没有登记" in desk.err
    assert not list(tmp_path.glob("稿*"))
    assert desk("show", document, "-o", str(out), "--folding", "booklet", account="zhouyue") == 0
    width, height = pypdfium2.PdfDocument(out)[0].get_size()
    assert (width, height) == pytest.approx((420 * 72 / 25.4, 297 * 72 / 25.4), abs=1)


def test_what_was_changed_after_the_signature_is_said_until_it_is_signed_again(desk, tmp_path):
    document = drafted(desk, tmp_path)
    for account, kind in (("zhouyue", "送审"), ("chenguosheng", "审核"), ("limukun", "审核")):
        assert desk("act", document, kind, account=account) == 0, desk.err
    assert desk("act", document, "签发", "--opinion", "同意", account="zhaoliheng") == 0, desk.err
    again = tmp_path / "again.txt"
    again.write_text(NOTICE.replace("下周检查档案", "本周检查档案"), encoding="utf-8")
    assert desk("act", document, "修改", "--source", str(again), account="sunxiaoyi") == 0, desk.err
    assert desk("show", document, account="zhaoliheng") == 0, desk.err
    assert f"签发以后：修改 1 处，增 1 字，删 1 字，要重新签发；比对 {document[:8]}@1 和 {document[:8]}" in desk.out
    assert desk("revisions", document, account="zhaoliheng") == 0, desk.err
    assert "第1稿（签发稿）" in desk.out
    assert desk.out.endswith("签发以后又改过：修改 1 处，增 1 字，删 1 字；要重新签发。\n")


def test_a_paper_begins_with_what_its_kind_has(desk, tmp_path):
    source = tmp_path / "请示.md"

    assert desk("new", "--kind", "请示", "-o", str(source), account="zhouyue") == 0, desk.err
    assert "妥否，请批示。" in source.read_text(encoding="utf-8")
    assert desk("new", "--kind", "通知", account="zhouyue") == 0, desk.err
    assert "的通知（编号" in desk.out
    assert desk("new", account="zhouyue") == 2
    assert desk("new", str(source), "--kind", "通知", account="zhouyue") == 2
