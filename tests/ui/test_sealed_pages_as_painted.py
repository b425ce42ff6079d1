"""Sealed pages as pixels: seals and their slices stand in the OFD, painted out of the file alone, as in the PDF."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.office.ports.pages import Leaf, Look
from oa_desktop.office.ports.trust import Impression
from oa_desktop.office.seals.sealing import strips
from tests.golden.formats import NOTICE, TEXT
from tests.integration.test_sealed_ofd import SEALER
from tests.signed_pdf import seal_in_hand
from tests.ui.test_ofd_as_painted import inked, painted, worst

ORGANS = ("清源县财政局", "清源县发展和改革局", "清源县农业农村局")
MM = 42
EDGE = (186, 0, 210, 297)
"""The right margin of a page, whole millimetres."""
FINE = 6.0
"""Pixels a millimetre."""


def stamped(organs: tuple[str, ...], paragraphs: int) -> tuple[bytes, bytes]:
    """Return a paper that organs have sealed, each over the edges of all pages too (骑缝章): PDF and OFD."""
    paper = replace(NOTICE, issuing_organs=organs, signatories=organs, body=(TEXT,) * paragraphs)
    renderer, look, seal = PageRenderer(shipped_fonts()), Look(), seal_in_hand()
    made, data = renderer.render(paper, look), renderer.render_ofd(paper, look).data
    pdf, places = made.data, renderer.seal_places(paper, look, MM)
    edges = tuple(strips((Leaf(width_mm=210.0, height_mm=297.0),) * made.pages, MM, MM))
    for count, one in enumerate(places, start=1):
        middle = Impression(page=one.page, x_mm=one.x_mm - MM / 2, y_mm=one.y_mm - MM / 2, width_mm=MM, height_mm=MM)
        pdf = SEALER.sign_pdf(pdf, seal, (middle, *edges))
        data = SEALER.seal_ofd(data, seal, (middle, *edges), last=count == len(places))
    return pdf, data


@pytest.mark.parametrize(("organs", "paragraphs", "pages"), [(ORGANS, 10, 4)])
def test_seals_and_every_slice_of_them_stand_in_the_ofd_as_in_the_pdf(organs, paragraphs, pages, qapp) -> None:
    pdf, data = stamped(organs, paragraphs)
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    assert len(document) == pages
    for number in range(pages):
        found, expected = painted(data, number, FINE), document[number].render(scale=FINE * 25.4 / 72).to_pil()
        assert worst(found, expected) < 128
        left, _top, right, _bottom = inked(found).crop(EDGE).getbbox()
        assert right == 24, "a slice ends where its page ends"
        assert abs(right - left - MM / pages) <= 1
    document.close()
