"""Setting a whole document: head, text, annexes and 版记 on as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element, PrintedElements
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.forms.open_slots import with_slots_reserved
from oa_desktop.docs.layout.annexes import annex_rows
from oa_desktop.docs.layout.apart import behind_each_other, parts_of
from oa_desktop.docs.layout.closing import closing_rows
from oa_desktop.docs.layout.coding import with_code
from oa_desktop.docs.layout.filling import FillingSheet, filled_sheets, keep_clear_of_seals
from oa_desktop.docs.layout.formats import FORMATS, Format
from oa_desktop.docs.layout.furniture import page_number_runs, watermark_runs
from oa_desktop.docs.layout.head import Head
from oa_desktop.docs.layout.imprint import ImprintBlock, imprint_blocks
from oa_desktop.docs.layout.main_text import attachment_note_rows, text_rows
from oa_desktop.docs.layout.minutes import attendance_rows
from oa_desktop.docs.layout.options import LayoutOptions
from oa_desktop.docs.layout.outline import outline
from oa_desktop.docs.layout.page import LaidOut, Page
from oa_desktop.docs.layout.pagination import (
    Placed,
    closing_stands_alone,
    drawn_together,
    paginate,
    with_text_carried_over,
)
from oa_desktop.docs.layout.proof import with_proof_marks
from oa_desktop.docs.layout.rows import Row
from oa_desktop.docs.layout.seals import with_seals
from oa_desktop.docs.layout.slots import with_slots_opened
from oa_desktop.docs.layout.title import title_rows
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.docs.printing import printed_elements
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import NATIONAL, in_unit
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.ports.pages import NO_PICTURES, Pictures

_IMPRINT_GAP_MM = 2.0
"""White between the text and the first rule of 版记 at least. P."""


def lay_out(
    manuscript: Manuscript,
    fonts: FontSet,
    options: LayoutOptions | None = None,
    pictures: Pictures = NO_PICTURES,
) -> LaidOut:
    """Return the pages of a manuscript; an empty one gives one empty page.

    Args:
        manuscript: As typed.
        fonts: The faces of this machine.
        options: What the office chose.
        pictures: The pictures that the manuscript names, as far as they are there.
    """
    template = options.template if options else NATIONAL
    laid_out = lay_out_elements(printed_elements(manuscript, pictures, template), fonts, options)
    return with_code(laid_out, manuscript) if template.document_code else laid_out


def lay_out_elements(
    paper: PrintedElements,
    fonts: FontSet,
    options: LayoutOptions | None = None,
) -> LaidOut:
    """Return the pages of what is printed. GB/T 9704-2012 7."""
    chosen = options or LayoutOptions()
    case = TypeCase(fonts, chosen.template)
    if not paper.takes_seal:
        chosen = replace(chosen, sealed=False)
    pages = _pages(case, chosen, paper)
    if chosen.sealed and chosen.seal:
        pages = with_seals(case, pages, chosen.seal, realm=chosen.watermark)
    if chosen.proof:
        pages = with_proof_marks(case, pages, chosen.proof)
    return LaidOut(
        pages=tuple(pages),
        base_face=fonts.face(FontRole.FANGSONG),
        title=paper.name,
        author=paper.mark.organs[0] if paper.mark else "",
        used=case.used,
        missing=case.missing,
        outline=outline(paper, pages),
        realm=chosen.watermark,
    )


def _pages(case: TypeCase, options: LayoutOptions, paper: PrintedElements) -> list[Page]:
    """Return the pages of a paper, or of it and its annexes one behind another."""
    main, *annexes = parts_of(paper) if options.annexes_apart else (paper,)
    setting = _Setting(case=case, options=options, format=FORMATS[paper.page_format])
    set_paper, opened = with_slots_reserved(main) if options.open_slots else (main, frozenset())
    pages = with_slots_opened(setting.pages(set_paper), opened)
    bound = replace(setting, format=FORMATS[PageFormat.DOCUMENT])
    return [*behind_each_other([pages, *map(bound.pages, annexes)], setting.back())]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """One document being set."""

    case: TypeCase
    options: LayoutOptions
    format: Format

    def pages(self, paper: PrintedElements) -> list[Page]:
        """Return the finished pages; 落款 is drawn up where 版记 would else go to a page of its own."""
        most, least = self._blank_lines(paper)
        sheets = self._sheets(paper, (most, least))
        if most > least and self._is_pushed(sheets):
            sheets = min(sheets, self._sheets(paper, (least, least)), key=len)
        return [self._finished(sheet, number) for number, sheet in enumerate(sheets, start=1)]

    def _is_pushed(self, sheets: Sequence[FillingSheet]) -> bool:
        """Tell whether 版记 stands alone where a little room more under the text would have kept it there."""
        *before, last = sheets
        is_alone = bool(before) and not last.images and all(run.element is Element.IMPRINT for run in last.runs)
        return is_alone and (before[-1].is_blank or not self.options.template.imprint_on_even_page)

    def _sheets(self, paper: PrintedElements, blank_lines: tuple[int, int]) -> list[FillingSheet]:
        """Return all sheets with so many blank lines above 落款, at most and at least."""
        sheets, paper = self._text(paper, blank_lines)
        ruled = self.format.imprint_ruled
        imprints = imprint_blocks(self.case, paper.imprint, ruled=ruled)
        for imprint in imprints:
            even = self.options.template.imprint_on_even_page and ruled and len(imprints) == 1
            self._add_imprint(sheets, imprint, even=even)
        for sheet in sheets:
            sheet.set_notes()
        return sheets

    def back(self) -> Page:
        """Return a page without text and number."""
        return self._finished(FillingSheet(numbered=False), 0)

    def _text(self, paper: PrintedElements, blank_lines: tuple[int, int]) -> tuple[list[FillingSheet], PrintedElements]:
        """Set everything but 版记; 主送机关 goes there when it pushes the text off the first page, if that helps."""
        head = self._head(paper)
        placed = self._placed(paper, head.next_line, blank_lines)
        if _first_text_page(placed) > 0 and _takes_lines(placed, Element.RECIPIENTS):
            without = paper.with_recipients_in_imprint()
            closer = self._placed(without, head.next_line, blank_lines)
            if not _first_text_page(closer):
                paper, placed = without, closer
        sheets = filled_sheets(head, placed)
        if self.options.sealed:
            keep_clear_of_seals(sheets, in_unit(self.options.template.seal_diameter))
        return sheets, paper

    def _head(self, paper: PrintedElements) -> Head:
        head = Head(case=self.case, paper=paper, figures=self.format.figures)
        for place in self.format.head:
            place(head)
        return head

    def _placed(self, paper: PrintedElements, first_line: int, blank_lines: tuple[int, int]) -> list[Placed]:
        """Place the rows so that no signature stands alone.

        It is drawn up, or text is carried over to it, or the lines of a first page that can spare no text are set
        closer: GB/T 9704-2012 7.3.5.4.
        """
        text, annexes = self._text_rows(paper), annex_rows(self.case, paper)
        roomy, tight = ([*text, *self._closing(paper, lines), *annexes] for lines in blank_lines)
        placed: list[Placed] = []
        for rows in (roomy, tight):
            placed = paginate(rows, first_line)
            if not closing_stands_alone(placed):
                return placed
        carried = paginate(with_text_carried_over(roomy, placed), first_line)
        return (drawn_together(tight, first_line) or carried) if closing_stands_alone(carried) else carried

    def _blank_lines(self, paper: PrintedElements) -> tuple[int, int]:
        """Return the most and the fewest blank lines above 落款."""
        if self.options.sealed:
            return round(in_unit(self.options.template.seal_lines)), 1
        return (figures.STAMP_BLANK_LINES if paper.officers else figures.UNSEALED_BLANK_LINES,) * 2

    def _text_rows(self, paper: PrintedElements) -> list[Row]:
        head_blank_lines = self.format.figures.title_blank_lines
        return [
            *title_rows(self.case, paper, head_blank_lines),
            *text_rows(self.case, paper, head_blank_lines),
            *attachment_note_rows(self.case, paper),
            *attendance_rows(self.case, paper),
        ]

    def _closing(self, paper: PrintedElements, blank_lines: int) -> list[Row]:
        return closing_rows(self.case, paper, sealed=self.options.sealed, blank_lines=blank_lines)

    def _add_imprint(self, sheets: list[FillingSheet], imprint: ImprintBlock, *, even: bool) -> None:
        """Put 版记 on the last page, a further one, or the next even one. GB/T 9704-2012 7.4, 7.5."""
        if sheets[-1].bottom_mm + sheets[-1].notes_mm + _IMPRINT_GAP_MM > imprint.top_mm:
            sheets.append(FillingSheet())
        if even and len(sheets) % 2:
            blank_before = sheets[-1].is_blank
            sheets.append(FillingSheet())
            if blank_before:
                sheets[-2].numbered = sheets[-1].numbered = False
        sheets[-1].set_notes(imprint.top_mm - _IMPRINT_GAP_MM)
        runs, rules = imprint.placed()
        sheets[-1].runs += runs
        sheets[-1].rules += rules
        sheets[-1].bottom_mm = figures.IMPRINT_LAST_RULE_MM

    def _finished(self, sheet: FillingSheet, number: int) -> Page:
        behind = [*watermark_runs(self.case, self.options.watermark)]
        below = page_number_runs(self.case, number) if self._is_numbered(sheet, number) else ()
        runs = (*behind, *sheet.runs, *below)
        return Page(number=number, runs=runs, rules=tuple(sheet.rules), images=tuple(sheet.images))

    def _is_numbered(self, sheet: FillingSheet, number: int) -> bool:
        by_format = number > 1 or self.format.first_page_numbered
        return self.options.number_pages and sheet.numbered and by_format


def _takes_lines(placed: Sequence[Placed], element: Element) -> bool:
    """Tell whether an element takes more than one line."""
    return sum(any(run.element is element for run in one.row.runs) for one in placed) > 1


def _first_text_page(placed: Sequence[Placed]) -> int:
    return next((one.page for one in placed if one.row.body), 0)
