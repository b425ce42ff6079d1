"""``oa-desktop inspect``: what is wrong is said to people and to programs, and the exit code tells whether it weighs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from oa_desktop.cli.program import run
from tests.rigs.examples import bases, source

PAGES = Path(__file__).parents[1] / "data" / "faulty"
KEYS = ["rule", "clause", "severity", "message", "place", "measured", "required", "mend", "layer", "blocks"]


@pytest.fixture
def paper(tmp_path):
    def write(**changes: str) -> Path:
        path = tmp_path / "稿.md"
        path.write_text(source({**bases()["通知"], **changes}), encoding="utf-8")
        return path

    return write


def test_a_paper_that_is_right_ends_with_0_and_one_sentence(paper, capsys):
    assert run(["inspect", str(paper())]) == 0
    assert capsys.readouterr().out == "没有发现问题。\n"


def test_a_fault_is_said_with_its_clause_and_how_to_mend_it(paper, capsys):
    assert run(["inspect", str(paper(发文字号="清政发[2026]18号"))]) == 1
    out = capsys.readouterr().out
    assert out.startswith("错误 发文字号：发文字号的年份用了“[2026]”。")
    assert "GB/T 9704-2012 7.2.5" in out and "请改为“〔2026〕”。" in out
    assert out.endswith("共1处：错误1处。\n")


def test_what_only_should_be_so_does_not_count_as_failed(paper):
    assert run(["inspect", str(paper(正文="请抓紧办理,按时上报。"))]) == 0


def test_programs_get_a_list_of_objects_with_ten_keys(paper, capsys):
    assert run(["inspect", str(paper(正文="请抓紧办理,按时上报。")), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert list(told) == KEYS
    assert (told["rule"], told["severity"], told["clause"]) == ("punctuation.half-width", "should", "GB/T 9704-2012 9")
    assert (told["measured"], told["required"]) == (",", "，")
    place = {name: value for name, value in told["place"].items() if value is not None}
    assert place == {"element": "正文", "paragraph": 1, "start": 5, "end": 6}


def test_a_text_as_pasted_is_judged_as_it_was_typed(tmp_path, capsys):
    path = tmp_path / "稿.txt"
    path.write_text("清水发[2026]5号\n关于防汛的通知\n各股室：\n请做好准备。\n清源县水利局\n2026年03月05日\n", "utf-8")
    assert run(["inspect", str(path), "--json"]) == 1
    told = {one["rule"] for one in json.loads(capsys.readouterr().out)}
    assert told >= {"number.brackets", "date.padded"}


def test_a_profile_is_named_or_given_as_a_file(paper, tmp_path, capsys):
    path, own = paper(正文="请抓紧办理,按时上报。"), tmp_path / "own.yaml"
    own.write_text("name: 县\nlayer: 县级\nrules:\n  punctuation.half-width:\n    severity: 建议\n", encoding="utf-8")
    assert run(["inspect", str(path), "--profile", "county-example"]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    assert run(["inspect", str(path), "--profile", str(own)]) == 0
    assert "（县级要求）" in capsys.readouterr().out


def test_a_profile_that_is_not_there_is_said(paper, capsys):
    assert run(["inspect", str(paper()), "--profile", "moon"]) == 2
    assert "moon" in capsys.readouterr().err


def test_the_same_slip_many_times_is_shown_five_times_and_counted(paper, capsys):
    path = paper(正文="请抓紧办理,按时上报。" * 9)
    assert run(["inspect", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.count("汉字后面用了半角的“,”") == 5
    assert "punctuation.half-width 这样的还有4处" in out
    assert out.endswith("共9处：警告9处。\n")


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.pdf")), ids=lambda path: path.name)
def test_a_fault_on_a_page_is_the_only_thing_that_weighs_and_nothing_weighs_in_its_twin(path, capsys):
    rule, kind = path.name.rsplit(".", 2)[:2]
    run(["inspect", str(path), "--json"])
    weighty = {one["rule"] for one in json.loads(capsys.readouterr().out) if one["severity"] != "advice"}
    assert weighty == ({rule} if kind == "faulty" else set())


DRAFT = """---
发文字号: 清府办〔2026〕3号
附件说明: 值班表
---
清源县人民政府办公室关于归档的通知

县政府各部门：

请按时归档。

清源县人民政府办公室
"""


def test_a_document_is_inspected_with_what_the_office_knows_of_it(desk, tmp_path):
    (tmp_path / "稿.md").write_text(DRAFT, encoding="utf-8")
    assert desk("new", str(tmp_path / "稿.md"), account="zhouyue") == 0, desk.err
    document = re.search(r"编号 (\w+)", desk.out)[1]
    desk("inspect", document, "--json", account="zhouyue")
    told = {one["rule"]: one for one in json.loads(desk.out)}
    assert {"number.other-code", "attachment.absent"} <= told.keys()
    assert (told["number.other-code"]["layer"], told["number.other-code"]["blocks"]) == (None, False)
