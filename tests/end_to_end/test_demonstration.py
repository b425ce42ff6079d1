"""The demonstration: the whole first flow with real keys, store and pages, and what it leaves behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import bagit
import pypdfium2
from PySide6.QtGui import QImage

from oa_desktop.bootstrap.machine import this_machine
from oa_desktop.cli import demo_command
from oa_desktop.cli.program import run
from oa_desktop.domain.realms import Realm


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_it_leaves_the_document_its_form_and_its_journal(demonstrated):
    names = {path.name for path in demonstrated.iterdir()}
    assert names == {"document.pdf", "document.docx", "handling-form.pdf", "journal.txt", "archive", "screens"}


def test_it_leaves_a_picture_of_the_window_before_every_person_at_every_sort_of_act(demonstrated):
    pictures = {path.name: QImage(str(path)) for path in (demonstrated / "screens").iterdir()}
    names = sorted(pictures)
    assert names[0] == "01-draft.png" and names[-1] == "15-handling.png"
    assert {name.split("-", 1)[1] for name in names} >= {
        "submit.png",
        "recall.png",
        "return.png",
        "issue.png",
        "file.png",
    }
    assert {(one.width(), one.height()) for one in pictures.values()} == {(1366, 768)}
    assert all(len(colours_in(one)) > 20 for one in pictures.values()), "a picture shows a page, not an empty window"


def colours_in(picture: QImage) -> set[int]:
    """Colours along every tenth line of the right half, where the document lies."""
    wide, high = picture.width(), picture.height()
    return {picture.pixel(x, y) for y in range(100, high - 100, 10) for x in range(wide // 2, wide)}


def test_where_qt_cannot_start_the_rest_is_left_and_one_sentence_says_so(tmp_path, monkeypatch, capsys):
    bare = replace(
        this_machine(tmp_path, Realm.DEMONSTRATION), platform="linux", loads=lambda library: "EGL" not in library
    )
    monkeypatch.setattr(demo_command, "this_machine", lambda _home, _realm: bare)
    assert run(["demo", "--out", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"document.pdf", "archive"}
    assert not (tmp_path / "out" / "screens").exists()
    assert "libegl1" in capsys.readouterr().out


def test_the_document_carries_number_date_and_the_mark_of_the_realm(demonstrated):
    text = text_of(demonstrated / "document.pdf")
    assert "清政办发〔2026〕1号" in text
    assert "2026年3月18日" in text
    assert "演示" in text


def test_the_journal_has_one_line_an_act_with_one_return_and_one_recall(demonstrated):
    lines = (demonstrated / "journal.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 18
    assert sum("  退回 → 拟稿：" in line for line in lines) == 1
    assert sum(" 撤回：" in line for line in lines) == 1
    assert lines[0].startswith("2026-03-16 08:42") and "周玥" in lines[0]
    assert "归档" in lines[-1]


def test_the_form_shows_what_the_signer_said(demonstrated):
    text = text_of(demonstrated / "handling-form.pdf")
    assert "发文稿纸" in text
    assert "同意印发" in text
    assert "赵立衡" in text


def test_the_archive_is_a_sound_bag_whose_journal_verifies_without_an_account(demonstrated):
    bag = bagit.Bag(str(demonstrated / "archive"))
    assert bag.is_valid()
    assert bag.info["文件编号"] == "清政办发〔2026〕1号"
    assert run(["verify", str(demonstrated / "archive" / "data" / "04-办理记录.jsonl")]) == 0


def test_a_changed_journal_does_not_verify(demonstrated, tmp_path, capsys):
    lines = (demonstrated / "archive" / "data" / "04-办理记录.jsonl").read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if "同意印发" in line)
    record = json.loads(lines[place])
    record["signed"] = record["signed"].replace("同意印发", "不同意发")
    lines[place] = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    forged = tmp_path / "forged.jsonl"
    forged.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run(["verify", str(forged)]) == 1
    assert "签名" in capsys.readouterr().err


def test_the_signed_page_is_archived_before_its_number(demonstrated):
    signed = text_of(demonstrated / "archive" / "data" / "03-定稿.pdf")
    assert "清政办发〔2026〕1号" not in signed
    assert "全县电子公文归档与移交工作的通知" in signed


def test_anybodys_text_can_be_demonstrated(tmp_path):
    source = tmp_path / "话.txt"
    source.write_text("关于召开座谈会的通知\n\n各股室：\n\n定于明天开会。\n", encoding="utf-8")
    out = tmp_path / "out"
    assert run(["demo", "--out", str(out), "--source", str(source)]) == 0
    assert "定于明天开会。" in text_of(out / "document.pdf")


def test_an_archive_that_is_there_already_is_left_alone(demonstrated, capsys):
    before = (demonstrated / "journal.txt").read_bytes()
    assert run(["demo", "--out", str(demonstrated)]) == 1
    assert "archive" in capsys.readouterr().err
    assert (demonstrated / "journal.txt").read_bytes() == before
