"""Bombs: small files that cost a careless reader all its time, memory or disk, or lead it out of its place."""

from __future__ import annotations

import io
import itertools
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from fontTools.cffLib import SubrsIndex
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.rigs.word_files import p, packed, ps, word_file

Bomb = Callable[[], bytes]
MEGABYTES_30 = 30_000_000
BLANK = b" " * MEGABYTES_30
_DOC = "word/document.xml"


# --- packages --------------------------------------------------------------------------------------------------


def package(*names: str, data: bytes = b"<a/>", whole: bytes = b"") -> bytes:
    """A package with parts of these names in the order given, after those of a sound document."""
    buffer = io.BytesIO(whole or word_file(ps("关于检查的通知", "各单位：", "正文。")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.NameToInfo.pop(name, None)  # nobody is to warn of a name that stands there twice
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def nested(levels: int) -> bytes:
    data = zlib.compress(BLANK)
    for level in range(levels):
        data = packed({f"word/{level}.zip": data, _DOC: data})
    return data


def overlapping(count: int) -> bytes:
    """A package whose directory names one packed part under many names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_DOC, BLANK)
        (one,) = archive.infolist()
        for number in range(count):
            again = zipfile.ZipInfo(f"word/part{number}.xml")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type", "flag_bits"):
                setattr(again, name, getattr(one, name))
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
    return buffer.getvalue()


def symlink() -> bytes:
    info = zipfile.ZipInfo("word/media/image1.png")
    info.external_attr = 0o120777 << 16
    buffer = io.BytesIO(word_file(ps("关于检查的通知")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def lying_size() -> bytes:
    """A package that claims a part to be small, in the directory and before the part."""
    data = packed({_DOC: BLANK})
    return data.replace(struct.pack("<I", MEGABYTES_30), struct.pack("<I", 10))


# --- markup ----------------------------------------------------------------------------------------------------


def document(xml: str) -> bytes:
    whole = zipfile.ZipFile(io.BytesIO(word_file(ps("关于检查的通知"))))
    return packed({**{name: whole.read(name) for name in whole.namelist()}, _DOC: xml.encode()})


def laughs(levels: int, each: int) -> str:
    kinds = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * each}">' for level in range(1, levels))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{kinds}]><a>&l{levels - 1};</a>'


def quadratic() -> str:
    return f'<!DOCTYPE a [<!ENTITY b "{"x" * 100_000}">]><a>{"&b;" * 20_000}</a>'


def entity(target: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "{target}">]><a>&e;</a>'


def parameter_entity() -> str:
    return '<!DOCTYPE a [<!ENTITY % d SYSTEM "file:///etc/passwd">%d;]><a/>'


def deep(count: int) -> str:
    return "<a>" * count + "</a>" * count


def attributes(count: int) -> str:
    return "<a " + " ".join(f'a{number}="1"' for number in range(count)) + "/>"


# --- pictures --------------------------------------------------------------------------------------------------


def png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", data or zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def png_of_text(size: int) -> bytes:
    body = b"comment\0\0" + zlib.compress(b" " * size)
    text = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    whole = png(10, 10, zlib.compress((b"\0" + b"\xff" * 30) * 10))
    return whole[:33] + text + whole[33:]


def gif(width: int, height: int, frames: int) -> bytes:
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02L\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6) + frame * frames + b";"


def bmp(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)


def tiff_loop() -> bytes:
    entry = struct.pack("<HHII", 256, 4, 1, 100_000)
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)


def tiff_frames(count: int) -> bytes:
    """A TIFF of one small picture after another, each naming the next."""
    frame = b"".join(struct.pack("<HHII", tag, 4, 1, 1) for tag in (256, 257, 258, 262, 277, 278))
    size = 2 + len(frame) + 4
    told = (struct.pack("<H", 6) + frame + struct.pack("<I", 8 + size * (number + 1)) for number in range(count))
    return b"II*\0" + struct.pack("<I", 8) + b"".join(told)


def jpeg2000(width: int, height: int) -> bytes:
    """The beginning of a JPEG 2000 that claims a size, in tiles of one pixel."""
    size = struct.pack(">HHHIIIIIIIIH", 0xFF51, 47, 0, width, height, 0, 0, 1, 1, 0, 0, 3) + b"\x07\x01\x01" * 3
    return b"\xff\x4f" + size + bytes(2_000)


# --- fonts -----------------------------------------------------------------------------------------------------


def sfnt(tables: int, offset: int, length: int) -> bytes:
    """A TrueType font that claims tables where there are none."""
    names = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post")
    told = b"".join(names[n % 8] + struct.pack(">III", 0, offset, length) for n in range(min(tables, 2_000)))
    return struct.pack(">IHHHH", 0x00010000, tables, 16, 0, 0) + told


def glyph_of_itself() -> bytes:
    """A TrueType font whose letter is made of itself, twice."""
    builder, buffer = FontBuilder(1000, isTTF=True), io.BytesIO()
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen({"A": None})
    for step in (0, 10):
        pen.addComponent("A", (1, 0, 0, 1, step, step))
    letter = pen.glyph()
    for edge in ("xMin", "yMin", "xMax", "yMax"):
        setattr(letter, edge, 0)
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": letter}, calcGlyphBounds=False)
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    builder.font.recalcBBoxes = False
    builder.font.save(buffer)
    return buffer.getvalue()


def letters(**glyphs: Callable[[TTGlyphPen], object]) -> bytes:
    """A TrueType font of these glyphs; ``A`` is its letter."""
    builder, buffer = FontBuilder(1000, isTTF=True), io.BytesIO()
    builder.setupGlyphOrder([".notdef", *glyphs])
    builder.setupCharacterMap({65: "A"})
    drawn = {".notdef": TTGlyphPen(None).glyph()}
    for name, draw in glyphs.items():
        pen = TTGlyphPen(dict.fromkeys(glyphs))
        draw(pen)
        drawn[name] = pen.glyph()
        for edge in ("xMin", "yMin", "xMax", "yMax"):
            setattr(drawn[name], edge, 0)
    builder.setupGlyf(drawn, calcGlyphBounds=False)
    builder.setupHorizontalMetrics(dict.fromkeys(drawn, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    builder.font.recalcBBoxes = False
    builder.font.save(buffer)
    return buffer.getvalue()


def doubled(levels: int) -> bytes:
    """A letter of two parts, each of two parts, and so on: twice as much to draw with every level."""

    def of(name: str) -> Callable[[TTGlyphPen], object]:
        return lambda pen: [pen.addComponent(name, (1, 0, 0, 1, step, step)) for step in (0, 10)]

    def leaf(pen: TTGlyphPen) -> None:
        pen.moveTo((0, 0))
        pen.lineTo((9, 0))
        pen.lineTo((9, 9))
        pen.closePath()

    names = ["A", *(f"p{level}" for level in range(levels))]
    return letters(**{name: of(part) for name, part in itertools.pairwise(names)}, **{names[-1]: leaf})


def subroutines(levels: int) -> bytes:
    """A CFF letter whose subroutines call the next one twice each, and draw nothing in the end."""
    builder, buffer = FontBuilder(1000, isTTF=False), io.BytesIO()
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    plain = T2CharString(program=["endchar"])
    builder.setupCFF("X", {}, {".notdef": plain, "A": T2CharString(program=[-107, "callsubr", "endchar"])}, {})
    private = builder.font["CFF "].cff.topDictIndex[0].Private
    private.Subrs = SubrsIndex()
    for level in range(levels):
        call = [level - 106, "callsubr"]
        private.Subrs.append(T2CharString(program=[*call, *call, "return"]))
    private.Subrs.append(T2CharString(program=["return"]))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "A"), (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2()
    builder.setupPost()
    builder.font.recalcBBoxes = False
    builder.font.save(buffer)
    return buffer.getvalue()


def woff(size: int) -> bytes:
    """A font whose only table is packed as small as it can be."""
    packed_table = zlib.compress(bytes(size), 9)
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 64 + len(packed_table), 1, 0, size, 1, 0, 0, 0, 0, 0, 0)
    return head + struct.pack(">4sIIII", b"cmap", 64, len(packed_table), size, 0) + packed_table


def characters(count: int) -> bytes:
    """A font that maps every number there is to its letter."""
    table = struct.pack(">HHIIIIIII", 12, 0, 28, 0, 1, 0, count, 1, 0)[:28]
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    return struct.pack(">IHHHH", 0x00010000, 1, 16, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap


def with_table(font: bytes, name: bytes, told: int) -> bytes:
    """A font one of whose tables is said to be as long as that."""
    place = font.index(name)
    return font[: place + 12] + struct.pack(">I", told) + font[place + 16 :]


# --- pages -----------------------------------------------------------------------------------------------------


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; its reader has to find them itself."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + (tail or b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (len(objects) + 1))


def pdf_pages_loop() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>")


def pdf_stream_of_streams() -> bytes:
    data = zlib.compress(zlib.compress(BLANK))
    stream = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(data), data)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream)


def pdf_xref_loop() -> bytes:
    tail = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 2/Prev 9>>\nstartxref\n9\n%%EOF"
    return pdf(b"<</Type/Catalog/Pages 1 0 R>>", tail=tail)


def pdf_length_loop() -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Length 2 0 R>>stream\nx\nendstream")


def pdf_many_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 200_000)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 200000>>" % kids, page)


def pdf_huge_page() -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000000000 1000000000]>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def _page_with(resources: bytes, content: bytes, *others: bytes) -> bytes:
    """A PDF of one page with resources (objects from 5 on) and what is drawn of them."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % resources
    kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", kids, page, _stream(b"", content), *others)


def pdf_picture(kind: bytes, data: bytes, side: int) -> bytes:
    told = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/%s"
    return _page_with(b"/XObject<</I 5 0 R>>", b"600 0 0 800 0 0 cm /I Do", _stream(told % (side, side, kind), data))


def pdf_font(data: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 65/LastChar 65/Widths[500]/FontDescriptor 6 0 R>>"
    told = b"<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]/ItalicAngle 0/Ascent 1/Descent 0/CapHeight 1"
    text = b"BT /F 900 Tf 0 0 Td (AAAA) Tj ET"
    return _page_with(b"/Font<</F 5 0 R>>", text, font, told + b"/StemV 1/FontFile2 7 0 R>>", _stream(b"", data))


def ofd(**parts: str) -> bytes:
    """An OFD of these parts by the names of their files without ending."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    told = {
        "OFD.xml": f"<ofd:OFD {space} DocType='OFD'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}>{parts.get('document', '')}</ofd:Document>",
        **{f"Doc_0/{name}.xml": body for name, body in parts.items() if name != "document"},
    }
    return packed({name: body.encode() for name, body in told.items()})


def ofd_font(data: bytes) -> bytes:
    """An OFD of one page with a letter of a font that comes along."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    area = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
    told = {
        "OFD.xml": f"<ofd:OFD {space} DocType='OFD'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea>"
        "<ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Res.xml": f'<ofd:Res {space} BaseLoc="."><ofd:Fonts><ofd:Font ID="2" FontName="X">'
        "<ofd:FontFile>x.ttf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>",
        "Doc_0/Page.xml": f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="3"><ofd:TextObject ID="4" Font="2" Size="9" '
        'Boundary="10 10 50 20"><ofd:TextCode X="0" Y="9">A</ofd:TextCode></ofd:TextObject></ofd:Layer>'
        "</ofd:Content></ofd:Page>",
    }
    return packed({**{name: body.encode() for name, body in told.items()}, "Doc_0/x.ttf": data})


def sheet(xml: str, **others: str) -> bytes:
    """A workbook whose only sheet is this."""
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    told = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{office}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": xml,
        **others,
    }
    return packed({name: body.encode() for name, body in told.items()})


def rows(count: int, start: str = "") -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{start}<worksheet xmlns="{main}"><sheetData>{"<row><c><v>1</v></c></row>" * count}</sheetData></worksheet>'


def der(depth: int) -> bytes:
    """Sequences in sequences, each of indefinite claims."""
    data = b""
    for _ in range(depth):
        size = len(data)
        length = bytes([size]) if size < 128 else b"\x84" + struct.pack(">I", size)
        data = b"\x30" + length + data
    return data


def noise(size: int, head: bytes = b"") -> bytes:
    return head + random.Random(size).randbytes(size)


DOCX: Mapping[str, Bomb] = {
    "every part the same bomb": lambda: packed(
        dict.fromkeys((_DOC, "word/styles.xml", "_rels/.rels"), b"<a>" + BLANK + b"</a>")
    ),
    "a part of thirty megabytes of blanks": lambda: document("<a>" + " " * MEGABYTES_30 + "</a>"),
    "package in package": lambda: nested(6),
    "parts that overlap": lambda: overlapping(2_000),
    "a hundred thousand parts": lambda: packed({f"word/{number}": b"" for number in range(100_000)}),
    "a link": symlink,
    "a part outside": lambda: package("../../../../tmp/canary"),
    "a part at the root of the disk": lambda: package("/etc/cron.d/canary"),
    "a part with a letter of a drive": lambda: package("C:\\Windows\\canary"),
    "names that a system keeps": lambda: package("CON", "word/NUL.xml", "aux", "com1.txt"),
    "names that differ by case": lambda: package("word/DOCUMENT.xml", "WORD/document.XML"),
    "one name twice": lambda: package(_DOC, _DOC, data=b"<other/>"),
    "a name of ten thousand letters": lambda: package("word/" + "a" * 10_000),
    "a name with a zero": lambda: package("word/a\0b.xml"),
    "a size that lies": lying_size,
    "cut in the middle": lambda: word_file(ps("关于检查的通知" * 500))[:700],
    "a program before the package": lambda: b"MZ" + bytes(4096) + word_file(ps("关于检查的通知")),
    "a billion laughs": lambda: document(laughs(10, 10)),
    "laughs in a few steps": lambda: document(laughs(4, 400)),
    "quadratic": lambda: document(quadratic()),
    "a file from outside": lambda: document(entity("file:///etc/passwd")),
    "a page from outside": lambda: document(entity("http://127.0.0.1:9/x")),
    "an entity that never ends": lambda: document(entity("file:///dev/zero")),
    "an entity of parameters": lambda: document(parameter_entity()),
    "a hundred thousand levels": lambda: document(deep(100_000)),
    "half a million attributes": lambda: document(attributes(500_000)),
    "tables in tables": lambda: word_file("<w:tbl><w:tr><w:tc>" * 3_000 + p("甲") + "</w:tc></w:tr></w:tbl>" * 3_000),
    "a word of ten megabytes": lambda: word_file(p("甲" * 3_400_000)),
    "not XML at all": lambda: document("\x01\x02" * 5000),
    "a font of thirty megabytes": lambda: packed({_DOC: b"<a/>", "word/fonts/font1.odttf": BLANK}),
    "another encoding than said": lambda: document('<?xml version="1.0" encoding="UTF-7"?><a>+ADw-</a>'),
}
PICTURES: Mapping[str, Bomb] = {
    "a flood of pixels": lambda: png(60_000, 60_000),
    "the most that can be said": lambda: png(2**31 - 1, 2**31 - 1),
    "a picture of no size": lambda: png(0, 0),
    "a line of a hundred million": lambda: png(100_000_000, 1),
    "packed blanks for pixels": lambda: png(20_000, 20_000, zlib.compress(bytes(50_000_000))),
    "a comment of fifty megabytes": lambda: png_of_text(50_000_000),
    "ten thousand frames": lambda: gif(3_000, 3_000, 10_000),
    "a GIF of all pixels": lambda: gif(65_535, 65_535, 1),
    "a BMP of all pixels": lambda: bmp(2**31 - 1, 2**31 - 1),
    "a TIFF that follows itself": tiff_loop,
    "a TIFF of a hundred thousand frames": lambda: tiff_frames(100_000),
    "a JPEG 2000 in tiles of a pixel": lambda: jpeg2000(100_000, 100_000),
    "laughs in a drawing": lambda: laughs(10, 10).replace("<a>", '<svg xmlns="http://www.w3.org/2000/svg">').encode(),
    "noise": lambda: noise(200_000, b"\xff\xd8\xff\xe0"),
}
PAGES: Mapping[str, Bomb] = {
    "pages that are their own children": pdf_pages_loop,
    "a stream in a stream": pdf_stream_of_streams,
    "a table that names itself": pdf_xref_loop,
    "a length that is itself": pdf_length_loop,
    "two hundred thousand pages": pdf_many_pages,
    "a page of a thousand kilometres": pdf_huge_page,
    "a JPEG 2000 of all pixels": lambda: pdf_picture(b"JPXDecode", jpeg2000(100_000, 100_000), 100_000),
    "a JBIG2 of all pixels": lambda: pdf_picture(
        b"JBIG2Decode", struct.pack(">IBBIIIIIBH", 0, 48, 0, 1, 19, 2**31 - 1, 2**31 - 1, 0, 0, 0)[:36], 2**31 - 1
    ),
    "a font of tables that are not there": lambda: pdf_font(sfnt(65_535, 2**31, 2**31)),
    "a font whose tables are one another": lambda: pdf_font(sfnt(2_000, 0, 32_000)),
    "a letter of itself": lambda: pdf_font(glyph_of_itself()),
    "a font of noise": lambda: pdf_font(noise(100_000, b"\0\1\0\0\0\x09")),
    "brackets without end": lambda: pdf(b"[" * 200_000),
    "a PDF of noise": lambda: noise(300_000, b"%PDF-1.7\n"),
}
OFDS: Mapping[str, Bomb] = {
    "a page tree that is itself": lambda: ofd(
        document="<ofd:Pages>" + '<ofd:Page ID="1" BaseLoc="Document.xml"/>' * 50_000 + "</ofd:Pages>"
    ),
    "a page from outside of it": lambda: ofd(
        document='<ofd:Pages><ofd:Page ID="1" BaseLoc="../../../etc/passwd"/></ofd:Pages>'
    ),
    "a template of itself": lambda: ofd(
        document='<ofd:CommonData><ofd:TemplatePage ID="1" BaseLoc="Document.xml"/></ofd:CommonData>'
    ),
    "laughs in a document": lambda: packed({"OFD.xml": laughs(10, 10).encode()}),
    "a deep document": lambda: ofd(document=deep(100_000)),
    "a blank document": lambda: ofd(document=" " * MEGABYTES_30),
    "a hundred thousand parts": lambda: packed({"OFD.xml": b"<a/>", **{f"Doc_0/{n}": b"" for n in range(100_000)}}),
}
LETTERS: Mapping[str, Bomb] = {
    "a letter that doubles itself thirty times": lambda: doubled(30),
    "a letter of itself": glyph_of_itself,
    "two thousand letters in one another": lambda: doubled(2_000),
    "subroutines that double": lambda: subroutines(60),
    "a font that unpacks to two hundred megabytes": lambda: woff(200_000_000),
    "a font of every number": lambda: characters(0xFFFFFFFF),
    "widths of four gigabytes": lambda: with_table(doubled(1), b"hmtx", 0xFFFFFFFF),
    "a font of tables that are not there": lambda: sfnt(65_535, 2**31, 2**31),
}
"""Fonts that come along in an OFD; a DOCX brings its own, too, and nobody reads them."""
SHEETS: Mapping[str, Bomb] = {
    "a million rows": lambda: sheet(rows(1_000_000)),
    "laughs in a sheet": lambda: sheet(laughs(10, 10)),
    "a cell far away": lambda: sheet(rows(1).replace("<c>", '<c r="XFD1048576">')),
    "a column that is none": lambda: sheet(rows(1).replace("<c>", '<c r="ZZZZZZ9">')),
    "strings of thirty megabytes": lambda: sheet(
        rows(1), **{"xl/sharedStrings.xml": f"<sst><si><t>{' ' * MEGABYTES_30}</t></si></sst>"}
    ),
}
KEYS: Mapping[str, Bomb] = {
    "sequences in sequences": lambda: der(20_000),
    "a length of four gigabytes": lambda: b"\x30\x84\xff\xff\xff\xff",
    "a length without end": lambda: b"\x30\x80" * 50_000,
    "noise in PEM": lambda: b"-----BEGIN CERTIFICATE-----\n" + b"QUFB\n" * 200_000 + b"-----END CERTIFICATE-----\n",
    "a number of a megabyte": lambda: b"\x30\x84\x00\x0f\xff\xff\x02\x84\x00\x0f\xff\xf9" + b"\x7f" * 0xFFFF9,
    "nothing": bytes,
}


# --- results of exercises ----------------------------------------------------------------------------------------

RESULTS: Mapping[str, Bomb] = {
    "lists a million deep": lambda: b"[" * 1_000_000,
    "a number of a million digits": lambda: b'{"magic":' + b"9" * 1_000_000 + b"}",
    "a key that stands twice": lambda: b'{"magic":"oa-desktop-result","magic":"oa-desktop-transcript"}',
}
