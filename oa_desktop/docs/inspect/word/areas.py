"""Sheet, margins and grid of a section, and where on it something anchored stands. ECMA-376-1 17.6, 20.4.3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.inspect.word.formats import points
from oa_desktop.docs.reading.docx_parts import attribute, number_of
from oa_desktop.docs.reading.package import Node, child

Band: TypeAlias = tuple[float, float]
"""From where to where, in millimetres."""
TWIP_MM = MM_PER_PT / 20
_GRIDDED = frozenset({"lines", "linesAndChars", "snapToChars"})
_CHAR_GRIDDED = frozenset({"linesAndChars", "snapToChars"})
_SPACE_PER_POINT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Sheet and margins in millimetres, and the grid in points; a box has no margins and no end.

    Attributes:
        width: Of the sheet.
        height: Of the sheet.
        top: 上边距.
        left: 左边距, the gutter with it.
        right: 右边距.
        bottom: 下边距.
        footer: 页脚距边界.
        pitch_pt: Of the lines of the grid; 0 where there is none.
        space_pt: What the grid gives to every character.
    """

    width: float
    height: float
    top: float = 0.0
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    footer: float = 0.0
    pitch_pt: float = 0.0
    space_pt: float = 0.0

    @property
    def text_mm(self) -> float:
        """Width of the lines."""
        return self.width - self.left - self.right

    @property
    def is_upright(self) -> bool:
        """Whether the sheet stands upright."""
        return self.height > self.width

    def across(self) -> Mapping[str, Band]:
        """Return where something may be anchored across the sheet."""
        text = (self.left, self.width - self.right)
        return {
            "page": (0.0, self.width),
            "leftMargin": (0.0, self.left),
            "rightMargin": (self.width - self.right, self.width),
            **dict.fromkeys(("margin", "column", "text", "character", ""), text),
        }

    def down(self, y_mm: float) -> Mapping[str, Band]:
        """Return where something may be anchored down the sheet, by the height of its paragraph."""
        return {
            "page": (0.0, self.height),
            "margin": (self.top, self.height - self.bottom),
            "topMargin": (0.0, self.top),
            "bottomMargin": (self.height - self.bottom, self.height),
            **dict.fromkeys(("paragraph", "line", "text", ""), (y_mm, y_mm)),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an anchored thing stands along one side.

    Attributes:
        anchor: What it is measured from.
        mm: How far from there.
        align: ``center``, ``right`` and so on, which wins; empty for none.
    """

    anchor: str = ""
    mm: float = 0.0
    align: str = ""

    def start(self, bands: Mapping[str, Band], size_mm: float, *, odd: bool = True) -> float:
        """Return where it begins; what stands outside is at the right of odd pages."""
        low, high = bands.get(self.anchor, bands[""])
        share = {"center": 0.5, "right": 1.0, "bottom": 1.0, "left": 0.0, "top": 0.0}
        share |= {"outside": float(odd), "inside": float(not odd)}
        return low + (high - low - size_mm) * share[self.align] if self.align in share else low + self.mm


def spot_of(place: Node, name: str) -> Spot:
    """Return where a frame or a floating table stands, by the name of its offset: ``x`` or ``tblpX`` and so on."""
    long, short = ("horzAnchor", "hAnchor") if name[-1] in "xX" else ("vertAnchor", "vAnchor")
    return Spot(
        anchor=attribute(place, long) or attribute(place, short),
        mm=number_of(attribute(place, name)) * TWIP_MM,
        align=attribute(place, f"{name}Spec") or attribute(place, f"{name}Align"),
    )


def area_of(section: Node | None) -> Area:
    """Return what a section says."""
    sheet, margins, grid = (child(section, name) for name in ("pgSz", "pgMar", "docGrid"))
    kind = attribute(grid, "type")
    return Area(
        width=_mm(sheet, "w", 11906),
        height=_mm(sheet, "h", 16838),
        top=abs(_mm(margins, "top", 1440)),
        left=_mm(margins, "left", 1800) + _mm(margins, "gutter", 0),
        right=_mm(margins, "right", 1800),
        bottom=abs(_mm(margins, "bottom", 1440)),
        footer=_mm(margins, "footer", 992),
        pitch_pt=points(attribute(grid, "linePitch")) if kind in _GRIDDED else 0.0,
        space_pt=number_of(attribute(grid, "charSpace")) / _SPACE_PER_POINT if kind in _CHAR_GRIDDED else 0.0,
    )


def _mm(node: Node | None, name: str, default: int) -> float:
    return number_of(attribute(node, name), default) * TWIP_MM
