"""How a value typed in the front matter becomes the value of its element (公文要素).

Nothing is converted but lists: 000001, dates and numbers stay as typed.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from oa_desktop.docs.reading.names import attachment_names, listed_names

Value: TypeAlias = str | tuple[str, ...]
"""The value of an element: a text, or names."""

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
