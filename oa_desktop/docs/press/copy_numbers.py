"""份号 alone on pages, each where it stands on the first page of its paper. GB/T 9704-2012 7.2.1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontSet
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.page import Page, Run
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript


def lay_out_copy_numbers(
    manuscript: Manuscript, fonts: FontSet, options: LayoutOptions, copy_numbers: Sequence[str]
) -> LaidOut:
    """Return a page for each 份号, with nothing else on it; the head is set as on the paper, its text is not.

    Raises:
        Refused: ``copies.no-slot``: the paper has no place for 份号.
    """
    if not (manuscript.copy_number or (options.open_slots and manuscript.classification)):
        raise Refused("copies.no-slot")
    head = replace(manuscript, body=(), annexes=())
    set_heads = [lay_out(replace(head, copy_number=number), fonts, options) for number in copy_numbers]
    pages = [_alone(one, number) for number, one in enumerate(set_heads, start=1)]
    return replace(set_heads[0], pages=tuple(pages), outline=())


def slot(laid_out: LaidOut) -> Run:
    """Return the first run of 份号."""
    return laid_out.pages[0].of(Element.COPY_NUMBER)[0]


def _alone(laid_out: LaidOut, number: int) -> Page:
    first = laid_out.pages[0]
    return replace(first, number=number, runs=first.of(Element.COPY_NUMBER), rules=(), seals=())
