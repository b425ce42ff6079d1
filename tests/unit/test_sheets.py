"""Where the sheets lie: fitted, zoomed, below one another, and cut into strips."""

import itertools

import pytest
from PySide6.QtCore import QPointF

from oa_desktop.office.ports.pages import Leaf
from oa_desktop.ui.reading.sheets import FULL_SIZE, MARGIN, MOST_STRIP_PIXELS, STEPS, Fit, fitting, laid_out, stepped

A4 = Leaf(width_mm=210.0, height_mm=297.0)
TABLE = Leaf(width_mm=297.0, height_mm=210.0)
GIANT = Leaf(width_mm=5080.0, height_mm=5080.0)


def test_sheets_lie_below_one_another_each_in_the_middle():
    sheets = laid_out((A4, TABLE), 0.5, 900)
    first, second = sheets.rect(0), sheets.rect(1)
    assert second.top() == pytest.approx(first.bottom() + MARGIN)
    assert first.center().x() == pytest.approx(450) == second.center().x()
    assert sheets.height == pytest.approx(second.bottom() + MARGIN)


def test_sheets_wider_than_the_view_make_it_scroll():
    sheets = laid_out((A4,), 4.0, 500)
    assert sheets.width == pytest.approx(210 * 4 * FULL_SIZE + 2 * MARGIN)
    assert sheets.rect(0).left() == pytest.approx(MARGIN)


@pytest.mark.parametrize("leaves", [(A4,), (A4, TABLE, A4)])
def test_fitted_to_the_width_the_widest_sheet_fills_it(leaves):
    zoom = fitting(leaves, Fit.WIDTH, 1.0, (800, 600))
    widest = max(laid_out(leaves, zoom, 800).rect(number).width() for number in range(len(leaves)))
    assert widest == pytest.approx(800 - 2 * MARGIN)


def test_fitted_to_the_page_a_whole_sheet_is_seen():
    zoom = fitting((A4,), Fit.PAGE, 1.0, (800, 600))
    assert laid_out((A4,), zoom, 800).rect(0).height() == pytest.approx(600 - 2 * MARGIN)


def test_what_need_not_fit_keeps_its_size():
    assert fitting((A4,), Fit.FREE, 1.7, (800, 600)) == 1.7
    assert fitting((), Fit.WIDTH, 1.7, (800, 600)) == 1.7


def test_a_small_sheet_is_not_blown_up_beyond_the_largest_step():
    assert fitting((Leaf(width_mm=5.0, height_mm=5.0),), Fit.WIDTH, 1.0, (800, 600)) == STEPS[-1]


def test_a_sheet_of_five_metres_still_fits():
    zoom = fitting((GIANT,), Fit.PAGE, 1.0, (800, 600))
    assert laid_out((GIANT,), zoom, 800).rect(0).height() <= 600


def test_zooming_goes_through_the_steps_and_stops_at_their_ends():
    assert stepped(1.0, up=True) == 1.1
    assert stepped(0.83, up=False) == 0.75
    assert stepped(4.0, up=True) == 4.0
    assert stepped(0.5, up=False) == 0.5
    assert stepped(0.1, up=False) == 0.1
    assert stepped(0.1, up=True) == 0.5


def test_what_is_between_two_heights_is_what_the_sheets_there_show():
    sheets = laid_out((A4,) * 5, 1.0, 900)
    second = sheets.rect(1)
    assert sheets.between(0, MARGIN + 1) == range(1)
    assert list(sheets.between(second.top() + 5, second.top() + 9)) == [1]
    assert list(sheets.between(second.bottom() - 1, second.bottom() + MARGIN + 1)) == [1, 2]
    assert list(sheets.between(second.bottom() + 2, second.bottom() + MARGIN - 2)) == []
    assert list(laid_out((), 1.0, 900).between(0, 600)) == []


def test_a_point_of_the_view_and_of_the_sheet_are_the_same_point():
    sheets = laid_out((A4, TABLE), 1.3, 900)
    point = sheets.to_view(1, 12.5, 100.0)
    assert sheets.to_page(point) == (1, pytest.approx(12.5), pytest.approx(100.0))


def test_between_two_sheets_the_nearer_one_counts():
    sheets = laid_out((A4, A4), 1.0, 900)
    edge = sheets.rect(0).bottom()
    assert sheets.to_page(QPointF(100, edge + 2))[0] == 0
    assert sheets.to_page(QPointF(100, edge + MARGIN - 2))[0] == 1


@pytest.mark.parametrize("dots", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("zoom", [0.5, 1.0, 4.0])
def test_the_strips_of_a_sheet_are_the_whole_sheet_and_none_is_too_large(zoom, dots):
    sheets = laid_out((A4,), zoom, 900)
    strips = list(sheets.strips(0, dots, 0, sheets.height))
    assert strips[0].first == 0
    assert strips[-1].end == round(297 * sheets.scale * dots)
    assert all(above.end == below.first for above, below in itertools.pairwise(strips))
    assert max(one.width * (one.end - one.first) for one in strips) <= MOST_STRIP_PIXELS


def test_of_a_large_sheet_only_the_strips_that_are_seen_are_drawn():
    sheets = laid_out((GIANT,), 4.0, 900)
    strips = list(sheets.strips(0, 1.0, 30_000, 30_800))
    assert 0 < len(strips) < 50
    assert strips[0].first <= 30_000 - MARGIN < strips[0].end
