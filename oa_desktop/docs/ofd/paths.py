"""Rules, symbols, handwriting and the placeholder of a seal as path objects (图形对象): GB/T 33190-2016 9.

Data of a path count from the corner of its box, which is a little larger than what is drawn.
"""

from __future__ import annotations

from oa_desktop.docs.barcode import Barcode
from oa_desktop.docs.colours import RGB
from oa_desktop.docs.layout.page import Colour, Rule, Seal
from oa_desktop.docs.layout.pen import PenStroke
from oa_desktop.docs.ofd.markup import Node, child, number, numbers
from oa_desktop.docs.ofd.text import Box
from oa_desktop.docs.seals.drawing import DASH_MM, RING_MM, star


def put_rule(layer: Node, rule: Rule, object_id: int) -> None:
    """Put a straight line into a layer."""
    margin = rule.width_mm
    left, top = min(rule.x1_mm, rule.x2_mm) - margin, min(rule.y1_mm, rule.y2_mm) - margin
    width, height = abs(rule.x2_mm - rule.x1_mm), abs(rule.y2_mm - rule.y1_mm)
    box = Box(x=left, y=top, width=width + 2 * margin, height=height + 2 * margin)
    path = child(layer, "PathObject", ID=object_id, Boundary=str(box), LineWidth=number(rule.width_mm))
    child(path, "StrokeColor", Value=numbers(*RGB[rule.colour]))
    start = numbers(rule.x1_mm - left, rule.y1_mm - top)
    end = numbers(rule.x2_mm - left, rule.y2_mm - top)
    child(path, "AbbreviatedData", f"M {start} L {end}")


def put_barcode(layer: Node, barcode: Barcode, object_id: int) -> None:
    """Put a symbol into a layer: all its bars as one area."""
    box = Box(x=barcode.x_mm, y=barcode.y_mm, width=barcode.width_mm, height=barcode.height_mm)
    path = child(layer, "PathObject", ID=object_id, Boundary=str(box), Stroke="false", Fill="true")
    child(path, "FillColor", Value=numbers(*RGB[Colour.BLACK]))
    child(path, "AbbreviatedData", " ".join(_bar(x - box.x, y - box.y, w, h) for x, y, w, h in barcode.bars()))


def _bar(left: float, top: float, width: float, height: float) -> str:
    corners = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    return f"M {' L '.join(numbers(x_mm, y_mm) for x_mm, y_mm in corners)} C"


def put_pen(layer: Node, stroke: PenStroke, object_id: int) -> None:
    """Put a line that was written by hand into a layer."""
    spots = [stroke.start, *(spot for curve in stroke.curves for spot in curve)]
    left, top = (min(side) - stroke.width_mm for side in zip(*spots, strict=True))
    right, bottom = (max(side) + stroke.width_mm for side in zip(*spots, strict=True))
    box = Box(x=left, y=top, width=right - left, height=bottom - top)
    path = child(layer, "PathObject", ID=object_id, Boundary=str(box), LineWidth=number(stroke.width_mm))
    path.set("Cap", "Round")
    path.set("Join", "Round")
    child(path, "StrokeColor", Value=numbers(*RGB[Colour.BLACK]))
    start, *others = (numbers(x_mm - left, y_mm - top) for x_mm, y_mm in spots)
    curves = (" ".join(others[place : place + 3]) for place in range(0, len(others), 3))
    child(path, "AbbreviatedData", f"M {start} " + " ".join(f"B {curve}" for curve in curves))


def put_ring(layer: Node, seal: Seal, object_id: int) -> None:
    """Put the broken ring of a placeholder into a layer: two half circles, counter-clockwise as in the PDF."""
    radius, middle = (seal.diameter_mm - RING_MM) / 2, seal.diameter_mm / 2
    path = child(layer, "PathObject", ID=object_id, Boundary=str(_box(seal)), LineWidth=number(RING_MM))
    path.set("DashPattern", numbers(*DASH_MM))
    child(path, "StrokeColor", Value=numbers(*RGB[Colour.RED]))
    right, left = (numbers(middle + side * radius, middle) for side in (1, -1))
    half = f"A {numbers(radius, radius)} 0 0 0"
    child(path, "AbbreviatedData", f"M {right} {half} {left} {half} {right} C")


def put_star(layer: Node, seal: Seal, object_id: int) -> None:
    """Put the star of a placeholder into a layer."""
    box = _box(seal)
    path = child(layer, "PathObject", ID=object_id, Boundary=str(box), Stroke="false", Fill="true")
    child(path, "FillColor", Value=numbers(*RGB[Colour.RED]))
    corners = [numbers(x_mm - box.x, y_mm - box.y) for x_mm, y_mm in star(seal)]
    child(path, "AbbreviatedData", f"M {' L '.join(corners)} C")


def _box(seal: Seal) -> Box:
    return Box(
        x=seal.centre_x_mm - seal.diameter_mm / 2,
        y=seal.centre_y_mm - seal.diameter_mm / 2,
        width=seal.diameter_mm,
        height=seal.diameter_mm,
    )
