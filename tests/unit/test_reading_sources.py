"""What the reader accepts, refuses, recognises and leaves alone."""

import pytest

from oa_desktop.docs.reading import Reading, read_source
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Emphasis, Manuscript, Paragraph, Span, Table
from oa_desktop.i18n.places import in_words

TITLE = "关于防汛工作的通知"


def read(text: str, name: str = "稿.txt") -> Reading:
    return read_source(text.encode(), name)


def manuscript(text: str, name: str = "稿.txt") -> Manuscript:
    return read(text, name).manuscript


def rules(reading: Reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


def body(text: str, name: str = "稿.txt") -> list[tuple[int, str, str]]:
    """Return level, heading and rest of each paragraph."""
    paragraphs = [block for block in manuscript(text, name).body if isinstance(block, Paragraph)]
    return [(block.level, part(block, heading=True), part(block, heading=False)) for block in paragraphs]


def part(block: Paragraph, *, heading: bool) -> str:
    return "".join(span.text for span in block.spans if (span.emphasis is Emphasis.HEADING) is heading)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"abc" * 50,
        b"%PDF-1.7 abc",
        b"{\\rtf1 abc}",
        b"\x89PNG\r\n\x1a\n",
        "公文\n".encode("utf-16-le"),
        "公文 abc".encode("utf-16-be"),
        b"abc\x00def",
        bytes(range(1, 32)) * 4,
        b"\xff\xfe\x41",
    ],
    ids=["zip", "pdf", "rtf", "picture", "utf-16-le", "utf-16-be", "nul", "controls", "half-a-character"],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_source(data, "稿.txt")
    assert refusal.value.code == "source.not-text"
    assert refusal.value.params["name"] == "稿.txt"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("来文.doc", OLE, "DOC 文档（97—2003 格式）"),
        ("来文.wps", OLE, "WPS 文字文档"),
        ("来文.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码的文档"),
        ("来文.xlsx", b"PK\x03\x04", "电子表格"),
        ("来文.ceb", b"CEB\0\x01", "方正 CEB 版式文件"),
        ("来文.GD", b"\0\x01\x02", "书生 GD 版式文件"),
        ("来文.doc", OLE + "Workbook".encode("utf-16-le"), "电子表格"),
        ("来文.wps", OLE + "WordDocument".encode("utf-16-le"), "WPS 文字文档"),
        ("来文.txt", OLE + "WordDocument".encode("utf-16-le"), "DOC 文档（97—2003 格式）"),
        ("来文.docx", b"PK\x03\x04xl/workbook.xml", "电子表格"),
        ("来文.zip", b"PK\x03\x04", "压缩文件"),
        ("来文.doc", b"<html xmlns:o='urn:schemas'>", "网页或者 XML 文件"),
        ("来文.doc", b'\xef\xbb\xbf<?xml version="1.0"?>', "网页或者 XML 文件"),
        ("来文.gw", b"GW\0\1", "书生 GW 公文文件"),
        ("来文.bin", b"MZ\x90\0\3", "程序"),
        ("来文.sep", b"SEP\0", "书生 SEP 版式文件"),
        ("来文.tif", b"II*\0", "扫描图片（TIFF）"),
        ("来文.doc", OLE + bytes(5_000_000), "DOC 文档（97—2003 格式）"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_source(data, name)
    assert (refusal.value.code, refusal.value.params["looks_like"]) == ("source.not-text", kind)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff\u3000\n".encode()])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        read_source(data)
    assert refusal.value.code == "source.empty"


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read_source(b"abcdef", limit=5)
    assert (refusal.value.code, refusal.value.params["limit"]) == ("source.too-large", 5)
    assert read_source(b"abcde", limit=5).manuscript.title == "abcde"


def test_a_mark_and_carriage_returns_leave_no_trace() -> None:
    reading = read_source(f"\ufeff{TITLE}\r\n各乡镇：\r\n请照办。\r\n".encode())
    assert reading.manuscript == Manuscript(
        title=TITLE, recipients="各乡镇", body=(Paragraph(spans=(Span(text="请照办。"),)),)
    )
    assert reading.findings == ()


@pytest.mark.parametrize(("encoding", "named"), [("gb18030", "GB18030"), ("utf-16", "UTF-16-LE")])
def test_another_encoding_is_read_as_a_courtesy_and_reported(encoding: str, named: str) -> None:
    reading = read_source(f"{TITLE}\n请照办。".encode(encoding))
    assert reading.manuscript.title == TITLE
    assert rules(reading) == ["source.encoding"]
    assert reading.findings[0].params == {"encoding": named}


def test_invisible_characters_go_and_damaged_ones_are_reported() -> None:
    reading = read("关于防\u200b汛工作的\x07通知\n请照办\ufffd。\n姓名\ue123。\n" + "正文。" * 20)
    assert reading.manuscript.title == TITLE
    assert rules(reading) == ["source.control-characters", "source.damaged-characters", "source.private-characters"]
    assert "姓名\ue123。" in [block.text for block in reading.manuscript.body]


@pytest.mark.parametrize(
    ("typed", "title", "taken"),
    [
        (r"\e]0;pwn\a关于防汛工作的通知", "]0;pwn关于防汛工作的通知", "2"),
        (r"关于\u202e防汛\u200b工作的\x9b通知\0", "关于防汛工作的通知", "4"),
        (r"关于防汛\ud800工作的通知", "关于防汛工作的通知", "1"),
        (r"关于防汛\v工作\r\n的通知", "关于防汛\n工作\n的通知", ""),
    ],
)
def test_an_escape_in_a_front_matter_brings_nothing_invisible_in(typed: str, title: str, taken: str) -> None:
    reading = read(f'---\n份号: 000001\n标题: "{typed}"\n---\n正文。')
    assert reading.manuscript.title == title
    told = [(finding.rule, in_words(finding.place)) for finding in reading.findings]
    assert told == ([("source.control-characters", "第 3 行")] if taken else [])
    assert all(finding.params["count"] == taken for finding in reading.findings)


def test_an_escape_of_no_character_is_a_finding_and_no_crash() -> None:
    assert "source.front-matter-syntax" in rules(read('---\n标题: "\\U00110000关于甲的通知"\n---\n正文。'))


def test_a_front_matter_keeps_every_scalar_as_typed() -> None:
    read_in = manuscript("---\n份号: 000001\n印数: 0x10\n成文日期: 2026-04-06\n紧急程度: yes\n文种: 1e3\n---\n甲。")
    values = (read_in.copy_number, read_in.copies, read_in.date, read_in.urgency, read_in.kind)
    assert values == ("000001", "0x10", "2026-04-06", "yes", "1e3")


def test_a_number_that_begins_with_a_bracket_is_a_finding_with_line_and_column_and_no_crash() -> None:
    reading = read("---\n标题: 关于甲的通知\n发文字号: [2026]18号\n份号: 000007\n---\n甲。")
    assert reading.manuscript.document_number == "[2026]18号"
    assert (reading.manuscript.title, reading.manuscript.copy_number) == ("关于甲的通知", "000007")
    assert [(finding.rule, in_words(finding.place)) for finding in reading.findings] == [
        ("source.front-matter-syntax", "第 3 行第 13 列")
    ]


def test_a_front_matter_typed_with_full_width_colons_is_read_line_by_line() -> None:
    reading = read("---\n标题：关于甲的通知\n主送机关：\n- 乙局\n- 丙局：\n---\n甲。")
    assert (reading.manuscript.title, reading.manuscript.recipients) == ("关于甲的通知", "乙局、丙局")
    assert rules(reading) == ["source.front-matter-syntax"]


def test_what_is_no_element_in_a_front_matter_is_quoted() -> None:
    reading = read("---\n标题: 甲通知\n电话: 123 # 白天\n标题: 乙通知\n# 备忘\n---\n正文。")
    assert reading.manuscript.title == "甲通知"
    quotes = [(finding.rule, in_words(finding.place), finding.params["value"]) for finding in reading.findings]
    assert quotes == [
        ("source.front-matter-comment", "第 3 行", "白天"),
        ("source.front-matter-comment", "第 5 行", "备忘"),
        ("source.front-matter-unknown", "第 3 行", "123"),
        ("source.front-matter-repeated", "第 4 行", "乙通知"),
    ]


def test_a_front_matter_that_is_not_closed_is_body_and_reported() -> None:
    reading = read("---\n标题: 甲通知\n正文。")
    assert [block.text for block in reading.manuscript.body] == ["---", "标题: 甲通知", "正文。"]
    assert "source.front-matter-open" in rules(reading)


def test_text_between_two_rules_is_no_front_matter() -> None:
    assert [block.text for block in manuscript("---\n现将情况说明如下：一切正常。\n---\n正文。").body] == [
        "---",
        "现将情况说明如下：一切正常。",
        "---",
        "正文。",
    ]


def test_an_element_repeated_in_the_text_is_printed_once_and_a_different_one_stays_body() -> None:
    head = f"---\n标题: {TITLE}\n主送机关: 甲局\n---\n"
    same = read(head + f"{TITLE}\n甲局：\n正文。")
    assert ([block.text for block in same.manuscript.body], same.findings) == (["正文。"], ())
    other = read(head + "乙局：\n正文。")
    assert ([block.text for block in other.manuscript.body], rules(other)) == (["乙局：", "正文。"], ["source.differs"])


def test_an_element_typed_twice_in_the_text_stays_body_the_second_time() -> None:
    reading = read("000001\n000001\n关于甲的通知\n正文。")
    assert reading.manuscript.copy_number == "000001"
    assert next(block.text for block in reading.manuscript.body) == "000001"
    assert "source.differs" in rules(reading)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、总体要求", (1, "一、总体要求", "")),
        ("（一）加强领导。各部门要落实责任。", (2, "（一）加强领导。", "各部门要落实责任。")),
        ("(二)、我区的现状", (2, "(二)、我区的现状", "")),
        ("一、会议时间：2026年5月6日", (1, "一、会议时间：", "2026年5月6日")),
        ("1.中文、英文与数字", (3, "1.中文、英文与数字", "")),
        ("2．全角点号", (3, "2．全角点号", "")),
        ("（1）各乡镇要在5月底前，把名单报来。", (4, "", "（1）各乡镇要在5月底前，把名单报来。")),
        ("①逐级上报；", (5, "", "①逐级上报；")),
        ("1.5万元是下限", (0, "", "1.5万元是下限")),
        ("2026.11月底前完成", (0, "", "2026.11月底前完成")),
        ("一是加强领导。二是加大投入。", (0, "", "一是加强领导。二是加大投入。")),
        ("、加强领导,科学筹划。", (0, "", "、加强领导,科学筹划。")),
        ("3.按“谁主管。谁负责”的原则落实。其他照旧。", (3, "3.按“谁主管。谁负责”的原则落实。", "其他照旧。")),
    ],
)
def test_the_number_gives_the_level_and_a_heading_is_short_or_run_in(line: str, expected: tuple[int, str, str]) -> None:
    assert body(f"{TITLE}\n各乡镇：\n{line}\n后面的正文。")[0] == expected


def test_a_row_of_short_numbered_lines_is_a_list_and_no_row_of_headings() -> None:
    listed = body(f"{TITLE}\n各乡镇：\n请准备：\n1.铁锹\n2.麻袋\n3.雨衣\n以上物资自备。")
    assert listed[1:4] == [(3, "", "1.铁锹"), (3, "", "2.麻袋"), (3, "", "3.雨衣")]


@pytest.mark.parametrize(
    ("opening", "title", "recipients"),
    [
        (
            "清源县人民政府办公室\n关于印发要点的\n通知\n各乡镇：",
            "清源县人民政府办公室\n关于印发要点的\n通知",
            "各乡镇",
        ),
        ("关于甲的通知\n\n各乡镇，\n县直各单位：", "关于甲的通知", "各乡镇，县直各单位"),
        ("关于甲的通知\n现将有关事项通知如下：", "关于甲的通知", ""),
        ("各乡镇：", "", "各乡镇"),
        ("一、没有标题", "", ""),
        ("第一句话就是正文，没有标题。", "", ""),
    ],
)
def test_title_and_recipients_are_told_from_the_body(opening: str, title: str, recipients: str) -> None:
    reading = read(f"{opening}\n请照办。")
    assert (reading.manuscript.title, reading.manuscript.recipients) == (title, recipients)
    assert ("source.no-title" in rules(reading)) is not title


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("附件：登记表", ("登记表",)),
        ("附件：1.甲表 2.乙表（V2.0） 3.丙表", ("甲表", "乙表（V2.0）", "丙表")),
        ("附件:1、甲表；2、乙表；", ("甲表", "乙表")),
        ("附件：1.甲表2.乙表", ("甲表", "乙表")),
        ("附件：\n1. 甲表\n2. 乙表", ("甲表", "乙表")),
        ("附件：1.甲表\n　　　2.乙表\n　　　3.丙表", ("甲表", "乙表", "丙表")),
        ("附件1：甲表\n附件2：乙表", ("甲表", "乙表")),
    ],
)
@pytest.mark.parametrize("closing", ["", "\n\n清源县水利局\n2026年4月16日\n"])
def test_an_attachment_note_is_read_however_it_is_typed(note: str, names: tuple[str, ...], closing: str) -> None:
    read_in = manuscript(f"{TITLE}\n各乡镇：\n请照办。\n{note}{closing}")
    assert read_in.attachment_notes == names
    assert [block.text for block in read_in.body] == ["请照办。"]


def test_attachments_whose_numbers_do_not_follow_stay_as_typed() -> None:
    reading = read(f"{TITLE}\n各乡镇：\n附件：1.甲表\n3.丙表")
    assert reading.manuscript.attachment_notes == ()
    assert [block.text for block in reading.manuscript.body] == ["附件：1.甲表", "3.丙表"]
    assert rules(reading) == ["source.note-misplaced"]


@pytest.mark.parametrize(
    ("closing", "signatories", "date"),
    [
        ("清源县水利局\n2026年4月16日", ("清源县水利局",), "2026年4月16日"),
        ("清源县水利局\n二〇二六年四月十六日", ("清源县水利局",), "2026年4月16日"),
        ("清源县水利局\n2026-04-16", ("清源县水利局",), "2026年4月16日"),
        ("清源县水利局\n2026 年 4 月 16 日", ("清源县水利局",), "2026年4月16日"),
        ("清源县水利局\n2026年 月 日", ("清源县水利局",), "2026年 月 日"),
        ("清源县水利局　　2026年4月16日", ("清源县水利局",), "2026年4月16日"),
        ("清源县水利局\n清源县财政局\n2026年4月16日", ("清源县水利局", "清源县财政局"), "2026年4月16日"),
        ("清源县水利局　清源县财政局\n2026年4月16日", ("清源县水利局", "清源县财政局"), "2026年4月16日"),
        ("2026年4月16日", (), "2026年4月16日"),
        ("特此通知\n2026年4月16日", (), "2026年4月16日"),
    ],
)
def test_signature_and_date_are_found_at_the_end(closing: str, signatories: tuple[str, ...], date: str) -> None:
    read_in = manuscript(f"{TITLE}\n各乡镇：\n请照办。\n{closing}")
    assert (read_in.signatories, read_in.date) == (signatories, date)


def test_a_date_line_in_a_chronicle_is_no_date_of_the_document() -> None:
    read_in = manuscript("大事记\n2026年4月16日\n召开动员会，部署防汛工作。\n2026年5月6日\n开展演练，历时三天。")
    assert (read_in.date, read_in.signatories) == ("", ())
    assert len(read_in.body) == 4


def test_what_a_web_page_left_behind_the_date_goes_to_the_end_of_the_body() -> None:
    reading = read(f"{TITLE}\n各乡镇：\n请照办。\n县水利局\n2026年4月16日\n附件：1.甲.docx\n2.乙.xlsx\n分享到微信\n")
    assert (reading.manuscript.date, reading.manuscript.attachment_notes) == ("2026年4月16日", ("甲.docx", "乙.xlsx"))
    assert [block.text for block in reading.manuscript.body] == ["请照办。", "分享到微信"]
    assert rules(reading) == ["source.trailing"]


def test_markdown_in_a_text_file_is_noticed() -> None:
    reading = read(f"# {TITLE}\n\n## 总体要求\n\n**必须**落实。")
    assert reading.manuscript.title == TITLE
    assert "source.markdown" in rules(reading)


def test_markdown_headings_get_the_numbers_of_the_standard_unless_they_have_one() -> None:
    numbered = body(
        "# 标题\n## 甲\n### 乙\n### （二）丙\n### 丁\n## 二、戊\n### 己\n#### 庚\n##### 辛\n###### 壬", "稿.md"
    )
    assert [(level, heading) for level, heading, _ in numbered] == [
        (1, "一、甲"),
        (2, "（一）乙"),
        (2, "（二）丙"),
        (2, "（三）丁"),
        (1, "二、戊"),
        (2, "（一）己"),
        (3, "1.庚"),
        (4, "（1）辛"),
        (5, "①壬"),
    ]


def test_markdown_inside_a_line_becomes_emphasis_or_words() -> None:
    (block,) = manuscript("# 标题\n- 带**重点**的`代码`、[网站](http://a.cn)、2\\*3、____年和*号*", "稿.md").body
    assert isinstance(block, Paragraph)
    assert block.spans == (
        Span(text="带"),
        Span(text="重点", emphasis=Emphasis.STRONG),
        Span(text="的代码、网站（http://a.cn）、2*3、____年和*号*"),
    )


def test_markdown_quotes_lists_rules_and_code_are_paragraphs() -> None:
    text = "# 标题\n> 引文。\n\n---\n\n1. 第一项；\n2. 第二项。\n\n```python\n# 不是标题\n```\n"
    assert [block.text for block in manuscript(text, "稿.md").body] == [
        "引文。",
        "1.第一项；",
        "2.第二项。",
        "# 不是标题",
    ]


def test_a_comment_in_markdown_is_quoted_and_not_printed() -> None:
    reading = read("# 标题\n正文。<!-- 待核 -->\n<!-- 多行\n注释 -->", "稿.md")
    assert [block.text for block in reading.manuscript.body] == ["正文。"]
    assert [finding.params["value"] for finding in reading.findings] == ["待核", "多行\n注释"]


def test_two_hundred_pages_are_read_whole() -> None:
    paragraph = "清源县水利局负责全县水库、堤防和供水工程的日常巡查。" * 8
    read_in = manuscript(f"{TITLE}\n各乡镇：\n" + f"{paragraph}\n" * 600)
    assert [block.text for block in read_in.body] == [paragraph] * 600


TYPED_RULE = "———————★———————"


def test_lines_typed_below_the_head_and_in_the_imprint_are_no_text() -> None:
    text = f"清源县档案局文件\n清档发〔2026〕5号\n{TYPED_RULE}\n{TITLE}\n各股室：\n请看。\n清源县档案局\n2026年3月5日\n"
    text += "____________\n抄  送：县委办公室。\n____________\n清源县档案局办公室　2026年3月6日印发\n____________\n"
    reading = read(text)
    assert [block.text for block in reading.manuscript.body] == ["请看。"]
    assert (reading.manuscript.copied_to, reading.manuscript.printed_on) == ("县委办公室。", "2026年3月6日")
    (told,) = [one for one in reading.findings if one.rule == "source.typed-rule"]
    assert told.place.lines == (3, 9, 11, 13)


def test_a_line_typed_in_the_text_to_be_filled_in_stays() -> None:
    assert body(f"{TITLE}\n\n各股室：\n姓名\n____________\n请填写。\n____________")[1:] == [
        (0, "", "____________"),
        (0, "", "请填写。"),
        (0, "", "____________"),
    ]


def test_a_table_above_the_number_is_no_mark_and_keeps_its_words() -> None:
    reading = read_source("甲\t乙\t丙\n丁\t戊\t己\n清政发〔2026〕18号  签发人：李强、王芳\n".encode(), "稿.md")
    (table,) = [block for block in reading.manuscript.body if isinstance(block, Table)]
    assert table.rows == (("甲", "乙", "丙"), ("丁", "戊", "己"))
