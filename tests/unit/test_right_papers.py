"""Papers in which nothing is wrong, of many kinds and organs: no rule raises what must or should be mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.docs.fonts import shipped_fonts
from oa_desktop.docs.inspect import inspect_sheets
from oa_desktop.docs.inspect.drawn import sheets_of_pages
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.domain.findings import Finding, Severity
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.typed import as_typed
from oa_desktop.office.ports.pages import Look

RIGHT = sorted(Path(__file__).parents[1].joinpath("data/right").glob("*.txt"))


def weighty(found: tuple[Finding, ...]) -> list[str]:
    return [one.rule for one in found if one.severity is not Severity.ADVICE]


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
def test_no_rule_on_its_docx_finds_anything_that_weighs(path: Path) -> None:
    data = PageRenderer(shipped_fonts()).document(manuscript(path), Look())
    assert weighty(inspect_file(data, path.name)) == []
