"""Colours: whatever is written or drawn stands out from what lies behind it, light and dark."""

from itertools import product

import pytest
from PySide6.QtGui import QColor

from oa_desktop.i18n.resources import resource_path
from oa_desktop.ui.look.colours import (
    BANNER,
    DARK,
    LIGHT,
    ON_BANNER,
    TRAINING_DARK,
    TRAINING_LIGHT,
    Colours,
    colours_of,
    palette_of,
)

GROUNDS = ("window", "base", "stripe", "button")
LEAST_EDGE = 3
DRAWINGS = resource_path("look")
WRITTEN = ("text", "faint", "accent", "danger", "warning", "good", "seal")
LEAST = 4.5
SCHEMES = {"light": LIGHT, "dark": DARK, "training-light": TRAINING_LIGHT, "training-dark": TRAINING_DARK}


def brightness(colour: str) -> float:
    """Relative luminance, as the accessibility guidelines reckon it."""
    parts = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in QColor(colour).getRgbF()[:3]
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)
def test_every_word_stands_out_from_what_lies_behind_it(colours: Colours):
    pairs = [*product(WRITTEN, GROUNDS), ("on_accent", "accent"), ("window", "text")]
    weak = {pair: round(contrast(*(getattr(colours, name) for name in pair)), 2) for pair in pairs}
    assert {pair: found for pair, found in weak.items() if found < LEAST} == {}


@pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)
def test_edges_of_fields_and_boxes_and_where_the_keyboard_is_are_seen(colours: Colours):
    pairs = product(("edge", "accent"), GROUNDS)
    weak = {pair: round(contrast(*(getattr(colours, name) for name in pair)), 2) for pair in pairs}
    assert {pair: found for pair, found in weak.items() if found < LEAST_EDGE} == {}


@pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)
def test_ticks_and_arrows_are_drawn_in_the_colours_of_the_scheme(colours: Colours):
    drawn = {name: (DRAWINGS / f"{name}.svg").read_text("utf-8") for name in ("up", "down", f"tick-{colours.name}")}
    inks = {name: f'stroke="{colours.on_accent if name.startswith("tick") else colours.edge}"' for name in drawn}
    assert {name: ink in drawn[name] for name, ink in inks.items()} == dict.fromkeys(drawn, True)


def test_black_on_white_is_the_strongest():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_colours_of_exercises_are_known_from_their_palette_and_their_banner_is_read():
    assert {name: colours_of(palette_of(one)) == one for name, one in SCHEMES.items()} == dict.fromkeys(SCHEMES, True)
    assert contrast(BANNER, ON_BANNER) > LEAST
