"""What makes a PDF one for keeping: PDF/A-2b (ISO 19005-2), with the same words about itself in both its places.

The file says which language it is in, what its colours mean, and to what standard it conforms. It names no date: the
same pages give the same bytes, and a paper's date stands on the paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.packages import lawful
from oa_desktop.docs.pdf.colour_profile import srgb_profile

LANGUAGE: Final = "zh-CN"
VERSION: Final = (1, 7)
"""Of PDF: ISO 32000-1, on which PDF/A-2 stands."""
_PRODUCER: Final = "oa_desktop, ReportLab"
_COLOURS: Final = "sRGB"

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
{rows}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def keep_for_archive(canvas: Canvas, *, title: str, author: str, creator: str, keywords: str = "") -> None:
    """Make the PDF of a canvas a PDF/A-2b; what is drawn must use embedded fonts and no device CMYK.

    Args:
        canvas: Before its first page.
        title: Of the document; may be empty, like the author.
        author: Whose document it is.
        creator: Program that wrote it.
        keywords: What else it says of itself; empty for nothing.
    """
    document = canvas._doc
    words = {
        "Title": lawful(title),
        "Author": lawful(author),
        "Creator": creator,
        "Producer": _PRODUCER,
        "Keywords": lawful(keywords),
    }
    document.info = _information(words, document)
    document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "OutputIntents"]
    canvas.setCatalogEntry("Metadata", _metadata(words))
    canvas.setCatalogEntry("OutputIntents", PDFArray([_intent(document)]))


def drop_transitions(canvas: Canvas) -> None:
    """Take from the pages of a canvas the transitions for slide shows, which reportlab gives to all, empty ones."""
    for page in canvas._doc.Pages.pages:
        page.Trans = None


def _information(words: Mapping[str, str], document: PDFDocument) -> PDFDictionary:
    """Return the document information, which reportlab also asks for what makes the identity of the file."""
    info = PDFDictionary({key: PDFString(text) for key, text in words.items() if text})
    info.digest = partial(_identify, document, words)
    return info


def _identify(document: PDFDocument, words: Mapping[str, str], identity: hashlib._Hash) -> None:
    """Put into the identity of a file what it says of itself and what stands on its pages."""
    for part in (*words.values(), *(page.stream for page in document.Pages.pages)):
        identity.update(part.encode())


def _metadata(words: Mapping[str, str]) -> PDFStream:
    """Return the XMP packet, uncompressed so that any program finds it."""
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    return PDFStream(kind, _PACKET.format(rows="\n".join(_rows(words))).encode(), filters=[])


def _rows(words: Mapping[str, str]) -> Iterator[str]:
    title, author, creator, producer, keywords = map(escape, words.values())
    yield f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>"
    if title:
        yield f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    if author:
        yield f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    yield f"<xmp:CreatorTool>{creator}</xmp:CreatorTool>"
    yield f"<pdf:Producer>{producer}</pdf:Producer>"
    if keywords:
        yield f"<pdf:Keywords>{keywords}</pdf:Keywords>"


def _intent(document: PDFDocument) -> PDFDictionary:
    """Return what the colours of the file are meant for."""
    profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile(), filters=[PDFZCompress])
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(_COLOURS),
            "Info": PDFString(_COLOURS),
            "DestOutputProfile": document.Reference(profile),
        }
    )
