"""Pages that came in, as OFD or PDF: their elements and paragraphs are read as the page shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.documents.kinds import DocumentKind, kind_of_title
from oa_desktop.domain.manuscript import Emphasis, Manuscript, Paragraph, Span, Table, plain_text
from tests.integration.test_page_in_pdf import NOTICE
from tests.printed import PAPERS, WRITERS, elements, printed

pytestmark = pytest.mark.parametrize("kind", WRITERS)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_papers_of_every_kind_come_back_as_they_went_out(paper: Path, kind: str) -> None:
    manuscript = read_source(paper.read_bytes(), paper.name).manuscript
    assert elements(read_file(printed(kind, manuscript), f"来文.{kind}").manuscript) == elements(manuscript)


@pytest.mark.parametrize(
    "typed",
    [
        "第一条 为加强公务用车管理，制定本办法。",
        "联 系 人：吴先生，值班电话 1234567，共 3 个工作日。",
        "请安装 WPS Office 软件，使用 OFD 阅读器。",
        "出席：赵某某 钱某某 孙某某",
        "全长200字的句子里没有空格，3.6个工作日，9月18日开工。",
    ],
)
def test_blanks_are_read_where_they_were_typed_and_nowhere_else(typed: str, kind: str) -> None:
    paper = read_source(f"关于车辆管理的通知\n\n各股室：\n\n请照办。\n{typed}\n请抓好落实。".encode()).manuscript
    again = read_file(printed(kind, paper)).manuscript
    assert typed in plain_text(paper).split("\n")
    assert typed in plain_text(again).split("\n")


JOINT = """清源县发展和改革局文件
清源县财政局
清源县水务局
清发改〔2026〕12号
签发人：张三、李四光、王五

清源县发展和改革局 清源县财政局 清源县水务局
关于安排防汛资金的请示

清源县人民政府：

为做好防汛工作，现就安排资金请示如下。
妥否，请批示。

清源县发展和改革局
清源县财政局
清源县水务局
2026年4月16日
"""


def test_a_request_of_three_organs_keeps_its_head(kind: str) -> None:
    paper = read_source(JOINT.encode()).manuscript
    again = read_file(printed(kind, paper)).manuscript
    assert (again.kind, again.document_number, again.signers) == ("", "清发改〔2026〕12号", ("张三", "李四光", "王五"))
    assert again.issuing_organs == again.signatories == paper.signatories
    assert kind_of_title(again.title) is DocumentKind.REQUEST
    assert again.title.split()[:2] == ["清源县发展和改革局", "清源县财政局"]


def test_seals_and_marks_across_the_page_are_no_text(kind: str) -> None:
    data = printed(kind, NOTICE, seal="清源县人民政府办公室", watermark="演示")
    assert elements(read_file(data).manuscript) == elements(read_file(printed(kind, NOTICE)).manuscript)


def test_a_table_over_several_pages_is_one_with_one_head(kind: str) -> None:
    table = read_file(printed(kind, NOTICE)).manuscript.annexes[1].body[0]
    assert isinstance(table, Table)
    assert (len(table.rows), table.rows[0], table.rows[-1]) == (61, ("序号", "单位"), ("59", "单位59"))


def test_what_is_emphasised_in_the_text_is_read_back_and_nothing_else(kind: str) -> None:
    spans = (
        Span(text="请各单位"),
        Span(text="务必于6月底前完成整改并逐级上报整改情况的书面报告和相关佐证材料", emphasis=Emphasis.STRONG),
        Span(text="，重要情况及时报告。"),
    )
    heading = Span(text="一、㛃河整治", emphasis=Emphasis.HEADING)
    body = (Paragraph(spans=(heading,), level=1), Paragraph(spans=spans))
    read = read_file(printed(kind, Manuscript(title="关于做好㛃河整治的通知", body=body))).manuscript
    assert read.body == body
