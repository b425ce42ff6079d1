"""公文二维条码: the string that offices put on a paper as a PDF417 symbol, as secondary sources describe it.

``GB0626-2005^编号^发文单位^…^自定义^|`` in GB 2312. No standard that was read demands it: the program offers it and
never asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oa_desktop.domain.dates import read_date
from oa_desktop.domain.documents.kinds import kind_of_title
from oa_desktop.domain.manuscript import Manuscript

LABEL = "GB0626-2005"
_END = "|"
_BETWEEN = "^"
_RESERVED = str.maketrans({_BETWEEN: "＾", _END: "｜"})
_GETA = "〓"
"""What stands for a character that GB 2312 does not have."""
_NONE = "无"
"""What fields say that may not be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeField:
    """One field of the string.

    Attributes:
        name: What it is.
        most: Bytes in GB 2312 at most.
        needed: Whether it says 无 where there is nothing to say.
        lists: Whether it names organs, of which none is cut in two.
    """

    name: str
    most: int
    needed: bool = False
    lists: bool = False


FIELDS = (
    CodeField(name="编号", most=20),
    CodeField(name="发文单位", most=40, needed=True, lists=True),
    CodeField(name="公文种类", most=30),
    CodeField(name="发文字号", most=30, needed=True),
    CodeField(name="主送单位", most=40, lists=True),
    CodeField(name="标题", most=160),
    CodeField(name="密级", most=16, needed=True),
    CodeField(name="紧急程度", most=4, needed=True),
    CodeField(name="成文日期", most=8),
    CodeField(name="发布层次", most=40),
    CodeField(name="条码制作单位", most=40),
    CodeField(name="条码制作日期", most=8),
    CodeField(name="自定义", most=100),
)
"""The fields behind the label, in order. The figures of some are a province's; those of the others are ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCode:
    """The string of a paper.

    Attributes:
        text: As it is read again.
        replaced: Characters that GB 2312 does not have; 〓 stands for each.
        cut: Names of fields that were too long.
    """

    text: str
    replaced: str = ""
    cut: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The bytes that the symbol carries."""
        return self.text.encode("gbk")

    @property
    def remark(self) -> str:
        """What does not stand in the string as it stands on the paper, as a sentence; empty when all does."""
        parts = (
            f"条码的字符集（GB 2312）里没有、以“{_GETA}”代替的字：{'、'.join(self.replaced)}" if self.replaced else "",
            f"条码里没有写全的项：{'、'.join(self.cut)}" if self.cut else "",
        )
        return "；".join(part for part in parts if part)


def document_code(manuscript: Manuscript, *, maker: str = "", made: date | None = None) -> DocumentCode:
    """Return the string of a paper that has its number.

    Args:
        manuscript: The text of the 正本.
        maker: 条码制作单位; the organ that issues where it is empty.
        made: 条码制作日期.
    """
    organ = "、".join(manuscript.issuing_organs)
    day = read_date(manuscript.date)
    said = {
        "发文单位": organ,
        "公文种类": str(manuscript.kind or kind_of_title(manuscript.title) or ""),
        "发文字号": manuscript.document_number,
        "主送单位": manuscript.recipients,
        "标题": manuscript.title,
        "密级": manuscript.classification,
        "紧急程度": manuscript.urgency,
        "成文日期": f"{day:%Y%m%d}" if day else "",
        "条码制作单位": maker or organ,
        "条码制作日期": f"{made:%Y%m%d}" if made else "",
    }
    return _written(said.get(field.name, "") for field in FIELDS)


def read_code(text: str) -> dict[str, str] | None:
    """Return the fields of a string that was scanned, None where it is none of these."""
    label, *parts = text.strip().split(_BETWEEN)
    if label != LABEL or not parts or parts[-1] != _END or len(parts) <= len(FIELDS):
        return None
    return {field.name: part for field, part in zip(FIELDS, parts, strict=False)}


def _written(values: Iterable[str]) -> DocumentCode:
    plain = ["".join(value.split()).translate(_RESERVED) for value in values]
    replaced = dict.fromkeys(char for value in plain for char in value if not _is_known(char))
    known = ["".join(char if _is_known(char) else _GETA for char in value) for value in plain]
    kept = [_kept(value, field) or (_NONE if field.needed else "") for value, field in zip(known, FIELDS, strict=True)]
    cut = tuple(field.name for field, value, part in zip(FIELDS, known, kept, strict=True) if len(part) < len(value))
    return DocumentCode(text=_BETWEEN.join((LABEL, *kept, _END)), replaced="".join(replaced), cut=cut)


def _is_known(char: str) -> bool:
    """Tell whether GB 2312 has a character. GBK writes the same two bytes for it, — and · included."""
    try:
        char.encode("gbk").decode("gb2312")
    except UnicodeError:
        return False
    return True


def _kept(value: str, field: CodeField) -> str:
    """Return as much from the beginning as fits into a field: characters, or whole names."""
    kept = value.encode("gbk")[: field.most].decode("gbk", "ignore")
    ends = [match.start() for match in re.finditer("[、，]", value[: len(kept) + 1])]
    return kept[: ends[-1]] if field.lists and len(kept) < len(value) and ends else kept
