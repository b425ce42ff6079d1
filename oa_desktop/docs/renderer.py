"""This room as the office's renderer port wants it (`oa_desktop.office.ports.pages.Renderer`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from oa_desktop.docs.docx import DocxOptions, write_docx, write_tracked_docx
from oa_desktop.docs.docx.notes import LiftedNote
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_LEFT_MM, LINE_MM, MM_PER_PT
from oa_desktop.docs.fonts.fonts import FontSet
from oa_desktop.docs.fonts.standing_in import stand_ins
from oa_desktop.docs.fonts.words import font_sentences
from oa_desktop.docs.forms.box_labels import lay_out_box_labels
from oa_desktop.docs.forms.envelope_labels import lay_out_labels
from oa_desktop.docs.forms.forms import draw_form, lay_out_form
from oa_desktop.docs.forms.small_pages import lay_out_form_with_pages
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.seals import seal_places
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.seals.facsimile import draw_facsimile, draw_fixed_copy
from oa_desktop.domain.archives.printed import BoxLabel, BoxSide
from oa_desktop.domain.copies.envelope_labels import EnvelopeLabel
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.ports.pages import Enclosure, FixedForm, Look, Rendering, SealPlace, TrackedText

_AROUND_IMPRINT = frozenset({Element.IMPRINT, Element.PAGE_NUMBER, Element.REALM, Element.PROOF})
"""What may stand on a page of 版记 that has no text."""
_CLOSING = frozenset({Element.SIGNATURE, Element.DATE})
_CLOSED = _CLOSING | {Element.ATTACHMENT_NOTE, Element.ATTENDANCE}
_TEXT = frozenset({Element.BODY, Element.TABLE, Element.PICTURE, Element.ATTACHMENT_NOTE, Element.ATTENDANCE})
"""What stands above 落款."""
_BELOW_BASELINE = 0.62
"""What a line of a note takes below its baseline, in parts of its size."""


class PageRenderer:
    """Makes pages with the fonts of this machine."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts

    def render(self, manuscript: Manuscript, look: Look) -> Rendering:
        """Lay out a manuscript as PDF."""
        laid_out = lay_out(manuscript, self._fonts, layout_options(look), look.pictures)
        return self._rendering(write_pdf(laid_out), laid_out)

    def render_ofd(self, manuscript: Manuscript, look: Look, enclosed: Sequence[Enclosure] = ()) -> Rendering:
        """Lay out a manuscript as OFD."""
        laid_out = lay_out(manuscript, self._fonts, layout_options(look), look.pictures)
        return self._rendering(write_ofd(laid_out, enclosed=enclosed), laid_out)

    def seal_places(self, manuscript: Manuscript, look: Look, diameter_mm: float) -> tuple[SealPlace, ...]:
        """Return where seals stand on the pages, in the order of 署名; none on a paper that takes no seal."""
        names = "、".join(manuscript.signatories)
        laid_out = lay_out(manuscript, self._fonts, layout_options(replace(look, seal=names)), look.pictures)
        return seal_places(laid_out.pages, names, diameter_mm) if any(page.seals for page in laid_out.pages) else ()

    def _rendering(self, data: bytes, laid_out: LaidOut) -> Rendering:
        return Rendering(
            data=data,
            pages=len(laid_out.pages),
            fonts=font_sentences(self._fonts, laid_out.used),
            missing=laid_out.missing,
            stand_ins=stand_ins(self._fonts, laid_out.pages),
            remark=laid_out.remark,
        )

    def document(self, manuscript: Manuscript, look: Look) -> bytes:
        """Write a manuscript as DOCX; what goes by the pages is known from those of its PDF."""
        return write_docx(manuscript, self._docx_options(manuscript, look), look.pictures)

    def tracked_document(self, texts: Sequence[TrackedText], look: Look) -> bytes:
        """Write texts as one DOCX with tracked changes; what goes by the pages goes by those of the newest."""
        return write_tracked_docx(texts, self._docx_options(texts[-1].manuscript, look), look.pictures)

    def _docx_options(self, manuscript: Manuscript, look: Look) -> DocxOptions:
        laid_out = lay_out(manuscript, self._fonts, layout_options(look), look.pictures)
        return DocxOptions(
            sealed=look.sealed,
            realm_mark=look.mark,
            imprint_on_new_page=_imprint_begins_page(laid_out),
            closing_blank_lines=_closing_blank_lines(laid_out),
            lifted_note=_lifted_note(laid_out),
            closing_keeps_text=_closing_keeps_text(laid_out),
            open_slots=look.open_slots,
            annexes_apart=look.annexes_apart,
            template=look.template,
        )

    def form(self, form: Form, look: Look) -> bytes:
        """Draw a form as PDF."""
        return draw_form(form, self._fonts, look.mark)

    def form_ofd(self, form: Form, look: Look) -> bytes:
        """Draw a form as OFD."""
        return write_ofd(lay_out_form(form, self._fonts, look.mark))

    def form_with_pages(self, form: Form, texts: Mapping[str, Manuscript], look: Look) -> bytes:
        """Draw a form as PDF, and behind it the pages of texts, set small."""
        return write_pdf(lay_out_form_with_pages(form, texts, self._fonts, layout_options(look)))

    def facsimile(self, data: bytes, name: str) -> bytes:
        """Draw the pages of an OFD or a DOCX that somebody sent as PDF."""
        return draw_facsimile(data, name, self._fonts)

    def fixed_copy(self, data: bytes, name: str, form: FixedForm, look: Look) -> bytes:
        """Draw the pages of a PDF, an OFD or a DOCX in a fixed form, all that is on them or nothing."""
        return draw_fixed_copy(data, name, form, self._fonts, look.mark)

    def labels(self, labels: Sequence[EnvelopeLabel], look: Look) -> bytes:
        """Draw 封签 as PDF, several on a sheet."""
        return write_pdf(lay_out_labels(labels, self._fonts, look.mark))

    def box_labels(self, labels: Sequence[BoxLabel], side: BoxSide, look: Look) -> bytes:
        """Draw the covers or the spines of archival boxes as PDF."""
        return write_pdf(lay_out_box_labels(labels, side, self._fonts, look.mark))


def _imprint_begins_page(laid_out: LaidOut) -> bool:
    """Tell whether 版记 begins a page on which no text stands."""
    page = next((page for page in laid_out.pages if page.of(Element.IMPRINT)), None)
    return page is not None and not page.images and all(run.element in _AROUND_IMPRINT for run in page.runs)


def _lifted_note(laid_out: LaidOut) -> LiftedNote | None:
    """Return the last note on the page of 版记; None where that has no notes."""
    place = next((place for place, page in enumerate(laid_out.pages) if page.of(Element.IMPRINT)), -1)
    feet = laid_out.pages[place].of(Element.FOOTNOTE) if place >= 0 else ()
    if not feet:
        return None
    runs = (run for page in laid_out.pages[: place + 1] for run in page.of(Element.FOOTNOTE))
    bottom_mm = feet[-1].y_mm + _BELOW_BASELINE * feet[-1].size_pt * MM_PER_PT
    return LiftedNote(number=sum(run.x_mm == AREA_LEFT_MM for run in runs), by_mm=AREA_BOTTOM_MM - bottom_mm)


def _closing_blank_lines(laid_out: LaidOut) -> int | None:
    """Return how many blank lines the layout left above 落款; None where no text stands over it."""
    for page in laid_out.pages:
        signed = [run.y_mm for run in page.runs if run.element in _CLOSING]
        texts = [run.y_mm for run in page.runs if run.element in _TEXT] + [one.bottom_mm for one in page.images]
        above = [y_mm for y_mm in texts if signed and y_mm < min(signed)]
        if above:
            return max(0, round((min(signed) - max(above)) / LINE_MM) - 1)
    return None


def _closing_keeps_text(laid_out: LaidOut) -> bool:
    """Tell whether the last paragraph stands whole on the page on which what closes the text begins."""
    placed = [(page.number, run) for page in laid_out.pages for run in page.runs]
    text = [(number, run) for number, run in placed if run.element is Element.BODY]
    end = max(((number, run.y_mm) for number, run in text), default=(0, 0.0))
    closed = [number for number, run in placed if run.element in _CLOSED and (number, run.y_mm) > end]
    return {number for number, run in text if run.block == text[-1][1].block} == set(closed[:1])


def layout_options(look: Look) -> LayoutOptions:
    """Return how pages of a look are laid out."""
    return LayoutOptions(
        sealed=look.sealed,
        watermark=look.mark,
        open_slots=look.open_slots,
        seal=look.seal,
        template=look.template,
        proof=look.proof,
        annexes_apart=look.annexes_apart,
    )
