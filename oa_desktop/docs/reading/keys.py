"""The names of the elements (公文要素) in the front matter, and how a typed value becomes the value of its element.

Source of the names: 党政机关公文处理工作条例 (2012) Art. 9 and GB/T 9704-2012 clause 7. Nothing is converted but lists:
000001, dates and numbers stay as typed.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TypeAlias

from oa_desktop.docs.reading.names import attachment_names, listed_names

Value: TypeAlias = str | tuple[str, ...]
"""The value of an element: a text, or names."""

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
        "印数": "copies",
    }
)
"""Field of :class:`Manuscript` for each name of an element; the standard's name stands before its aliases."""

ELEMENTS = MappingProxyType({field: name for name, field in reversed(tuple(FIELDS.items()))})
"""The standard's name of each field."""

_NAMES = frozenset({"issuing_organs", "signers", "signatories"})
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "000123456789" + "0123456789")


def element_value(field: str, texts: tuple[str, ...]) -> Value:
    """Return the value of an element for the texts that were typed for it: one, or the items of a list."""
    if field in _NAMES:
        return texts if len(texts) > 1 else tuple(name for text in texts for name in listed_names(text))
    if field == "attachment_notes":
        return _attachments(texts)
    if field == "title":
        return "\n".join(texts)
    return _single(field, "、".join(texts))


def same_value(one: Value, other: Value) -> bool:
    """Tell whether two values say the same, whatever their blanks, lines, brackets and kind of date."""
    return _key(one) == _key(other)


def _attachments(texts: tuple[str, ...]) -> tuple[str, ...]:
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        return attachment_names(lines[0])
    return tuple(re.sub(r"^[0-9０-９]{1,2}[.．、]\s*(?![0-9])", "", line.strip()).rstrip("；;") for line in lines)


def _single(field: str, text: str) -> str:
    if field == "recipients":
        return text.rstrip("：: ")
    if field == "note" and text[:1] in set("（(") and text[-1:] in set("）)"):
        return text[1:-1]
    return text.removesuffix("印发").rstrip() if field == "printed_on" else text


def _key(value: Value) -> str:
    text = re.sub(r"\s+", "", value if isinstance(value, str) else "".join(value))
    digits = re.findall(r"\d+", text.translate(_HAN_DIGITS))
    is_date = re.fullmatch(r"\d{4}([年./-])\d{1,2}[月./-]\d{1,2}日?", text)
    return "-".join(part.lstrip("0") for part in digits) if is_date else text.strip("：:。（）()")
