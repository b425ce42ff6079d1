"""A PDF that came in: its elements and paragraphs as the page shows them; a scanned or locked one is said to be that."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.reading.files import read_file
from oa_desktop.docs.reading.fixed import read_sheets
from oa_desktop.docs.sheets.sheets import Character, Sheet, Sheets, Tint
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span, plain_text
from tests.integration.test_page_in_pdf import NOTICE
from tests.printed import WRITERS, printed

TITLE = "关于开展档案检查的通知"


def test_what_was_recognised_and_how_is_said() -> None:
    said = {one.rule: dict(one.params) for one in read_file(printed("pdf", NOTICE)).findings}
    assert said["source.from-pages"]["kind"] == "PDF"
    assert said["source.by-style"]["elements"] == "发文机关、标题"
    assert "主送机关" in said["source.by-words"]["elements"]


def drawn(text: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, initialFontName="Helvetica")
    canvas.rect(100, 100, 200, 300, fill=1)
    canvas.drawString(100, 700, text)
    canvas.save()
    return buffer.getvalue()


def locked() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn("text"))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user="甲", owner="乙"))
    return buffer.getvalue()


def test_text_in_colour_is_read_and_pale_marks_are_not() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, initialFontName="Helvetica")
    for y, colour, words in ((700, "#1f4fd0", "blue text"), (600, "#808080", "grey text"), (500, "#e6e6e6", "mark")):
        canvas.setFillColor(colour)
        canvas.drawString(100, y, words)
    canvas.save()
    assert plain_text(read_file(buffer.getvalue()).manuscript).split("\n") == ["blue text", "grey text"]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_seal_that_is_drawn_is_no_picture(kind: str) -> None:
    found = read_file(printed(kind, NOTICE, seal="清源县人民政府办公室")).findings
    assert [one for one in found if one.rule == "source.left-out"] == []


@pytest.mark.parametrize("kind", WRITERS)
def test_a_rare_name_comes_back_whole(kind: str) -> None:
    manuscript = Manuscript(
        title="关于𠮷𡋾同志任职的通知", body=(Paragraph(spans=(Span(text="任命𠮷𡋾同志为主任。"),)),)
    )
    again = read_file(printed(kind, manuscript)).manuscript
    assert (again.title, plain_text(again)) == (
        "关于𠮷𡋾同志任职的通知",
        "关于𠮷𡋾同志任职的通知\n任命𠮷𡋾同志为主任。",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (drawn(), "source.no-text"),
        (locked(), "source.locked"),
        (b"%PDF-1.7\nhello", "source.damaged"),
        (b"%PDF", "source.damaged"),
        (printed("pdf", NOTICE)[:2000], "source.damaged"),
    ],
    ids=["scanned", "locked", "no document", "nothing", "cut"],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_file(data, "来文.pdf")
    assert caught.value.code == code
    assert caught.value.params["name"] == "来文.pdf"


def sheet(number: int, *lines: tuple[float, str]) -> Sheet:
    """Return a page of lines by their baselines, set in 三号 from the left edge of the text."""
    size_mm = 16 * MM_PER_PT
    chars = (
        Character(char, 28 + place * size_mm, 28 + (place + 1) * size_mm, y_mm, 16, "仿宋", Tint.BLACK, y_mm - 5)
        for y_mm, text in lines
        for place, char in enumerate(text)
    )
    return Sheet(number=number, characters=tuple(chars))


def test_heads_and_feet_that_run_through_the_pages_are_no_text_and_are_named() -> None:
    pages = [
        sheet(number, (15, "内部资料"), (60, f"第{number}段说明要办的事。"), (285, f"第 {number} 页 共 3 页"))
        for number in (1, 2, 3)
    ]
    reading = read_sheets(Sheets(sheets=tuple(pages)), "PDF")
    assert [block.text for block in reading.manuscript.body] == [f"第{number}段说明要办的事。" for number in (1, 2, 3)]
    assert [one.params["what"] for one in reading.findings if one.rule == "source.left-out"] == [
        "页眉页脚里的“内部资料”"
    ]


def test_what_stands_at_the_head_of_one_page_only_is_text() -> None:
    pages = (sheet(1, (15, "关于检查的通知"), (60, "请看。")), sheet(2, (60, "请办。")))
    assert read_sheets(Sheets(sheets=pages), "PDF").manuscript.title == "关于检查的通知"
