"""This room as the office's renderer port wants it (`oa_desktop.office.ports.Renderer`)."""

from __future__ import annotations

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.fonts import FontSet
from oa_desktop.docs.forms import draw_form
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.pdf import write_pdf
from oa_desktop.domain.forms import Form
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.ports import Look, Rendering


class PageRenderer:
    """Makes pages with the fonts of this machine."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts

    def render(self, manuscript: Manuscript, look: Look) -> Rendering:
        """Lay out a manuscript as PDF."""
        laid_out = lay_out(manuscript, self._fonts, _options(look))
        return Rendering(
            pdf=write_pdf(laid_out),
            pages=len(laid_out.pages),
            fonts=tuple(str(row) for row in self._fonts.report(laid_out.used)),
            missing=laid_out.missing,
        )

    def document(self, manuscript: Manuscript, look: Look) -> bytes:
        """Write a manuscript as DOCX."""
        return write_docx(manuscript, DocxOptions(sealed=look.sealed, realm_mark=look.mark))

    def form(self, form: Form, look: Look) -> bytes:
        """Draw a form as PDF."""
        return draw_form(form, self._fonts, _options(look))


def _options(look: Look) -> LayoutOptions:
    return LayoutOptions(sealed=look.sealed, watermark=look.mark)
