"""Papers written as DOCX in a :class:`~tests.rigs.word.looks.Look`, element by element, as raw XML."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from docx import Document
from lxml import etree

from oa_desktop.domain.manuscript import Manuscript
from tests.rigs.word.bodies import block_xml, counted_by_word
from tests.rigs.word.closings import attachment_note, closing
from tests.rigs.word.ends import annex_xml, imprint
from tests.rigs.word.heads import mark, number_line, recipients, title
from tests.rigs.word.looks import Look
from tests.rigs.word.text import CENTRED, NUMBERING, STYLES
from tests.rigs.word_files import NAMESPACES, STRICT, WORD, p, packed, r, unpacked, word_file


def word_paper(paper: Manuscript, look: Look) -> bytes:
    """Return a paper as a DOCX of a look."""
    counted = counted_by_word([*paper.body, *(block for annex in paper.annexes for block in annex.body)])
    parts = [
        *mark(paper, look),
        *number_line(paper, look),
        *title(paper.title, look),
        *recipients(paper, look),
        *(xml for block in paper.body for xml in block_xml(block, look, counted)),
        *attachment_note(paper, look),
        *closing(paper, look),
        *(
            xml
            for number, annex in enumerate(paper.annexes, 1)
            for xml in annex_xml(paper, annex, (number, counted), look)
        ),
        *imprint(paper, look),
    ]
    return _AROUND.get(look.around, _plain_around)("".join(parts))


def _plain_around(body: str) -> bytes:
    return word_file(body, styles=STYLES, numbering=NUMBERING)


def _strict(body: str) -> bytes:
    files = unpacked(_plain_around(body))
    return packed({name: data.replace(WORD.encode(), STRICT.encode()) for name, data in files.items()})


def _furniture(body: str) -> bytes:
    page = p(
        r("— "), '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>', r(" —"), properties=CENTRED
    )
    return word_file(body, styles=STYLES, numbering=NUMBERING, header=p(""), footer=page)


def _wide(body: str) -> bytes:
    files = unpacked(_plain_around(body))
    text = '<?xml version="1.0" encoding="UTF-16"?>' + files["word/document.xml"].decode()
    return packed({**files, "word/document.xml": text.encode("utf-16")})


def _renamed(body: str) -> bytes:
    files = unpacked(_plain_around(body))
    moved = {name.replace("word/document.xml", "word/document2.xml"): data for name, data in files.items()}
    return packed({name: data.replace(b"word/document.xml", b"word/document2.xml") for name, data in moved.items()})


def _page_numbers(body: str) -> bytes:
    """Return a file in whose footer a page number stands in a field of several runs, beside other words."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    field = f"{begin}<w:r><w:instrText> PAGE </w:instrText></w:r>{end}"
    return word_file(body, styles=STYLES, numbering=NUMBERING, header=p("内部资料"), footer=p(r("第"), field, r("页")))


def _templated(body: str) -> bytes:
    """Return a file that begins with the template of python-docx: its styles, theme, settings and section."""
    document = Document()
    held = etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>")
    for place, one in enumerate(list(held)):
        document.element.body.insert(place, one)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_AROUND: Mapping[str, Callable[[str], bytes]] = {
    "cell": lambda body: _plain_around(f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"),
    "control": lambda body: _plain_around(f"<w:sdt><w:sdtPr/><w:sdtContent>{body}</w:sdtContent></w:sdt>"),
    "strict": _strict,
    "furniture": _furniture,
    "change-marked": lambda body: _plain_around(body.replace("<w:pPr>", '<w:pPr><w:rPr><w:ins w:id="7"/></w:rPr>')),
    "bare": word_file,
    "wide-encoding": _wide,
    "renamed": _renamed,
    "columns": lambda body: _plain_around(body + '<w:sectPr><w:cols w:num="2"/><w:docGrid w:type="lines"/></w:sectPr>'),
    "page-numbers": _page_numbers,
    "templated": _templated,
    "smart": lambda body: _plain_around(f'<w:customXml w:element="paper">{body}</w:customXml>'),
}
