"""The fifteen kinds of official document (文种), their direction and the format of their page.

Source: 党政机关公文处理工作条例 (2012) Art. 8 for the kinds and Art. 13-17 for the directions; GB/T 9704-2012 clauses 7
and 10 for the formats. Which direction is usual for which kind is office practice.
"""

from __future__ import annotations

from enum import StrEnum

from oa_desktop.domain.errors import Refused


class Direction(StrEnum):
    """行文方向: to whom a document goes, seen from the issuing organ."""

    UPWARD = "上行文"
    LEVEL = "平行文"
    DOWNWARD = "下行文"
    PUBLIC = "公开发布"


class PageFormat(StrEnum):
    """公文格式: which of the standard's page formats a document takes."""

    DOCUMENT = "文件格式"
    LETTER = "信函格式"
    ORDER = "命令（令）格式"
    MINUTES = "纪要格式"


class DocumentKind(StrEnum):
    """文种: one of the fifteen kinds of the 2012 regulation, Art. 8."""

    RESOLUTION = "决议"
    DECISION = "决定"
    ORDER = "命令"
    COMMUNIQUE = "公报"
    ANNOUNCEMENT = "公告"
    PUBLIC_NOTICE = "通告"
    OPINION = "意见"
    NOTICE = "通知"
    CIRCULAR = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    PROPOSAL = "议案"
    LETTER = "函"
    MINUTES = "纪要"

    @property
    def usual_direction(self) -> Direction:
        """The direction that offices commonly give this kind; an 意见 may go any way."""
        return _USUAL_DIRECTION[self]

    @property
    def usual_format(self) -> PageFormat:
        """The page format that this kind commonly takes."""
        return _USUAL_FORMAT.get(self, PageFormat.DOCUMENT)


def read_page_format(text: str) -> PageFormat:
    """Return the page format that a text names; what stands behind 格式 or in brackets may be left out.

    Raises:
        Refused: ``page-format.form``.
    """
    named = _FORMAT_NAMES.get(text.strip().removesuffix("格式").translate(_NARROW_BRACKETS))
    if named is None:
        raise Refused("page-format.form", text=text)
    return named


def page_format(stated: str, kind: DocumentKind | None) -> PageFormat:
    """Return the page format that a paper takes: the one it states, else the usual one of its kind."""
    try:
        return read_page_format(stated)
    except Refused:
        return kind.usual_format if kind else PageFormat.DOCUMENT


_NARROW_BRACKETS = str.maketrans("()", "（）")
_FORMAT_NAMES = {
    "文件": PageFormat.DOCUMENT,
    "信函": PageFormat.LETTER,
    "函": PageFormat.LETTER,
    "命令（令）": PageFormat.ORDER,
    "命令": PageFormat.ORDER,
    "令": PageFormat.ORDER,
    "纪要": PageFormat.MINUTES,
}

_USUAL_DIRECTION = {
    DocumentKind.RESOLUTION: Direction.PUBLIC,
    DocumentKind.DECISION: Direction.DOWNWARD,
    DocumentKind.ORDER: Direction.PUBLIC,
    DocumentKind.COMMUNIQUE: Direction.PUBLIC,
    DocumentKind.ANNOUNCEMENT: Direction.PUBLIC,
    DocumentKind.PUBLIC_NOTICE: Direction.PUBLIC,
    DocumentKind.OPINION: Direction.DOWNWARD,
    DocumentKind.NOTICE: Direction.DOWNWARD,
    DocumentKind.CIRCULAR: Direction.DOWNWARD,
    DocumentKind.REPORT: Direction.UPWARD,
    DocumentKind.REQUEST: Direction.UPWARD,
    DocumentKind.REPLY: Direction.DOWNWARD,
    DocumentKind.PROPOSAL: Direction.LEVEL,
    DocumentKind.LETTER: Direction.LEVEL,
    DocumentKind.MINUTES: Direction.DOWNWARD,
}

_USUAL_FORMAT = {
    DocumentKind.ORDER: PageFormat.ORDER,
    DocumentKind.LETTER: PageFormat.LETTER,
    DocumentKind.MINUTES: PageFormat.MINUTES,
}


_STOPS = "。．.！!，,；;：:"
"""Marks that somebody put behind a title."""


def kind_of_title(title: str) -> DocumentKind | None:
    """Return the kind that a title ends with, or None; ``（试行）`` or a stop after it and blanks are passed over."""
    bare = "".join(title.split()).rstrip(_STOPS)
    while bare.endswith(("）", ")")) and max(bare.rfind("（"), bare.rfind("(")) > 0:
        opening = max(bare.rfind("（"), bare.rfind("("))
        if bare[opening + 1 : -1] == "令":
            break
        bare = bare[:opening].rstrip()
    if bare.endswith(("命令（令）", "令")):
        return DocumentKind.ORDER
    return next((kind for kind in DocumentKind if bare.endswith(kind.value)), None)
