"""Paints pages of an OFD out of the file alone, by what GB/T 33190-2016 says: an oracle, no reader for people.

Nothing of the writer is used. Everything is clipped to its Boundary, and a glyph is found by the table of the font that
the file embeds, as readers do; what has no glyph there becomes a box.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QRawFont, QTransform

NS = "{http://www.ofdspec.org/2016}"
_WHOLE = "1 0 0 1 0 0"


class Painter:
    """One OFD."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        entrance = self._zip_xml("OFD.xml")
        root = entrance.findtext(f".//{NS}DocRoot") or ""
        self._folder = posixpath.dirname(root)
        document = self._zip_xml(root)
        self.pages = [page.get("BaseLoc", "") for page in document.iter(f"{NS}Page")]
        self._ids = [page.get("ID", "") for page in document.iter(f"{NS}Page")]
        self._signatures = (entrance.findtext(f".//{NS}Signatures") or "").removeprefix("/")
        self._fonts = self._read_fonts(document.findtext(f".//{NS}PublicRes") or "")

    def _zip_xml(self, name: str) -> ET.Element:
        return ET.fromstring(self._zip.read(name))

    def _read_fonts(self, location: str) -> dict[str, bytes]:
        resources = self._zip_xml(f"{self._folder}/{location}")
        base = resources.get("BaseLoc", "")
        return {
            font.get("ID", ""): self._zip.read(f"{self._folder}/{base}/{font.findtext(f'{NS}FontFile')}")
            for font in resources.iter(f"{NS}Font")
        }

    def letters(self, number: int) -> list[tuple[str, float, float]]:
        """Return every character of a page that is not blank, with its origin in millimetres, as it is drawn."""
        content = self._zip_xml(f"{self._folder}/{self.pages[number]}")
        return [letter for one in content.iter(f"{NS}TextObject") for letter in _placed(one) if letter[0].strip()]

    def paint(self, number: int, pixels_per_mm: float) -> QImage:
        """Return a page, counted from 0."""
        content = self._zip_xml(f"{self._folder}/{self.pages[number]}")
        _, _, width, height = _numbers(content.findtext(f".//{NS}PhysicalBox"))
        image = QImage(round(width * pixels_per_mm), round(height * pixels_per_mm), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(pixels_per_mm, pixels_per_mm)
        for layer in content.iter(f"{NS}Layer"):
            for one in layer:
                self._object(painter, one)
        for stamp, seal in self._stamps():
            if stamp.get("PageRef") == self._ids[number]:
                _press(painter, stamp, seal)
        painter.end()
        return image

    def _stamps(self) -> Iterator[tuple[ET.Element, QImage]]:
        """Yield where seals are to be seen, each with its picture: the PNG inside its signature value (18.2.2)."""
        listed = self._zip_xml(self._signatures).iter(f"{NS}Signature") if self._signatures else ()
        for one in listed:
            name = posixpath.join(posixpath.dirname(self._signatures), one.get("BaseLoc", ""))
            signature = self._zip_xml(name)
            value = self._zip.read(posixpath.join(posixpath.dirname(name), signature.findtext(f"{NS}SignedValue", "")))
            begin = value.index(b"\x89PNG")
            seal = QImage.fromData(value[begin : value.index(b"IEND", begin) + 8])
            yield from ((stamp, seal) for stamp in signature.iter(f"{NS}StampAnnot"))

    def _object(self, painter: QPainter, one: ET.Element) -> None:
        x, y, width, height = _numbers(one.get("Boundary"))
        painter.save()
        painter.translate(x, y)
        painter.setClipRect(QRectF(0, 0, width, height))
        painter.setTransform(QTransform(*_numbers(one.get("CTM", _WHOLE))), True)
        path = self._letters(one) if one.tag == f"{NS}TextObject" else _path(one.findtext(f"{NS}AbbreviatedData") or "")
        text = one.tag == f"{NS}TextObject"
        if one.get("Fill", str(text)).lower() == "true":
            painter.fillPath(path, _colour(one, "FillColor"))
        if one.get("Stroke", str(not text)).lower() == "true":
            painter.strokePath(path, _pen(one))
        painter.restore()

    def _letters(self, one: ET.Element) -> QPainterPath:
        size = float(one.get("Size", "0"))
        font = QRawFont(QByteArray(self._fonts[one.get("Font", "")]), 1000.0)
        scale = size / 1000.0
        whole = QPainterPath()
        for char, x, y in _inside(one):
            (glyph,) = font.glyphIndexesForString(char)[:1]
            letter = font.pathForGlyph(glyph)
            if not glyph:
                letter = QPainterPath()
                letter.addRect(QRectF(0, -1000, 1000, 1000))
            whole.addPath(QTransform(scale, 0, 0, scale, x, y).map(letter))
        whole.setFillRule(Qt.FillRule.WindingFill)
        return whole


def _press(painter: QPainter, stamp: ET.Element, seal: QImage) -> None:
    """Draw a seal in its Boundary; of it only what its Clip shows, which counts from the Boundary's corner."""
    x, y, width, height = _numbers(stamp.get("Boundary"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(x, y)
    painter.setClipRect(QRectF(*(_numbers(stamp.get("Clip")) or (0, 0, width, height))))
    painter.drawImage(QRectF(0, 0, width, height), seal)
    painter.restore()


def _placed(one: ET.Element) -> Iterator[tuple[str, float, float]]:
    """Yield the characters of a text object and their origins on the page."""
    left, top, _, _ = _numbers(one.get("Boundary"))
    matrix = QTransform(*_numbers(one.get("CTM", _WHOLE)))
    for char, x, y in _inside(one):
        point = matrix.map(QPointF(x, y))
        yield char, left + point.x(), top + point.y()


def _inside(one: ET.Element) -> Iterator[tuple[str, float, float]]:
    """Yield the characters of a text object and their origins in its own space."""
    for code in one.iter(f"{NS}TextCode"):
        x, y, text = float(code.get("X", "0")), float(code.get("Y", "0")), code.text or ""
        for char, step in zip(text, [*_steps(code.get("DeltaX", "")), 0.0], strict=True):
            yield char, x, y
            x += step


def _steps(array: str) -> list[float]:
    steps: list[float] = []
    for count, step, single in re.findall(r"g (\d+) (\S+)|(\S+)", array):
        steps += [float(step)] * int(count) if count else [float(single)]
    return steps


def _numbers(text: str | None) -> list[float]:
    return [float(part) for part in (text or "").split()]


def _colour(one: ET.Element, name: str) -> QColor:
    colour = one.find(f"{NS}{name}")
    return QColor(*(int(part) for part in (colour.get("Value", "") if colour is not None else "0 0 0").split()))


def _pen(one: ET.Element) -> QPen:
    width = float(one.get("LineWidth", "0.353"))
    pen = QPen(_colour(one, "StrokeColor"), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if one.get("DashPattern"):
        pen.setDashPattern([part / width for part in _numbers(one.get("DashPattern"))])
    return pen


def _path(data: str) -> QPainterPath:
    path = QPainterPath()
    for order, rest in re.findall(r"([MLCA])([^MLCA]*)", data):
        values = _numbers(rest)
        match order:
            case "M":
                path.moveTo(*values)
            case "L":
                path.lineTo(*values)
            case "C":
                path.closeSubpath()
            case "A":
                _arc(path, values)
    return path


def _arc(path: QPainterPath, values: list[float]) -> None:
    """Go along a half circle: the only arc that has its middle between its ends."""
    radius, _, _, _, sweep, x, y = values
    start, end = path.currentPosition(), QPointF(x, y)
    middle = (start + end) / 2
    assert abs((end - start).manhattanLength() - 2 * radius) < 0.01
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    path.arcTo(box, 0 if start.x() > end.x() else 180, -180 if sweep else 180)
