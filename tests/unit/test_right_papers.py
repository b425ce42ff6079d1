"""Papers in which nothing is wrong, of many kinds and organs: no rule raises what must or should be mended."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.inspect import inspect_sheets
from oa_desktop.docs.inspect.drawn import sheets_of_pages
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.typed import as_typed
from oa_desktop.domain.texts.comparing import OFF_PAGE, compare
from oa_desktop.office.ports.pages import Look

Made = Callable[[Path], dict[str, bytes]]
RIGHT = sorted(Path(__file__).parents[1].joinpath("data/right").glob("*.txt"))


def weighty(found: tuple[Finding, ...]) -> list[str]:
    return [one.rule for one in found if one.severity is not Severity.ADVICE]


@pytest.fixture(scope="module")
def made() -> Made:
    """What makes a PDF, an OFD and a DOCX of a paper, once."""

    @cache
    def files(path: Path) -> dict[str, bytes]:
        paper, renderer = manuscript(path), PageRenderer(shipped_fonts())
        return {
            "pdf": renderer.render(paper, Look()).data,
            "ofd": renderer.render_ofd(paper, Look()).data,
            "docx": renderer.document(paper, Look()),
        }

    return files


def manuscript(path: Path) -> Manuscript:
    return read_source(path.read_bytes(), path.name).manuscript


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_no_rule_on_the_text_finds_anything_that_weighs(path: Path) -> None:
    reading = read_source(path.read_bytes(), path.name)
    assert weighty(inspect(as_typed(reading.manuscript, reading.findings))) == []


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_no_rule_on_its_pages_finds_anything_that_weighs(path: Path) -> None:
    assert weighty(inspect_sheets(sheets_of_pages(lay_out(manuscript(path), shipped_fonts())))) == []


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_no_rule_on_what_was_made_of_it_finds_anything_that_weighs(path: Path, made: Made) -> None:
    assert {kind: weighty(inspect_file(data, path.name)) for kind, data in made(path).items()} == {
        "pdf": [],
        "ofd": [],
        "docx": [],
    }


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_what_was_made_of_it_is_read_back_with_the_same_words(path: Path, made: Made) -> None:
    papers = {kind: read_file(data, path.name).manuscript for kind, data in made(path).items()}
    assert {kind: compare(manuscript(path), paper, OFF_PAGE) for kind, paper in papers.items()} == {
        "pdf": (),
        "ofd": (),
        "docx": (),
    }
