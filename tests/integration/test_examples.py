"""The papers that are shipped as examples: one of every kind, right in every element, drawn as reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.cli.program import run
from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut
from oa_desktop.docs.printing import printed_elements
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.documents.document import complete
from oa_desktop.domain.documents.kinds import DocumentKind, PageFormat
from oa_desktop.domain.manuscript import Table
from tests.golden.renew_pages import EXAMPLES, PLACE, example, laid_out, shown

PATHS = sorted(EXAMPLES.glob("*.md"))
every_example = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def laid(path: Path) -> LaidOut:
    return laid_out(example(path), shipped_fonts())


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_has_an_example_named_after_it(kind: DocumentKind) -> None:
    (path,) = EXAMPLES.glob(f"[0-9][0-9]-{kind}.md")
    document = complete(example(path)).document
    assert document is not None
    assert document.kind is kind


def test_every_format_has_an_example_and_so_have_joint_papers_and_tables() -> None:
    papers = [printed_elements(example(path)) for path in PATHS]
    assert {paper.page_format for paper in papers} == set(PageFormat)
    assert any(paper.mark and len(paper.mark.organs) > 1 for paper in papers)
    assert any(len(paper.signers) > 1 for paper in papers)
    assert any(isinstance(block, Table) for paper in papers for annex in paper.annexes for block in annex.body)


@every_example
def test_nothing_at_all_is_found_in_an_example(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(path)]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("没有发现问题。\n", "")


@every_example
@pytest.mark.parametrize("ending", ["pdf", "ofd", "docx"])
def test_an_example_is_written_in_every_form(path: Path, ending: str, tmp_path: Path) -> None:
    output = tmp_path / f"样例.{ending}"
    assert run(["render", str(path), "-o", str(output)]) == 0
    assert output.stat().st_size > 5000


@every_example
def test_the_pages_are_as_reviewed(path: Path) -> None:
    """Renew with ``python -m tests.golden.renew_pages``; look at the pages before keeping the difference."""
    assert shown(laid(path)) == (PLACE / f"{path.stem}.txt").read_text(encoding="utf-8")


def test_every_golden_page_has_its_example() -> None:
    assert {path.stem for path in PLACE.glob("*.txt")} == {path.stem for path in PATHS}


@every_example
def test_the_first_page_shows_text_and_the_imprint_ends_the_last(path: Path) -> None:
    pages = laid(path).pages
    assert pages[0].of(Element.BODY)
    imprinted = [page.number for page in pages if page.of(Element.IMPRINT)]
    assert imprinted in ([], [len(pages)])


@every_example
def test_no_page_of_an_example_is_blank(path: Path) -> None:
    assert [page.number for page in laid(path).pages if not page.runs] == []


@every_example
def test_an_example_written_as_docx_is_read_back_the_same(path: Path) -> None:
    manuscript = example(path)
    again = read_file(write_docx(manuscript), "来文.docx").manuscript
    assert printed_elements(again) == printed_elements(manuscript)
