"""What is printed as text for each element of a manuscript, independent of where it stands.

Both writers take their words from here: the layout (PDF, OFD) and the DOCX writer. Nothing typed is dropped; only
blanks at the edges of a line and punctuation that the standard itself sets (the colon behind 主送机关, the full stop
behind 抄送机关, the brackets of 附注) are made uniform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from math import ceil

from oa_desktop.docs.columns import is_too_wide
from oa_desktop.docs.elements import (
    AttachmentNote,
    Element,
    HeaderLine,
    Imprint,
    LabelledRow,
    PrintedAnnex,
    PrintedBlock,
    PrintedElements,
    stopped,
)
from oa_desktop.docs.figures import CHARACTERS_PER_LINE, SIGNERS_PER_LINE
from oa_desktop.docs.marks import mark_of, titles_the_mark, with_room_for_text
from oa_desktop.docs.officers import officers_of
from oa_desktop.docs.pictures.measuring import printed_picture
from oa_desktop.docs.released import is_released
from oa_desktop.docs.titles import title_lines
from oa_desktop.domain.documents.kinds import PageFormat, page_format
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.manuscript import Annex, Block, Manuscript, Paragraph, Picture, Span, Table
from oa_desktop.domain.rules.paper import stated_kind
from oa_desktop.domain.texts.spans import stripped
from oa_desktop.office.ports.pages import NO_PICTURES, Pictures

_LISTED = 4
"""Lines of 主送机关 that a mark gives way to."""


def printed_elements(
    manuscript: Manuscript, pictures: Pictures = NO_PICTURES, template: Template = NATIONAL
) -> PrintedElements:
    """Return what is printed for every element of a manuscript; a picture that is not there has a frame.

    附件说明 follows from the titles of the bound annexes when it was not typed: GB/T 9704-2012 7.3.4 and 7.3.7 want
    both equal.
    """
    chosen = page_format(manuscript.page_format, stated_kind(manuscript))
    organs, title = _filled(manuscript.issuing_organs), _squeezed(manuscript.title)
    mark, titles = mark_of(organs, chosen, title, template), title_lines(manuscript.title)
    return PrintedElements(
        header_lines=tuple(_header_lines(manuscript)),
        mark=mark and with_room_for_text(mark, _lines_below_mark(manuscript, len(titles))),
        document_number=_squeezed(manuscript.document_number),
        signers=_filled(manuscript.signers),
        title_lines=() if titles_the_mark(organs, chosen, title) else titles,
        recipients=_with_colon(manuscript.recipients),
        body=printed_blocks(manuscript.body, pictures),
        attachment_notes=attachment_notes(_note_names(manuscript, chosen)),
        signatories=_signatories(manuscript),
        date=_squeezed(manuscript.date),
        note=_bracketed(manuscript.note),
        annexes=tuple(_annexes(manuscript, chosen, pictures)),
        imprint=_imprint(manuscript, chosen),
        attendance=tuple(_attendance(manuscript)),
        page_format=chosen,
    )


def _lines_below_mark(manuscript: Manuscript, titles: int) -> int:
    """Return how many lines 发文字号 with 签发人, 标题 and 主送机关 take; a long list of the last goes to 版记."""
    signers = ceil(len(_filled(manuscript.signers)) / SIGNERS_PER_LINE)
    recipients = ceil(len(manuscript.recipients) / CHARACTERS_PER_LINE)
    return max(1, signers) + titles + min(recipients, _LISTED)


def attachment_notes(names: tuple[str, ...]) -> tuple[AttachmentNote, ...]:
    """Return the lines of 附件说明 for the names: one unnumbered, several numbered from 1."""
    if len(names) == 1:
        return (AttachmentNote(label="附件：", number="", name=names[0]),)
    return tuple(
        AttachmentNote(label="附件：" if place == 1 else "", number=f"{place}. ", name=name)
        for place, name in enumerate(names, start=1)
    )


def printed_blocks(blocks: tuple[Block, ...], pictures: Pictures = NO_PICTURES) -> tuple[PrintedBlock, ...]:
    """Return body blocks ready to be set: one paragraph per typed line, no blank edges, no empty paragraph."""
    return tuple(_printed_blocks(blocks, pictures))


def _printed_blocks(blocks: tuple[Block, ...], pictures: Pictures) -> Iterator[PrintedBlock]:
    for block in blocks:
        if isinstance(block, Table):
            yield replace(block, landscape=is_too_wide(block) if block.landscape is None else block.landscape)
        elif isinstance(block, Picture):
            yield printed_picture(block, pictures)
        else:
            yield from (line for line in map(_trimmed, _split_lines(block)) if line.spans)


def _split_lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield a paragraph for each typed line; what follows the first line keeps the level."""
    line: list[Span] = []
    for span in paragraph.spans:
        *texts, last = re.split(r"[\r\n\v\f\x85\u2028\u2029]+", span.text)
        for text in texts:
            yield replace(paragraph, spans=(*line, replace(span, text=text, note="")))
            line = []
        line.append(replace(span, text=last, note=span.note.strip()))
    yield replace(paragraph, spans=tuple(line))


def _trimmed(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, spans=stripped(paragraph.spans))


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


def _annexes(manuscript: Manuscript, page_format: PageFormat, pictures: Pictures) -> Iterator[PrintedAnnex]:
    numbered = _unreleased(manuscript, page_format)
    counts = count(1)
    for annex in manuscript.annexes:
        number = str(next(counts)) if annex in numbered and len(numbered) > 1 else ""
        head = f"附件{number}" if annex in numbered else ""
        body = printed_blocks(annex.body, pictures)
        yield PrintedAnnex(head=head, title_lines=title_lines(annex.title), body=body)


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
        (LabelledRow(label="抄送：", text=stopped(copied.removeprefix("抄送：").removeprefix("抄送:"))),)
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


def _bracketed(text: str) -> str:
    bare = _squeezed(text)
    if not bare:
        return ""
    if bare[0] in "（(" and bare[-1] in "）)":
        bare = bare[1:-1]
    return f"（{bare}）"
