"""Papers that the page faults are planted in: every element of every format, set by our own layout, nothing wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.document import lay_out_elements
from oa_desktop.docs.printing import printed_elements
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span

ORGAN = "清源县水利局"
_TEXT = "各单位要做好水利工作切实加强组织领导明确责任分工狠抓工作落实确保按期完成水利工作"


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def heading(level: int, text: str) -> Paragraph:
    return Paragraph(level=level, spans=(Span(text=text, emphasis=Emphasis.HEADING),))


def long(times: int) -> Paragraph:
    return paragraph(_TEXT * times + "。")


_SHORT = Manuscript(
    issuing_organs=(ORGAN,),
    document_number="清水发〔2026〕5号",
    title="清源县水利局关于做好水利工作的通知",
    recipients="各单位，县水利局各股室",
    body=(long(2),),
    signatories=(ORGAN,),
    date="2026年4月16日",
    copied_to="县水利工作组",
    printed_by="清源县水利局办公室",
    printed_on="2026年4月17日",
)
_LEVELS = (
    heading(1, "一、加强领导"),
    heading(2, "（一）明确责任"),
    heading(3, "1.加强组织"),
    heading(4, "（1）狠抓落实"),
)
PLAIN = replace(_SHORT, body=(*_LEVELS, *(long(4) for _ in range(5))))
FULL = replace(
    _SHORT,
    copy_number="000018",
    classification="秘密★1年",
    urgency="特急",
    body=(long(2), long(2)),
    attachment_notes=("水利工作分工", "清源县水利局各单位加强水利工作组织领导责任分工" * 2),
    note="此件公开",
    annexes=(Annex(title="水利工作分工", body=(long(2),)), Annex(title="水利工作责任", body=(long(2),))),
    copied_to="，".join(f"清源县水利局{name}" for name in ("办公室", "工作股", "责任股", "组织股", "落实股")),
)
OVERRUN = replace(
    _SHORT,
    attachment_notes=("水利工作分工",),
    annexes=(Annex(title="水利工作分工", body=(heading(1, "一、明确责任"), long(30))),),
)
"""附件 with a paragraph that goes on on the next page."""
_UPWARD = replace(
    _SHORT,
    signers=("李明", "关水", "安期"),
    title="清源县水利局关于加强水利工作的请示",
    recipients="县水利局",
    note="联系人：关水",
)
_LETTER = replace(
    _SHORT, document_number="清水函〔2026〕5号", title="清源县水利局关于做好水利工作的函", page_format="信函格式"
)
_ORDER = replace(
    _SHORT,
    issuing_organs=("清源县水利局令",),
    document_number="第5号",
    title="",
    recipients="",
    signatories=("局长　李明",),
    page_format="命令（令）格式",
)
_MINUTES = replace(
    _SHORT,
    issuing_organs=("水利工作纪要",),
    document_number="第5期",
    title="水利工作纪要",
    recipients="",
    page_format="纪要格式",
)
_JOINT = replace(_SHORT, signatories=("清源县水利局", "清源县工作局", "清源县责任局"))
_HOURGLASS = replace(_SHORT, title="清源县水利局关于做好组织领导工作\n加强水利\n明确责任分工狠抓工作落实的通知")
DRAFTS: Mapping[str, Manuscript] = {
    "short": _SHORT,
    "plain": PLAIN,
    "full": FULL,
    "upward": _UPWARD,
    "letter": _LETTER,
    "order": _ORDER,
    "minutes": _MINUTES,
}
"""The papers of which DOCX are made."""
_ODD = LayoutOptions(sealed=False, template=Template(imprint_on_even_page=False))


@cache
def papers() -> Mapping[str, LaidOut]:
    """Return the papers by their names."""
    fonts, sealed = shipped_fonts(), LayoutOptions(seal=ORGAN)
    moved = printed_elements(_SHORT).with_recipients_in_imprint()
    return {
        "short": lay_out(_SHORT, fonts, sealed),
        "unstamped": lay_out(_SHORT, fonts),
        "plain": lay_out(PLAIN, fonts, LayoutOptions(sealed=False)),
        "full": lay_out(FULL, fonts, sealed),
        "upward": lay_out(_UPWARD, fonts, sealed),
        "letter": lay_out(_LETTER, fonts, sealed),
        "order": lay_out(_ORDER, fonts, LayoutOptions(sealed=False)),
        "minutes": lay_out(_MINUTES, fonts, LayoutOptions(sealed=False)),
        "joint": lay_out(_JOINT, fonts, LayoutOptions(seal="、".join(_JOINT.signatories))),
        "moved": lay_out_elements(moved, fonts, sealed),
        "odd": lay_out(replace(_SHORT, body=(long(1),)), fonts, _ODD),
        "hourglass": lay_out(_HOURGLASS, fonts, sealed),
    }
