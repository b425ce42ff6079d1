"""What every element of the page is called (公文要素): the standard's own terms."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from oa_desktop.docs.elements import Element

TERMS: Mapping[Element, str] = MappingProxyType(
    {
        Element.COPY_NUMBER: "份号",
        Element.CLASSIFICATION: "密级和保密期限",
        Element.URGENCY: "紧急程度",
        Element.MARK: "发文机关标志",
        Element.DOCUMENT_NUMBER: "发文字号",
        Element.SIGNERS: "签发人",
        Element.RED_RULE: "版头分隔线",
        Element.TITLE: "标题",
        Element.ADOPTION: "题注",
        Element.RECIPIENTS: "主送机关",
        Element.BODY: "正文",
        Element.TABLE: "表格",
        Element.PICTURE: "图",
        Element.FOOTNOTE: "脚注",
        Element.NOTE_MARK: "脚注序号",
        Element.ATTACHMENT_NOTE: "附件说明",
        Element.ATTENDANCE: "出席请假列席",
        Element.SIGNATURE: "发文机关署名",
        Element.DATE: "成文日期",
        Element.SEAL: "印章占位",
        Element.NOTE: "附注",
        Element.ANNEX_HEAD: "附件顺序号",
        Element.ANNEX_TITLE: "附件标题",
        Element.ANNEX_BODY: "附件正文",
        Element.IMPRINT: "版记",
        Element.PAGE_NUMBER: "页码",
        Element.FORM: "表单",
        Element.CODE: "二维条码",
        Element.PROOF: "校样",
        Element.REALM: "演示标记",
    }
)
"""By element."""
