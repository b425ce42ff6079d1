"""DOCX files as WPS and Word write them, put together part by part; what is not said is left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")


def word_file(body: str, **parts: str) -> bytes:
    """Return a DOCX with this content of the body; parts by their kinds, with the content of their roots."""
    files = {
        "[Content_Types].xml": _types(("document", *parts)),
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relationships({kind: f"{kind}.xml" for kind in parts}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>" for kind, content in parts.items()},
    }
    return packed({name: content.encode() for name, content in files.items()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def p(*texts: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs; a run that begins with ``<`` is taken as it is."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(text if text.startswith("<") else r(text) for text in texts)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ps(*texts: str) -> str:
    """Return paragraphs without any style."""
    return "".join(map(p, texts))


def table(*rows: tuple[str, ...], head: bool = False) -> str:
    """Return a table; a cell is a text, or XML of what it holds."""
    return "<w:tbl>" + "".join(_row(row, head=head and not place) for place, row in enumerate(rows)) + "</w:tbl>"


def numbered(level: int, text: str, number: str = "1") -> str:
    """Return a paragraph of a list of the word processor."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def style(identity: str, name: str, content: str = "") -> str:
    """Return a paragraph style."""
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{content}</w:style>'


def box(*paragraphs: str) -> str:
    """Return a run with a text box as Word writes it: in a new way and in the old one beside it."""
    held = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><wps:txbx>"
        f"{held}</wps:txbx></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{held}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _row(cells: tuple[str, ...], *, head: bool) -> str:
    held = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{'<w:tblHeader/>' if head else ''}</w:trPr>{held}</w:tr>"


def _types(parts: Iterable[str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    rows = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{part}{".main" if part == "document" else ""}+xml"/>'
        for part in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relationships(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{rows}</Relationships>"


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
