"""The print room as the office's port wants it (`oa_desktop.office.ports.printing.Press`).

Files are taken apart and put together in a confined process; only what is set anew, 份号 and the page for calibration,
is set here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from oa_desktop.docs.figures import MM_PER_PT, SHEET_HEIGHT_MM
from oa_desktop.docs.fonts.fonts import FontSet
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.press import confined_bench
from oa_desktop.docs.press.archive_stamp import HEIGHT_MM, WIDTH_MM, StampPlace, lay_out_stamp
from oa_desktop.docs.press.calibration import lay_out_calibration
from oa_desktop.docs.press.copy_numbers import lay_out_copy_numbers, slot
from oa_desktop.docs.press.traces import lay_out_trace
from oa_desktop.docs.press.voiding import lay_out_voided
from oa_desktop.docs.renderer import layout_options
from oa_desktop.domain.archives.printed import ArchiveStamp
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.printing import Presswork, Voided
from oa_desktop.office.ports.trust import SealFacts


class PrintRoom:
    """Makes pages ready for the printer with the fonts of this machine.

    Args:
        fonts: Those.
        read_seal: Reads a seal, so that copies show its picture; None for copies that show none.
    """

    def __init__(self, fonts: FontSet, read_seal: Callable[[bytes], SealFacts] | None = None) -> None:
        self._fonts = fonts
        self._read_seal = read_seal

    def worked(self, pdf: bytes, work: Presswork) -> bytes:
        """Return pages as they go to the printer."""
        return confined_bench.worked(pdf, work)

    def joined(self, pdfs: Sequence[bytes], work: Presswork) -> bytes:
        """Return several papers in one file, each as it goes to the printer by itself."""
        return confined_bench.joined(pdfs, work)

    def numbered(
        self, pdf: bytes, manuscript: Manuscript, look: Look, copy_numbers: Sequence[str], work: Presswork
    ) -> tuple[bytes, ...]:
        """Return a copy of the pages for each 份号, which stands in its slot."""
        laid_out = lay_out_copy_numbers(manuscript, self._fonts, layout_options(look), copy_numbers)
        run = slot(laid_out)
        place_pt = run.x_mm / MM_PER_PT, (SHEET_HEIGHT_MM - run.y_mm) / MM_PER_PT
        return confined_bench.numbered(pdf, write_pdf(laid_out), place_pt if manuscript.copy_number else None, work)

    def traced(self, pdf: bytes, trace: str) -> bytes:
        """Return pages with a trace (水印) across each."""
        return confined_bench.laid_over(pdf, write_pdf(lay_out_trace(self._fonts, trace)))

    def voided(self, pdf: bytes, manuscript: Manuscript, look: Look, voided: Voided) -> bytes:
        """Return pages with what is void on them drawn over them."""
        over = lay_out_voided(manuscript, self._fonts, layout_options(look), voided)
        return confined_bench.laid_over(pdf, write_pdf(over))

    def stamped(self, pdf: bytes, stamp: ArchiveStamp) -> bytes:
        """Return pages with 归档章 on the first of them, where that is blank."""
        place = StampPlace(*confined_bench.blank_place(pdf, WIDTH_MM, HEIGHT_MM))
        return confined_bench.laid_over(pdf, write_pdf(lay_out_stamp(stamp, place, self._fonts)))

    def has_place(self, pdf: bytes) -> bool:
        """Whether 归档章 has a blank place on the first page."""
        try:
            confined_bench.blank_place(pdf, WIDTH_MM, HEIGHT_MM)
        except Refused as refused:
            if refused.code != "archiving.no-stamp-place":
                raise
            return False
        return True

    def stamped_ofd(self, ofd: bytes, stamp: ArchiveStamp, original: Digest) -> bytes:
        """Return a copy of an OFD with 归档章 on the first of its pages, where that is blank and no seal stands."""
        place = StampPlace(*confined_bench.ofd_blank_place(ofd, WIDTH_MM, HEIGHT_MM))
        pictures = [self._picture(seal) for seal in confined_bench.ofd_seals(ofd)]
        over = write_ofd(lay_out_stamp(stamp, place, self._fonts))
        return confined_bench.ofd_copied(ofd, over, pictures, original)

    def _picture(self, seal: bytes) -> bytes:
        """Return the picture of a seal; nothing where it is of another kind than PNG."""
        facts = self._read_seal(seal) if seal and self._read_seal else None
        return facts.picture if facts and facts.picture_kind.upper() == "PNG" else b""

    def calibration(self, look: Look) -> bytes:
        """Return the page by which the offset of a printer is read."""
        return write_pdf(lay_out_calibration(self._fonts, look.mark))
