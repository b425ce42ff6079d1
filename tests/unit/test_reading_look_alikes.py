"""The look-alikes of real input in tests/data/sources: which elements are found, and that no character is lost."""

import re
from collections import Counter
from pathlib import Path

import pytest

from oa_desktop.docs.reading import Reading, read_source
from oa_desktop.domain.manuscript import Block, Emphasis, Manuscript, Paragraph, Table

SOURCES = Path(__file__).parents[1] / "data" / "sources"
NAMES = sorted(path.name for path in SOURCES.iterdir())

ELEMENTS: dict[str, dict[str, object]] = {
    "通知-四级标题-多附件.txt": {
        "title": "关于做好全县农村饮水安全巡查工作的通知",
        "recipients": "各乡镇人民政府，县政府有关部门",
        "attachment_notes": ("农村饮水安全巡查登记表", "集中供水工程名录（2026.1版）", "问题整改台账"),
        "signatories": ("清源县人民政府办公室",),
        "date": "2026年10月8日",
    },
    "通知-单附件.txt": {
        "title": "关于开展档案库房温湿度检查的通知",
        "recipients": "各立档单位",
        "attachment_notes": ("档案库房温湿度检查记录表",),
        "signatories": ("清源县档案局",),
        "date": "2026年3月2日",
    },
    "函-带附件.md": {
        "title": "关于商请支持全县水利普查数据核对工作的函",
        "recipients": "县统计局",
        "signatories": ("清源县水利局",),
        "date": "2026年9月1日",
    },
    "全要素-版头版记.txt": {
        "copy_number": "000018",
        "classification": "机密★1年",
        "urgency": "平急",
        "issuing_organs": ("清源县人民政府",),
        "document_number": "清政发〔2026〕19号",
        "signers": ("王 某", "李某某"),
        "title": "清源县人民政府\n关于申请小型水库除险加固资金的\n请示",
        "recipients": "市人民政府",
        "attachment_notes": ("项目清单", "资金测算表"),
        "signatories": ("清源县财政局", "清源县水利局", "清源县人民政府"),
        "date": "2026年4月16日",
        "note": "联系人：赵某，电话：0000（8）1234567",
        "copied_to": "县委办公室，县人大常委会办公室，县政协办公室。",
        "printed_by": "清源县人民政府办公室",
        "printed_on": "2026年4月17日",
    },
    "全要素-属性区.txt": {
        "copy_number": "000001",
        "classification": "秘密★1年",
        "urgency": "特急",
        "issuing_organs": ("清源县人民政府", "清源县水利局"),
        "document_number": "清政发〔2026〕18号",
        "signers": ("王某", "李某"),
        "title": "关于印发《清源县节约用水办法》的通知",
        "recipients": "各乡镇人民政府、县政府各部门",
        "attachment_notes": ("节约用水办法", "用水定额表"),
        "signatories": ("清源县人民政府",),
        "date": "2026-04-16",
        "note": "此件公开发布",
        "copied_to": "县委各部门，县人大常委会办公室。",
        "printed_by": "清源县人民政府办公室",
        "printed_on": "2026年4月17日",
        "publicity": "主动公开",
        "copies": "050",
    },
    "最差-标题重复.txt": {"title": "关于建立村级用水协会的几点思考"},
    "最差-广告夹杂.txt": {"title": "关于清源县农村电商发展的调研报告"},
    "最差-空行与来源.txt": {"title": "对县城供热的调查研究"},
    "最差-断行.txt": {"title": "智慧水利在基层的运用"},
    "最差-半角点.txt": {"title": "清源县节水建设实践"},
}

HEADINGS: dict[str, tuple[tuple[int, str], ...]] = {
    "通知-四级标题-多附件.txt": (
        (1, "一、巡查目的"),
        (2, "（一）水源、水厂、管网、入户四个环节的巡查"),
        (3, "1.水源、水质与水量核对"),
        (4, "（1）样品留存"),
        (4, "(2)检测委托"),
        (3, "2．管网压力抽查"),
        (2, "(二)值守与应急"),
        (3, "1.值班安排"),
        (4, "（1）应急送水"),
        (1, "二、工作要求"),
        (2, "（一）加强领导"),
        (3, "1.按时报送"),
    ),
    "通知-单附件.txt": ((1, "一、检查内容"), (2, "（一）库房环境"), (3, "1.记录要求")),
    "函-带附件.md": (
        (1, "一、核对范围"),
        (2, "（一）小型水库"),
        (3, "1.库容口径"),
        (4, "（1）除险加固期间"),
        (2, "（二）堤防"),
        (1, "二、时间安排"),
    ),
    "全要素-版头版记.txt": ((1, "一、会议时间："), (2, "（一）加强领导。")),
    "全要素-属性区.txt": (),
    "最差-标题重复.txt": (
        (1, "一、建立协会的意义"),
        (3, "2、有利于管护设施、延长寿命。"),
        (1, "二、目前的情况及与我镇的关系"),
        (2, "(一)、我镇的情况"),
        (3, "2、与周边乡镇的比较"),
        (1, "三、对策和建议"),
        (3, "2、多方投入,保障运转。"),
    ),
    "最差-广告夹杂.txt": (
        (1, "一、农村电商的意义"),
        (3, "1、有利于增加收入、拓宽销路。"),
        (3, "2、有利于带动就业、留住青年。"),
        (1, "二、存在的问题"),
        (1, "三、对策"),
    ),
    "最差-空行与来源.txt": (
        (1, "一、发展过程"),
        (1, "二、xx县供热现状"),
        (3, "1、供热面积已初具规模。"),
        (3, "2、用户对进一步改善供热的要求普遍提高,对智能调控要求迫切。"),
        (1, "三、对策"),
    ),
    "最差-断行.txt": (
        (1, "一、意义"),
        (2, "（一）可实现管理创新"),
        (2, "（二） 是加快建设的切入点"),
        (1, "二、 对策"),
        (2, "（一） 建立体系"),
    ),
    "最差-半角点.txt": (),
}

RULES: dict[str, set[str]] = {
    "通知-四级标题-多附件.txt": set(),
    "通知-单附件.txt": set(),
    "函-带附件.md": {"source.numbering-added"},
    "全要素-版头版记.txt": {"source.indentation", "source.form"},
    "全要素-属性区.txt": {"source.front-matter-unknown"},
    "最差-标题重复.txt": {
        "source.indentation",
        "source.title-repeated",
        "source.stray-marks",
        "source.number-missing",
        "source.broken-line",
    },
    "最差-广告夹杂.txt": {"source.private-indentation"},
    "最差-空行与来源.txt": {"source.indentation", "source.remnant"},
    "最差-断行.txt": {"source.broken-line"},
    "最差-半角点.txt": {"source.half-width-stops"},
}

LABELS = re.compile(
    r"附件：|附件\d|(?<=某)、(?=李)|抄送：|签发人：|印发|文件(?=\n)|^[0-9]\.|(?<=\s)[0-9]\.(?=[\u4e00-\u9fff])",
    re.MULTILINE,
)
MARKUP = re.compile(r"<!--.*?-->|^\|[ |:-]+\|$|[#*`|>\[\]]|^- |\A---\n.*?\n---\n", re.MULTILINE | re.DOTALL)
PUNCTUATION = frozenset("：；（）()。")


def read(name: str) -> Reading:
    return read_source((SOURCES / name).read_bytes(), name)


def headings(blocks: tuple[Block, ...]) -> tuple[tuple[int, str], ...]:
    return tuple(
        (block.level, span.text)
        for block in blocks
        if isinstance(block, Paragraph)
        for span in block.spans
        if span.emphasis is Emphasis.HEADING
    )


def everything(manuscript: Manuscript) -> str:
    fields = (getattr(manuscript, name) for name in Manuscript.__dataclass_fields__)
    texts = (
        value if isinstance(value, str) else "".join(part for part in value if isinstance(part, str))
        for value in fields
    )
    blocks = [*manuscript.body, *(block for annex in manuscript.annexes for block in annex.body)]
    return "".join([*texts, *(annex.title for annex in manuscript.annexes), *(block.text for block in blocks)])


@pytest.mark.parametrize("name", NAMES)
def test_the_elements_of_a_look_alike_are_found(name: str) -> None:
    manuscript = read(name).manuscript
    parts = {"body", "annexes"}
    found = {field: getattr(manuscript, field) for field in Manuscript.__dataclass_fields__ if field not in parts}
    assert {field: value for field, value in found.items() if value} == ELEMENTS[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_headings_of_a_look_alike_are_found(name: str) -> None:
    assert headings(read(name).manuscript.body) == HEADINGS[name]


@pytest.mark.parametrize("name", NAMES)
def test_a_look_alike_is_remarked_upon_and_not_more(name: str) -> None:
    assert {finding.rule for finding in read(name).findings} == RULES[name]


@pytest.mark.parametrize("name", NAMES)
def test_no_character_of_a_look_alike_is_lost(name: str) -> None:
    text = (SOURCES / name).read_text("utf-8")
    text = re.sub(r"^\ue004", "", MARKUP.sub("", text), flags=re.MULTILINE)
    if name.startswith("全要素"):
        text = LABELS.sub("", text).replace("二〇二六年四月十六日", "2026年4月16日")
    if name.startswith("通知"):
        text = re.sub(r"附件：(?:1\.)?| [23]\.", "", text)
    expected = Counter(char for char in text if not char.isspace() and char not in PUNCTUATION)
    assert expected - Counter(everything(read(name).manuscript)) == Counter()


def test_the_annexes_of_a_letter_keep_their_tables() -> None:
    first, second = read("函-带附件.md").manuscript.annexes
    assert (first.title, second.title) == ("小型水库数据核对表", "堤防数据核对任务清单")
    assert headings(first.body) == ((1, "一、填表说明"), (1, "二、审核要求"))
    (table,) = [block for block in first.body if isinstance(block, Table)]
    assert table.header_rows == 1
    assert table.rows[2] == ("2", "柳河水库", "88.0", "不一致，差异见备注 V2.1。")


def test_the_annexes_behind_a_date_keep_a_table_typed_with_tabs() -> None:
    first, second = read("全要素-版头版记.txt").manuscript.annexes
    assert (first.title, second.title) == ("项目清单", "资金测算表")
    assert second.body == (Table(rows=(("单位", "金额", "备注"), ("青石", "12.5", "在建"), ("柳河", "8.0", "拟建"))),)


def test_a_repeated_title_stays_in_the_body() -> None:
    reading = read("最差-标题重复.txt")
    assert [block.text for block in reading.manuscript.body[:2]] == ["``", reading.manuscript.title]
