"""What a DOCX says of its page is held against the clauses; both systems of margins are right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.reading import read_source
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Annex, Table
from oa_desktop.domain.registry import OF_PAGES, RULES
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.typed import as_typed
from tests.rigs.page_faults import FILES
from tests.rigs.page_papers import DRAFTS, OVERRUN, PLAIN
from tests.rigs.word_faults import DOCUMENT, FAULTS, KEPT, Edit, clean, edited, faulty

DATA = Path(__file__).parents[1] / "data"
PAPERS = sorted(DATA.joinpath("papers").glob("*.txt"))
EXAMPLES = sorted(Path(__file__).parents[2].joinpath("resources/examples").glob("*.md"))
WEIGHTY = (Severity.FAULT, Severity.WARNING)
UNSAID = {
    *("sheet.outside", "line.first", "line.last", "body.first-page", "heading.page-end", "closing.alone"),
    *("imprint.even-page", "annex.before-imprint", "font.embedded"),
}
"""What depends on where a word processor ends its lines and pages, and on what fonts it has."""
UNSET = {"imprint.between-recipients", "seal.blank"}
"""What our DOCX has no place for, and what the box around a picture does not tell."""


@pytest.mark.parametrize("paper", DRAFTS)
def test_nothing_is_found_in_a_docx_of_ours(paper: str) -> None:
    assert inspect_file(clean(paper), "a.docx") == ()


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_that_a_person_made_in_a_word_processor_is_found(rule: str) -> None:
    assert rule in {one.rule for one in inspect_file(faulty(rule), "a.docx")}


@pytest.mark.parametrize("rule", KEPT)
def test_the_fault_in_a_file_is_found_with_its_clause_and_nothing_in_its_twin(rule: str) -> None:
    found = inspect_file((FILES / f"{rule}.faulty.docx").read_bytes(), rule)
    assert {(one.rule, one.clause) for one in found if one.severity in WEIGHTY} == {(rule, RULES[rule].clause)}
    assert inspect_file((FILES / f"{rule}.clean.docx").read_bytes(), rule) == ()


@pytest.mark.parametrize("rule", KEPT)
def test_what_is_read_of_a_twin_breaks_no_rule_either(rule: str) -> None:
    read = read_file((FILES / f"{rule}.clean.docx").read_bytes(), "twin.docx")
    assert [one.rule for one in inspect(as_typed(read.manuscript, read.findings)) if one.severity in WEIGHTY] == []


def test_every_page_rule_has_a_fault_in_a_docx_but_those_that_it_cannot_say() -> None:
    assert set(OF_PAGES) - set(FAULTS) == UNSAID | UNSET


def test_the_margins_of_the_printed_sheet_are_right_too() -> None:
    moved = edited(
        clean("plain"),
        Edit(DOCUMENT, r'w:top="1960"', 'w:top="2098"'),
        Edit(DOCUMENT, r'w:bottom="1847"', 'w:bottom="1984"'),
        Edit(DOCUMENT, r'w:before="1975"', 'w:before="1838"'),
        Edit(DOCUMENT, r'w:linePitch="592"', 'w:linePitch="579"'),
        Edit(DOCUMENT, r'w:trHeight w:val="137"', 'w:trHeight w:val="1"'),
    )
    assert [one for one in inspect_file(moved, "a.docx") if one.severity in WEIGHTY] == []


@pytest.mark.parametrize("path", [*PAPERS, *EXAMPLES], ids=lambda path: path.stem)
def test_our_docx_of_real_papers_breaks_no_clause(path: Path) -> None:
    data = write_docx(read_source(path.read_bytes(), path.name).manuscript, DocxOptions(sealed=True))
    assert [one for one in inspect_file(data, path.name) if one.severity is Severity.FAULT] == []


def test_a_paragraph_of_an_annex_that_runs_over_the_page_begins_no_other_there() -> None:
    assert inspect_file(write_docx(OVERRUN), "a.docx") == ()


def test_a_docx_that_is_broken_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        inspect_file(clean("short")[: len(clean("short")) // 2], "a.docx")
    assert caught.value.code == "source.damaged"


def test_a_paper_that_ends_with_a_turned_table_is_measured_by_its_upright_pages() -> None:
    table = Table(rows=(("序号", "单位"), ("1", "县教育局")), landscape=True)
    annexed = replace(PLAIN, attachment_notes=("单位表",), annexes=(Annex(title="单位表", body=(table,)),))
    unprinted = replace(annexed, copied_to="", printed_by="", printed_on="")
    assert inspect_file(write_docx(unprinted), "a.docx") == ()
