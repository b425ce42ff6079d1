"""Pictures of the text: inline drawings (ECMA-376-1 20.4), each file once in the package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from oa_desktop.docs.docx.formats import ParagraphFormat
from oa_desktop.docs.docx.markup import RELATIONSHIPS, Node, node, paragraph, run
from oa_desktop.docs.docx.measures import twips_from_mm
from oa_desktop.docs.docx.package import Media
from oa_desktop.docs.elements import PrintedElements
from oa_desktop.docs.packages import lawful
from oa_desktop.docs.pictures.measuring import PrintedPicture, Strip, strip_of
from oa_desktop.docs.pictures.plain import PlainPicture

_EMU_PER_MM: Final = 36_000
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_PLACE: Final = f"{_DRAWING}/wordprocessingDrawing"
_PICTURE: Final = f"{_DRAWING}/picture"
_MAIN: Final = f"{_DRAWING}/main"
_ID_DIGITS: Final = 16
_BELOW_MM: Final = 1.2
"""What a word processor keeps under a picture for the type of its line, at most."""

_INLINE: Final = f"""
<wp:inline xmlns:wp="{_PLACE}" xmlns:a="{_MAIN}" xmlns:pic="{_PICTURE}" xmlns:r="{RELATIONSHIPS}"
 distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{{cx}}" cy="{{cy}}"/><wp:docPr id="0" name=""/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{{id}}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{{cx}}" cy="{{cy}}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline>
"""
_BLANKS: Final = etree.XMLParser(remove_blank_text=True)


def picture(content: PrintedPicture) -> Iterator[Node]:
    """Yield the paragraph of a picture, as high as its strip on the page, and that of its caption."""
    strip = strip_of(content)
    drawn = _drawing(content, content.plain) if content.plain else run(content.notice)
    yield paragraph(_paragraph_format(content, strip), drawn)
    if content.caption:
        yield paragraph(ParagraphFormat(style="PictureCaption"), run(content.caption))


def media_of(papers: Iterable[PrintedElements]) -> tuple[Media, ...]:
    """Return the files of all pictures of some papers, each once."""
    bodies = ((printed.body, *(annex.body for annex in printed.annexes)) for printed in papers)
    blocks = (block for parts in bodies for body in parts for block in body)
    plains = (block.plain for block in blocks if isinstance(block, PrintedPicture) and block.plain)
    found = {_id(plain): plain for plain in plains}
    return tuple(
        Media(name=f"media/picture{count}.{plain.form}", id=identity, data=plain.data)
        for count, (identity, plain) in enumerate(found.items(), start=1)
    )


def number_drawings(document: Node) -> None:
    """Give every drawing of a document a number of its own."""
    for count, one in enumerate(document.iter(f"{{{_PLACE}}}docPr"), start=1):
        one.set("id", str(count))
        one.set("name", f"图 {count}")


def _paragraph_format(content: PrintedPicture, strip: Strip) -> ParagraphFormat:
    line_mm = content.height_mm + _BELOW_MM
    return ParagraphFormat(
        style="Picture",
        keep_next=True if content.caption else None,
        before=twips_from_mm(strip.above_mm),
        after=twips_from_mm(max(0.0, strip.height_mm - strip.above_mm - line_mm)),
        at_least=twips_from_mm(line_mm),
    )


def _drawing(content: PrintedPicture, plain: PlainPicture) -> Node:
    size = {"cx": round(content.width_mm * _EMU_PER_MM), "cy": round(content.height_mm * _EMU_PER_MM)}
    inline = etree.fromstring(_INLINE.format(id=_id(plain), **size), _BLANKS)
    for one in inline.iter(f"{{{_PLACE}}}docPr"):
        one.set("descr", lawful(content.name))
    return node("r", node("drawing", inline))


def _id(plain: PlainPicture) -> str:
    """Return the relationship id of a picture: the same file has the same one."""
    return f"rId{hashlib.sha256(plain.data).hexdigest()[:_ID_DIGITS]}"
