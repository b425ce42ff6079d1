"""What is printed as text for each element of a manuscript, independent of where it stands.

Both writers take their words from here: the layout (PDF, OFD) and the DOCX writer. Nothing typed is dropped; only
blanks at the edges of a line and punctuation that the standard itself sets (the colon behind 主送机关, the full stop
behind 抄送机关, the brackets of 附注) are made uniform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from oa_desktop.docs.marks import Mark, mark_of, titles_the_mark
from oa_desktop.docs.officers import Officer, officers_of
from oa_desktop.docs.released import is_released
from oa_desktop.docs.titles import title_lines
from oa_desktop.domain.kinds import PageFormat, page_format
from oa_desktop.domain.manuscript import Annex, Block, Manuscript, Paragraph, Span, Table
from oa_desktop.domain.rules.paper import stated_kind


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
    RECIPIENTS = "recipients"
    """主送机关."""
    BODY = "body"
    """正文."""
    TABLE = "table"
    """表格."""
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
    REALM = "realm"
    """Mark of the demonstration and training realms, never on an official page."""


_SERIES_NUMBER = re.compile(r"[〔\[［(（【第总0-9０-９]")


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
    body: tuple[Block, ...]


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
    """

    header_lines: tuple[HeaderLine, ...] = ()
    mark: Mark | None = None
    document_number: str = ""
    signers: tuple[str, ...] = ()
    title_lines: tuple[str, ...] = ()
    recipients: str = ""
    body: tuple[Block, ...] = ()
    attachment_notes: tuple[AttachmentNote, ...] = ()
    signatories: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    annexes: tuple[PrintedAnnex, ...] = ()
    imprint: Imprint = Imprint()
    attendance: tuple[LabelledRow, ...] = ()
    page_format: PageFormat = PageFormat.DOCUMENT

    @property
    def name(self) -> str:
        """What the paper is called: its title on one line, or the mark that says it all."""
        return "".join(self.title_lines) or (self.mark.text if self.mark else "")

    @property
    def officers(self) -> tuple[Officer, ...]:
        """Who signs with a stamp of his name (签名章); none where organs do."""
        return officers_of(self.signatories)

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
        row = LabelledRow(label="主送：", text=_stopped(self.recipients))
        return replace(self, recipients="", imprint=replace(self.imprint, rows=(row, *self.imprint.rows)))


def printed_elements(manuscript: Manuscript) -> PrintedElements:
    """Return what is printed for every element of a manuscript.

    附件说明 follows from the titles of the bound annexes when it was not typed: GB/T 9704-2012 7.3.4 and 7.3.7 want
    both equal.
    """
    chosen = page_format(manuscript.page_format, stated_kind(manuscript))
    organs, title = _filled(manuscript.issuing_organs), _squeezed(manuscript.title)
    return PrintedElements(
        header_lines=tuple(_header_lines(manuscript)),
        mark=mark_of(organs, chosen, title),
        document_number=_squeezed(manuscript.document_number),
        signers=_filled(manuscript.signers),
        title_lines=() if titles_the_mark(organs, chosen, title) else title_lines(manuscript.title),
        recipients=_with_colon(manuscript.recipients),
        body=printed_blocks(manuscript.body),
        attachment_notes=attachment_notes(_note_names(manuscript, chosen)),
        signatories=_signatories(manuscript),
        date=_squeezed(manuscript.date),
        note=_bracketed(manuscript.note),
        annexes=tuple(_annexes(manuscript, chosen)),
        imprint=_imprint(manuscript, chosen),
        attendance=tuple(_attendance(manuscript)),
        page_format=chosen,
    )


def attachment_notes(names: tuple[str, ...]) -> tuple[AttachmentNote, ...]:
    """Return the lines of 附件说明 for the names: one unnumbered, several numbered from 1."""
    if len(names) == 1:
        return (AttachmentNote(label="附件：", number="", name=names[0]),)
    return tuple(
        AttachmentNote(label="附件：" if place == 1 else "", number=f"{place}. ", name=name)
        for place, name in enumerate(names, start=1)
    )


def printed_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return body blocks ready to be set: one paragraph per typed line, no blank edges, no empty paragraph."""
    return tuple(_printed_blocks(blocks))


def _printed_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        else:
            yield from (line for line in map(_trimmed, _split_lines(block)) if line.spans)


def _split_lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph for each typed line; what follows the first line keeps the level."""
    line: list[Span] = []
    for span in paragraph.spans:
        first, *others = re.split(r"[\r\n\v\f\x85\u2028\u2029]+", span.text)
        line.append(replace(span, text=first))
        for text in others:
            yield replace(paragraph, spans=tuple(line))
            line = [replace(span, text=text)]
    yield replace(paragraph, spans=tuple(line))


def _trimmed(paragraph: Paragraph) -> Paragraph:
    spans = list(paragraph.spans)
    while spans and not spans[0].text.strip():
        del spans[0]
    while spans and not spans[-1].text.strip():
        del spans[-1]
    if spans:
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return replace(paragraph, spans=tuple(span for span in spans if span.text))


def _header_lines(manuscript: Manuscript) -> Iterator[HeaderLine]:
    typed = (
        (Element.COPY_NUMBER, manuscript.copy_number),
        (Element.CLASSIFICATION, manuscript.classification),
        (Element.URGENCY, manuscript.urgency),
    )
    return (HeaderLine(element=element, text=_squeezed(text)) for element, text in typed if text.strip())


def _note_names(manuscript: Manuscript, page_format: PageFormat) -> tuple[str, ...]:
    typed = _filled(manuscript.attachment_notes)
    return typed or _filled(tuple(annex.title for annex in _unreleased(manuscript, page_format)))


def _unreleased(manuscript: Manuscript, page_format: PageFormat) -> tuple[Annex, ...]:
    return tuple(annex for annex in manuscript.annexes if not is_released(annex, manuscript, page_format))


def _annexes(manuscript: Manuscript, page_format: PageFormat) -> Iterator[PrintedAnnex]:
    numbered = _unreleased(manuscript, page_format)
    counts = count(1)
    for annex in manuscript.annexes:
        number = str(next(counts)) if annex in numbered and len(numbered) > 1 else ""
        head = f"附件{number}" if annex in numbered else ""
        yield PrintedAnnex(head=head, title_lines=title_lines(annex.title), body=printed_blocks(annex.body))


def _signatories(manuscript: Manuscript) -> tuple[str, ...]:
    """Return 发文机关署名; of officials the post and the name with one wide blank between, whatever was typed there."""
    names = _filled(manuscript.signatories)
    return tuple(f"{one.post}　{one.name}" for one in officers_of(names)) or names


def _attendance(manuscript: Manuscript) -> Iterator[LabelledRow]:
    typed = (("出席：", manuscript.attendees), ("请假：", manuscript.excused), ("列席：", manuscript.observers))
    return (LabelledRow(label=label, text=_squeezed(text)) for label, text in typed if text.strip())


def _imprint(manuscript: Manuscript, page_format: PageFormat) -> Imprint:
    """Return 版记; that of a letter has neither 印发机关 nor 印发日期. GB/T 9704-2012 7.4, 10.1."""
    copied = _squeezed(manuscript.copied_to)
    rows = (
        (LabelledRow(label="抄送：", text=_stopped(copied.removeprefix("抄送：").removeprefix("抄送:"))),)
        if copied
        else ()
    )
    if page_format is PageFormat.LETTER:
        return Imprint(rows=rows)
    printed_on = _squeezed(manuscript.printed_on)
    if printed_on and not printed_on.endswith("印发"):
        printed_on += "印发"
    return Imprint(rows=rows, printed_by=_squeezed(manuscript.printed_by), printed_on=printed_on)


def _squeezed(text: str) -> str:
    """Return the text on one line: line feeds and tabs become nothing between Chinese, one blank elsewhere."""
    lines = [line.strip() for line in re.split(r"[\t\r\n\v\f]+", text) if line.strip()]
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        joined += (" " if joined[-1].isascii() and line[0].isascii() else "") + line
    return joined


def _filled(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in map(_squeezed, texts) if line)


def _with_colon(text: str) -> str:
    bare = _squeezed(text).rstrip("：: ")
    return f"{bare}：" if bare else ""


def _stopped(text: str) -> str:
    return text.rstrip("：:。. ") + "。"


def _bracketed(text: str) -> str:
    bare = _squeezed(text)
    if not bare:
        return ""
    if bare[0] in "（(" and bare[-1] in "）)":
        bare = bare[1:-1]
    return f"（{bare}）"
