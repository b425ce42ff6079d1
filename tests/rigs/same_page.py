"""Whether two renderings are the same page outside the open slots (发文字号, 成文日期, 份号).

What follows a slot by a rule of the standard is compared without the place that the slot decides: 署名 and its seal
are centred on 成文日期 (GB/T 9704-2012 7.3.5.1), and 紧急程度 without 密级 stands under 份号 (7.2.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TypeAlias

from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.page import Image, LaidOut, Page, Rule, Run, Seal

SLOTS = frozenset({Element.DOCUMENT_NUMBER, Element.DATE, Element.COPY_NUMBER})
"""What 登记 may fill in."""
_DIGITS = 4
"""Decimal places of a millimetre that count."""
_NO_PAGE = Page(number=0, width_mm=0.0, height_mm=0.0)

_Thing: TypeAlias = Run | Rule | Image | Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where two renderings are not the same.

    Attributes:
        page: Counted from 1.
        element: What differs; None for the sheet itself (its size, or that it is there at all).
        first: Text there in the first rendering, empty when only rules or seals differ.
        second: Text there in the second.
    """

    page: int
    element: Element | None
    first: str = ""
    second: str = ""


def differs_outside_slots(first: LaidOut, second: LaidOut) -> tuple[Difference, ...]:
    """Return where two renderings differ beyond the open slots; empty when they are the same page."""
    pairs = zip_longest(first.pages, second.pages, fillvalue=_NO_PAGE)
    return tuple(difference for number, pair in enumerate(pairs, start=1) for difference in _page(number, *pair))


def _page(number: int, first: Page, second: Page) -> Iterator[Difference]:
    if (first.width_mm, first.height_mm) != (second.width_mm, second.height_mm):
        yield Difference(page=number, element=None)
    ones, others = _by_element(first), _by_element(second)
    for element in Element:
        one, other = ones.get(element, ()), others.get(element, ())
        if Counter(one) != Counter(other):
            yield Difference(page=number, element=element, first=_text(one), second=_text(other))


def _text(things: Sequence[_Thing]) -> str:
    return "".join(thing.text for thing in things if isinstance(thing, Run))


def _by_element(page: Page) -> Mapping[Element, tuple[_Thing, ...]]:
    things: dict[Element, tuple[_Thing, ...]] = {}
    for element, found in groupby(page.runs, key=lambda run: run.element):
        if element not in SLOTS:
            things[element] = (*things.get(element, ()), *map(_rounded, _settled(page, element, tuple(found))))
    drawings: tuple[Rule | Image, ...] = (*page.rules, *page.images)
    for drawn in drawings:
        things[drawn.element] = (*things.get(drawn.element, ()), drawn)
    return things | {Element.SEAL: tuple(map(_seal_without_x, page.seals))}


def _settled(page: Page, element: Element, runs: tuple[Run, ...]) -> Iterator[Run]:
    """Yield the runs without the place that a slot decides."""
    if element is Element.SIGNATURE:
        for _, name in groupby(runs, key=lambda run: (run.block, run.y_mm)):
            group = tuple(name)
            yield from (replace(run, x_mm=run.x_mm - group[0].x_mm) for run in group)
    elif element is Element.URGENCY and not page.of(Element.CLASSIFICATION):
        yield from (replace(run, y_mm=0.0) for run in runs)
    else:
        yield from runs


def _rounded(run: Run) -> Run:
    advances = tuple(round(advance, _DIGITS) for advance in run.advances_mm)
    return replace(run, x_mm=round(run.x_mm, _DIGITS), y_mm=round(run.y_mm, _DIGITS), advances_mm=advances)


def _seal_without_x(seal: Seal) -> Seal:
    return replace(seal, centre_x_mm=0.0, centre_y_mm=round(seal.centre_y_mm, _DIGITS), lettering=())
