"""A small paper in each format of the standard (公文格式)."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span

TEXT = Paragraph(
    spans=(Span(text="各乡镇、各部门要按照职责分工抓好落实，重要情况及时报告县人民政府办公室，不得迟报。"),)
)
NOTICE = Manuscript(
    issuing_organs=("清源县人民政府",),
    document_number="清政发〔2026〕18号",
    title="清源县人民政府关于做好春季防汛工作的通知",
    recipients="各乡镇人民政府",
    body=(TEXT,),
    signatories=("清源县人民政府",),
    date="2026年4月16日",
    copied_to="县委办公室",
    printed_by="清源县人民政府办公室",
    printed_on="2026年4月17日",
)
LETTER = replace(NOTICE, title="清源县人民政府关于商请支援抽水设备的函", document_number="清政函〔2026〕3号")
ORDER = replace(
    NOTICE,
    title="清源县人民政府令",
    document_number="第19号",
    recipients="",
    signatories=("县长　赵立衡",),
    copied_to="",
)
MINUTES = replace(
    NOTICE,
    title="清源县人民政府常务会议纪要",
    document_number="第31期",
    recipients="",
    attendees="县人民政府赵立衡、李慕堃、陈国昇、孙晓祎，县人民政府办公室周明远、吴思齐、郑重、王海洋",
    excused="钱玥（出差）",
    observers="县财政局郑重",
)
PAPERS = {"文件格式": NOTICE, "信函格式": LETTER, "命令（令）格式": ORDER, "纪要格式": MINUTES}
