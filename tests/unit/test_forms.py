"""Forms (表单) are files that an office may edit; what is filled in stands in the cell of its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.catalogue.forms import check_form, load_filling, load_forms
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import ROW_WIDTH, Form
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office import queries as q
from oa_desktop.office.papers.handling_form import HANDLING_FORM, handling_form
from oa_desktop.office.papers.opinions import opinions_of
from tests.fakes.office import FakeOffice

NO_INK: dict[Digest, Ink] = {}
FORMS = load_forms(resource_path("forms"))
OUTGOING = "密级 紧急程度 签发 会签 主送 抄送 发文字号 核稿 部门审核 合法性审核 复核 拟稿单位 拟稿 印制用印 校对 印数 附件 标题 公开属性 定密依据"
INCOMING = "来文单位 发文字号 收文日期 标题 拟办意见 领导批示 处理结果 收文编号 密级 紧急程度 份号 份数 来文日期 原件页数 办或阅 承办单位 办理时限 转办与反馈 传阅签名"


def values(form: Form) -> dict[str, str]:
    return {cell.label: cell.value for row in form.rows for cell in row.cells}


@pytest.fixture
def written(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "form.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("path", sorted(resource_path("forms").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_form_that_is_shipped_is_right(path: Path) -> None:
    assert check_form(path) == ()


@pytest.mark.parametrize(("title", "labels"), [(HANDLING_FORM, OUTGOING), ("收文处理单", INCOMING)])
def test_the_two_forms_have_every_cell_that_offices_know(title, labels) -> None:
    assert set(labels.split()) <= set(FORMS[title].labels)
    assert {sum(cell.width for cell in row.cells) for row in FORMS[title].rows} == {ROW_WIDTH}


@pytest.mark.parametrize(
    ("text", "rule", "spot"),
    [
        ("title: 表\nrows:\n  - {甲: 6, 乙: 5}\n", "form-file.width", (3, 5)),
        ("title: 表\nrows:\n  - {甲: 12}\n  - {甲: 12}\n", "form-file.repeated", (4, 6)),
        ("title: 表\nrows:\n  - {甲: 13}\n", "resource.value-form", (3, 9)),
        ("title: 表\nrows:\n  - {甲: 12, 高: 500}\n", "resource.value-form", (3, 16)),
        ("title: 表\nrows: []\n", "resource.value-form", (2, 7)),
        ("rows:\n  - {甲: 12}\n", "resource.lacking", (1, 1)),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column(written, text, rule, spot) -> None:
    (told,) = check_form(written(text))
    assert (told.rule, (told.place.lines[0], told.place.column)) == (rule, spot)


def test_a_form_is_filled_in_by_the_names_of_its_cells(written) -> None:
    path = written("机关: 清源县人民政府\n来文单位: 市政府\n份数: 02\n拟办意见: |\n  请阅。\n  李明\n")
    typed = load_filling(path, FORMS["收文处理单"])
    filled = FORMS["收文处理单"].filled(typed["机关"], typed)
    assert filled.organ == "清源县人民政府"
    said = values(filled)
    assert (said["来文单位"], said["份数"], said["拟办意见"]) == ("市政府", "02", "请阅。\n李明\n")
    assert said["标题"] == ""


def test_a_cell_that_the_form_has_not_is_refused_with_its_place(written) -> None:
    with pytest.raises(Refused) as refused:
        load_filling(written("来文单位: 市政府\n主题词: 防汛\n"), FORMS["收文处理单"])
    found = refused.value.params["finding"]
    assert (found.rule, found.place.lines, found.params["name"]) == ("resource.unknown-name", (2,), "主题词")


def test_the_handling_form_is_filled_in_from_the_journal() -> None:
    office = FakeOffice()
    dossier = office.bring_to("seal")
    session = office.as_("registrar")
    state = session.dossier(dossier)
    steps = tuple(replace(step, opinion_area=step.name) for step in state.flow.steps)
    state = replace(state, flow=replace(state.flow, steps=steps))
    timeline = session.ask(q.Timeline(dossier=dossier))
    form = handling_form(
        FORMS[HANDLING_FORM],
        state,
        Manuscript(title="关于防汛的\n通知", classification="秘密★1年", copies="30", secrecy_basis="第三条"),
        timeline,
        department="秘书科",
        said=opinions_of(state, timeline, NO_INK.__getitem__),
    )
    said = values(form)
    assert (said["标题"], said["密级"], said["印数"], said["拟稿单位"]) == (
        "关于防汛的通知",
        "秘密★1年",
        "30",
        "秘书科",
    )
    assert said["定密依据"] == "第三条"
    assert said["发文字号"] == session.dossier(dossier).number
    signed = {cell.label: cell.opinions[-1].signature() for row in form.rows for cell in row.cells if cell.opinions}
    assert {"签发", "复核"} <= set(signed) <= {step.name for step in steps}
    assert signed["签发"].endswith("2026年4月16日")
    assert "会签" not in signed
