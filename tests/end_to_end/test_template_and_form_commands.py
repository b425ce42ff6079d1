"""``oa-desktop template`` and ``form``: page templates are checked, tried and adopted, and forms are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.bootstrap.adapters import build_viewer

PAPER = (
    "---\n发文机关: 清源县人民政府办公室\n---\n# 清源县人民政府办公室关于防汛的通知\n\n各乡镇：\n\n请做好防汛工作。\n"
)
OURS = "name: 本县公文版式\nover: national\n版面:\n  红色分隔线粗细: '0.8'\n"


@pytest.fixture
def template(tmp_path):
    def write(text: str) -> str:
        (tmp_path / "national.yaml").write_text("name: 国家标准\n", encoding="utf-8")
        path = tmp_path / "office.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def text_of(path: Path) -> str:
    return "".join(one.text for one in build_viewer().places(path.read_bytes(), 0) if one.text.strip())


# --- templates -----------------------------------------------------------------------------------------------------


def test_every_choice_is_listed_with_its_limits(desk):
    assert desk("template") == 0
    [row] = [line for line in desk.out.splitlines() if line.startswith("红色分隔线粗细")]
    assert row.split() == ["红色分隔线粗细", "0.3到2毫米", "0.5"]


def test_a_template_is_checked_with_line_and_column(desk, template):
    assert desk("template", "check", template(OURS)) == 0
    assert desk.out == "没有发现问题。\n"
    assert desk("template", "check", template(OURS.replace("'0.8'", "9"))) == 1
    assert desk.out.startswith("错误 office.yaml:4:12：“红色分隔线粗细”写成了“9”，可以写0.3到2毫米。")
    assert desk("template", "check", template(OURS + "  版记排在偶数页: 否\n")) == 0
    assert desk.out.startswith("警告 office.yaml:5:12")


def test_a_paper_is_tried_with_a_template_and_a_wrong_one_is_refused(desk, template, tmp_path):
    paper, page = tmp_path / "通知.md", tmp_path / "通知.pdf"
    paper.write_text(PAPER, encoding="utf-8")
    words = ("render", str(paper), "-o", str(page))
    assert desk(*words) == 0
    usual = page.read_bytes()
    assert desk(*words, "--template", template(OURS)) == 0, desk.err
    assert page.read_bytes() != usual
    assert desk(*words, "--template", template("name: 甲\n红线: 1\n")) == 1
    assert "office.yaml" in desk.err
    assert desk(*words, "--template", "no-such") == 2


def test_the_system_administrator_adopts_a_template_for_the_unit(desk, template):
    path = template(OURS)
    assert desk("template", "adopt", path, account="zhouyue") == 1
    assert "系统管理员" in desk.err
    assert desk("template", "adopt", path, "--reason", "统一版头", account="xuchong") == 0, desk.err
    Path(path).unlink()
    assert desk("template", "show", account="zhouyue") == 0
    assert desk.out.startswith("版式模板：本县公文版式\n")
    [row] = [line for line in desk.out.splitlines() if line.startswith("红色分隔线粗细")]
    assert row.split()[1:] == ["0.8", "0.5"]
    assert desk("template", "adopt", "national", account="xuchong") == 0, desk.err
    assert desk("template", "show", account="zhouyue") == 0
    assert desk.out.startswith("版式模板：国家标准\n")


# --- forms ---------------------------------------------------------------------------------------------------------


def test_forms_are_listed_with_their_cells(desk):
    assert desk("form") == 0
    assert {"收文处理单", "发文稿纸"} <= {line.split()[0] for line in desk.out.splitlines()}


def test_a_form_is_written_empty_or_filled_in(desk, tmp_path):
    data, page = tmp_path / "来文.yaml", tmp_path / "表.pdf"
    data.write_text("机关: 清源县人民政府\n来文单位: 市人民政府办公室\n份数: 02\n", encoding="utf-8")
    assert desk("form", "收文处理单", "-o", str(page), "--organ", "清源县财政局") == 0, desk.err
    assert "清源县财政局收文处理单" in text_of(page)
    assert desk("form", "收文处理单", str(data), "-o", str(page)) == 0, desk.err
    written = text_of(page)
    assert all(one in written for one in ("清源县人民政府收文处理单", "来文单位市人民政府办公室", "份数02"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("form", "收文处理单"), "-o"),
        (("form", "收文处理单", "-o", "x.docx"), ".pdf"),
        (("form", "请假条", "-o", "x.pdf"), "没有“请假条”这张表"),
    ],
)
def test_what_a_form_lacks_is_said(desk, words, said):
    assert desk(*words) == 2
    assert said in desk.err


def test_a_cell_that_the_form_has_not_is_said_with_its_place(desk, tmp_path):
    data = tmp_path / "来文.yaml"
    data.write_text("主题词: 防汛\n", encoding="utf-8")
    assert desk("form", "收文处理单", str(data), "-o", str(tmp_path / "表.pdf")) == 1
    assert "来文.yaml" in desk.err and "主题词" in desk.err
    assert not (tmp_path / "表.pdf").exists()
