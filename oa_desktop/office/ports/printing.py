"""Making fixed pages ready for the printer (印制): what is left out, how sheets are folded, which 份号 they carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from oa_desktop.domain.archives.printed import ArchiveStamp
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.ports.pages import Look


class Folding(StrEnum):
    """How pages come onto sheets."""

    PAGES = "逐页"
    """One page a side, as they are."""
    BOOKLET = "骑马订"
    """Two pages a side of A3, all sheets folded into one another and stitched in the fold."""
    FOLDED = "对折"
    """Two pages a side of A3, every sheet folded by itself and laid behind the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """What is void on fixed pages (作废).

    Attributes:
        document: Whether the whole document is.
        mark: What stands beside the mark (密级) that is void on the first page; empty where none is.
    """

    document: bool = False
    mark: str = ""

    def __bool__(self) -> bool:
        """Whether anything is."""
        return self.document or bool(self.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presswork:
    """What becomes of a paper on its way to the printer; the paper itself stays as it is.

    Attributes:
        overprinted: Whether the paper in the printer has its red head already (红头纸套打), so that none is printed.
        seals: Whether places of seals (印章) are printed.
        right_tenths: How far everything is moved to the right, in tenths of a millimetre.
        down_tenths: How far down, likewise.
        folding: How pages come onto sheets.
        backs: Whether the last sheet has a back in any case, an empty one, so that nothing else is printed on it.
    """

    overprinted: bool = False
    seals: bool = True
    right_tenths: int = 0
    down_tenths: int = 0
    folding: Folding = Folding.PAGES
    backs: bool = False

    def named(self, paper: str) -> str:
        """Return what a paper is called that it is done to."""
        done = (
            (self.overprinted, "套打"),
            (not self.seals, "不印印章"),
            (self.folding is not Folding.PAGES, self.folding.value),
        )
        return "，".join((paper, *(word for is_done, word in done if is_done)))


AS_IT_IS = Presswork()
"""Nothing becomes of it."""


class Press(Protocol):
    """Makes fixed pages ready for the printer; what comes out is a new file, the same for the same pages.

    Everything that takes a PDF raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """

    def worked(self, pdf: bytes, work: Presswork) -> bytes:
        """Return pages as they go to the printer."""

    def joined(self, pdfs: Sequence[bytes], work: Presswork) -> bytes:
        """Return several papers in one file, in their order, each as it goes to the printer by itself."""

    def numbered(
        self, pdf: bytes, manuscript: Manuscript, look: Look, copy_numbers: Sequence[str], work: Presswork
    ) -> tuple[bytes, ...]:
        """Return a copy of the pages for each 份号, which stands in its slot; nothing else of them changes.

        Args:
            pdf: The fixed pages.
            manuscript: What they were made of; it says where the slot is.
            look: How they were made.
            copy_numbers: As printed, such as 000001.
            work: What else becomes of each copy.

        Raises:
            Refused: ``copies.no-slot``: the pages have no place for 份号, or another 份号 than the manuscript says.
        """

    def traced(self, pdf: bytes, trace: str) -> bytes:
        """Return pages with a trace (水印) across each: who has it, when, and a code."""

    def voided(self, pdf: bytes, manuscript: Manuscript, look: Look, voided: Voided) -> bytes:
        """Return pages with what is void on them drawn over them.

        Args:
            pdf: The fixed pages.
            manuscript: What they were made of; it says where the mark stands.
            look: How they were made.
            voided: What is void.
        """

    def stamped(self, pdf: bytes, stamp: ArchiveStamp) -> bytes:
        """Return pages with 归档章 on the first of them: at the top where that is blank, else below.

        Raises:
            Refused: ``archiving.no-stamp-place``: nothing so large is blank.
        """

    def has_place(self, pdf: bytes) -> bool:
        """Whether 归档章 has a blank place on the first page."""

    def stamped_ofd(self, ofd: bytes, stamp: ArchiveStamp, original: Digest) -> bytes:
        """Return a copy of an OFD with 归档章, as :meth:`stamped`; it has no signature, and shows the seals it had.

        Args:
            ofd: The original, sealed or not.
            stamp: What stands in 归档章.
            original: SM3 of the original, which the copy names.

        Raises:
            Refused: ``archiving.no-stamp-place``; ``seal.unreadable``.
        """

    def calibration(self, look: Look) -> bytes:
        """Return the page by which the offset of a printer is read (校准页), as PDF."""
