"""Drawings of a DOCX: text boxes, lines and pictures, in DrawingML and in VML. ECMA-376-1 20.4, ECMA-376-4 19."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.inspect.word.areas import Spot
from oa_desktop.docs.inspect.word.canvas import Pen, tint_said
from oa_desktop.docs.reading.package import Node, child, local
from oa_desktop.docs.sheets.sheets import Tint

_EMU_MM = 1 / 36_000
_FARTHEST_MM = 10_000.0
_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))
_LENGTH = re.compile(r"(-?[0-9.]{1,12})\s*(pt|mm|cm|in|px)?")
_UNITS = {"pt": MM_PER_PT, "mm": 1.0, "cm": 10.0, "in": 25.4, "px": 25.4 / 96, None: MM_PER_PT}
_FLAT_MM = 3.0
"""A shape that is lower than this and wide is a line."""
_PUSHING = frozenset({"wrapTopAndBottom", "wrapSquare"})
_LINES = frozenset({"line", "straightConnector1"})
_NAMED = MappingProxyType({"red": "FF0000", "black": "000000"})
_COMPOUND = MappingProxyType({"dbl": "double", "thinThin": "double"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing and where it stands.

    Attributes:
        across: Where it stands across the sheet; None for one that stands in its line.
        down: Where it stands down the sheet.
        width_mm: 宽.
        height_mm: 高.
        pen: What its outline is drawn with; None without one.
        is_line: Whether it is a line.
        is_picture: Whether it is a picture.
        text: What the paragraphs of a text box stand in.
        insets: Left, top, right and bottom white inside a text box.
        is_tight: Whether a text box is as wide as what it says.
        pushes: Whether the text goes round it (环绕) and not behind or over it.
    """

    across: Spot | None
    down: Spot
    width_mm: float
    height_mm: float
    pen: Pen | None = None
    is_line: bool = False
    is_picture: bool = False
    text: Node | None = None
    insets: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    is_tight: bool = False
    pushes: bool = False


def is_clear(node: Node, drawing: Drawing | None) -> bool:
    """Tell whether all that a drawing shows is known; of a group (组合) the parts are not."""
    shown = drawing is not None and (drawing.is_line or drawing.is_picture or drawing.text is not None)
    return shown and not any(local(one) in {"wgp", "group", "wpc"} for one in node.iter())


def drawing_of(node: Node) -> Drawing | None:
    """Return a drawing; None for one that shows nothing that the clauses speak of."""
    return _of_vml(node) if local(node) == "pict" else _of_drawing(node)


def _of_drawing(node: Node) -> Drawing | None:
    anchor = next((one for one in node if local(one) in {"anchor", "inline"}), None)
    extent = child(anchor, "extent")
    if anchor is None or extent is None:
        return None
    width, height = _emu(extent.get("cx")), _emu(extent.get("cy"))
    shape, body = _below(anchor, "spPr"), _below(anchor, "bodyPr")
    preset = _below(shape, "prstGeom")
    flat = height < _FLAT_MM < width
    is_picture = _below(anchor, "pic") is not None
    return Drawing(
        across=_spot(child(anchor, "positionH")) if local(anchor) == "anchor" else None,
        down=_spot(child(anchor, "positionV")),
        width_mm=width,
        height_mm=height,
        pen=_pen(shape),
        is_line=not is_picture and ((preset is not None and preset.get("prst") in _LINES) or flat),
        is_picture=is_picture,
        text=_below(anchor, "txbxContent"),
        insets=tuple(_emu(body.get(name), usual) if body is not None else 0.0 for name, usual in _INSETS),
        is_tight=body is not None and body.get("wrap") == "none",
        pushes=any(local(one) in _PUSHING for one in anchor),
    )


def _below(node: Node | None, name: str) -> Node | None:
    return None if node is None else next((one for one in node.iter() if local(one) == name), None)


def _emu(written: str | None, usual: int = 0) -> float:
    """Return a length of DrawingML in millimetres."""
    try:
        length = int(written) * _EMU_MM if written is not None else usual * _EMU_MM
    except ValueError:
        return 0.0
    return length if abs(length) < _FARTHEST_MM else 0.0


def _spot(position: Node | None) -> Spot:
    offset, align = child(position, "posOffset"), child(position, "align")
    return Spot(
        anchor="" if position is None else position.get("relativeFrom", ""),
        mm=0.0 if offset is None else _emu((offset.text or "").strip()),
        align="" if align is None else (align.text or "").strip(),
    )


def _pen(shape: Node | None) -> Pen | None:
    """Return what a shape is drawn with: its line, or what it is filled with where it is as flat as one."""
    line = child(shape, "ln")
    if line is not None and child(line, "noFill") is None:
        kind = line.get("cmpd", "sng")
        return Pen(width_pt=_emu(line.get("w"), 9525) / MM_PER_PT, tint=_drawn(line), kind=_COMPOUND.get(kind, kind))
    return Pen(width_pt=1.0, tint=_drawn(shape)) if child(shape, "solidFill") is not None else None


def _drawn(holder: Node | None) -> Tint:
    colour = _below(child(holder, "solidFill"), "srgbClr")
    return Tint.BLACK if colour is None else tint_said(colour.get("val", ""))


def _of_vml(node: Node) -> Drawing | None:
    shape = next((one for one in node.iter() if local(one) in {"line", "shape", "rect"} and one.get("style")), None)
    if shape is None:
        return None
    style = dict(pair.strip().split(":", 1) for pair in shape.get("style", "").split(";") if ":" in pair)
    start, end = (_ends(shape.get(name, "0,0")) for name in ("from", "to"))
    is_line = local(shape) == "line"
    return Drawing(
        across=_vml_spot(style, "left", "horizontal", start[0]) if style.get("position") == "absolute" else None,
        down=_vml_spot(style, "top", "vertical", start[1]),
        width_mm=abs(end[0] - start[0]) if is_line else _length(style.get("width", "0")),
        height_mm=abs(end[1] - start[1]) if is_line else _length(style.get("height", "0")),
        pen=_vml_pen(shape) if shape.get("stroked") not in {"f", "false"} else None,
        is_line=is_line,
        is_picture=_below(shape, "imagedata") is not None,
        text=_below(shape, "txbxContent"),
        insets=tuple(usual * _EMU_MM for _name, usual in _INSETS),
        is_tight="mso-wrap-style" in style,
    )


def _vml_spot(style: Mapping[str, str], edge: str, side: str, start: float) -> Spot:
    align = style.get(f"mso-position-{side}", "absolute")
    return Spot(
        anchor=style.get(f"mso-position-{side}-relative", "").removesuffix("-area"),
        mm=start + _length(style.get(f"margin-{edge}", "0")),
        align="" if align == "absolute" else align,
    )


def _vml_pen(shape: Node) -> Pen:
    stroke = child(shape, "stroke")
    colour = shape.get("strokecolor", "black").split(" ")[0].lstrip("#")
    return Pen(
        width_pt=_length(shape.get("strokeweight", "0.75pt")) / MM_PER_PT,
        tint=tint_said(_NAMED.get(colour, colour)),
        kind="single" if stroke is None else stroke.get("linestyle", "single"),
    )


def _ends(written: str) -> tuple[float, float]:
    across, _, down = written.partition(",")
    return _length(across), _length(down)


def _length(written: str) -> float:
    found = _LENGTH.match(written.strip())
    try:
        length = float(found[1]) * _UNITS[found[2]] if found else 0.0
    except ValueError:
        return 0.0
    return length if abs(length) < _FARTHEST_MM else 0.0
