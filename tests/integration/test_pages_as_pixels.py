"""Pages look as they looked when somebody last looked at them; what differs is left in ``out/pixels`` to be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout import Colour, LaidOut, Run
from tests.golden.formats import PAPERS
from tests.golden.renew_pixels import MOST, PAGES, drawn, golden, papers, worst

SEEN = Path(__file__).parents[2] / "out" / "pixels"


@pytest.mark.parametrize("name", [*PAPERS, *PAGES])
def test_the_page_looks_as_it_did(name: str) -> None:
    laid, page = papers()[name]
    image = drawn(laid, page)
    if worst(golden(name), image) > MOST:
        _leave(name, golden(name), image)
    assert worst(golden(name), image) <= MOST, f"look at {SEEN}, then: make golden"


@pytest.mark.parametrize(
    "changed",
    [
        lambda run: replace(run, x_mm=run.x_mm + 1) if run.element is Element.TITLE else run,
        lambda run: replace(run, y_mm=run.y_mm + 1) if run.element is Element.BODY else run,
        lambda run: replace(run, colour=Colour.BLACK) if run.element is Element.MARK else run,
        lambda run: replace(run, size_pt=run.size_pt - 2) if run.element is Element.DATE else run,
    ],
    ids=["title a millimetre off", "text a millimetre off", "black mark", "smaller date"],
)
def test_a_page_that_is_a_little_off_does_not_look_the_same(changed: Callable[[Run], Run]) -> None:
    laid, page = papers()["文件格式"]
    assert worst(golden("文件格式"), drawn(_with(laid, changed), page)) > MOST


def _with(laid: LaidOut, changed: Callable[[Run], Run]) -> LaidOut:
    pages = tuple(replace(page, runs=tuple(map(changed, page.runs))) for page in laid.pages)
    return replace(laid, pages=pages)


def _leave(name: str, expected: Image.Image, actual: Image.Image) -> None:
    SEEN.mkdir(parents=True, exist_ok=True)
    expected.save(SEEN / f"{name}.expected.png")
    actual.save(SEEN / f"{name}.actual.png")
    if expected.size == actual.size:
        ImageChops.invert(ImageChops.difference(expected, actual)).save(SEEN / f"{name}.difference.png")
