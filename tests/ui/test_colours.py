"""Colours: whatever is written or drawn stands out from what lies behind it, light and dark."""

from itertools import product

import pytest
from PySide6.QtGui import QColor

from oa_desktop.ui.look.colours import DARK, LIGHT, Colours

WRITTEN = ("text", "faint", "accent", "danger", "warning", "good", "seal")
BEHIND = ("window", "base", "stripe")
LEAST = 4.5


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


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_word_stands_out_from_what_lies_behind_it(colours: Colours):
    pairs = [*product(WRITTEN, BEHIND), ("on_accent", "accent"), ("window", "text")]
    weak = {pair: round(contrast(*(getattr(colours, name) for name in pair)), 2) for pair in pairs}
    assert {pair: found for pair, found in weak.items() if found < LEAST} == {}


def test_black_on_white_is_the_strongest():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
