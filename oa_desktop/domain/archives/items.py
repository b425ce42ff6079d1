"""件 and 组成: what an archival item is, what it is made of, and what is recorded of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.ids import NOTHING, Digest, DossierId


class Carrier(StrEnum):
    """载体: on what an item is kept."""

    ELECTRONIC = "电子"
    PAPER = "纸质"
    BOTH = "双套"


class PartRole(StrEnum):
    """What a part of an item is."""

    ORIGINAL = "正本"
    FINAL_DRAFT = "定稿"
    PAST_DRAFT = "历稿"
    ISSUING_SHEET = "发文稿纸"
    HANDLING_SHEET = "收文处理单"
    CAME = "来文"
    ATTACHMENT = "附件"
    RECORD = "办理记录"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """组成: a file or sheet of an item, in its place.

    Attributes:
        name: Name of the file; what the sheet is called where there is no file.
        digest: Of its bytes; none where it is made of the journal when it goes out, or lies on paper alone.
        size: Bytes; 0 where there is no file.
        format: Ending of the name in lower case, such as ``pdf``; empty where there is no file.
        pages: 页数; 0 where nobody counted.
    """

    role: PartRole
    name: str
    digest: Digest = NOTHING
    size: int = 0
    format: str = ""
    pages: int = 0


class LinkKind(StrEnum):
    """How two items belong together."""

    ANSWERS = "来文"
    """The other is what this one answers."""
    ANSWERED_BY = "复文"
    """The other is an answer to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A document whose item belongs to this one."""

    kind: LinkKind
    document: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """看过确认: a doubt that a person looked at, and why the document is archived as it is.

    Attributes:
        doubt: Code of the fault.
        words: What it said.
        reason: In the words of who looked.
    """

    doubt: str
    words: str
    reason: str


MOST_PARTS = 24
"""Parts that an entry itself lists; a longer list is kept as a content of its own that the entry names."""
