"""The work bench in a confined process: files are taken apart there and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from oa_desktop.confine import Limits
from oa_desktop.domain import codec
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.errors import Refused
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.printing import Presswork

LIMITS = Limits(seconds=120.0)
"""What work on a file may take; 200 pages of ours take seconds."""


def worked(pdf: bytes, work: Presswork) -> bytes:
    """Return a file as it goes to the printer.

    Raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """
    done: bytes = _ask(worked_confined, pdf, codec.to_json(work))
    return done


def joined(pdfs: Sequence[bytes], work: Presswork) -> bytes:
    """Return several files in one, each as it goes to the printer.

    Raises:
        Refused: As :func:`worked`.
        Unavailable: ``confine.failed``.
    """
    done: bytes = _ask(joined_confined, codec.to_json(work), *pdfs)
    return done


def numbered(pdf: bytes, slots: bytes, place_pt: tuple[float, float] | None, work: Presswork) -> tuple[bytes, ...]:
    """Return a copy of a file for each page of another, as :func:`oa_desktop.docs.press.bench.numbered`.

    Raises:
        Refused: ``copies.no-slot``, and as :func:`worked`.
        Unavailable: ``confine.failed``.
    """
    return tuple(_ask(numbered_confined, pdf, slots, place_pt, codec.to_json(work)))


def laid_over(pdf: bytes, over: bytes) -> bytes:
    """Return a file with the pages of another laid over its own, the last over all that follow.

    Raises:
        Refused: As :func:`worked`.
        Unavailable: ``confine.failed``.
    """
    done: bytes = _ask(laid_over_confined, pdf, over)
    return done


def blank_place(pdf: bytes, width_mm: float, height_mm: float) -> tuple[float, ...]:
    """Return left and upper edge of a blank place on the first page, and the width and height of that page.

    Raises:
        Refused: ``archiving.no-stamp-place``, and as :func:`worked`.
        Unavailable: ``confine.failed``.
    """
    return tuple(float(one) for one in _ask(blank_place_confined, pdf, width_mm, height_mm))


def ofd_blank_place(ofd: bytes, width_mm: float, height_mm: float) -> tuple[float, ...]:
    """Return of an OFD what :func:`blank_place` does of a PDF.

    Raises:
        Refused: ``archiving.no-stamp-place``, ``view.damaged``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """
    return tuple(float(one) for one in _ask(ofd_blank_place_confined, ofd, width_mm, height_mm))


def ofd_seals(ofd: bytes) -> tuple[bytes, ...]:
    """Return the seal of every signature of an OFD, DER; nothing for one that names none.

    Raises:
        Refused: ``view.damaged``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """
    return tuple(_ask(ofd_seals_confined, ofd))


def ofd_copied(ofd: bytes, over: bytes, pictures: Sequence[bytes], original: str) -> bytes:
    """Return a copy of an OFD, as :func:`oa_desktop.docs.press.ofd_copies.copied`.

    Raises:
        Refused: ``view.damaged``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """
    done: bytes = _ask(ofd_copied_confined, ofd, over, original, *pictures)
    return done


def _ask(function: Callable[..., object], *given: object) -> Any:
    return ask(function, *given, too_hard=Refused("view.too-hard"), limits=LIMITS)


# --- in the worker -----------------------------------------------------------------------------------------------


def worked_confined(pdf: bytes, work: Json) -> object:
    """Work on a file, in the child."""
    return answer(lambda: _bench().worked(pdf, codec.from_json(Presswork, work)))


def joined_confined(work: Json, *pdfs: bytes) -> object:
    """Join files, in the child."""
    return answer(lambda: _bench().joined(pdfs, codec.from_json(Presswork, work)))


def numbered_confined(pdf: bytes, slots: bytes, place_pt: list[float] | None, work: Json) -> object:
    """Number the copies of a file, in the child."""
    return answer(lambda: _bench().numbered(pdf, slots, place_pt, codec.from_json(Presswork, work)))


def laid_over_confined(pdf: bytes, over: bytes) -> object:
    """Lay a page over those of a file, in the child."""
    return answer(lambda: _bench().laid_over(pdf, over))


def blank_place_confined(pdf: bytes, width_mm: float, height_mm: float) -> object:
    """Look for a blank place, in the child."""
    return answer(lambda: _blank_places().of_first_page(pdf, width_mm, height_mm))


def ofd_blank_place_confined(ofd: bytes, width_mm: float, height_mm: float) -> object:
    """Look for a blank place of an OFD, in the child."""
    return answer(lambda: _ofd_copies().blank_place(ofd, width_mm, height_mm))


def ofd_seals_confined(ofd: bytes) -> object:
    """Find the seals of an OFD, in the child."""
    return answer(lambda: _ofd_copies().seals_of(ofd))


def ofd_copied_confined(ofd: bytes, over: bytes, original: str, *pictures: bytes) -> object:
    """Make a copy of an OFD, in the child."""
    return answer(lambda: _ofd_copies().copied(ofd, over, pictures, original))


def _ofd_copies() -> Any:
    from oa_desktop.docs.press import ofd_copies  # noqa: PLC0415 - only a worker needs it

    return ofd_copies


def _blank_places() -> Any:
    from oa_desktop.docs.press import blank_places  # noqa: PLC0415 - only a worker loads PDFium

    return blank_places


def _bench() -> Any:
    from oa_desktop.docs.press import bench  # noqa: PLC0415 - only a worker loads pikepdf

    return bench
