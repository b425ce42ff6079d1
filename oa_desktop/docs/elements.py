"""The elements of a paper (公文要素) as they are printed: their names, and their words as frozen data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import TypeAlias

from oa_desktop.docs.marks import Mark
from oa_desktop.docs.officers import Officer, officers_of
from oa_desktop.docs.pictures.measuring import PrintedPicture
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.manuscript import Paragraph, Table


class Element(StrEnum):
    """要素: what a run on the page belongs to; the standard's term stands beside each."""

    COPY_NUMBER = "copy-number"
    """份号."""
    CLASSIFICATION = "classification"
    """密级和保密期限."""
    URGENCY = "urgency"
    """紧急程度."""
    MARK = "mark"
    """发文机关标志."""
    DOCUMENT_NUMBER = "document-number"
    """发文字号."""
    SIGNERS = "signers"
    """签发人."""
    RED_RULE = "red-rule"
    """版头中的分隔线."""
    TITLE = "title"
    """标题."""
    ADOPTION = "adoption"
    """题注 under a title."""
    RECIPIENTS = "recipients"
    """主送机关."""
    BODY = "body"
    """正文."""
    TABLE = "table"
    """表格."""
    PICTURE = "picture"
    """图 and its caption (图题)."""
    FOOTNOTE = "footnote"
    """脚注 at the foot of a page."""
    NOTE_MARK = "note-mark"
    """Mark of a 脚注 in the text."""
    ATTACHMENT_NOTE = "attachment-note"
    """附件说明."""
    ATTENDANCE = "attendance"
    """出席、请假、列席 of minutes."""
    SIGNATURE = "signature"
    """发文机关署名."""
    DATE = "date"
    """成文日期."""
    SEAL = "seal"
    """印章, or its placeholder."""
    NOTE = "note"
    """附注."""
    ANNEX_HEAD = "annex-head"
    """附件 and its number."""
    ANNEX_TITLE = "annex-title"
    """附件标题."""
    ANNEX_BODY = "annex-body"
    """附件正文."""
    IMPRINT = "imprint"
    """版记."""
    PAGE_NUMBER = "page-number"
    """页码."""
    FORM = "form"
    """表单."""
    CODE = "code"
    """公文二维条码."""
    PROOF = "proof"
    """校样: what it says of itself, never on an issued page."""
    REALM = "realm"
    """Mark of the demonstration and training realms, never on an official page."""


_SERIES_NUMBER = re.compile(r"[〔\[［(（【第总0-9０-９]")


PrintedBlock: TypeAlias = Paragraph | Table | PrintedPicture
"""What the body of a paper is made of as it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderLine:
    """One line at the top left of the first page: 份号, 密级和保密期限 or 紧急程度."""

    element: Element
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentNote:
    """One line of 附件说明. GB/T 9704-2012 7.3.4.

    Attributes:
        label: ``附件：`` on the first line, empty after it.
        number: ``1. `` and so on when there are several, else empty.
        name: Without punctuation behind it; wrapped lines align with its first character.
    """

    label: str
    number: str
    name: str

    @property
    def text(self) -> str:
        """The whole line."""
        return self.label + self.number + self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAnnex:
    """附件 on its own page. GB/T 9704-2012 7.3.7.

    Attributes:
        head: ``附件`` or ``附件1``, 黑体, first line; empty for what the document issues (随文印发).
        title_lines: Centred from the third line.
        body: Set like the body of the document.
    """

    head: str
    title_lines: tuple[str, ...]
    body: tuple[PrintedBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledRow:
    """A row of 版记 or of attendance behind its label. GB/T 9704-2012 7.4.2, 10.3.

    Attributes:
        label: ``抄送：`` and the like; wrapped lines align behind it.
        text: In 版记 with its full stop.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """版记. GB/T 9704-2012 7.4.

    Attributes:
        rows: 主送 (when it was moved here) above 抄送, no rule between them.
        printed_by: 印发机关, left.
        printed_on: 印发日期 with ``印发`` behind it, right.
    """

    rows: tuple[LabelledRow, ...] = ()
    printed_by: str = ""
    printed_on: str = ""

    @property
    def has_last_line(self) -> bool:
        """Whether the line of 印发机关 and 印发日期 is printed."""
        return bool(self.printed_by or self.printed_on)

    @property
    def is_empty(self) -> bool:
        """Whether there is no 版记 at all."""
        return not self.rows and not self.has_last_line


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedElements:
    """Every element as it is printed; an element that is not printed is empty.

    Attributes:
        header_lines: 份号, 密级和保密期限, 紧急程度, in this order from the top, only those that exist.
        mark: 发文机关标志, or None when no organ is named.
        document_number: 发文字号.
        signers: 签发人, names only.
        title_lines: 标题, broken between words.
        recipients: 主送机关 with a full-width colon at the end.
        body: 正文; no paragraph has a line feed or a blank edge.
        attachment_notes: 附件说明.
        signatories: 发文机关署名.
        date: 成文日期.
        note: 附注 in its brackets.
        annexes: 附件.
        imprint: 版记.
        attendance: 出席、请假、列席.
        page_format: 公文格式.
        first_note: Number of the first note (脚注); another one than 1 where the paper is a part of another.
    """

    header_lines: tuple[HeaderLine, ...] = ()
    mark: Mark | None = None
    document_number: str = ""
    signers: tuple[str, ...] = ()
    title_lines: tuple[str, ...] = ()
    recipients: str = ""
    body: tuple[PrintedBlock, ...] = ()
    attachment_notes: tuple[AttachmentNote, ...] = ()
    signatories: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    annexes: tuple[PrintedAnnex, ...] = ()
    imprint: Imprint = Imprint()
    attendance: tuple[LabelledRow, ...] = ()
    page_format: PageFormat = PageFormat.DOCUMENT
    first_note: int = 1

    @property
    def name(self) -> str:
        """What the paper is called: its title on one line, or the mark that says it all."""
        return "".join(self.title_lines) or (self.mark.text if self.mark else "")

    @property
    def officers(self) -> tuple[Officer, ...]:
        """Who signs with a stamp of his name (签名章); none where organs do."""
        return officers_of(self.signatories)

    @property
    def has_turned_pages(self) -> bool:
        """Whether a table is set along the sheet (横排表)."""
        blocks = chain(self.body, *(annex.body for annex in self.annexes))
        return any(isinstance(block, Table) and bool(block.landscape) for block in blocks)

    @property
    def has_dateline(self) -> bool:
        """Whether organ and date stand in the head, above the red rule, as in minutes (纪要). P."""
        return bool(self.page_format is PageFormat.MINUTES and self.mark and (self.signatories or self.date))

    @property
    def takes_seal(self) -> bool:
        """Whether 印章 may stand on 落款: not where an official signs (7.3.5.3), and by usage not on minutes. P."""
        return self.page_format is not PageFormat.MINUTES and not self.officers

    @property
    def has_head(self) -> bool:
        """Whether there is a 版头 with a red rule: a mark, signers, or a number that belongs there."""
        return bool(self.mark or self.signers or (self.document_number and not self.number_below_title))

    @property
    def number_below_title(self) -> bool:
        """Whether the number stands below 标题: one without 机关代字 (第19号, 第31期) on a paper without a mark. P."""
        is_apart = bool(self.title_lines) and not (self.mark or self.signers)
        return is_apart and _SERIES_NUMBER.match(self.document_number) is not None

    def with_recipients_in_imprint(self) -> PrintedElements:
        """Return the same paper with 主送机关 moved to the top of 版记. GB/T 9704-2012 7.3.2 and 7.4.2."""
        if not self.recipients:
            return self
        row = LabelledRow(label="主送：", text=stopped(self.recipients))
        return replace(self, recipients="", imprint=replace(self.imprint, rows=(row, *self.imprint.rows)))


def stopped(text: str) -> str:
    """Return a list of organs with a full stop at its end, in the place of whatever mark stood there."""
    return text.rstrip("：:。. ") + "。"
