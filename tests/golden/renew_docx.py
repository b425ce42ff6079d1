"""Golden parts of the DOCX: what the writer makes of small papers, one XML element a line.

``python -m tests.golden.renew_docx`` writes them anew; the difference is then reviewed like code.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from lxml import etree

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span, Table
from tests.golden.formats import LETTER, MINUTES, ORDER

PLACE = Path(__file__).parent / "docx"

NOTICE = Manuscript(
    copy_number="000001",
    classification="秘密★1年",
    urgency="特急",
    issuing_organs=("清源县人民政府",),
    document_number="清政发〔2026〕18号",
    title="清源县人民政府关于印发2026年度电子政务建设重点工作任务的通知",
    recipients="各乡镇人民政府，县政府各部门",
    body=(
        Paragraph(spans=(Span(text="现将重点工作任务印发给你们，请认真组织实施。"),)),
        Paragraph(level=1, spans=(Span(text="一、总体要求", emphasis=Emphasis.HEADING),)),
        Paragraph(
            level=2,
            spans=(
                Span(text="（一）基本原则。", emphasis=Emphasis.HEADING),
                Span(text="坚持“统筹规划”——"),
                Span(text="分步实施", emphasis=Emphasis.STRONG),
            ),
        ),
        Paragraph(level=3, spans=(Span(text="1.统一标准", emphasis=Emphasis.HEADING),)),
        Paragraph(level=4, spans=(Span(text="（1）事项清单", emphasis=Emphasis.HEADING),)),
        Table(rows=(("序号", "任务"), ("1", "编制清单"))),
        Paragraph(spans=(Span(text="特此通知。"),)),
    ),
    attachment_notes=("任务分解表", "成员名单"),
    signatories=("清源县人民政府",),
    date="2026年3月16日",
    note="此件公开发布",
    annexes=(
        Annex(title="任务分解表", body=(Paragraph(spans=(Span(text="任务。"),)),)),
        Annex(title="成员名单", body=(Paragraph(spans=(Span(text="名单。"),)),)),
    ),
    copied_to="县委各部门，县人大常委会办公室",
    printed_by="清源县人民政府办公室",
    printed_on="2026年3月17日",
)
"""Every element of 文件格式 once."""

JOINT_REQUEST = Manuscript(
    issuing_organs=("清源县水利局", "清源县财政局"),
    document_number="清水〔2026〕3号",
    signers=("张建国", "李卫", "欧阳明华"),
    title="关于申请经费的请示",
    recipients="县人民政府",
    body=(Paragraph(spans=(Span(text="入汛以来，降雨偏多。"),)), Paragraph(spans=(Span(text="妥否，请批示。"),))),
    attachment_notes=("经费预算表",),
    signatories=("清源县水利局", "清源县财政局"),
    date="2026年4月6日",
)
"""An upward paper of two organs."""


def parts_of(docx: bytes) -> dict[str, bytes]:
    """Return every part of a package by its name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def readable(part: bytes) -> str:
    """Return a part with one element a line."""
    root = etree.fromstring(part)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def golden_parts() -> dict[str, str]:
    """Return the golden parts by file name, as the writer makes them now."""
    notice = parts_of(write_docx(NOTICE, DocxOptions(realm_mark="演示")))
    joint = parts_of(write_docx(JOINT_REQUEST))
    names = ("styles", "settings", "fontTable", "footer1", "footer2", "header1")
    parts = {f"{name}.xml": readable(notice[f"word/{name}.xml"]) for name in names}
    parts["content-types.xml"] = readable(notice["[Content_Types].xml"])
    parts["core.xml"] = readable(notice["docProps/core.xml"])
    parts["relationships.xml"] = readable(notice["word/_rels/document.xml.rels"])
    parts["notice.xml"] = readable(notice["word/document.xml"])
    parts["joint-request.xml"] = readable(joint["word/document.xml"])
    letter = parts_of(write_docx(replace(LETTER, copy_number="000018", classification="秘密★1年")))
    parts["letter.xml"] = readable(letter["word/document.xml"])
    parts["letter-footer.xml"] = readable(letter["word/footer3.xml"])
    parts["order.xml"] = readable(parts_of(write_docx(ORDER))["word/document.xml"])
    parts["minutes.xml"] = readable(parts_of(write_docx(MINUTES))["word/document.xml"])
    return parts


def renew() -> None:
    """Write the golden parts."""
    PLACE.mkdir(exist_ok=True)
    for name, text in golden_parts().items():
        (PLACE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
