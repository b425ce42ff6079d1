"""Outputs of what is secret: who may let it out, what carries a trace (水印), and that every way out is known."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import oa_desktop
from oa_desktop.bootstrap.adapters import build_press, build_renderer
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.office import queries as q
from oa_desktop.office.clearing.counted import CopyRun
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Look
from tests.fakes.classified import classified, classifying_office
from tests.fakes.office import FakeOffice, notice


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    return classifying_office()


def refusal(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


def test_a_draft_of_a_secret_is_printed_by_whoever_drafted_it_with_a_trace_that_the_record_says_too(office):
    document = classified(office, "draft")
    page = office.as_("drafter").papers.hand_out(document, Paper.PAGE)
    found = re.search(rb"trace (.*)$", page)
    assert found
    trace = found[1].decode()
    assert re.fullmatch(r"拟稿员 2026-04-16 09:00 [0-9A-F]{6}", trace)
    (row,) = (one for one in office.as_("auditor").ask(q.AuditTrail()) if trace in one.detail)
    assert (row.act, row.person) == ("输出", "拟稿员")


def test_the_sealed_page_leaves_byte_for_byte_with_whoever_prints_and_with_nobody_else(office):
    document = classified(office, "dispatch")
    sealed = office.stores.made.blobs.read(office.state(document).sealed.rendering)
    for account in ("registrar", "sealer", "dispatcher"):
        assert office.as_(account).papers.hand_out(document, Paper.PAGE) == sealed
    assert b" trace " in office.as_("signer").papers.hand_out(document, Paper.PAGE)
    assert b" trace " in office.as_("registrar").papers.hand_out(document, Paper.FORM), "only the 正本 leaves unmarked"
    for account in ("drafter", "head", "reviewer"):
        assert refusal(lambda a=account: office.as_(a).papers.hand_out(document, Paper.PAGE)) == "output.not-permitted"


def test_what_cannot_carry_a_trace_leaves_only_with_whoever_prints_or_decides(office):
    document = classified(office, "department")
    for paper in (Paper.OFD, Paper.EDITABLE, Paper.TRACKED, Paper.JOURNAL):
        assert (
            refusal(lambda paper=paper: office.as_("drafter").papers.hand_out(document, paper))
            == "output.not-permitted"
        )
        assert refusal(lambda paper=paper: office.as_("signer").papers.hand_out(document, paper)) == ""
    file = Attachment(name="附件", digest=office.state(document).source, size=1)
    for account, code in (("drafter", "output.not-permitted"), ("signer", "")):
        papers = office.as_(account).papers
        assert refusal(lambda papers=papers: papers.hand_out_attachment(document, file, io.BytesIO())) == code


def test_counted_copies_leave_without_a_trace_and_only_with_whoever_prints(office):
    document = classified(office, "seal")
    run = CopyRun(first=1, count=2)
    made = office.as_("registrar").papers.hand_out_copies(document, run)
    assert all(b" trace " not in one.data for one in made)
    assert refusal(lambda: office.as_("head").papers.hand_out_copies(document, run)) == "output.not-permitted"


def test_an_open_document_leaves_as_it_is_with_whoever_knows_it(office):
    document = office.bring_to("department")
    assert b" trace " not in office.as_("head").papers.hand_out(document, Paper.PAGE)
    assert office.as_("head").papers.lay_before(document).trace == ""


def test_a_work_secret_leaves_with_a_trace_too_and_none_of_its_words_are_copied(office):
    document, papers = classified(office, "department", mark="工作秘密"), office.as_("head").papers
    assert b" trace " in papers.hand_out(document, Paper.PAGE)
    assert refusal(lambda: papers.words_out(document, "防汛")) == "output.not-copied"


def test_a_view_of_a_secret_says_who_sees_it_and_the_page_stays_as_it_is(office):
    document = classified(office, "department")
    laid = office.as_("head").papers.lay_before(document)
    assert laid.trace.startswith("部门审核员 2026-04-16 09:00")
    assert b"trace" not in laid.pdf


def darker(plain: bytes, traced: bytes) -> list[float]:
    """The share of dots of each page that a trace made darker."""
    shares = []
    for before, after in zip(pypdfium2.PdfDocument(plain), pypdfium2.PdfDocument(traced), strict=True):
        one, other = (page.render(scale=1, grayscale=True).to_pil().tobytes() for page in (before, after))
        assert len(one) == len(other)
        ink, left = (sum(255 - dot for dot in dots if dot < 128) for dots in (one, other))
        assert left >= 0.9 * ink, "what is written stays to be read"
        shares.append(sum(old > 250 and new < 245 for old, new in zip(one, other, strict=True)) / len(one))
    return shares


def test_the_trace_is_seen_in_the_pixels_of_every_page_and_covers_nothing():
    body = "\n".join("各乡镇要认真做好防汛工作，落实责任。" * 6 for _ in range(30))
    text = long_text(body)
    plain = build_renderer().render(text, Look()).data
    traced = build_press().traced(plain, "张三 2026-11-22 21:20 3F2A9C")
    shares = darker(plain, traced)
    assert len(shares) > 1
    assert all(0.005 < share < 0.1 for share in shares), shares
    words = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(traced)))
    assert "3F2A9C" in words


def long_text(body: str) -> Any:
    return notice(body=tuple(Paragraph(spans=(Span(text=one),)) for one in body.splitlines()))


OUTPUTS = {
    "office/archiving/books.py": "归档文件目录、清册、备考表、盒上的纸：只有看得到的公文，空着号不出",
    "office/archiving/holdings.py": "馆藏：整包原样写出，只由归档的人，每一件都看得到的才给",
    "office/archiving/packing.py": "归档信息包：只有看得到的公文，空着号不出",
    "office/archiving/readings.py": "利用：同意了阅览的那一件，准予打印复制的才给，各面带水印",
    "office/archiving/replay.py": "办理回放：按密级和角色，各面带水印",
    "office/archiving/packages.py": "收回归档信息包：只记下收回的是哪一份",
    "office/archiving/testing.py": "四性检测报告：只有看得到的件",
    "office/books/shelf.py": "登记簿：只有看得到的公文",
    "office/clearing/clearing.py": "清退清单：只有看得到的公文",
    "office/teaching/room.py": "培训班的册子、名片、实验报告、成绩单：只在实训域，只由班主任，没有公文的内容",
    "office/custody/books.py": "借阅登记簿：只有看得到的公文；涉密文件登记簿：没有内容，只由登记、归档的人",
    "office/clearing/departing.py": "离岗清单：只有看得到的公文",
    "office/exchanging/book.py": "交换登记簿",
    "office/exchanging/outbox.py": "交换包：按对方单位的等级",
    "office/exchanging/packing.py": "交换包：只由核发、登记的人",
    "office/exchanging/partners.py": "本单位名片，没有公文",
    "office/secrecy/book.py": "定密登记簿：只有看得到的公文",
    "office/numbers/book.py": "文号登记簿：看不到的没有标题",
    "office/safekeeping/whole_store.py": "备份：整个库，加密",
    "office/papers/papers.py": "公文的文面、附件：按密级和角色，带水印",
    "office/rolls/rolls.py": "名册、通讯录，没有公文",
    "office/seals/book.py": "印章登记簿",
    "office/trust/signed_files.py": "核验单",
    "office/books/statistics_report.py": "统计：只有看得到的公文",
    "office/trail/trail.py": "审计记录：不记内容",
    "office/trust/trusting.py": "证书、信任列表，没有公文",
}
"""Every module that lets something out of the store, and the rule for it."""


def test_every_way_out_of_the_store_is_known_and_ruled():
    root = Path(oa_desktop.__file__).parent
    files = {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    recording = {name for name, text in files.items() if re.search(r"\.record_output\(", text)}
    assert recording == set(OUTPUTS)
