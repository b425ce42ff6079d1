"""The work bench of the print room: a PDF goes in, the one for the printer comes out; in a confined worker only."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

import pikepdf

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.press.content import Ink, without
from oa_desktop.docs.press.imposition import add_back, impose
from oa_desktop.docs.press.overprint import leave_out
from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.printing import Folding, Presswork

_NEAR_PT: Final = 0.2
"""How far a line of type may stand from where it is looked for."""
_UPRIGHT: Final = 270
"""How a page that is wider than high is turned: its head comes to the left. GB/T 9704-2012 8."""
_BLEND = "Multiplied"
_FIRST, _COPY, _TRACE = "/Page", "/CopyNumber", "Trace"
_FORM, _ANNOTATIONS = "/AcroForm", "/Annots"
_INFO, _KEYWORDS = "/Info", "/Keywords"


def worked(data: bytes, work: Presswork) -> bytes:
    """Return a file as it goes to the printer.

    Raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``.
    """
    with opened(data) as pdf:
        _work(pdf, work)
        return _saved(pdf)


def joined(files: Sequence[bytes], work: Presswork) -> bytes:
    """Return several files in one, each as it goes to the printer by itself.

    Raises:
        Refused: As :func:`worked`.
    """
    with ExitStack() as kept, pikepdf.new() as whole:
        for data in files:
            pdf = kept.enter_context(opened(data))  # its streams are read when the whole is saved
            _work(pdf, work)
            whole.pages.extend(pdf.pages)
            _keep_said(pdf, whole)
        return _saved(whole)


def _keep_said(pdf: pikepdf.Pdf, whole: pikepdf.Pdf) -> None:
    """Let what several files become say of its realm what each of them says, a line each."""
    said = (str(one.trailer.get(_INFO, pikepdf.Dictionary()).get(_KEYWORDS, "")) for one in (whole, pdf))
    lines = dict.fromkeys(line for one in said for line in one.splitlines())
    if lines:
        whole.docinfo[_KEYWORDS] = "\n".join(lines)


def numbered(data: bytes, slots: bytes, place_pt: tuple[float, float] | None, work: Presswork) -> list[bytes]:
    """Return a copy of a file for each page of another, which is laid over the first page.

    Args:
        data: The file.
        slots: A page for every copy, with the 份号 on it.
        place_pt: Where a 份号 begins that the file has already and must lose; None where it has none.
        work: What else becomes of each copy.

    Raises:
        Refused: ``copies.no-slot``: there is no type at that place; and as :func:`worked`.
    """
    with opened(slots) as numbers:
        return [_numbered(data, number, place_pt, work) for number in numbers.pages]


def laid_over(data: bytes, over: bytes) -> bytes:
    """Return a file with the pages of another laid over its own, the last over all that follow; they say nothing.

    Raises:
        Refused: As :func:`worked`.
    """
    with opened(over) as traces, opened(data) as pdf:
        _settle_seals(pdf, shown=True)
        last = len(traces.pages) - 1
        for number, page in enumerate(pdf.pages):
            form = pdf.copy_foreign(traces.pages[min(number, last)].as_form_xobject())
            over_it = page.add_resource(form, pikepdf.Name.XObject, prefix=_TRACE)  # what was laid over before stays
            page.contents_add(b"q", prepend=True)
            multiplied = pikepdf.Dictionary(BM=pikepdf.Name.Multiply)  # a new one: it dies with its file
            blend = page.add_resource(multiplied, pikepdf.Name.ExtGState, prefix=_BLEND)
            page.contents_add(f"Q q {blend} gs /Artifact BMC {over_it} Do EMC Q".encode())
        return _saved(pdf)


def _numbered(data: bytes, number: pikepdf.Page, place_pt: tuple[float, float] | None, work: Presswork) -> bytes:
    with opened(data) as pdf:
        first = pdf.pages[0]
        if place_pt and not without(pdf, first, lambda ink: _stands_at(ink, place_pt)):
            raise Refused("copies.no-slot")
        first.add_resource(pdf.copy_foreign(number.as_form_xobject()), pikepdf.Name.XObject, name=pikepdf.Name(_COPY))
        first.contents_add(b"q", prepend=True)
        first.contents_add(f"Q {_COPY} Do".encode())
        _work(pdf, work)
        return _saved(pdf)


def _stands_at(ink: Ink, place_pt: tuple[float, float]) -> bool:
    offsets = (abs(one - wanted) for one, wanted in zip(ink.origin, place_pt, strict=True))
    return ink.kind == "text" and max(offsets) < _NEAR_PT


def _work(pdf: pikepdf.Pdf, work: Presswork) -> None:
    _settle_seals(pdf, shown=work.seals)
    if work.overprinted or not work.seals:
        leave_out(pdf, head=work.overprinted, seals=not work.seals)
    for page in pdf.pages:
        _set_upright(page)
        _move(page, work.right_tenths, work.down_tenths)
    if work.folding is not Folding.PAGES:
        impose(pdf, work.folding)
    elif work.backs:
        add_back(pdf)


def _settle_seals(pdf: pikepdf.Pdf, *, shown: bool) -> None:
    """Let the pictures of electronic seals become part of their pages, or go; what comes out is no signed file."""
    if _FORM not in pdf.Root:
        return
    if shown:
        pdf.flatten_annotations("print")
    for page in pdf.pages:
        if _ANNOTATIONS in page:
            del page[_ANNOTATIONS]
    if _FORM in pdf.Root:
        del pdf.Root[_FORM]


def _set_upright(page: pikepdf.Page) -> None:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    turned = page.rotation % 180 != 0
    if (right - left > top - bottom) != turned:
        page.rotate(_UPRIGHT, relative=True)


def _move(page: pikepdf.Page, right_tenths: int, down_tenths: int) -> None:
    """Move what stands on a page, as somebody sees it who reads it."""
    if not (right_tenths or down_tenths):
        return
    right, up = right_tenths / 10 / MM_PER_PT, -down_tenths / 10 / MM_PER_PT
    across, upward = {0: (right, up), 90: (-up, right), 180: (-right, -up), 270: (up, -right)}[page.rotation % 360]
    page.contents_add(f"q 1 0 0 1 {across:.4f} {upward:.4f} cm".encode(), prepend=True)
    page.contents_add(b"Q")


def opened(data: bytes) -> pikepdf.Pdf:
    """Return an open file of at least one page.

    Raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise Refused("view.locked") from error
    except pikepdf.PdfError as error:
        raise Refused("view.damaged") from error
    if not pdf.pages:
        raise Refused("view.empty")
    return pdf


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Return a file; the same pages give the same bytes."""
    target = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
