"""Colours (配色), light and dark: Fusion with a palette of our own; text stands out at least 4.5 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Scheme(StrEnum):
    """Which colours the window has."""

    SYSTEM = "跟随系统"
    LIGHT = "浅色"
    DARK = "深色"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of one scheme, as ``#rrggbb``.

    Attributes:
        name: What the files of the scheme are called by.
        window: Behind everything.
        base: Behind lists and text.
        stripe: Every other line of a list.
        text: Text.
        faint: Text that matters less.
        button: Behind the words of a button.
        line: Edges that only part.
        edge: Edges by which one knows a field, a button, a box to tick: at least 3 to 1.
        accent: What is chosen, and where the keyboard is.
        on_accent: Text on ``accent``.
        danger: What cannot be taken back, and faults.
        warning: What wants attention.
        good: What is done.
        seal: The red of the mark and of seals.
    """

    name: str
    window: str
    base: str
    stripe: str
    text: str
    faint: str
    button: str
    line: str
    edge: str
    accent: str
    on_accent: str
    danger: str
    warning: str
    good: str
    seal: str


LIGHT = Colours(
    name="light",
    window="#f4f5f7",
    base="#ffffff",
    stripe="#f7f9fb",
    text="#1d2330",
    faint="#5a6475",
    button="#ffffff",
    line="#c8ced8",
    edge="#7a8494",
    accent="#1f5fae",
    on_accent="#ffffff",
    danger="#b3261e",
    warning="#8a5300",
    good="#1e6b34",
    seal="#c1121f",
)
DARK = Colours(
    name="dark",
    window="#1f2329",
    base="#171a1f",
    stripe="#1c2026",
    text="#e8eaee",
    faint="#a7b0be",
    button="#2a3038",
    line="#474f5c",
    edge="#7a8494",
    accent="#7db1f2",
    on_accent="#0f1a2a",
    danger="#ff9a90",
    warning="#f0b860",
    good="#86d69b",
    seal="#ff7b72",
)
TRAINING_LIGHT = replace(LIGHT, accent="#6d35b8")
TRAINING_DARK = replace(DARK, accent="#c3a4f5")
"""Violet is chosen where exercises are: nobody takes them for real papers."""
BANNER, ON_BANNER = "#5b2a9d", "#ffffff"
"""The banner of exercises, light or dark."""
_SCHEMES = (LIGHT, DARK, TRAINING_LIGHT, TRAINING_DARK)
PAGE = "#ffffff"
"""Paper stays white."""

_ROLES: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "stripe",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "window",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.ToolTipBase: "base",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Accent: "accent",
}


def palette_of(colours: Colours) -> QPalette:
    """Return the palette of a scheme; what cannot be used now is faint."""
    palette = QPalette(QColor(colours.window))
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(colours, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette


def colours_of(palette: QPalette) -> Colours:
    """Return the scheme that a palette belongs to."""
    dark = palette.color(QPalette.ColorRole.Window).lightness() < 128
    accent, usual = palette.color(QPalette.ColorRole.Highlight).name(), DARK if dark else LIGHT
    return next((one for one in _SCHEMES if one.name == usual.name and one.accent == accent), usual)
