"""Counted copies (份数、份号): every copy of a classified paper carries a number of its own.

党政机关公文处理工作条例 (2012) Art. 9. A copy is made of the fixed page and never kept: the page stays what it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain.copies.copy_numbers import LARGEST, is_copy_number, read_copy_number, written
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers.print_run import copies_of
from oa_desktop.office.ports.printing import Press, Presswork

MOST_COPIES = 200
"""Copies of one run: the digests of all of them go into one entry of 16 KB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRun:
    """A run of 份号 without a gap.

    Attributes:
        first: The first one.
        count: How many copies (印数).
    """

    first: int
    count: int

    @property
    def last(self) -> int:
        """The last one."""
        return self.first + self.count - 1

    @property
    def numbers(self) -> tuple[str, ...]:
        """Each as it is printed: six digits. GB/T 9704-2012 7.2.1.

        Raises:
            Refused: ``copies.none``, ``copies.too-many``.
        """
        if self.first < 1 or self.count < 1 or self.last > LARGEST:
            raise Refused("copies.none", first=self.first, count=self.count)
        if self.count > MOST_COPIES:
            raise Refused("copies.too-many", count=self.count, limit=MOST_COPIES)
        return tuple(map(written, range(self.first, self.last + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedCopy:
    """A copy with its 份号, as PDF."""

    number: str
    data: bytes = field(repr=False)


def has_slot(manuscript: Manuscript) -> bool:
    """Tell whether the page of a text has a place for 份号: it carries one, or is classified and must get one."""
    return bool(manuscript.copy_number or manuscript.classification)


def refuse_misfit(copy_number: str, signed: Manuscript) -> None:
    """Refuse a 份号 that is none, or that the signed page has no place for.

    Raises:
        Refused: ``copies.form``, ``copies.no-slot``.
    """
    if not is_copy_number(copy_number):
        raise Refused("copies.form", number=copy_number)
    if not has_slot(signed):
        raise Refused("copies.no-slot")


def takes_numbers(dossier: Dossier, manuscript: Manuscript) -> bool:
    """Tell whether copies of a document may be numbered: it has been registered, and its page has a place for 份号."""
    return dossier.numbered is not None and has_slot(manuscript)


def usual_run(desk: Desk, dossier: Dossier) -> CopyRun | None:
    """Return the run from the 份号 that was written down, of as many copies as 印数 says; None where there is none."""
    manuscript = desk.manuscript(dossier.source)
    if not takes_numbers(dossier, manuscript):
        return None
    count = copies_of(desk, dossier.id, manuscript)
    first = read_copy_number(manuscript.copy_number)
    return CopyRun(first=max(1, first), count=min(max(1, count), MOST_COPIES))


def numbered_copies(
    desk: Desk, press: Press, dossier: Dossier, run: CopyRun, work: Presswork
) -> tuple[NumberedCopy, ...]:
    """Return the copies of a document, each made of its fixed page.

    Raises:
        Refused: ``copies.not-registered``, ``copies.no-slot``, ``copies.none``, ``copies.too-many``.
        Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
    """
    fixed = dossier.sealed or dossier.numbered
    if fixed is None:
        raise Refused("copies.not-registered", title=dossier.particulars.title)
    page, manuscript = desk.store.blobs.read(fixed.rendering), desk.manuscript(fixed.source)
    copies = press.numbered(page, manuscript, desk.look(signed=dossier.issued), run.numbers, work)
    return tuple(NumberedCopy(number=number, data=data) for number, data in zip(run.numbers, copies, strict=True))
