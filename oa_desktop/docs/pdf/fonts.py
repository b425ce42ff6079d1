"""The fonts of a PDF: one composite font for each face, a subset of it embedded (ISO 32000-1 9.7, PDF/A-2b).

Every character of a document gets a code of its own, whatever glyph draws it, and the file says for each code which
character it is, also beyond the basic plane: what is copied or found is what was written. Reportlab asks for strings
and names while it draws, and for the font itself when it saves.
"""

from __future__ import annotations

import re
import string
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from types import SimpleNamespace
from typing import Final
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from oa_desktop.docs.fonts.fonts import Face
from oa_desktop.docs.fonts.subsets import subset

_EM: Final = 1000
"""Units to the em in a PDF."""
_SYMBOLIC: Final = 4
_STEM: Final = 80
"""Thickness of stems; only programs that replace fonts ask for it."""
_TAG_LETTERS: Final = 6
_ROWS: Final = 100
"""Characters in one block of a table of characters, at most."""
_LEVEL: Final = 2
"""Of compressing a font: its outlines become hardly smaller by more, which was half the time of a PDF."""
_UNLAWFUL: Final = re.compile(r"[^!-~]|[()<>\[\]{}/%#]")
_CMAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class _QuickCompress:
    """A filter as reportlab wants it: Flate, at the level that suits outlines."""

    pdfname = "FlateDecode"

    def encode(self, text: bytes) -> bytes:
        """Return the content of a stream as the file has it."""
        return zlib.compress(text, _LEVEL)


_OUTLINES: Final = _QuickCompress()


@cache
def font_name(face: Face) -> str:
    """Return the name under which a face is known to reportlab from now on."""
    name = f"{face.postscript_name}-{face.index}-{zlib.crc32(str(face.path).encode())}"
    pdfmetrics.registerFont(_CompositeFont(name, face))
    return name


@dataclass(slots=True, kw_only=True)
class _Used:
    """What one document uses of a face.

    Attributes:
        name: Of the font on the pages.
        codes: Of the characters in the order of their first use, from 1; 0 is what the face lacks.
    """

    name: str
    codes: dict[str, int] = field(default_factory=dict)


class _CompositeFont:
    """A face as reportlab wants a font that grows with its document."""

    _dynamicFont = True  # noqa: N815 - reportlab's own name
    _multiByte = False  # noqa: N815 - reportlab's own name
    shapable = False

    def __init__(self, name: str, face: Face) -> None:
        self.fontName = name
        self.face = SimpleNamespace(name=name)
        self._face = face
        self._documents: WeakKeyDictionary[PDFDocument, _Used] = WeakKeyDictionary()

    def splitString(self, text: str, document: PDFDocument) -> list[tuple[int, bytes]]:  # noqa: N802 - reportlab's own name
        """Return the codes of a text."""
        codes = self._used(document).codes
        for char in text:
            if char not in codes and self._face.has(char):
                codes[char] = len(codes) + 1
        return [(0, struct.pack(f">{len(text)}H", *map(codes.get, text, repeat(0))))]

    def getSubsetInternalName(self, _subset: int, document: PDFDocument) -> str:  # noqa: N802 - reportlab's own name
        """Return the name of the font on the pages."""
        return f"/{self._used(document).name}"

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - reportlab's own name
        """Write the font, when all is drawn."""
        used = self._documents.pop(document)
        document.idToObject["BasicFonts"].dict[used.name] = document.Reference(
            _composite(self._face, tuple(used.codes), document)
        )

    def stringWidth(self, _text: str, _size: float, **_encoding: str) -> float:  # noqa: N802 - reportlab's own name
        """Return nothing: every stretch of type is put where the page says, none behind another."""
        return 0.0

    def _used(self, document: PDFDocument) -> _Used:
        if document not in self._documents:
            self._documents[document] = _Used(name=f"F{len(document.fontMapping) + 1}")
            document.fontMapping[self.fontName] = self.getSubsetInternalName(0, document)
            document.delayedFonts.append(self)
        return self._documents[document]


def _composite(face: Face, characters: Sequence[str], document: PDFDocument) -> PDFDictionary:
    """Return the font; codes count the characters from 1."""
    data = subset(face, characters)
    name = PDFName(f"{_tag(characters)}+{_UNLAWFUL.sub('-', face.postscript_name)}")
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(_descriptor(face, data, name, document)),
            "DW": _EM,
            "W": PDFArray([1, PDFArray([_thousandths(face.advance(char)) for char in characters])]),
            "CIDToGIDMap": document.Reference(_stream(_glyphs(data, characters))),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(_stream(_to_unicode(characters))),
        }
    )


def _descriptor(face: Face, data: bytes, name: str, document: PDFDocument) -> PDFDictionary:
    file = PDFStream(PDFDictionary(), data, filters=[_OUTLINES])
    file.dictionary["Length1"] = len(data)
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(_box(data)),
            "ItalicAngle": 0,
            "Ascent": _thousandths(face.ascent),
            "Descent": _thousandths(face.descent),
            "CapHeight": _thousandths(face.cap_height),
            "StemV": _STEM,
            "FontFile2": document.Reference(file),
        }
    )


def _stream(data: bytes) -> PDFStream:
    return PDFStream(PDFDictionary(), data, filters=[PDFZCompress])


def _thousandths(ems: float) -> float:
    return round(ems * _EM, 3)


def _tag(characters: Sequence[str]) -> str:
    """Return six letters: another subset has others."""
    number = zlib.crc32("".join(characters).encode())
    return "".join(string.ascii_uppercase[number // 26**place % 26] for place in range(_TAG_LETTERS))


def _box(data: bytes) -> list[int]:
    """Return the box around all glyphs of a font."""
    head = bytes(hb.Face(data).reference_table("head").data)
    (em,) = struct.unpack_from(">H", head, 18)
    return [round(side * _EM / em) for side in struct.unpack_from(">4h", head, 36)]


def _glyphs(data: bytes, characters: Sequence[str]) -> bytes:
    """Return the glyph of every code from 0 in a font."""
    font = hb.Font(hb.Face(data))
    glyphs = (font.get_nominal_glyph(ord(char)) or 0 for char in characters)
    return struct.pack(f">{len(characters) + 1}H", 0, *glyphs)


def _to_unicode(characters: Sequence[str]) -> bytes:
    """Return the table from codes to characters."""
    return _CMAP.format(blocks="\n".join(_blocks(characters))).encode()


def _blocks(characters: Sequence[str]) -> Iterator[str]:
    rows = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(characters, 1)]
    for start in range(0, len(rows), _ROWS):
        block = rows[start : start + _ROWS]
        yield "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar"))
