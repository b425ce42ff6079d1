"""The files of page templates are checked with line and column, laid over each other, and obeyed by the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from oa_desktop.catalogue.templates import check_template, load_template
from oa_desktop.docs.confined_inspecting import ConfinedInspector
from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_TOP_MM, LINE_MM, MM_PER_PT, SEVEN_EIGHTHS_MM
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.printing import printed_elements
from oa_desktop.domain import codec
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import CHOICES, NATIONAL, MarkWords, Template
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span, Table
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.ports.pages import Look

SHIPPED = sorted(resource_path("templates").glob("*.yaml"))
OFFICE = "清源县人民政府办公室"
NOTICE = Manuscript(
    kind="通知",
    issuing_organs=(OFFICE,),
    document_number="清政办发〔2026〕12号",
    title=f"{OFFICE}关于做好防汛工作的通知",
    recipients="各乡镇人民政府",
    body=(Paragraph(spans=(Span(text="请各单位做好防汛工作。"),)),),
    signatories=(OFFICE,),
    date="2026年5月1日",
    copied_to="县委办公室",
    printed_by=OFFICE,
    printed_on="2026年5月2日",
)


@pytest.fixture
def written(tmp_path):
    def write(text: str, name: str = "office.yaml") -> Path:
        (tmp_path / "national.yaml").write_text("name: 国家标准\n", encoding="utf-8")
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def laid(manuscript: Manuscript, template: Template) -> LaidOut:
    return lay_out(manuscript, shipped_fonts(), LayoutOptions(seal=OFFICE, template=template))


# --- the files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_template_that_is_shipped_is_right(path: Path) -> None:
    assert check_template(path) == ()


def test_the_nation_chooses_nothing_beyond_the_standard() -> None:
    assert load_template(resource_path("templates/national.yaml")) == NATIONAL


def test_an_office_that_names_another_template_changes_only_what_it_says(written) -> None:
    written("name: 省\nover: national\n版面:\n  红色分隔线粗细: 1\n  印章直径: 45\n", "province.yaml")
    template = load_template(
        written("name: 县\nover: province\n版面:\n  红色分隔线粗细: '0.75'\n  文件标志字号: 自动\n")
    )
    assert template == replace(NATIONAL, name="县", red_rule=75, seal_diameter=4500)


def test_the_words_of_a_mark_stand_for_one_organ_and_format(written) -> None:
    rows = "发文机关标志:\n  - {机关: 县政府办, 格式: 纪要, 文字: 专题会议纪要}\n"
    written(f"name: 省\nover: national\n{rows}  - {{机关: 县政府办, 格式: 文件, 文字: 甲}}\n", "province.yaml")
    template = load_template(written(f"name: 县\nover: province\n{rows}".replace("专题", "调度")))
    assert template.mark_words("县政府办", PageFormat.MINUTES) == "调度会议纪要"
    assert template.mark_words("县政府办", PageFormat.DOCUMENT) == "甲"
    assert template.mark_words("县政府", PageFormat.DOCUMENT) == ""


HEAD = "name: 县\nover: national\n版面:\n"
MARKS = "name: 县\n发文机关标志:\n  - {{机关: 县政府办, 格式: {format}, 文字: {text}}}\n"


@pytest.mark.parametrize(
    ("text", "rule", "spot"),
    [
        (HEAD + "  红线: 1\n", "template-file.unknown-choice", (4, 3)),
        (HEAD + "  颜色: 蓝色\n", "template-file.unknown-choice", (4, 3)),
        (HEAD + "  红色分隔线粗细: 5\n", "template-file.limits", (4, 12)),
        (HEAD + "  红色分隔线粗细: 半毫米\n", "template-file.limits", (4, 12)),
        (HEAD + "  红色分隔线粗细: 自动\n", "template-file.limits", (4, 12)),
        (HEAD + "  版记排在偶数页: 2\n", "template-file.limits", (4, 12)),
        (HEAD + "  印章直径: 42.123\n", "template-file.limits", (4, 9)),
        (HEAD + "  版记粗线: '0.2'\n", "template-file.departs", (4, 9)),
        (HEAD + "  信函双线粗线: 0.5\n  信函双线细线: 0.5\n", "template-file.weights", (4, 11)),
        (HEAD + "  []\n", "resource.shape", (4, 3)),
        ("over: national\n", "resource.lacking", (1, 1)),
        ("name: 县\nover: moon\n", "template-file.base", (2, 7)),
        (MARKS.format(format="纪要", text="清源县人民政府文件"), "template-file.mark-words", (3, 28)),
        (MARKS.format(format="信函", text="清源县人民政府文件"), "template-file.mark-words", (3, 28)),
        (MARKS.format(format="命令", text="清源县人民政府"), "template-file.mark-words", (3, 28)),
        (MARKS.format(format="简报", text="清源县人民政府"), "resource.choice", (3, 20)),
        (MARKS.format(format="文件", text="''"), "resource.value-form", (3, 28)),
        (
            MARKS.format(format="文件", text="甲") + "  - {机关: 县政府办, 格式: 文件, 文字: 乙}\n",
            "template-file.repeated",
            (4, 5),
        ),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column(written, text, rule, spot):
    told = check_template(written(text))
    assert (told[0].rule, (told[0].place.lines[0], told[0].place.column)) == (rule, spot)
    assert "{" not in "".join((say(rule, told[0].params).what, say(rule, told[0].params).why))


def test_limits_are_said_with_where_they_come_from(written) -> None:
    (own,) = check_template(written(HEAD + "  红色分隔线粗细: 5\n"))
    (clause,) = check_template(written(HEAD + "  版记粗线: 5\n"))
    assert say(own.rule, own.params).what == "“红色分隔线粗细”写成了“5”，可以写0.3到2毫米。"
    assert "本软件的限度" in say(own.rule, own.params).why
    assert "GB/T 9704-2012 7.4.1" in say(clause.rule, clause.params).why


def test_what_the_clause_only_recommends_may_be_chosen_otherwise(written) -> None:
    path = written(HEAD + "  版记排在偶数页: 否\n")
    (told,) = check_template(path)
    assert told.severity is Severity.WARNING
    assert load_template(path).imprint_on_even_page is False


def test_a_thick_line_that_another_layer_made_thin_is_refused(written) -> None:
    written("name: 省\nover: national\n版面:\n  版记粗线: '0.3'\n", "province.yaml")
    path = written("name: 县\nover: province\n版面:\n  版记细线: '0.3'\n")
    assert "template-file.weights" in {one.rule for one in check_template(path)}
    with pytest.raises(Refused):
        load_template(path)


def test_every_choice_has_a_usual_value_within_its_limits() -> None:
    assert [name for name, choice in CHOICES.items() if not choice.allows(choice.usual)] == []
    assert len({choice.name for choice in CHOICES.values()}) == len(CHOICES)


def test_a_template_can_stand_in_a_journal() -> None:
    template = replace(NATIONAL, marks=(MarkWords(organ="甲", format=PageFormat.LETTER, text="乙"),), red_rule=70)
    assert codec.from_json(Template, codec.to_json(template)) == template


# --- the page ------------------------------------------------------------------------------------------------------


def test_the_red_rule_is_as_thick_as_the_office_chose() -> None:
    (rule,) = laid(NOTICE, replace(NATIONAL, red_rule=80)).pages[0].rules_of(Element.RED_RULE)
    assert rule.width_mm == pytest.approx(0.8)


def test_the_mark_says_what_the_office_chose() -> None:
    words = MarkWords(organ=OFFICE, format=PageFormat.DOCUMENT, text="中共清源县委办公室文件")
    assert laid(NOTICE, replace(NATIONAL, marks=(words,))).text_of(Element.MARK) == "中共清源县委办公室文件"
    letter = replace(NOTICE, page_format="信函格式")
    assert laid(letter, replace(NATIONAL, marks=(words,))).text_of(Element.MARK) == OFFICE


def test_a_joint_paper_shows_the_lead_organ_alone_where_the_office_wants_it() -> None:
    joint = replace(NOTICE, issuing_organs=("清源县教育局", "清源县公安局"))
    mark = printed_elements(joint, template=replace(NATIONAL, lead_mark_only=True)).mark
    assert mark is not None
    assert mark.text == "清源县教育局文件"


def test_a_mark_of_a_chosen_size_keeps_every_distance_of_the_standard() -> None:
    page = laid(NOTICE, replace(NATIONAL, document_mark=3200)).pages[0]
    mark, number = page.of(Element.MARK)[0], page.of(Element.DOCUMENT_NUMBER)[0]
    assert mark.size_pt == pytest.approx(32)
    inks = [mark.face.ink(char) for char in mark.text]
    scale = mark.size_pt * MM_PER_PT
    assert mark.y_mm - max(ink.top for ink in inks) * scale == pytest.approx(AREA_TOP_MM + 35, abs=0.05)
    ink_bottom = mark.y_mm - min(ink.bottom for ink in inks) * scale
    number_top = number.y_mm - number.face.ascent * number.size_pt * MM_PER_PT
    assert number_top - ink_bottom == pytest.approx(2 * LINE_MM, abs=0.05)
    (rule,) = page.rules_of(Element.RED_RULE)
    assert rule.y1_mm - (number_top + number.size_pt * MM_PER_PT) == pytest.approx(4, abs=0.05)


def test_a_letter_with_a_small_mark_keeps_its_distances() -> None:
    template = replace(NATIONAL, letter_mark=3000, letter_thick=150)
    page = laid(replace(NOTICE, page_format="信函格式"), template).pages[0]
    upper = [rule for rule in page.rules_of(Element.RED_RULE) if rule.y1_mm < 100]
    number = page.of(Element.DOCUMENT_NUMBER)[0]
    number_top = number.y_mm - number.face.ascent * number.size_pt * MM_PER_PT
    assert [rule.width_mm for rule in upper] == pytest.approx([1.5, 0.35])
    assert number_top - (upper[1].y1_mm + 0.175) == pytest.approx(SEVEN_EIGHTHS_MM, abs=0.05)


def test_a_seal_is_as_large_as_the_office_has_it() -> None:
    assert laid(NOTICE, replace(NATIONAL, seal_diameter=4500)).pages[0].seals[0].diameter_mm == pytest.approx(45)


def test_a_sealed_name_stands_as_many_lines_under_the_text_as_the_office_chose() -> None:
    def gap(template: Template) -> float:
        page = laid(NOTICE, template).pages[0]
        return page.of(Element.SIGNATURE)[0].y_mm - page.of(Element.BODY)[-1].y_mm

    assert gap(NATIONAL) - gap(replace(NATIONAL, seal_lines=100)) == pytest.approx(LINE_MM, abs=0.01)


def test_the_imprint_stands_where_the_text_ends_where_the_office_wants_it() -> None:
    assert len(laid(NOTICE, NATIONAL).pages) == 2
    assert len(laid(NOTICE, replace(NATIONAL, imprint_on_even_page=False)).pages) == 1


@pytest.mark.parametrize(
    "template",
    [
        replace(NATIONAL, imprint_on_even_page=False),
        replace(NATIONAL, document_mark=3000, letter_mark=3000),
        replace(NATIONAL, document_mark=6600, letter_mark=6600),
        replace(NATIONAL, red_rule=200, letter_thick=200, letter_white=150, imprint_thick=100),
    ],
)
@pytest.mark.parametrize("page_format", ["文件格式", "信函格式"])
def test_the_inspector_does_not_complain_about_what_the_office_may_choose(template, page_format) -> None:
    inspector = ConfinedInspector(shipped_fonts)
    look = Look(seal=OFFICE, template=template)
    paper = replace(NOTICE, page_format=page_format)
    usual = {one.rule for one in inspector.of_draft(paper, Look(seal=OFFICE))}
    assert {one.rule for one in inspector.of_draft(paper, look)} <= usual


def test_an_imprint_on_an_odd_page_is_worth_a_word_where_nobody_chose_it() -> None:
    inspector = ConfinedInspector(shipped_fonts)
    odd = replace(NATIONAL, imprint_on_even_page=False)
    data = write_pdf(laid(NOTICE, odd))
    assert "imprint.even-page" in {one.rule for one in inspector.of_file(data, "a.pdf")}
    assert "imprint.even-page" not in {one.rule for one in inspector.of_file(data, "a.pdf", odd)}


# --- the file for people who edit ----------------------------------------------------------------------------------

LETTER = replace(NOTICE, page_format="信函格式")
ORDER = replace(NOTICE, kind="命令", page_format="命令格式", signatories=("县长　王建国",))
TABLE = replace(NOTICE, body=(Table(rows=(("甲", "乙"), ("1", "2"))),))


@pytest.mark.parametrize(
    ("paper", "chosen", "wanted"),
    [
        (NOTICE, {"document_mark": 3200}, 'w:sz w:val="64"'),
        (NOTICE, {"red_rule": 100}, 'w:bottom w:val="single" w:sz="23"'),
        (NOTICE, {"imprint_thick": 70}, 'w:top w:val="single" w:sz="16"'),
        (NOTICE, {"imprint_thin": 18}, 'w:bottom w:val="single" w:sz="4"'),
        (LETTER, {"letter_thick": 200}, 'w:bottom w:val="thickThinSmallGap" w:sz="45"'),
        (ORDER, {"stamp_size": 3000}, 'w:sz w:val="60"'),
        (NOTICE, {"seal_lines": 100}, 'w:spacing w:before="579"'),
        (TABLE, {"table_rule": 70}, 'w:insideH w:val="single" w:sz="16"'),
        (TABLE, {"few_columns": 1300}, 'w:sz w:val="26"'),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_docx_follows_the_template_too(paper, chosen, wanted) -> None:
    usual, ours = (written_xml(paper, template) for template in (NATIONAL, replace(NATIONAL, **chosen)))
    assert wanted in ours
    assert wanted not in usual


def test_the_black_stamp_is_black_in_a_docx() -> None:
    texts = [written_xml(ORDER, template) for template in (NATIONAL, replace(NATIONAL, black_stamp=True))]
    runs = [text[: text.index("王建国")].rpartition("<w:r>")[2] for text in texts]
    assert ["FF0000" in run for run in runs] == [True, False]


def test_a_docx_says_the_words_that_the_office_chose() -> None:
    words = MarkWords(organ=OFFICE, format=PageFormat.DOCUMENT, text="中共清源县委办公室文件")
    marks = written_xml(NOTICE, replace(NATIONAL, marks=(words,)))
    assert "中共清源县委办公室文" in marks


def written_xml(paper: Manuscript, template: Template) -> str:
    """Return the text part of a DOCX."""
    data = write_docx(paper, DocxOptions(template=template))
    with ZipFile(BytesIO(data)) as parts:
        return parts.read("word/document.xml").decode()
