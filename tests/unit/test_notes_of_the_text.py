"""脚注 go with the words that they hang on: read, cut, mended, compared and searched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.docx import read_docx
from oa_desktop.docs.reading.ofd import read_ofd
from oa_desktop.docs.reading.pdf import read_pdf
from oa_desktop.docs.reading.reader import Reading
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.domain.documents.profile import NATIONAL
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span, plain_text
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.mending import mended, substituted
from oa_desktop.domain.texts.comparing import compare
from oa_desktop.domain.texts.headings import headed
from oa_desktop.domain.texts.spans import between, merged, stripped
from oa_desktop.office.ports.pages import Look

NOTED = (Span(text="下降5%", note="见公报。"), Span(text="，持续向好。"))


def read(text: str) -> Manuscript:
    return read_source(text.encode(), "source.md").manuscript


def notes(manuscript: Manuscript) -> list[str]:
    return [note for block in manuscript.body if isinstance(block, Paragraph) for note in block.notes]


def test_a_source_without_notes_is_written_as_before() -> None:
    assert b"note" not in Manuscript(body=(Paragraph(spans=(Span(text="正文"),)),)).encode().replace(
        b'"attachment_notes"', b""
    ).replace(b'"note":""', b"")


def test_a_source_keeps_its_notes() -> None:
    typed = Manuscript(body=(Paragraph(spans=NOTED),))
    assert Manuscript.decode(typed.encode()) == typed


def test_neighbours_are_joined_up_to_a_note() -> None:
    parts = (Span(text="下降"), Span(text="5%", note="见公报。"), Span(text="，"), Span(text=""), Span(text="向好。"))
    assert merged(parts) == (Span(text="下降5%", note="见公报。"), Span(text="，向好。"))


def test_a_note_alone_goes_with_what_stands_before_it() -> None:
    strong = Span(text="下降", emphasis=Emphasis.STRONG)
    assert merged((strong, Span(text="", note="注。"))) == (replace(strong, note="注。"),)


@pytest.mark.parametrize("cut", range(len("下降5%，持续向好。") + 1))
def test_a_text_that_is_cut_anywhere_keeps_its_note_once(cut: int) -> None:
    head, rest = between(NOTED, 0, cut), between(NOTED, cut, 99)
    assert merged((*head, *rest)) == NOTED
    assert [len(span.text) for span in (*head, *rest) if span.note] == [4 if cut >= 4 or not cut else 4 - cut]


def test_a_heading_that_ends_before_a_note_leaves_it_behind() -> None:
    spans = headed((Span(text="一、目标。增长5%", note="注。"),), 5)
    assert [(span.text, span.note) for span in spans] == [("一、目标。", ""), ("增长5%", "注。")]
    assert headed((Span(text="一、目标", note="注。"),), 4)[0].note == "注。"


def test_blanks_at_the_edges_go_and_no_note_with_them() -> None:
    assert stripped((Span(text="　目标"), Span(text="　", note="注。"))) == (
        Span(text="目标"),
        Span(text="", note="注。"),
    )


def test_markdown_notes_hang_where_their_marks_stand() -> None:
    read_in = read("# 通知\n\n全县下降5%[^1]，总体**向好**[^乙]。\n\n[^1]: 见**公报**。\n[^乙]: 当年价格。\n")
    assert notes(read_in) == ["见公报。", "当年价格。"]
    assert read_in.body[0].text == "全县下降5%，总体向好。"
    assert len(read_in.body) == 1


@pytest.mark.parametrize(
    "text",
    ["正文[^1]。", "正文。\n\n[^1]: 无处可用的注。", "| 甲 | 乙 |\n|---|---|\n| 1[^1] | 2 |\n\n[^1]: 表里的注。"],
)
def test_a_mark_without_words_and_words_without_a_mark_stay_as_typed(text: str) -> None:
    read_in = read(f"# 通知\n\n{text}\n")
    words = plain_text(read_in)
    assert not notes(read_in)
    assert "[^1]" in words
    assert all(part in words for part in re.findall(r"[一-龥]+", text))


def test_plain_text_with_such_marks_is_left_as_typed() -> None:
    read_in = read_source("关于防汛的通知\n\n下降5%[^1]。\n\n[^1]: 见公报。\n".encode(), "source.txt").manuscript
    assert "[^1]: 见公报。" in plain_text(read_in)


def test_a_note_on_a_title_is_reported() -> None:
    reading = read_source("# 关于防汛的通知[^1]\n\n正文。\n\n[^1]: 暂行。\n".encode(), "source.md")
    assert any(one.rule == "source.left-out" and "暂行。" in str(one.params) for one in reading.findings)


def test_notes_are_searched_like_the_text() -> None:
    assert plain_text(Manuscript(body=(Paragraph(spans=NOTED),))).splitlines() == ["下降5%，持续向好。", "见公报。"]


def test_a_changed_note_is_a_difference_of_its_own() -> None:
    first = Paragraph(spans=(Span(text="第一段。"),))
    old = Manuscript(body=(first, Paragraph(spans=NOTED)))
    new = Manuscript(body=(first, Paragraph(spans=(replace(NOTED[0], note="见统计公报。"), NOTED[1]))))
    (one,) = compare(old, new)
    assert one.new is not None
    assert (one.new.place.name, one.new.place.paragraph) == ("正文脚注", 1)
    assert one.new.text == "见统计公报。"


def test_a_mend_reaches_into_notes_and_keeps_them_in_place() -> None:
    paragraph = Paragraph(spans=(Span(text="第1,2条", note="见1,2页"), Span(text="第3,4条")))
    changed = substituted(paragraph, re.compile(","), lambda _match: "、")
    assert changed.spans == (Span(text="第1、2条", note="见1、2页"), Span(text="第3、4条"))


def test_a_note_is_inspected_and_mended_like_the_text() -> None:
    typed = Manuscript(body=(Paragraph(spans=(Span(text="全县下降5%", note="见“《公报》”、“《年鉴》”。"),)),))
    slips = [one for one in inspect(typed, NATIONAL) if one.place.name == "正文" and one.place.paragraph == 1]
    assert slips
    for one in slips:
        typed = mended(typed, one)
    assert not [one for one in inspect(typed, NATIONAL) if one.place.name == "正文"]


SENTENCE = "各乡镇人民政府、县政府各部门要把防汛抗旱工作摆在突出位置，压实责任，加强值班值守。"
LONG = "统计口径按照国家统计局的规定执行。" * 100
PAPER = Manuscript(
    issuing_organs=("清源县人民政府",),
    document_number="清政发〔2026〕18号",
    title="清源县人民政府关于做好春季防汛工作的通知",
    recipients="各乡镇人民政府",
    body=tuple(
        Paragraph(spans=merged((Span(text=SENTENCE, note=note), Span(text=SENTENCE * 2))))
        for note in ("", "见《公报》，第1页。", "", LONG, "", *(f"第{n}条注。" for n in range(20)), "")
    ),
    signatories=("清源县人民政府",),
    date="2026年4月16日",
    annexes=(Annex(title="任务表", body=(Paragraph(spans=(Span(text=SENTENCE, note="附件的注。"),)),)),),
    printed_by="清源县人民政府办公室",
    printed_on="2026年4月17日",
)


def pdf() -> bytes:
    return write_pdf(lay_out(PAPER, shipped_fonts()))


def ofd() -> bytes:
    return write_ofd(lay_out(PAPER, shipped_fonts()))


def docx() -> bytes:
    return PageRenderer(shipped_fonts()).document(PAPER, Look())


@pytest.mark.parametrize(("file", "read_file"), [(pdf, read_pdf), (ofd, read_ofd), (docx, read_docx)])
def test_notes_come_back_from_every_file_where_they_were(
    file: Callable[[], bytes], read_file: Callable[[bytes], Reading]
) -> None:
    reading = read_file(file())
    assert reading.manuscript.body == PAPER.body
    assert reading.manuscript.annexes == PAPER.annexes
    assert not [one for one in reading.findings if one.rule == "source.left-out"]


@pytest.mark.parametrize("file", [pdf, ofd, docx])
def test_notes_are_no_fault_of_the_page(file: Callable[[], bytes]) -> None:
    assert [one.rule for one in inspect_file(file(), f"1.{file.__name__}")] == []
