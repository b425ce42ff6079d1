"""封签: eight on a sheet, everything in its frame, nothing cut."""

from __future__ import annotations

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.forms.envelope_labels import COLUMNS, HEIGHT_MM, LINES, WIDTH_MM, lay_out_labels
from oa_desktop.docs.forms.forms import lay_out_form
from oa_desktop.docs.layout.page import LaidOut
from oa_desktop.domain.copies.envelope_labels import EnvelopeLabel
from oa_desktop.domain.forms import Form, form_row

LONG = "中共清源县委防汛抗旱和抢险救援工作领导小组暨应急管理委员会安全生产专业委员会办公室（县应急管理局）"
LABEL = EnvelopeLabel(
    recipient="东山镇人民政府", sender="清源县人民政府办公室", number="清政办发〔2026〕21号", marks="特急", count="2份"
)


def laid(number: int = 1, /, **said: str) -> LaidOut:
    fields = {name: getattr(LABEL, name) for name in ("recipient", "sender", "number", "marks", "count")} | said
    return lay_out_labels([EnvelopeLabel(**fields)] * number, shipped_fonts())


def text(document: LaidOut) -> str:
    return "".join(document.text_of(Element.FORM).split())


@pytest.mark.parametrize(("labels", "sheets"), [(0, 1), (1, 1), (8, 1), (9, 2), (40, 5)])
def test_eight_labels_stand_on_a_sheet(labels, sheets):
    document = laid(labels)
    assert len(document.pages) == sheets
    assert text(document).count("封装人") == labels


def test_a_label_says_to_whom_from_whom_and_how_many():
    assert text(laid()) == "清政办发〔2026〕21号特急东山镇人民政府2份清源县人民政府办公室封装人：封装时间：月日"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("recipient", LONG),
        ("sender", "清源县发展和改革局、清源县财政局、清源县人力资源和社会保障局、清源县市场监督管理局"),
        ("number", "清源县防汛抗旱指挥部办公室发〔2026〕12345号"),
        ("marks", "机密★10年　特提"),
        ("count", "1200份　000001—001200"),
    ],
)
def test_whatever_is_long_is_set_smaller_and_stays_whole_in_its_frame(name, words):
    document = laid(8, **{name: words})
    assert "".join(words.split()) in text(document)
    for run in document.pages[0].runs:
        column, line = int(run.x_mm // WIDTH_MM), int(run.y_mm // HEIGHT_MM)
        assert 0 <= column < COLUMNS and 0 <= line < LINES
        assert column * WIDTH_MM + 6 < run.x_mm
        assert run.right_mm < (column + 1) * WIDTH_MM - 6
        assert line * HEIGHT_MM + 6 < run.y_mm < (line + 1) * HEIGHT_MM - 6


def test_no_two_texts_of_a_label_lie_on_each_other():
    document = laid(recipient=LONG, sender=LONG, marks="机密★10年　特提")
    boxes = [(run.x_mm, run.right_mm, run.y_mm - run.size_pt * 0.3, run.y_mm) for run in document.pages[0].runs]
    for place, (left, right, top, bottom) in enumerate(boxes):
        for other_left, other_right, other_top, other_bottom in boxes[:place]:
            apart = right <= other_left + 0.1 or other_right <= left + 0.1
            assert apart or bottom <= other_top or other_bottom <= top


def test_the_sheet_is_cut_between_the_labels():
    rules = laid().pages[0].rules
    crossed = {rule.x1_mm for rule in rules if rule.x1_mm == rule.x2_mm and rule.width_mm < 0.2}
    assert crossed == {WIDTH_MM}
    assert {rule.y1_mm for rule in rules if rule.y1_mm == rule.y2_mm and rule.x1_mm == 0} == {
        HEIGHT_MM * line for line in range(1, LINES)
    }


def test_labels_of_a_demonstration_say_so():
    document = lay_out_labels([LABEL], shipped_fonts(), "演示")
    assert document.text_of(Element.REALM) == "演示演示"


def test_a_list_over_several_pages_has_its_head_on_each():
    head = (form_row(("发文字号", "清政办发〔2026〕21号", 12)), form_row(("收文机关", "", 8), ("签收人", "", 4)))
    form = Form(title="交换清单", head=head, rows=tuple(form_row(("", f"第{n}镇", 8), ("", "", 4)) for n in range(60)))
    document = lay_out_form(form, shipped_fonts())
    assert len(document.pages) > 2
    for page in document.pages:
        assert "清政办发〔2026〕21号" in "".join(run.text for run in page.of(Element.FORM))
    assert all(f"第{n}镇" in text(document) for n in range(60))
