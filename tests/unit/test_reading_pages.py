"""Pages that came in, as OFD or PDF: their elements and paragraphs are read as the page shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.manuscript import Table
from tests.integration.test_page_in_pdf import NOTICE
from tests.printed import PAPERS, WRITERS, elements, printed

pytestmark = pytest.mark.parametrize("kind", WRITERS)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_papers_of_every_kind_come_back_as_they_went_out(paper: Path, kind: str) -> None:
    manuscript = read_source(paper.read_bytes(), paper.name).manuscript
    assert elements(read_file(printed(kind, manuscript), f"来文.{kind}").manuscript) == elements(manuscript)


def test_seals_and_marks_across_the_page_are_no_text(kind: str) -> None:
    data = printed(kind, NOTICE, seal="清源县人民政府办公室", watermark="演示")
    assert elements(read_file(data).manuscript) == elements(read_file(printed(kind, NOTICE)).manuscript)


def test_a_table_over_several_pages_is_one_with_one_head(kind: str) -> None:
    table = read_file(printed(kind, NOTICE)).manuscript.annexes[1].body[0]
    assert isinstance(table, Table)
    assert (len(table.rows), table.rows[0], table.rows[-1]) == (61, ("序号", "单位"), ("59", "单位59"))
