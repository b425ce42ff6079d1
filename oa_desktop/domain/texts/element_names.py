"""The names of the elements (公文要素), as people write them, and the field of the manuscript that each names.

Source of the names: 党政机关公文处理工作条例 (2012) Art. 9 and GB/T 9704-2012 clause 7.
"""

from __future__ import annotations

from types import MappingProxyType

FIELDS = MappingProxyType(
    {
        "份号": "copy_number",
        "密级和保密期限": "classification",
        "密级": "classification",
        "紧急程度": "urgency",
        "发文机关": "issuing_organs",
        "发文机关标志": "issuing_organs",
        "发文字号": "document_number",
        "签发人": "signers",
        "标题": "title",
        "文种": "kind",
        "主送机关": "recipients",
        "主送": "recipients",
        "附件": "attachment_notes",
        "附件说明": "attachment_notes",
        "发文机关署名": "signatories",
        "署名": "signatories",
        "成文日期": "date",
        "附注": "note",
        "抄送机关": "copied_to",
        "抄送": "copied_to",
        "印发机关": "printed_by",
        "印发日期": "printed_on",
        "公开属性": "publicity",
        "定密依据": "secrecy_basis",
        "印数": "copies",
        "公文格式": "page_format",
        "出席": "attendees",
        "出席人员": "attendees",
        "请假": "excused",
        "请假人员": "excused",
        "列席": "observers",
        "列席人员": "observers",
    }
)
"""Field of :class:`Manuscript` for each name of an element; the standard's name stands before its aliases."""

ELEMENTS = MappingProxyType({field: name for name, field in reversed(tuple(FIELDS.items()))})
"""The standard's name of each field."""
