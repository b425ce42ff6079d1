"""A PDF that came in: its elements and paragraphs as the page shows them; a scanned or locked one is said to be that."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from oa_desktop.docs.fonts import shipped_fonts
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.pdf import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript, Table
from tests.integration.test_page_in_pdf import NOTICE
from tests.unit.test_reading_ofd import PAPERS, elements

TITLE = "关于开展档案检查的通知"


def written(manuscript: Manuscript, **options: object) -> bytes:
    return write_pdf(lay_out(manuscript, shipped_fonts(), LayoutOptions(**options)))  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_papers_of_every_kind_come_back_as_they_went_out(paper: Path) -> None:
    manuscript = read_source(paper.read_bytes(), paper.name).manuscript
    assert elements(read_file(written(manuscript), "来文.pdf").manuscript) == elements(manuscript)


def test_seals_and_marks_across_the_page_are_no_text() -> None:
    data = written(NOTICE, seal="清源县人民政府办公室", watermark="演示")
    assert elements(read_file(data).manuscript) == elements(read_file(written(NOTICE)).manuscript)


def test_a_table_over_several_pages_is_one_with_one_head() -> None:
    table = read_file(written(NOTICE)).manuscript.annexes[1].body[0]
    assert isinstance(table, Table)
    assert (len(table.rows), table.rows[0], table.rows[-1]) == (61, ("序号", "单位"), ("59", "单位59"))


def test_what_was_recognised_and_how_is_said() -> None:
    said = {one.rule: dict(one.params) for one in read_file(written(NOTICE)).findings}
    assert said["source.from-pages"]["kind"] == "PDF"
    assert "标题" in said["source.by-words"]["elements"]


def drawn(text: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, initialFontName="Helvetica")
    canvas.rect(100, 100, 200, 300, fill=1)
    canvas.drawString(100, 700, text)
    canvas.save()
    return buffer.getvalue()


def locked() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn("text"))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user="甲", owner="乙"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (drawn(), "source.no-text"),
        (locked(), "source.locked"),
        (b"%PDF-1.7\nhello", "source.damaged"),
        (b"%PDF", "source.damaged"),
        (written(NOTICE)[:2000], "source.damaged"),
    ],
    ids=["scanned", "locked", "no document", "nothing", "cut"],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_file(data, "来文.pdf")
    assert caught.value.code == code
    assert caught.value.params["name"] == "来文.pdf"
