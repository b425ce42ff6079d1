"""An archival item is verified anywhere, without an account: its files, its journal, and its pages against the journal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from oa_desktop.cli.program import run
from oa_desktop.i18n.problems import say
from tests.rigs.tampering.second import second

PAGE = "01-正本.pdf"
JOURNAL = "04-办理记录.jsonl"
FORM = "02-发文稿纸.pdf"
VERIFIER = "06-核验程序.py"
Hand = Callable[[Path], object]


@pytest.fixture
def item(demonstrated, tmp_path) -> Path:
    return Path(shutil.copytree(demonstrated / "archive", tmp_path / "件"))


def page_changed(item: Path) -> None:
    (item / "data" / PAGE).write_bytes((item / "data" / PAGE).read_bytes() + b"%")


def page_changed_and_listed_anew(item: Path) -> None:
    page_changed(item)
    bagit.Bag(str(item)).save(manifests=True)


def page_lost_and_listed_anew(item: Path) -> None:
    (item / "data" / PAGE).unlink()
    bagit.Bag(str(item)).save(manifests=True)


def file_added_and_listed_anew(item: Path) -> None:
    (item / "data" / "06-附图.pdf").write_bytes(b"%PDF-1.7")
    bagit.Bag(str(item)).save(manifests=True)


def form_changed_and_listed_anew(item: Path) -> None:
    """No entry names the form; the machine has sealed it with the journal."""
    (item / "data" / FORM).write_bytes((item / "data" / FORM).read_bytes() + b"%")
    bagit.Bag(str(item)).save(manifests=True)


def linked(item: Path) -> None:
    (item / "data" / "05-办理记录.txt").unlink()
    (item / "data" / "05-办理记录.txt").symlink_to("/etc/hosts")


def looking_the_same(item: Path) -> None:
    (item / "data" / "05-办理记录.txt".replace("理", "\uf9e4")).write_text("forged")


def page_once_more_under_another_name(item: Path) -> None:
    shutil.copy(item / "data" / PAGE, item / "data" / "06-附图.pdf")
    bagit.Bag(str(item)).save(manifests=True)


def list_garbled(item: Path) -> None:
    (item / "manifest-sha256.txt").write_bytes(b"\xff\xfe\x00 data/x\n")


DESCRIBED_OTHERWISE = [("archive.file-changed", "bag-info.txt"), ("archive.file-unrecorded", "bag-info.txt")]
DAMAGES: list[tuple[Hand, list[tuple[str, str]]]] = [
    (page_changed, [("archive.file-changed", PAGE), ("archive.file-unrecorded", PAGE)]),
    (page_changed_and_listed_anew, [("archive.file-unrecorded", PAGE)]),
    (form_changed_and_listed_anew, [("archive.file-unrecorded", FORM)]),
    (file_added_and_listed_anew, [("archive.file-foreign", "06-附图.pdf")]),
    (page_once_more_under_another_name, [("archive.file-foreign", "06-附图.pdf")]),
    (lambda item: (item / "正本.pdf").write_bytes(b"%PDF-1.7"), [("archive.file-foreign", "正本.pdf")]),
    (page_lost_and_listed_anew, [("archive.file-missing", PAGE)]),
    (lambda item: (item / "data" / "02-发文稿纸.pdf").unlink(), [("archive.file-missing", "02-发文稿纸.pdf")]),
    (lambda item: (item / "data" / "便条.txt").write_text("多"), [("archive.file-unlisted", "便条.txt")]),
    (lambda item: (item / "bag-info.txt").write_text("题名: 假\n"), DESCRIBED_OTHERWISE),
    (lambda item: (item / "bag-info.txt").unlink(), [("archive.file-missing", "bag-info.txt")]),
    (linked, [("archive.file-strange", "05-办理记录.txt")]),
    (lambda item: os.mkfifo(item / "data" / "管道"), [("archive.file-strange", "管道")]),
    (looking_the_same, [("archive.file-foreign", "05-办理记录.txt")]),
    (list_garbled, [("archive.list-unreadable", "件")]),
    (lambda item: (item / "bagit.txt").write_text("BagIt-Version: 0.97\n"), [("archive.list-unreadable", "件")]),
]


def test_an_archival_item_as_it_was_filed_is_sound(item, capsys):
    assert run(["verify", str(item)]) == 0
    assert "核对了归档件的 6 个文件，0 处问题。" in capsys.readouterr().out


@pytest.mark.parametrize(("damage", "told"), DAMAGES)
def test_what_was_done_to_an_archival_item_is_said_file_by_file(item, capsys, damage, told):
    damage(item)
    assert run(["verify", str(item)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[:-1] == [str(say(rule, {"file": file})) for rule, file in told]
    assert f"核验发现{len(told)}处问题" in lines[-1]


def test_a_journal_that_lost_its_end_is_no_proof_of_any_page(item, capsys):
    journal = item / "data" / JOURNAL
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-2]))
    assert run(["verify", str(item)]) == 1
    assert "没有本单位计算机的封签" in capsys.readouterr().err


@pytest.mark.parametrize("damage", [None, *(damage for damage, _ in DAMAGES)])
def test_the_verifier_that_lies_in_the_item_says_the_same_without_the_program(item, tmp_path, damage):
    verifier = Path(shutil.copy(item / "data" / VERIFIER, tmp_path))
    if damage:
        damage(item)
    done = subprocess.run(
        [sys.executable, "-I", "-S", verifier, item], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (int(damage is not None), "")


def renamed(item: Path) -> None:
    """A 核验包 has a journal of that name; a bag around one is no archival item, however well its lists fit."""
    (item / "data" / JOURNAL).rename(item / "data" / "办理记录.jsonl")
    bagit.Bag(str(item)).save(manifests=True)


@pytest.mark.parametrize(
    ("hand", "told"),
    [
        (lambda item: (item / "bagit.txt").unlink(), "里没有可以核验的东西"),
        (lambda item: (item / "data" / JOURNAL).unlink(), "不是归档件的文件夹"),
        (renamed, "不是归档件的文件夹"),
    ],
)
def test_a_folder_that_is_no_archival_item_is_refused_by_both(item, capsys, hand, told):
    hand(item)
    assert run(["verify", str(item)]) == 1
    assert told in capsys.readouterr().err
    assert second().main([str(item)]) == 1


def test_a_journal_attached_to_the_document_is_a_file_of_the_item_to_both(item):
    (item / "data" / "附件-记录.jsonl").write_bytes(b"{}")
    bagit.Bag(str(item)).save(manifests=True)
    assert run(["verify", str(item)]) == 1
    files = second().files_of(item)
    assert ("evidence.file-foreign", "附件-记录.jsonl", "", 0) in second().check_package(files)[1]
