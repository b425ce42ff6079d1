"""The DOCX writer: the same document as the printed page, for people who edit in WPS or Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from oa_desktop.docs.docx.body import (
    annexes,
    annexes_apart,
    attachment_notes,
    attendance,
    note,
    recipients,
    text,
    title,
)
from oa_desktop.docs.docx.head import head
from oa_desktop.docs.docx.imprint import imprint
from oa_desktop.docs.docx.letter import letter_footer
from oa_desktop.docs.docx.markup import Node, node
from oa_desktop.docs.docx.notes import LiftedNote, note_parts, number_notes
from oa_desktop.docs.docx.package import CoreProperties, Part, package_bytes
from oa_desktop.docs.docx.page import footers, realm_headers
from oa_desktop.docs.docx.pictures import media_of, number_drawings
from oa_desktop.docs.docx.sections import turned_footers, with_sections
from oa_desktop.docs.docx.settings import fonts_part, settings_part
from oa_desktop.docs.docx.signature import signature
from oa_desktop.docs.docx.stylesheet import styles_part
from oa_desktop.docs.docx.tracking import Hand, number_changes, tracked
from oa_desktop.docs.elements import Element, PrintedElements
from oa_desktop.docs.forms.open_slots import with_slots_reserved
from oa_desktop.docs.layout.formats import FORMATS
from oa_desktop.docs.packages import lawful
from oa_desktop.docs.printing import printed_elements
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import realm_note
from oa_desktop.domain.zipping import ZIP_DATE
from oa_desktop.office.ports.pages import NO_PICTURES, Pictures, TrackedText


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxOptions:
    """What the writer is told beside the manuscript.

    Attributes:
        sealed: Whether a seal will stand on 发文机关署名; GB/T 9704-2012 7.3.5.1 against 7.3.5.2.
        realm_mark: Word of the realm (演示, 实训) at the head of every page; empty on official pages.
        imprint_on_new_page: Whether 版记 begins a page. Where the text of a word processor ends is not known here, so
            the caller says it, from the pages of the layout: GB/T 33476.2-2016 7.3.1 wants it on an even one.
        closing_blank_lines: Lines left free above 落款; the usual number unless given. The layout leaves fewer where it
            keeps 落款 on a page with text: GB/T 9704-2012 7.3.5.4.
        closing_keeps_text: Whether the last paragraph stays whole on one page with 附件说明 or 落款, as in the layout.
        number_pages: Whether pages carry 页码.
        open_slots: Whether 成文日期 and 份号 that are still empty keep their lines, as on the page of a 定稿.
        annexes_apart: Whether 附件 are not bound with the body; GB/T 9704-2012 7.3.7.
        lifted_note: The note (脚注) under which 版记 stands, from the pages of the layout.
        template: What the office chose about its pages (版式模板).
        made_on: Date in the document's properties, UTC; the earliest possible one unless given.
    """

    sealed: bool = True
    realm_mark: str = ""
    imprint_on_new_page: bool = False
    closing_blank_lines: int | None = None
    closing_keeps_text: bool = True
    number_pages: bool = True
    open_slots: bool = False
    annexes_apart: bool = False
    lifted_note: LiftedNote | None = None
    template: Template = NATIONAL
    made_on: datetime = datetime(*ZIP_DATE)


_AS_USUAL = DocxOptions()
_SECONDS = len("2026-03-05T16:20:00")
"""How much of a time word processors are told: they show that of the clock on the wall, without its zone."""


def write_docx(manuscript: Manuscript, options: DocxOptions = _AS_USUAL, pictures: Pictures = NO_PICTURES) -> bytes:
    """Return the DOCX file of a manuscript; the same manuscript and options give the same bytes.

    Everything that is printed is in it as text, in the standard's order, in styles named after its elements.
    """
    written = _written(manuscript, options, pictures)
    return _package([written], written.content, options)


def write_tracked_docx(
    texts: Sequence[TrackedText], options: DocxOptions = _AS_USUAL, pictures: Pictures = NO_PICTURES
) -> bytes:
    """Return the DOCX file of the newest of several texts, with what was changed since the first as tracked changes.

    Args:
        texts: The oldest first, with who brought each.
        options: For the newest; no note is lifted, because notes that went are counted, too.
        pictures: Of all texts.
    """
    written = [_written(one.manuscript, options, pictures) for one in texts]
    hands = [Hand(author=lawful(one.author), time=f"{one.time[:_SECONDS]}Z") for one in texts]
    woven = tracked([one.content for one in written], hands)
    return _package(written, woven, replace(options, lifted_note=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A text as it is printed, and as the blocks of a DOCX."""

    printed: PrintedElements
    content: list[Node]


def _written(manuscript: Manuscript, options: DocxOptions, pictures: Pictures) -> _Written:
    printed, opened = printed_elements(manuscript, pictures, options.template), frozenset[Element]()
    if options.open_slots:
        printed, opened = with_slots_reserved(printed)
    return _Written(printed=printed, content=list(_content(printed, opened, options)))


def _package(written: Sequence[_Written], content: list[Node], options: DocxOptions) -> bytes:
    """Return the file of the newest text with its own content or that of all texts woven into one."""
    printed = written[-1].printed
    page_parts = _page_parts(written, options)
    document = node("document", with_sections(content, page_parts))
    number_drawings(document)
    number_changes(document)
    notes = note_parts(number_notes(document), options.lifted_note)
    properties = CoreProperties(
        title=printed.name,
        creator=printed.mark.organs[0] if printed.mark else "",
        made_on=options.made_on,
        keywords=realm_note(options.realm_mark),
    )
    parts = (*_fixed_parts(options.template, has_notes=bool(notes)), *notes, *page_parts)
    return package_bytes(document, parts, properties, media_of([one.printed for one in written]))


def _page_parts(written: Sequence[_Written], options: DocxOptions) -> tuple[Part, ...]:
    """Return what stands above and below the text of every page."""
    printed = written[-1].printed
    is_letter = printed.page_format is PageFormat.LETTER
    first = (letter_footer(options.template, ruled=printed.mark is not None),) if is_letter else ()
    parts = (*realm_headers(options.realm_mark), *footers(numbered=options.number_pages), *first)
    if options.number_pages and any(one.printed.has_turned_pages for one in written):
        return (*parts, *turned_footers())
    return parts


def _fixed_parts(template: Template, *, has_notes: bool) -> tuple[Part, ...]:
    return (
        Part(kind="styles", name="styles.xml", id="rIdStyles", root=styles_part(template)),
        Part(kind="settings", name="settings.xml", id="rIdSettings", root=settings_part(has_notes=has_notes)),
        Part(kind="fontTable", name="fontTable.xml", id="rIdFonts", root=fonts_part()),
    )


def _content(printed: PrintedElements, opened: frozenset[Element], options: DocxOptions) -> Iterator[Node]:
    """Yield the elements from 份号 to 版记; a line that an open slot keeps is empty."""
    yield from head(printed, opened, options.template)
    template = options.template
    yield from title(printed, template)
    yield from recipients(printed)
    closed = bool(printed.signatories or printed.date or printed.attachment_notes)
    yield from text(printed.body, template, keep_last=closed and options.closing_keeps_text)
    yield from attachment_notes(printed.attachment_notes)
    yield from attendance(printed)
    blank_lines = options.closing_blank_lines
    dated = Element.DATE not in opened
    yield from signature(printed, template, sealed=options.sealed, dated=dated, blank_lines=blank_lines)
    yield from note(printed)
    if not options.annexes_apart:
        yield from annexes(printed, template)
    ruled = FORMATS[printed.page_format].imprint_ruled
    yield from imprint(printed.imprint, template, on_new_page=options.imprint_on_new_page, ruled=ruled)
    if options.annexes_apart:
        yield from annexes_apart(printed, template)
