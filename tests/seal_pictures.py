"""Pictures of seals as vendors make them, for tests: an OFD of lines, areas, letters and a picture in pixels."""

from __future__ import annotations

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from oa_desktop.domain.zipping import zipped

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
RING = "M 21 1 A 20 20 0 1 1 20.99 1 C"
STAR = "M 21 12 L 26.29 28.28 L 12.44 18.22 L 29.56 18.22 L 15.71 28.28 C"
RED = '<ofd:FillColor Value="255 0 0"/>'
DRAWN = f"""
<ofd:PathObject ID="10" Boundary="0 0 42 42" LineWidth="1.2" DrawParam="4">
  <ofd:StrokeColor Value="255 0 0" Alpha="204"/><ofd:AbbreviatedData>{RING}</ofd:AbbreviatedData></ofd:PathObject>
<ofd:PathObject ID="11" Boundary="0 0 42 42" Stroke="false" Fill="true" Rule="NonZero">
  {RED}<ofd:AbbreviatedData>{STAR}</ofd:AbbreviatedData></ofd:PathObject>
<ofd:TextObject ID="12" Boundary="8 30 26 6" Font="3" Size="4">{RED}
  <ofd:TextCode X="0" Y="4" DeltaX="g 2 5">口口口</ofd:TextCode></ofd:TextObject>
<ofd:ImageObject ID="13" Boundary="16 36 10 4" CTM="10 0 0 4 0 0" ResourceID="5" Alpha="128"/>
"""


@cache
def letters() -> bytes:
    """A font with one letter: a box."""
    pen = TTGlyphPen(None)
    for order, point in (("moveTo", (0, 0)), ("lineTo", (0, 900)), ("lineTo", (900, 900)), ("lineTo", (900, 0))):
        getattr(pen, order)(point)
    pen.closePath()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "box"])
    made.setupCharacterMap({ord("口"): "box"})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "box": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (1000, 0), "box": (1000, 0)})
    made.setupHorizontalHeader(ascent=900, descent=-100)
    made.setupNameTable({"familyName": "Box", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    target = io.BytesIO()
    made.font.recalcTimestamp = False
    made.save(target)
    return target.getvalue()


def a_png() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (20, 8), (0, 0, 255)).save(target, "PNG")
    return target.getvalue()


def ofd_picture(drawn: str = DRAWN, **parts: bytes) -> bytes:
    """Return the picture of a seal as an OFD of one page, 42 mm by 42."""
    usual = {
        "OFD.xml": f'<ofd:OFD {_NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 42 42</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {_NAMESPACE} BaseLoc="Res"><ofd:Fonts>'
        '<ofd:Font ID="3" FontName="Box"><ofd:FontFile>font.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'
        '<ofd:DrawParams><ofd:DrawParam ID="4" Cap="Round" LineWidth="3"/></ofd:DrawParams>'
        '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>image.png</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {_NAMESPACE}><ofd:Content>"
        f'<ofd:Layer ID="2">{drawn}</ofd:Layer></ofd:Content></ofd:Page>',
    }
    files = {name: text.encode() for name, text in usual.items()}
    return zipped({**files, "Doc_0/Res/font.ttf": letters(), "Doc_0/Res/image.png": a_png(), **parts})
