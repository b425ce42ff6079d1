"""Read real files, set them, and count the characters that did not arrive: ``python -m benchmarks.real DIR``.

Every .txt and .md of the folder becomes out/real/NAME.pdf and NAME.docx. The text is taken out of both by other code
than wrote it (PDFium, the XML of the DOCX) and compared with the source, character by character, blanks aside. Set
aside are the markup of a Markdown source, and private characters that stand for an indentation. The exit code is 1
when a character is lost; a mark between names (签发人：甲、乙) is shown but is no loss, for the page sets its own.
"""

from __future__ import annotations

import codecs
import io
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from lxml import etree

from oa_desktop.cli.program import sentence
from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.fonts.fonts import FontSet, system_fonts
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.domain.errors import OfficeError

OUT = Path("out/real")
_SUFFIXES = {".txt", ".md"}
_MARKDOWN = str.maketrans("", "", "#*`|->:[]\\")
_BETWEEN_NAMES = frozenset(":、;,")
_UNSEEN = frozenset({"Cc", "Cf"})
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
_PRIVATE_INDENTATION = re.compile(r"^\s*[\ue000-\uf8ff](?=\s)", re.MULTILINE)
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one file: its characters, pages and findings, and what each rendering lost."""

    name: str
    characters: int
    pages: int
    findings: int
    lost_in_pdf: str
    lost_in_docx: str


def main(arguments: list[str]) -> int:
    """Set every file of the folder named first and print a table."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: python -m benchmarks.real DIR", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    fonts = system_fonts()
    print(f"{'chars':>7} {'pages':>5} {'notes':>5} {'PDF lost':>8} {'DOCX lost':>9}  file")
    return max((_report(path, fonts) for path in _sources(Path(arguments[0]))), default=0)


def measure(path: Path, fonts: FontSet) -> Result:
    """Read, set and compare one file; its renderings are left in ``OUT``."""
    reading = read_source(path.read_bytes(), path.name)
    laid_out = lay_out(reading.manuscript, fonts)
    pdf, docx = write_pdf(laid_out), write_docx(reading.manuscript)
    (OUT / f"{path.name}.pdf").write_bytes(pdf)
    (OUT / f"{path.name}.docx").write_bytes(docx)
    source = source_characters(_text(path), is_markdown=path.suffix == ".md")
    return Result(
        name=path.name,
        characters=source.total(),
        pages=len(laid_out.pages),
        findings=len(reading.findings),
        lost_in_pdf=lost(source, pdf_text(pdf)),
        lost_in_docx=lost(source, docx_text(docx)),
    )


def source_characters(text: str, *, is_markdown: bool) -> Counter[str]:
    """Return the characters of a source that must arrive."""
    text = _PRIVATE_INDENTATION.sub("", _FRONT_MATTER.sub("", text))
    if is_markdown:
        text = _COMMENT.sub("", text).translate(_MARKDOWN)
    return characters(text)


def characters(text: str) -> Counter[str]:
    """Count characters in their compatible form, without blanks and control characters, which no page shows."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in _UNSEEN


def lost(source: Counter[str], arrived: str) -> str:
    """Return the characters of the source that did not arrive."""
    return "".join((source - characters(arrived)).elements())


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF; the mark that PDFium sets for a hyphen at a line end is a hyphen again."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "".join(texts).replace("\ufffe", "-").replace("\x02", "-")


def docx_text(data: bytes) -> str:
    """Return the text of the body of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter(_TEXT))


def _text(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _sources(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES)


def _report(path: Path, fonts: FontSet) -> int:
    try:
        result = measure(path, fonts)
    except OfficeError as error:
        print(f"{'':38}  {path.name}: {sentence(error)}")
        return 1
    lost_in = (result.lost_in_pdf, result.lost_in_docx)
    counts = f"{result.characters:>7} {result.pages:>5} {result.findings:>5} {len(lost_in[0]):>8} {len(lost_in[1]):>9}"
    print(f"{counts}  {path.name}")
    for kind, what in zip(("PDF", "DOCX"), lost_in, strict=True):
        if what:
            print(f"{'':8}{kind}: {ascii(what[:60]) if not what.isprintable() else what[:60]}")
    return int(bool(set("".join(lost_in)) - _BETWEEN_NAMES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
