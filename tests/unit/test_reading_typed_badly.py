"""Papers typed badly, pasted or exported: what a section chief would recognise in them, the reader recognises."""

import re
from collections import Counter
from pathlib import Path

import pytest

from oa_desktop.docs.reading import Reading, read_source
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Table
from oa_desktop.i18n.problems import say

SOURCES = Path(__file__).parents[1] / "data" / "typed-badly"
NAMES = sorted(path.name for path in SOURCES.iterdir())
BEGINNING = 8
"""Characters that tell a paragraph."""

EXPECTED: dict[str, dict[str, object]] = {
    "Word编号粘贴.txt": {
        "title": "关于开展检查的通知",
        "recipients": "各单位",
        "attachment_notes": ("检查表", "名单"),
        "signatories": ("清源县水利局",),
        "date": "2026年4月16日",
        "body": (
            "一、\t总体要求",
            "深入贯彻。",
            "二、\t主要任务",
            "1.\t加强领导",
            "2.\t强化措施",
            "3.\t严格考核",
            "落实到位。",
        ),
    },
    "下划线标题.md": {
        "title": "关于开展检查的通知",
        "recipients": "各单位",
        "signatories": ("清源县水利局",),
        "date": "2026年4月16日",
        "body": ("一、总体要求", "深入贯彻。", "二、具体任务", "（一）加强领导", "要落实。"),
    },
    "两个标题.txt": {
        "issuing_organs": ("清源县人民政府",),
        "title": "关于印发《清源县河长制考核办法》的通知",
        "recipients": "各乡镇人民政府",
        "signatories": ("清源县人民政府",),
        "date": "2026年5月8日",
        "annexes": ("清源县河长制考核办法",),
        "body": ("清源县河长制考核", "现将《清源县河长"),
    },
    "两列表.txt": {"title": "清源县通讯录", "body": ("4x2",)},
    "主送多行.txt": {
        "title": "关于召开全县安全生产工作会议的通知",
        "recipients": "各乡镇人民政府，县发展和改革局、县教育局、县公安局、县财政局、县应急管理局、县水利局，各有关企业",
        "attachment_notes": ("参会回执",),
        "signatories": ("清源县应急管理局",),
        "body": ("县政府定于4月2", "一、会议时间：4", "二、会议地点：县", "三、参会人员：各", "请于4月18日前"),
    },
    "令.txt": {
        "document_number": "第18号",
        "title": "清源县人民政府令",
        "signatories": ("县长\u3000赵某某",),
        "date": "2026年3月25日",
        "annexes": ("清源县城市供水管理办法",),
        "body": ("《清源县城市供水",),
    },
    "会议纪要.txt": {
        "document_number": "〔2026〕5号",
        "title": "清源县人民政府常务会议纪要",
        "copied_to": "县政府领导，县直有关部门。",
        "printed_by": "清源县人民政府办公室",
        "printed_on": "2026年4月12日",
        "body": (
            "2026年4月1",
            "一、会议听取了县",
            "二、会议原则同意",
            "主持：赵某",
            "记录：郑某",
        ),
        "attendees": "赵某、钱某、孙某",
        "excused": "李某",
        "observers": "周某（县水利局）、吴某（县财政局）",
    },
    "信函.txt": {
        "issuing_organs": ("清源县水利局",),
        "document_number": "清水函〔2026〕12号",
        "title": "关于商请提供降雨数据的函",
        "recipients": "县气象局",
        "signatories": ("清源县水利局（盖章）",),
        "date": "2026年4月16日",
        "body": ("为做好防汛工作，", "请予支持为盼。", "此致", "敬礼"),
    },
    "党委联合.txt": {
        "title": "中共清源县委办公室\n清源县人民政府办公室\n关于印发《清源县机构改革方案》的通知",
        "recipients": "各乡镇党委、政府，县直各单位",
        "signatories": ("中共清源县委办公室", "清源县人民政府办公室"),
        "date": "2026年４月",
        "note": "此件发至乡镇",
        "body": ("现将方案印发给你",),
    },
    "全角序号.txt": {
        "title": "关于开展检查的通知",
        "recipients": "各单位",
        "signatories": ("清源县水利局办公室",),
        "date": "2026年4月16日",
        "body": (
            "现将有关事项通知",
            "一．总体要求",
            "深入贯彻。",
            "（１）加强领导",
            "要落实。",
            "１．２０２６年目",
            "完成任务。",
            "１、强化措施",
            "要有力。",
            "⑴抓落实。",
            "1）抓督查。",
            "第一，要重视。",
        ),
    },
    "公告-无主送.txt": {
        "document_number": "〔2026〕3号",
        "title": "清源县自然资源局公告",
        "signatories": ("清源县自然资源局",),
        "date": "2026年4月16日",
        "body": ("经县人民政府批准", "一、地块位置：城", "二、出让方式：挂", "特此公告。"),
    },
    "名单不是署名.txt": {
        "title": "关于调整领导小组成员单位的通知",
        "recipients": "各单位",
        "body": ("领导小组成员单位", "清源县水利局", "清源县财政局", "清源县农业农村局"),
    },
    "名单后署名.txt": {
        "title": "关于调整领导小组成员单位的通知",
        "recipients": "各单位",
        "signatories": ("清源县人民政府办公室",),
        "body": ("领导小组成员单位", "清源县水利局", "清源县财政局"),
    },
    "批复.txt": {
        "title": "清源县人民政府关于同意设立柳河水文站的批复",
        "recipients": "县水利局",
        "signatories": ("清源县人民政府",),
        "date": "2026年4月16日",
        "copied_to": "县委办公室，县人大常委会办公室，县政协办公室，县法院，县检察院。",
        "printed_by": "清源县人民政府办公室",
        "printed_on": "2026年4月17日",
        "body": ("你局《关于设立柳", "同意设立。", "此复。"),
    },
    "抄报抄送.txt": {
        "title": "关于防汛值班情况的通报",
        "recipients": "各乡镇",
        "signatories": ("清源县水利局",),
        "date": "2026年4月16日",
        "copied_to": "县委，县人民政府，县纪委监委，县委组织部，县委宣传部，县人大常委会农业与农村委员会，县政协办公室。",
        "printed_by": "清源县水利局办公室",
        "printed_on": "2026年4月16日",
        "copies": "50",
        "body": ("情况良好。", "主题词：防汛\u3000值"),
    },
    "断行公文.txt": {
        "title": "关于做好防汛工作的\n通知",
        "recipients": "各乡镇人民政府，县政府有关部门",
        "signatories": ("清源县人民政府",),
        "date": "2026年4月16日",
        "body": ("为做好2026年", "一、加强领导。要"),
    },
    "无日期多附件.txt": {
        "title": "关于开展档案检查的通知",
        "recipients": "各立档单位",
        "attachment_notes": ("2025年度归档目录", "2026年工作要点", "检查评分表"),
        "signatories": ("清源县档案局", "清源县国家保密局"),
        "body": ("请认真自查，于月", "联系人：张三，电", "联系人：李四\u3000\u3000", "邮箱：da@qi"),
    },
    "日期残缺.txt": {
        "title": "关于调休的通知",
        "recipients": "各科室",
        "attachment_notes": ("值班表",),
        "signatories": ("清源县水利局办公室",),
        "date": "2026年4月",
        "body": ("五一放假五天。",),
    },
    "标题三行.txt": {
        "title": "清源县人民政府办公室\n关于做好2026年度森林防火和\n野外火源管控工作\n的通知",
        "recipients": "各乡镇人民政府、县直各单位",
        "signatories": ("清源县人民政府办公室",),
        "date": "2026年3月30日",
        "body": ("根据上级要求,现", "一、加强值守。各", "二、严控火源。清", "特此通知"),
    },
    "没有标点.txt": {
        "title": "关于停水检修的通知",
        "recipients": "各用户",
        "signatories": ("清源县供水公司",),
        "date": "2026年4月14日",
        "body": ("因管网检修需要定", "请各用户提前做好", "给您带来不便敬请"),
    },
    "电话在署名后.txt": {
        "title": "关于报送情况的函",
        "recipients": "县财政局",
        "attachment_notes": ("2026年预算表", "说明"),
        "signatories": ("清源县水利局",),
        "date": "2026年4月16日",
        "note": "联系人：张三，电话：0000-1234567",
        "body": ("请于5月前函复。",),
    },
    "空格对齐署名.txt": {
        "title": "关于放假的通知",
        "recipients": "各科室",
        "signatories": ("清源县水利局",),
        "date": "2026年4月28日",
        "body": ("五一放假。",),
    },
    "紧急程度.txt": {
        "classification": "机密★10年",
        "urgency": "特急",
        "document_number": "清水〔2026〕8号",
        "title": "关于启动防汛应急响应的紧急通知",
        "recipients": "各乡镇",
        "body": ("立即启动响应。", "清源县防汛抗旱指", "2026年7月1"),
    },
    "结尾会字.txt": {
        "title": "在全县防汛工作会议上的讲话",
        "recipients": "同志们",
        "body": ("今天我们召开会议", "一、认清形势", "形势严峻。", "最后，预祝大会圆", "让我们抓住机会"),
    },
    "结尾粘连.txt": {
        "title": "关于放假的通知",
        "recipients": "各科室",
        "signatories": ("清源县水利局办公室",),
        "date": "2026年4月28日",
        "body": ("五一放假五天。特",),
    },
    "网页复制.txt": {
        "title": "清源县人民政府关于加强古树名木保护的意见",
        "recipients": "各乡镇人民政府，县政府各部门",
        "signatories": ("清源县人民政府",),
        "date": "2026年4月15日",
        "note": "此件公开发布",
        "body": (
            "首页 > 政务公",
            "发布时间：202",
            "字体：大 中 小",
            "古树名木是不可再",
            "一、提高认识",
            "要加强保护。",
            "打印本页 关闭窗",
        ),
    },
    "署名日期同行.txt": {
        "title": "关于调休的通知",
        "recipients": "各科室",
        "signatories": ("办公室",),
        "date": "2026年4月28日",
        "body": ("五一放假五天。",),
    },
    "聊天记录.txt": {
        "title": "李主任，那个通知发了没有",
        "body": (
            "张三 2026-",
            "李四 2026-",
            "还没，等领导签字",
            "张三 2026-",
            "好的，附件：名单",
            "[图片]",
            "李四 2026-",
            "收到",
        ),
    },
    "联合行文.txt": {
        "title": "清源县财政局\u3000清源县水利局\n清源县农业农村局\n关于下达2026年水利发展资金的通知",
        "recipients": "各乡镇财政所、水利站",
        "attachment_notes": ("资金分配表",),
        "signatories": ("清源县财政局", "清源县水利局", "清源县农业农村局"),
        "note": "此件公开发布",
        "body": ("现将2026年水",),
    },
    "英文.txt": {
        "title": "Notice on Annual Fire Drill",
        "recipients": "To all departments",
        "body": ("The annu", "1. Assem", "The squa", "2. Conta", "Mr. Li, ", "Attachme", "Qingyuan", "April 10"),
    },
    "表格粘贴.txt": {
        "title": "关于公布2026年一季度考核结果的通报",
        "recipients": "各乡镇",
        "signatories": ("清源县人民政府办公室",),
        "date": "2026年4月16日",
        "body": ("现将考核结果通报", "6x4", "望各单位再接再厉"),
    },
    "讲话-署名在题下.txt": {
        "title": "在全县干部大会上的讲话",
        "body": ("（2026年4月", "县长\u3000赵某某", "同志们：", "今天的会议很重要"),
    },
    "诗.txt": {"title": "登鹳雀楼", "body": ("王之涣", "白日依山尽", "黄河入海流", "欲穷千里目", "更上一层楼")},
    "请示-签发人.txt": {
        "copy_number": "000003",
        "classification": "秘密★1年",
        "urgency": "特急",
        "issuing_organs": ("清源县水利局",),
        "document_number": "清水发〔2026〕8号",
        "signers": ("王某", "李某"),
        "title": "清源县水利局关于申请防汛应急资金的请示",
        "recipients": "县人民政府",
        "attachment_notes": ("2026年防汛物资采购清单", "2025年度防汛资金使用情况说明"),
        "signatories": ("清源县水利局",),
        "date": "2026年4月16日",
        "note": "联系人：张三\u3000联系电话：0000-1234567",
        "body": ("今年以来降雨偏多", "妥否，请批示。"),
    },
    "转发.txt": {
        "title": "清源县教育局转发市教育局关于做好2026年中小学招生入学工作的通知的通知",
        "recipients": "各中小学、幼儿园",
        "attachment_notes": ("市教育局关于做好2026年中小学招生入学工作的通知",),
        "signatories": ("清源县教育局",),
        "annexes": ("市教育局关于做好2026年中小学招生入学工作的通知",),
        "body": ("现将《市教育局关",),
    },
    "邮件往来.txt": {
        "recipients": "各科室",
        "body": (
            "发件人: 王五 ",
            "收件人: 各科室",
            "抄送: 李主任",
            "主题: 转发: ",
            "日期: 2026",
            "请按附件要求于周",
            "谢谢！",
            "王五",
            "办公室",
            "> 原始邮件",
            "> 发件人: 市",
            "> 各县局：",
            "> 请报送一季度",
            "> 市局办公室",
            "> 2026年4",
        ),
    },
    "附件一行多标.txt": {
        "title": "关于报送名单的通知",
        "recipients": "各单位",
        "attachment_notes": ("责任人名单", "回执"),
        "signatories": ("清源县水利局",),
        "date": "2026年4月16日",
        "annexes": ("责任人名单", "回执"),
        "body": ("请报送名单。",),
    },
    "附件在署名后.txt": {
        "title": "关于报送材料的通知",
        "recipients": "各单位",
        "signatories": ("清源县教育局",),
        "date": "2026年4月16日",
        "annexes": ("报送材料清单",),
        "body": ("请报送。",),
    },
    "附件换行.txt": {
        "title": "关于报送名单的通知",
        "recipients": "各单位",
        "attachment_notes": ("清源县2026年度防汛抗旱责任人名单及联系方式汇总表", "报送要求", "回执"),
        "signatories": ("清源县防汛抗旱指挥部办公室",),
        "date": "2026年4月16日",
        "body": ("请报送名单。",),
    },
}

LABELS = re.compile(
    r"附件\s*[1-9]?\s*[：:]?|抄送：|出席：|请假：|列席：|抄报：|分送：|签发人：|印发|共印|份|第|文件|[0-9０-９]|[一二三四五六七八九十廿〇O]"
)
MARKS = frozenset("#:：；（）()。．.，、〔〕[]/-=年月日号")


def read(name: str) -> Reading:
    return read_source((SOURCES / name).read_bytes(), name)


def paper(text: str, name: str = "稿.txt") -> Manuscript:
    return read_source(text.encode(), name).manuscript


def shown(manuscript: Manuscript) -> dict[str, object]:
    found = {name: getattr(manuscript, name) for name in Manuscript.__dataclass_fields__}
    found["annexes"] = tuple(annex.title for annex in manuscript.annexes)
    found["body"] = tuple(
        f"{len(block.rows)}x{len(block.rows[0])}" if isinstance(block, Table) else block.text[:BEGINNING]
        for block in manuscript.body
    )
    return {name: value for name, value in found.items() if value}


def everything(manuscript: Manuscript) -> str:
    fields = (getattr(manuscript, name) for name in Manuscript.__dataclass_fields__)
    texts = [
        value if isinstance(value, str) else "".join(one for one in value if isinstance(one, str)) for value in fields
    ]
    blocks = [*manuscript.body, *(block for annex in manuscript.annexes for block in annex.body)]
    return "".join([*texts, *(annex.title for annex in manuscript.annexes), *(block.text for block in blocks)])


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_typed_badly_is_recognised(name: str) -> None:
    assert shown(read(name).manuscript) == EXPECTED[name]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_a_paper_typed_badly_is_lost(name: str) -> None:
    text = LABELS.sub("", (SOURCES / name).read_text("utf-8"))
    expected = Counter(char for char in text if not char.isspace() and char not in MARKS)
    assert expected - Counter(everything(read(name).manuscript)) == Counter()


NOTICE = "关于防汛工作的通知\n各乡镇：\n请照办。\n"


@pytest.mark.parametrize(
    ("closing", "signatories"),
    [
        ("清源县水利局", ("清源县水利局",)),
        ("中共清源县委", ("中共清源县委",)),
        ("清源县水利局党组", ("清源县水利局党组",)),
        ("清源县总工会", ("清源县总工会",)),
        ("成都市人民政府", ("成都市人民政府",)),
        ("清源县水利局（代章）", ("清源县水利局（代章）",)),
        ("清源县水利局\n清源县财政局", ("清源县水利局", "清源县财政局")),
        ("清源县水利局　　清源县财政局\n\n清源县公安局", ("清源县水利局", "清源县财政局", "清源县公安局")),
        ("清源县水利局\n（联系人：张三）", ("清源县水利局",)),
        ("清源县水利局\n\n抄送：县委办公室。\n清源县水利局  2026年4月17日印发", ("清源县水利局",)),
    ],
)
@pytest.mark.parametrize(("note", "names"), [("", ()), ("附件：1.甲表\n2.乙表\n", ("甲表", "乙表"))])
def test_a_signature_without_a_date_is_recognised(
    closing: str, signatories: tuple[str, ...], note: str, names: tuple[str, ...]
) -> None:
    found = paper(f"{NOTICE}{note}\n{closing}")
    assert (found.signatories, found.attachment_notes, found.date) == (signatories, names, "")
    assert [block.text for block in found.body] == ["请照办。"]


@pytest.mark.parametrize(
    "last",
    [
        "让我们共同抓住这次机会",
        "本办法自印发之日起施行",
        "地点为县政府三楼会议室",
        "请速报县水利局",
        "一、清源县水利局",
        "由清源县财政局、清源县水利局负责，报县政府",
        "成员单位有：\n清源县水利局\n清源县财政局",
        "\n".join(["清源县水利局"] * 30),
    ],
)
def test_a_last_line_that_is_no_name_of_an_organ_is_no_signature(last: str) -> None:
    assert paper(f"{NOTICE}{last}").signatories == ()


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("附件：1.2025年度归档目录 2.2026年工作要点 3.检查表", ("2025年度归档目录", "2026年工作要点", "检查表")),
        ("附件：1.2025年度归档目录2.名单", ("2025年度归档目录", "名单")),
        ("附件：1.2025—2027年规划\n2.２０２６年计划", ("2025—2027年规划", "２０２６年计划")),
        ("附件：１．甲表　２．乙表", ("甲表", "乙表")),
        ("附件：⒈甲表\n⒉乙表", ("甲表", "乙表")),
        ("附件：①甲表", ("①甲表",)),
        ("附件：登记表。", ("登记表",)),
        ("附件：\n登记表", ("登记表",)),
        ("附件1：甲表 附件2：乙表", ("甲表", "乙表")),
        ("附件：1.甲表\n联系人：张三，电话：1\n邮箱：a@b", ("甲表",)),
    ],
)
def test_attachments_are_told_apart_however_they_are_typed(note: str, names: tuple[str, ...]) -> None:
    for closing in ("清源县水利局", "清源县水利局\n2026年4月16日"):
        assert paper(f"{NOTICE}{note}\n\n{closing}").attachment_notes == names


@pytest.mark.parametrize("line", ["附件：1.5万元以下项目", "1.5万元是下限", "2026.11月底前完成", "1.1955号文件"])
def test_a_figure_is_still_no_number_of_a_level(line: str) -> None:
    found = paper(f"{NOTICE}{line}\n清源县水利局")
    kept = [
        *found.attachment_notes,
        *(block.text for block in found.body if isinstance(block, Paragraph) and not block.level),
    ]
    assert line.removeprefix("附件：") in kept


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ("甲\t乙\t丙\n1\t2\t\n3\t4\t5", (("甲", "乙", "丙"), ("1", "2", ""), ("3", "4", "5"))),
        ("甲\t乙\t丙\n1\t2\n3\t4\t5", (("甲", "乙", "丙"), ("1", "2", ""), ("3", "4", "5"))),
        ("\t乙\t丙\n1\t\t\n\t\t5", (("", "乙", "丙"), ("1", "", ""), ("", "", "5"))),
        ("甲\t乙\n1\t\n3\t4", (("甲", "乙"), ("1", ""), ("3", "4"))),
    ],
    ids=["last-empty", "last-cut-off", "edges-empty", "two-columns"],
)
@pytest.mark.parametrize("name", ["稿.txt", "稿.md"])
def test_a_table_with_empty_cells_at_its_edges_stays_one_table(
    lines: str, rows: tuple[tuple[str, ...], ...], name: str
) -> None:
    assert [block for block in paper(f"标题\n\n正文。\n{lines}\n完。", name).body if isinstance(block, Table)] == [
        Table(rows=rows)
    ]


@pytest.mark.parametrize(
    "lines", ["一、\t总体要求\n二、\t主要任务\n三、\t保障措施", "\t甲\n\t乙\n\t丙", "联系人：甲\t电话：1\n完"]
)
def test_tabs_behind_numbers_and_before_paragraphs_make_no_table(lines: str) -> None:
    assert not [block for block in paper(f"标题\n正文。\n{lines}").body if isinstance(block, Table)]


def test_underlined_lines_are_headings_and_a_rule_under_a_sentence_is_none() -> None:
    text = "关于甲的通知\n======\n\n总体要求\n---\n正文。\n---\n后文。"
    found = paper(text, "稿.md")
    assert found.title == "关于甲的通知"
    assert [block.text for block in found.body] == ["一、总体要求", "正文。", "后文。"]
    assert paper(text).title == "关于甲的通知"


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2026 年 4 月 16 日", "2026年4月16日"),
        ("２０２６年４月１６日", "2026年4月16日"),
        ("二〇二六年十二月三十一日", "2026年12月31日"),
        ("二○二六年十月二十日", "2026年10月20日"),
        ("二O二六年四月廿八日", "2026年4月28日"),
        ("2026年04月06日", "2026年4月6日"),
        ("2026.4.16", "2026年4月16日"),
        ("2026年4月\n16日", "2026年4月16日"),
        ("2026年2月30日", "2026年2月30日"),
        ("2026年4月", "2026年4月"),
        ("2026年 月 日", "2026年 月 日"),
    ],
)
def test_a_date_is_written_as_the_standard_has_it_if_the_calendar_has_it(typed: str, date: str) -> None:
    assert paper(f"{NOTICE}清源县水利局\n{typed}").date == date


@pytest.mark.parametrize(
    "typed", ["[2026]8号", "［2026］第8号", "(2026)08号", "【２０２６】８号", "〔 2026 〕8 号", "〔2026〕8号"]
)
def test_the_year_of_a_number_stands_in_the_brackets_of_the_standard(typed: str) -> None:
    assert paper(f"清水发{typed}\n关于甲的请示\n县政府：\n正文。").document_number == "清水发〔2026〕8号"


def test_what_was_rewritten_is_said_with_what_was_typed() -> None:
    reading = read_source(f"{NOTICE}清源县水利局\n二〇二六年四月十六日".encode())
    assert [say(finding.rule, finding.params).what for finding in reading.findings] == [
        "成文日期写成“二〇二六年四月十六日”，已改为“2026年4月16日”。"
    ]


def test_a_front_matter_states_date_and_number_as_they_are_typed() -> None:
    found = paper("---\n标题: 甲\n成文日期: 二〇二六年四月十六日\n发文字号: '清水[2026]8号'\n---\n正文。")
    assert (found.date, found.document_number) == ("二〇二六年四月十六日", "清水[2026]8号")


@pytest.mark.parametrize(
    "unit",
    ["**甲 ", "*甲 ", "`甲 ``乙", "\\!", "<!--", "--> <!--", "[", "[甲](乙", "**甲** ", "*甲 **乙* 丙** ", "　甲"],
)
@pytest.mark.parametrize("name", ["稿.txt", "稿.md"])
def test_a_long_line_of_marks_is_read_whole(unit: str, name: str) -> None:
    found = read_source(f"标题\n{unit * 60_000}完".encode(), name)
    kept = everything(found.manuscript) + "".join(
        word for finding in found.findings for word in finding.params.values()
    )
    assert Counter(kept)["甲"] >= unit.count("甲") * 60_000
