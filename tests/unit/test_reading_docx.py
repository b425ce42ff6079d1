"""A DOCX that comes in: recognised by its styles or its words, nothing of the text lost, what is left out is said."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from oa_desktop.docs.docx import write_docx, write_tracked_docx
from oa_desktop.docs.elements import PrintedElements
from oa_desktop.docs.printing import printed_elements
from oa_desktop.docs.reading import Reading, read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Emphasis, Manuscript, Paragraph, Span, Table
from oa_desktop.office.ports.pages import TrackedText
from tests.golden.formats import LETTER as LETTER_PAPER
from tests.golden.formats import MINUTES, ORDER
from tests.golden.renew_docx import JOINT_REQUEST, NOTICE
from tests.printed import PAPERS, elements
from tests.rigs.page_papers import DRAFTS
from tests.rigs.word_files import STRICT, WORD, box, numbered, p, packed, ps, r, style, table, word_file

DATA = Path(__file__).parents[1] / "data"
SOURCES = sorted(path for folder in ("papers", "sources", "typed-badly") for path in (DATA / folder).glob("*.txt"))
TITLE = "关于开展档案检查的通知"
LETTER = (TITLE, "各股室：", "定于下周检查档案，请做好准备。", "清源县档案局", "2026年3月5日")


def read(data: bytes, name: str = "来文.docx") -> Reading:
    return read_file(data, name)


def told(reading: Reading) -> dict[str, str]:
    return {one.rule: "|".join(one.params.values()) for one in reading.findings}


def left_out(reading: Reading) -> list[str]:
    return [one.params["what"] for one in reading.findings if one.rule == "source.left-out"]


def texts(manuscript: Manuscript) -> list[str]:
    return [block.text for block in manuscript.body]


def again(manuscript: Manuscript) -> PrintedElements:
    return printed_elements(read(write_docx(manuscript)).manuscript)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_what_this_program_wrote_reads_back_the_same(path: Path) -> None:
    manuscript = read_source(path.read_bytes(), path.name).manuscript
    assert again(manuscript) == printed_elements(manuscript)


SECRET_LETTER = replace(LETTER_PAPER, copy_number="000018", classification="秘密★1年", urgency="特急")
JOINT_ORDER = replace(ORDER, signatories=("县人民政府县长　赵立衡", "县人民武装部部长　陈武"))


@pytest.mark.parametrize(
    "manuscript", [NOTICE, JOINT_REQUEST, SECRET_LETTER, ORDER, JOINT_ORDER, MINUTES], ids=lambda one: one.title
)
def test_every_element_of_a_full_paper_reads_back_the_same(manuscript: Manuscript) -> None:
    assert again(manuscript) == printed_elements(manuscript)


def test_what_this_program_wrote_is_recognised_by_its_styles_alone() -> None:
    assert "source.by-words" not in told(read(write_docx(NOTICE)))


def test_a_letter_without_any_style_is_recognised_by_its_words() -> None:
    reading = read(word_file(ps(*LETTER)))
    found = reading.manuscript
    assert (found.title, found.recipients, found.signatories, found.date) == (
        TITLE,
        "各股室",
        ("清源县档案局",),
        "2026年3月5日",
    )
    assert texts(found) == [LETTER[2]]
    assert told(reading)["source.by-words"] == "标题、主送机关、发文机关署名、成文日期"
    assert "source.by-style" not in told(reading)


def test_elements_are_taken_from_styles_named_after_them() -> None:
    styles = style("a", "公文标题") + style("b", "主送机关") + style("c", "成文日期") + style("d", "发文机关署名")
    body = p("检查", style="a") + p("老王：", style="b") + p("请看。") + p("办", style="d") + p("三月", style="c")
    found = read(word_file(body, styles=styles)).manuscript
    assert (found.title, found.recipients, found.signatories, found.date) == ("检查", "老王", ("办",), "三月")


def test_the_form_that_was_typed_is_reported() -> None:
    reading = read(word_file(ps(TITLE, "各股室:", "请看。", "清源县档案局", "2026-03-05")))
    typed = {one.params["typed"]: one.params["written"] for one in reading.findings if one.rule == "source.form"}
    assert typed == {"各股室:": "各股室", "2026-03-05": "2026年3月5日"}


def test_places_are_paragraphs_and_not_lines() -> None:
    reading = read(word_file(ps(TITLE, "各股室：", "、请看。", "清源县档案局", "2026年3月5日")))
    place = next(one.place for one in reading.findings if one.rule == "source.number-missing")
    assert (place.lines, place.unit) == ((3,), "段")


LARGE = '<w:sz w:val="44"/>'
RED = '<w:color w:val="FF0000"/><w:sz w:val="80"/>'
CENTRED = '<w:jc w:val="center"/>'


def centred(text: str, look: str = LARGE) -> str:
    return p(r(text, look), properties=CENTRED)


def test_large_type_in_the_middle_is_the_title_whatever_its_words() -> None:
    body = centred("清源县") + centred("二〇二六年工作打算") + ps("各股室：", "请看。")
    found = read(word_file(body)).manuscript
    assert (found.title, found.recipients, texts(found)) == ("清源县\n二〇二六年工作打算", "各股室", ["请看。"])


def test_large_red_type_is_the_mark_and_no_title() -> None:
    body = (
        centred("清源县档案局", RED)
        + ps("清档函〔2026〕5号")
        + centred("关于商请查档的函")
        + ps("县教育局：", "请看。")
    )
    found = read(word_file(body)).manuscript
    assert (found.issuing_organs, found.title) == (("清源县档案局",), "关于商请查档的函")


def test_large_type_inside_the_text_is_no_second_title() -> None:
    body = centred(TITLE) + ps("各股室：", "请看。") + centred("名单") + ps("张某某。")
    found = read(word_file(body)).manuscript
    assert (found.title, texts(found)) == (TITLE, ["请看。", "名单", "张某某。"])


def test_large_type_behind_the_text_is_no_title_of_a_paper_that_has_a_plain_one() -> None:
    body = ps(TITLE, "各股室：", "请看。") + centred("名单") + ps("张某某。")
    assert read(word_file(body)).manuscript.title == TITLE


def test_the_title_of_an_annex_is_told_by_its_look() -> None:
    body = ps(*LETTER) + ps("附件1") + centred("检查") + centred("分工") + ps("张某某负责。")
    (annex,) = read(word_file(body)).manuscript.annexes
    assert annex.title == "检查\n分工"


def without_names(data: bytes) -> bytes:
    """Return a DOCX whose styles say nothing by their names, as most that come in."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    names = count(1)
    files["word/styles.xml"] = re.sub(
        rb'<w:name w:val="[^"]*"/>', lambda _found: b'<w:name w:val="a%d"/>' % next(names), files["word/styles.xml"]
    )
    return packed(files)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_a_paper_is_recognised_by_look_and_words_where_its_styles_say_nothing(path: Path) -> None:
    manuscript = read_source(path.read_bytes(), path.name).manuscript
    assert elements(read(without_names(write_docx(manuscript))).manuscript) == elements(manuscript)


# --- levels and numbers ------------------------------------------------------------------------------------------

LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, (form, text) in enumerate(
        [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")]
    )
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_numbers_of_the_word_processor_become_text() -> None:
    rows = [(0, "目标"), (0, "任务"), (1, "调查"), (1, "整治"), (2, "甲"), (3, "子"), (0, "要求"), (1, "组织")]
    body = ps(TITLE, "各股室：") + "".join(numbered(level, text) for level, text in rows)
    reading = read(word_file(body + ps("请执行。"), numbering=NUMBERING))
    assert texts(reading.manuscript) == [
        "一、目标",
        "二、任务",
        "（一）调查",
        "（二）整治",
        "1.甲",
        "（1）子",
        "三、要求",
        "（一）组织",
        "请执行。",
    ]
    levels = [block.level for block in reading.manuscript.body if isinstance(block, Paragraph)]
    assert levels == [1, 1, 2, 2, 3, 4, 1, 2, 0]
    assert told(reading)["source.automatic-numbers"] == "8"


def test_a_list_that_begins_anew_counts_from_where_it_says() -> None:
    body = ps(TITLE, "各股室：") + numbered(0, "甲") + numbered(0, "乙", "2") + numbered(0, "丙", "2")
    found = read(word_file(body, numbering=NUMBERING)).manuscript
    assert texts(found) == ["一、甲", "五、乙", "六、丙"]


@pytest.mark.parametrize(
    ("form", "text", "written"),
    [
        ("decimalEnclosedCircle", "%1", "①"),
        ("japaneseCounting", "第%1条", "第一条"),
        ("chineseLegalSimplified", "%1、", "壹、"),
        ("decimalFullWidth", "%1．", "１．"),
        ("lowerLetter", "%1)", "a)"),
        ("upperRoman", "%1.", "I."),
        ("bullet", "\uf0b7", ""),
        ("unheard-of", "%1.", "1."),
    ],
)
def test_every_format_of_a_number_is_written_as_it_shows(form: str, text: str, written: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    found = read(word_file(ps(TITLE, "各股室：") + numbered(0, "请看。"), numbering=numbering)).manuscript
    assert texts(found) == [f"{written}请看。"]


def test_a_heading_without_number_keeps_its_level_and_gets_none() -> None:
    styles = style("1", "heading 1") + style("9", "我的标题", '<w:basedOn w:val="1"/>')
    body = ps(TITLE, "各股室：") + p("工作目标", style="1") + p("完成任务。") + p("工作要求", style="9") + p("请执行。")
    found = read(word_file(body, styles=styles)).manuscript
    headings = [block for block in found.body if isinstance(block, Paragraph) and block.level]
    assert [(one.text, one.level, one.spans[0].emphasis) for one in headings] == [
        ("工作目标", 1, Emphasis.HEADING),
        ("工作要求", 1, Emphasis.HEADING),
    ]


def test_bold_type_is_strong() -> None:
    body = ps(TITLE, "各股室：") + p("请", r("务必", "<w:b/>"), r("执行", '<w:b w:val="0"/>'), "。")
    block = read(word_file(body)).manuscript.body[0]
    assert isinstance(block, Paragraph)
    assert [(span.text, span.emphasis is Emphasis.STRONG) for span in block.spans] == [
        ("请", False),
        ("务必", True),
        ("执行。", False),
    ]


def test_a_line_broken_with_shift_and_enter_is_two_paragraphs() -> None:
    found = read(word_file(ps(TITLE, "各股室：") + p("请看。", "<w:r><w:br/></w:r>", "请办。"))).manuscript
    assert texts(found) == ["请看。", "请办。"]


BROKEN = (
    "现将全县农村饮水安全巡查工作的有关事项通知如下，请各单位结合实",
    "际，认真抓好贯彻落实，并于每月底以前报送进展情况，逐村逐户摸清",
    "底数，列出清单，明确责任，限期整改，确保群众饮水安全，不留死角，",
    "不走过场。",
)


def test_lines_that_a_program_made_paragraphs_of_are_paragraphs_again() -> None:
    reading = read(word_file(ps(TITLE, "各股室：", *BROKEN, "一、加强领导") + p(r("请照办。", "<w:b/>"))))
    assert texts(reading.manuscript) == ["".join(BROKEN), "一、加强领导", "请照办。"]
    assert told(reading)["source.rejoined"] == "1"


def test_short_lines_that_belong_to_no_broken_text_stay_apart() -> None:
    names = [f"第{count}中学校长张某某，办公室主任李某某" for count in range(1, 9)]
    assert texts(read(word_file(ps(TITLE, "各股室：", "请看名单：", *names))).manuscript)[1:] == names


# --- tables, boxes, frames ---------------------------------------------------------------------------------------


def test_a_table_keeps_its_cells_and_its_repeated_head() -> None:
    merged = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("合计") + "</w:tc>"
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("") + "</w:tc>"
    grid = table(("序号", "单位", "人数"), ("1", p("县教育局") + p("（含学校）"), "3"), head=True).removesuffix(
        "</w:tbl>"
    )
    grid += f"<w:tr>{merged}<w:tc>{p('3')}</w:tc></w:tr><w:tr>{below}<w:tc>{p('乙')}</w:tc></w:tr></w:tbl>"
    found = read(word_file(ps(TITLE, "各股室：", "见下表。") + grid)).manuscript.body[-1]
    assert found == Table(
        rows=(
            ("序号", "单位", "人数"),
            ("1", "县教育局\n（含学校）", "3"),
            ("合计", "", "3"),
            ("", "乙", ""),
        ),
        header_rows=1,
    )


def test_a_red_head_in_text_boxes_is_read_once_and_in_its_place() -> None:
    head = p(box(p("清源县档案局文件"), p("清档发〔2026〕5号")))
    reading = read(word_file(head + ps(*LETTER)))
    found = reading.manuscript
    assert (found.issuing_organs, found.document_number) == (("清源县档案局",), "清档发〔2026〕5号")
    assert (found.title, texts(found)) == (TITLE, [LETTER[2]])
    assert told(reading)["source.boxes"] == "1"


def test_the_mark_of_a_joint_paper_may_stand_in_a_table() -> None:
    head = table(("清源县教育局", "文件"), ("清源县公安局", "")) + p("清教联〔2026〕5号")
    found = read(word_file(head + ps(*LETTER))).manuscript
    assert found.issuing_organs == ("清源县教育局", "清源县公安局")
    assert found.document_number == "清教联〔2026〕5号"


@pytest.mark.parametrize(
    "imprint",
    [
        table(("抄送：县委办公室。", ""), ("清源县档案局办公室", "2026年3月6日印发")),
        table((p("抄送：县委办公室。") + p("清源县档案局办公室　　2026年3月6日印发"),)),
        ps("抄送：县委办公室。", "清源县档案局办公室　　2026年3月6日印发"),
    ],
    ids=["two cells", "one cell", "lines"],
)
def test_the_imprint_is_found_however_it_is_framed(imprint: str) -> None:
    found = read(word_file(ps(*LETTER) + imprint)).manuscript
    assert (found.copied_to, found.printed_by, found.printed_on) == (
        "县委办公室。",
        "清源县档案局办公室",
        "2026年3月6日",
    )


def test_an_imprint_in_a_text_box_on_the_first_page_goes_to_the_end() -> None:
    anchored = p(box(p("抄送：县委办公室。")), TITLE)
    found = read(word_file(anchored + ps(*LETTER[1:]))).manuscript
    assert (found.title, found.copied_to, texts(found)) == (TITLE, "县委办公室。", [LETTER[2]])


def test_a_text_in_a_single_cell_is_no_table() -> None:
    found = read(word_file(table((ps(*LETTER),)))).manuscript
    assert (found.title, found.date) == (TITLE, LETTER[4])


# --- what is left out --------------------------------------------------------------------------------------------


def test_tracked_changes_are_accepted_and_said() -> None:
    body = ps(TITLE, "各股室：") + p(
        "请",
        f'<w:ins w:id="1">{r("务必")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>不必</w:delText></w:r></w:del>',
        "执行。",
    )
    reading = read(word_file(body))
    assert texts(reading.manuscript) == ["请务必执行。"]
    assert told(reading)["source.revisions"] == "1|1"


def test_who_tracked_which_change_is_said() -> None:
    by = 'w:author="{}" w:date="2026-03-05T09:30:00Z"'
    deleted = f'<w:del w:id="3" {by.format("李四")}><w:r><w:delText>务必</w:delText></w:r></w:del>'
    body = ps(TITLE, "各股室：") + p(
        "请",
        f'<w:ins w:id="1" {by.format("张三")}>{r("按")}{r("时")}</w:ins>',
        f'<w:ins w:id="2" {by.format("张三")}>{deleted}</w:ins>',
        "执行。",
    )
    reading = read(word_file(body))
    assert texts(reading.manuscript) == ["请按时执行。"]
    found = [one.params for one in reading.findings if one.rule == "source.revision"]
    assert [(one["who"], one["act"], one["words"]) for one in found] == [
        ("张三，2026-03-05 09:30", "插入", "按时"),
        ("张三，2026-03-05 09:30", "插入", "务必"),
        ("李四，2026-03-05 09:30", "删除", "务必"),
    ]


def test_our_own_tracked_changes_are_read_as_the_newest_text() -> None:
    rows = (("单位", "人数"), ("教育局", "3人"), ("公安局", "5人"))
    first, *_others = NOTICE.body
    old = replace(NOTICE, body=(first, Table(rows=rows), Paragraph(spans=(Span(text="请认真办理。"),))))
    new = replace(
        old, title="关于归档的通知", body=(Table(rows=rows[:2]), Paragraph(spans=(Span(text="请抓紧办理。"),)))
    )
    made = [TrackedText(manuscript=one, author="周玥", time="2026-03-05T09:30:00+08:00") for one in (old, new)]
    reading = read(write_tracked_docx(made))
    assert reading.manuscript == read(write_docx(new)).manuscript
    assert "抓紧" in [one.params["words"] for one in reading.findings if one.rule == "source.revision"]


def test_who_left_a_comment_is_said() -> None:
    comments = f'<w:comment w:id="0" w:author="赵立恒">{p("这里再核一下")}</w:comment>'
    assert told(read(word_file(ps(*LETTER), comments=comments)))["source.comment"] == "赵立恒：这里再核一下"


def test_paragraphs_joined_by_a_tracked_change_are_one() -> None:
    body = ps(TITLE, "各股室：") + p("请各单位", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + p("执行。")
    assert texts(read(word_file(body)).manuscript) == ["请各单位执行。"]


NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>据县统计局</w:t></w:r></w:p></w:footnote>'
NOTED = '<w:r><w:footnoteReference w:id="2"/></w:r>'
PICTURE = '<w:r><w:drawing><wp:inline><a:blip r:embed="rId9"/></wp:inline></w:drawing></w:r>'
PROMPT = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("单击此处输入文字") + "</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("piece", "parts", "said"),
    [
        (PICTURE, {}, "图片1处（不在文件里或者在表格里）"),
        (r("藏起来的", "<w:vanish/>"), {}, "隐藏的文字1处"),
        (PROMPT, {}, "没有填写的提示1处"),
        ("<w:r/>", {"header": p("内部资料")}, "页眉页脚里的“内部资料”"),
    ],
)
def test_what_is_left_out_is_said(piece: str, parts: dict[str, str], said: str) -> None:
    reading = read(word_file(ps(TITLE, "各股室：") + p("请看。", piece), **parts))
    assert (texts(reading.manuscript), left_out(reading)) == (["请看。"], [said])


def notes(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(span.text, span.note) for block in manuscript.body if isinstance(block, Paragraph) for span in block.spans]


def test_a_footnote_hangs_where_its_mark_stands() -> None:
    reading = read(word_file(ps(TITLE, "各股室：") + p("下降5%", NOTED, "，向好。"), footnotes=NOTE))
    assert notes(reading.manuscript) == [("下降5%", "据县统计局"), ("，向好。", "")]
    assert left_out(reading) == []


def test_an_endnote_is_read_as_a_footnote_and_that_is_said() -> None:
    note, noted = NOTE.replace("footnote", "endnote"), NOTED.replace("footnote", "endnote")
    reading = read(word_file(ps(TITLE, "各股室：") + p("下降5%", noted), endnotes=note))
    assert notes(reading.manuscript) == [("下降5%", "据县统计局")]
    assert told(reading)["source.endnotes"] == "1"


def test_a_footnote_in_a_table_and_on_a_title_is_said() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('乡镇', NOTED)}</w:tc><w:tc>{p('数量')}</w:tc></w:tr></w:tbl>"
    for body in (ps(TITLE, "各股室：", "请看。") + table, p(TITLE, NOTED) + ps("各股室：", "请看。")):
        assert left_out(read(word_file(body, footnotes=NOTE))) == ["脚注“据县统计局”"]


def test_a_page_number_is_not_worth_a_word() -> None:
    assert left_out(read(word_file(ps(*LETTER), footer=p("— ", "1", " —")))) == []


def test_a_comment_is_quoted() -> None:
    comments = f'<w:comment w:id="0">{p("这里再核一下")}</w:comment>'
    assert told(read(word_file(ps(*LETTER), comments=comments)))["source.comment"] == "这里再核一下"


# --- files that are none -----------------------------------------------------------------------------------------


def test_the_strict_namespace_is_read_too() -> None:
    with zipfile.ZipFile(io.BytesIO(word_file(ps(*LETTER)))) as package:
        files = {name: package.read(name).replace(WORD.encode(), STRICT.encode()) for name in package.namelist()}
    assert read(packed(files)).manuscript.title == TITLE


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read(data)
    return caught.value.code


BOMB = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("word/document.xml", b"", "source.damaged"),
        ("word/document.xml", b"<w:document", "source.damaged"),
        (
            "word/document.xml",
            f"{BOMB}<w:document xmlns:w='{WORD}'><w:body>&b;</w:body></w:document>",
            "source.damaged",
        ),
        ("word/document.xml", f"<w:document xmlns:w='{WORD}'><w:body/></w:document>", "source.no-text"),
        ("word/document.xml", b" " * 40_000_000, "source.too-hard"),
        ("word/document.xml", f"<w:document xmlns:w='{WORD}'><w:body>{'<w:sdt>' * 5000}", "source.damaged"),
        ("_rels/.rels", b"<Relationships/>", "source.damaged"),
    ],
    ids=["empty", "cut", "entities", "no text", "bomb", "deep", "no document"],
)
def test_a_broken_or_hostile_file_is_refused(part: str, content: bytes | str, code: str) -> None:
    with zipfile.ZipFile(io.BytesIO(word_file(ps(*LETTER)))) as package:
        files = {name: package.read(name) for name in package.namelist()}
    files[part] = content if isinstance(content, bytes) else content.encode()
    assert refused(packed(files)) == code


def test_half_a_file_is_refused() -> None:
    data = word_file(ps(*LETTER))
    assert refused(data[: len(data) // 2]) == "source.damaged"


def test_a_spreadsheet_is_no_text() -> None:
    assert refused(packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""})) == "source.not-text"


def test_a_signer_whose_name_ends_like_a_number_is_no_number() -> None:
    paper = DRAFTS["upward"]
    found = read(write_docx(paper)).manuscript
    assert (found.document_number, found.signers) == (paper.document_number, paper.signers)
