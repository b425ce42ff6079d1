"""``oa-desktop compare``: two papers of any format, told to people, to programs and on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from oa_desktop.cli.program import run
from tests.fakes.command_line import Desk
from tests.rigs.answered import W, body_of

OLD = "关于开展档案检查的通知\n\n各股室：\n\n定于下周检查档案。\n\n清源县档案局\n2026年3月5日\n"
NEW = OLD.replace("下周", "本周").replace("2026年3月5日", "2026年3月6日")


@pytest.fixture
def papers(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("原稿.txt", OLD), ("新稿.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(["render", str(tmp_path / "新稿.txt"), "-o", str(tmp_path / "新稿.docx")]) == 0
    return str(tmp_path / "原稿.txt"), str(tmp_path / "新稿.docx")


def test_what_is_different_is_said_with_its_place(papers, capsys):
    capsys.readouterr()
    assert run(["compare", *papers]) == 1
    assert capsys.readouterr().out == (
        "正文第 1 段 改：定于〔删：下〕〔增：本〕周检查档案。\n"
        "成文日期 改：2026年3月〔删：5〕〔增：6〕日\n"
        "共2处不同：改2处，增0处，删0处。\n"
    )


def test_the_same_words_in_two_formats_are_the_same(papers, capsys):
    capsys.readouterr()
    assert run(["compare", papers[1].replace(".docx", ".txt"), papers[1]]) == 0
    assert capsys.readouterr().out == "两稿文字相同。\n"


def test_programs_get_a_list_of_objects(papers, capsys):
    capsys.readouterr()
    assert run(["compare", *papers, "--json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert first["change"] == "changed"
    assert first["old"] == {"element": "正文", "paragraph": 1, "text": "定于下周检查档案。"}
    assert second["new"] == {"element": "成文日期", "paragraph": None, "text": "2026年3月6日"}
    assert {part["change"] for part in first["parts"]} == {"same", "removed", "added"}


def test_both_are_set_side_by_side_on_paper(papers, tmp_path):
    output = tmp_path / "对照表.pdf"
    assert run(["compare", *papers, "-o", str(output)]) == 1
    document = pypdfium2.PdfDocument(output)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "文稿对照表" in text
    assert "【下】" in text and "【本】" in text


@pytest.mark.parametrize("output", ["对照表.docx", "新稿.docx"])
def test_the_table_is_a_pdf_and_replaces_no_paper(papers, tmp_path, output):
    assert run(["compare", *papers, "-o", str(tmp_path / output)]) == 2
    assert Path(papers[1]).read_bytes().startswith(b"PK")


@pytest.fixture
def document(desk: Desk, tmp_path: Path) -> str:
    """A document whose first text was revised once."""
    for name, text in (("一稿.txt", OLD), ("二稿.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert desk("new", str(tmp_path / "一稿.txt"), account="zhouyue") == 0, desk.err
    found = re.search(r"编号 (\w+)", desk.out)
    assert found
    assert desk("act", found[1], "修改", "--source", str(tmp_path / "二稿.txt"), account="zhouyue") == 0, desk.err
    return found[1]


def test_earlier_and_present_texts_of_a_document_are_compared(desk, document):
    assert desk("compare", f"{document}@1", document, account="zhouyue") == 1
    assert "正文第 1 段 改：定于〔删：下〕〔增：本〕周检查档案。" in desk.out
    assert desk("compare", f"{document}@2", document, account="zhouyue") == 0


def test_a_document_is_compared_with_a_file(desk, document, tmp_path):
    assert desk("compare", document, str(tmp_path / "一稿.txt"), account="zhouyue") == 1
    assert "定于〔删：本〕〔增：下〕周检查档案。" in desk.out


def test_a_text_that_a_document_never_had_is_refused(desk, document):
    assert desk("compare", f"{document}@9", document, account="zhouyue") == 1
    assert "这份公文没有第9稿；到现在一共有2稿；" in desk.err


def test_without_an_account_no_document_is_looked_up(desk, document):
    assert desk("compare", f"{document}@1", document) == 2
    assert "--as" in desk.err


def test_revisions_are_listed_with_who_wrote_them_and_how_much_was_changed(desk, document):
    assert desk("revisions", document, account="zhouyue") == 0, desk.err
    head, first, second = desk.out.splitlines()
    assert head.split() == ["稿次", "时间", "环节", "办理", "经手人", "改动"]
    assert first.startswith("第1稿") and first.endswith("初稿")
    assert "周玥" in second and second.endswith("修改 2 处，增 2 字，删 2 字")


def test_programs_get_revisions_as_objects(desk, document):
    assert desk("revisions", document, "--json", account="zhouyue") == 0, desk.err
    first, second = json.loads(desk.out)
    assert (first["number"], first["act"], second["act"]) == (1, "拟稿", "修改")
    assert (second["places"], second["added"], second["removed"]) == (2, 2, 2)


def test_a_document_is_written_with_its_tracked_changes(desk, document, tmp_path):
    output = tmp_path / "修改痕迹.docx"
    assert desk("render", document, "--tracked", str(output), account="zhouyue") == 0, desk.err
    changed = {
        etree.QName(one).localname: one.get(f"{W}author")
        for one in body_of(output.read_bytes()).iter(f"{W}ins", f"{W}del")
    }
    assert changed == {"ins": "周玥（秘书科四级主任科员）", "del": "周玥（秘书科四级主任科员）"}


def test_either_pages_or_tracked_changes_are_asked_for(desk, document, tmp_path):
    assert desk("render", document, account="zhouyue") == 2
    assert desk("render", document, "--tracked", str(tmp_path / "痕迹.pdf"), account="zhouyue") == 2
