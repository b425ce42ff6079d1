"""Whatever is typed comes out again: in an element, in the body, or quoted in a finding."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.docs.reading import Reading, read_source
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Block, Manuscript

MARKUP = frozenset(
    "附件抄送主印发文签人机关年月日第号零〇一二三四五六七八九十百廿：:、，,；;。（）()【】[]〔〕．.#*`>|-+\\<!~_ ·'\"“”"
)
"""Characters that may go or be made anew: labels, numbers of levels and attachments, Markdown, separators of lists."""

SHAPES = (
    "{}",
    "　　{}。",
    "  {}",
    "{}：",
    "{}:",
    "{}、",
    "{}，",
    "一、{}",
    "（一）{}。{}。",
    "(二)、{}",
    "1.{}",
    "2．{}",
    "3、{}。{}",
    "（1）{}",
    "(2){}",
    "①{}",
    "、{}",
    "一是{}。",
    "附件：{}",
    "附件：1.{} 2.{} 3.{}",
    "附件:1、{}；2、{}",
    "附件：",
    "附件1",
    "附件2：{}",
    "附件",
    "附件三",
    "{}局",
    "{}局  {}委员会",
    "{}局 2026年4月16日",
    "2026年4月16日",
    "二〇二六年四月十六日",
    "2026-04-16",
    "（{}）",
    "(联系人：{}，电话：1（2）3)",
    "抄送：{}。",
    "抄送:{}，",
    "主送：{}",
    "{}办公室  2026年4月17日印发",
    "2026年4月17日印发",
    "000001",
    "秘密★1年",
    "特急",
    "{}文件",
    "{}〔2026〕18号",
    "清政发〔2026〕18号  签发人：{}、{}",
    "签发人：{}",
    "关于{}的通知",
    "``",
    "{}\t{}\t{}",
    "{}\t{}\t",
    "\t{}\t{}",
    "{}\t{}",
    "{}\t\t",
    "====",
    "附件：1.2025年{} 2.{}",
    "2.2026年度{}",
    "附件1：{} 附件2：{}",
    "联系人：{}，电话：{}",
    "清源县人民政府",
    "清源县{}局",
    "清源县{}局　清源县{}委员会",
    "2026年4月",
    "16日",
    "2026 年 4 月 16 日",
    "二O二六年四月十六日",
    "抄报：{}。",
    "分送：{}",
    "（共印50份）",
    "来源：{} 2026-04-16 09:30",
    "发件人: {}",
    "各{}单位",
    "各{}局、{}局，{}政府",
    "关于印发《{}办法》的通知",
    "清源县人民政府文件",
    "⑴{}",
    "⒈{}",
    "第19号",
    "〔2026〕5号",
    "（第31期）",
    "第一章　{}",
    "第二条　{}。",
    "{}。清源县{}局",
    "{}。清源县{}局2026年4月16日",
    "清源县{}局2026年4月16日",
    "县长：{}",
    "26年4月",
    "附：{}",
    "附件1-3：{}、{}、{}",
    "标题：{}",
    "密级：{}",
    "清源县{}局文件",
    "办公室文件",
    "各{}室 各{}股室。",
    "县{}局",
    "出席：{}，",
    "（二）{}；",
    "\t\t",
    "清源县{}局负责全县水库、堤防、供水工程的日常巡查以及防汛值班值守",
    "　　各有关单位要在{}之前，把巡查值守情况报送到县{}局，逾期不报的要",
    "---",
    "",
)
MARKDOWN_SHAPES = (
    *SHAPES,
    "# {}",
    "## {}",
    "##{}",
    "### 一、{} ###",
    "# 附件1",
    "## 附件：{}",
    "###### {}",
    "**{}**",
    "{}**{}**{}",
    "**（一）{}。**{}",
    "***{}***",
    "*{}*，{}",
    "**{}",
    "{}** {} **",
    "*{} **{}* {}**",
    "`{}`",
    "`{}",
    "[{}](http://a.cn/{})",
    "![{}]({}.png)",
    "- {}",
    "1. {}",
    "> {}",
    ">{}",
    "```",
    "```{}",
    "~~~ python",
    "| {} | {} |",
    "| --- | :---: |",
    "{} | {}",
    "<!-- [正文] -->",
    "<!-- [附件] -->",
    "<!-- {} -->",
    "{}<!-- {} -->{}",
    "<!-- {}",
    "{} -->",
    "***",
    "\\# {}",
    "{}\\|{}",
)


def marked(shapes: list[str]) -> tuple[str, list[str]]:
    """Fill every place of the shapes with a character that occurs nowhere else."""
    marks = iter(chr(code) for code in range(0x3400, 0x4DB5))
    lines = [shape.format(*(next(marks) for _ in range(shape.count("{}")))) for shape in shapes]
    text = "\n".join(lines)
    return text, [char for char in text if "\u3400" <= char <= "\u4db5"]


def parts(reading: Reading) -> list[str]:
    manuscript = reading.manuscript
    elements = [
        value for name in Manuscript.__dataclass_fields__ if isinstance(value := getattr(manuscript, name), str)
    ]
    names = [*manuscript.issuing_organs, *manuscript.signers, *manuscript.attachment_notes, *manuscript.signatories]
    files = [one.file for one in reading.pictures]
    return [
        *elements,
        *names,
        *files,
        body(manuscript.body),
        *(annex.title + body(annex.body) for annex in manuscript.annexes),
    ]


def body(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.text for block in blocks)


def quoted(reading: Reading) -> str:
    """Return what findings quote; one that says how an element was rewritten quotes what is kept, too."""
    return "".join(word for one in reading.findings if one.rule != "source.form" for word in one.params.values())


def read_anything(data: bytes, name: str) -> Reading | str:
    try:
        return read_source(data, name)
    except Refused as refusal:
        return refusal.code


def assert_marks_survive(shapes: list[str], name: str) -> None:
    text, marks = marked(shapes)
    reading = read_anything(text.encode(), name)
    if isinstance(reading, str):
        assert (reading, text.strip()) == ("source.empty", "")
        return
    everything = "".join(parts(reading)) + quoted(reading)
    assert Counter(marks) == Counter(char for char in everything if char in set(marks))
    for part in (body(reading.manuscript.body), *(body(annex.body) for annex in reading.manuscript.annexes)):
        order = [marks.index(char) for char in part if char in set(marks)]
        assert order == sorted(order)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SHAPES), max_size=14))
def test_every_word_of_plain_text_stays_once_and_the_body_in_order(shapes: list[str]) -> None:
    assert_marks_survive(shapes, "稿.txt")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(MARKDOWN_SHAPES), max_size=14))
def test_every_word_of_markdown_stays_once_and_the_body_in_order(shapes: list[str]) -> None:
    assert_marks_survive(shapes, "稿.md")


@settings(max_examples=400)
@given(st.text(max_size=200), st.sampled_from(["稿.txt", "稿.md", ""]))
def test_no_letter_of_any_text_is_lost(text: str, name: str) -> None:
    reading = read_anything(text.encode(), name)
    if isinstance(reading, str):
        assert reading in {"source.empty", "source.not-text"}
        return
    kept = Counter("".join(parts(reading)) + quoted(reading))
    typed = Counter(char for char in text if char.isalnum() and not char.isascii() and char not in MARKUP)
    assert typed - kept == Counter()


KEYS = (
    "标题",
    "发文字号",
    "份号",
    "密级",
    "签发人",
    "主送机关",
    "附件",
    "成文日期",
    "附注",
    "抄送机关",
    "印发日期",
    "电话",
)
FRONT_MATTER_SHAPES = (
    *(f"{key}: {{}}" for key in KEYS),
    *(f"{key}：{{}}" for key in KEYS[:3]),
    "标题: [{}]{}",
    "标题: {} # {}",
    '标题: "{} # {}" # {}',
    "标题: |",
    "标题: >-",
    "  {}",
    "  - {}",
    "- {}",
    "  - 标题: {}",
    "    正文: {}",
    "签发人: [{}, {}]",
    "# {}",
    "甲: &a [{}]",
    "乙: *a",
    "丙: !!python/object:{}",
    "? {}",
    "{}",
    "%{}",
    "丁: {{{}: {}}}",
    "附件: '{}",
    "\t{}",
    "--- {}",
    "",
)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(FRONT_MATTER_SHAPES), max_size=10))
def test_every_word_of_a_front_matter_is_an_element_or_quoted(shapes: list[str]) -> None:
    text, marks = marked(["---", "印数: 5", *shapes, "---", "正文。"])
    reading = read_source(text.encode(), "稿.txt")
    everything = "".join(parts(reading)) + quoted(reading)
    assert set(marks) <= set(everything)


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    reading = read_anything(data, "")
    assert isinstance(reading, Reading) or reading in {"source.empty", "source.not-text"}


@pytest.mark.parametrize(
    "bomb",
    ["x: " + "[" * 60_000, "a: &a [x]\n" + "b: *a\n" * 5_000, "x:\n" + "- " * 30_000, "a: {" * 15_000],
    ids=["nested", "aliases", "dashes", "mappings"],
)
def test_a_front_matter_that_would_grow_is_read_as_lines(bomb: str) -> None:
    reading = read_source(f"---\n标题: 甲\n{bomb}\n---\n正文。".encode())
    assert reading.manuscript.title == "甲"
    assert "source.front-matter-syntax" in {finding.rule for finding in reading.findings}
