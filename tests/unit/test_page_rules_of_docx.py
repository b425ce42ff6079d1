"""What a DOCX says of its page is held against the clauses; both systems of margins are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.reading import read_source
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.findings import Severity
from oa_desktop.domain.registry import OF_PAGES, RULES
from tests.rigs import word_faults
from tests.rigs.page_faults import FILES
from tests.rigs.page_papers import DRAFTS
from tests.rigs.word_faults import DOCUMENT, FAULTS, KEPT, STYLES, Edit, clean, edited, faulty

DATA = Path(__file__).parents[1] / "data"
PAPERS = sorted(DATA.joinpath("papers").glob("*.txt"))
EXAMPLES = sorted(Path(__file__).parents[2].joinpath("resources/examples").glob("*.md"))
WEIGHTY = (Severity.FAULT, Severity.WARNING)
UNSAID = {
    *("sheet.outside", "line.first", "line.last", "body.first-page", "heading.page-end", "closing.alone"),
    *("imprint.even-page", "copy-number.line", "annex-title.line"),
}
"""What depends on where a word processor ends its lines and pages."""


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


def test_the_files_are_those_of_the_faults() -> None:
    stale = {name for name, data in word_faults.files() if (FILES / name).read_bytes() != data}
    assert stale == set(), "run: python -m tests.rigs.word_faults"


def test_most_page_rules_have_a_fault_in_a_docx() -> None:
    assert set(FAULTS) <= set(OF_PAGES)
    assert not UNSAID & set(FAULTS)


def test_the_margins_of_gb_t_33476_are_right_too() -> None:
    moved = edited(
        clean("plain"),
        Edit(DOCUMENT, r'w:top="2098"', 'w:top="1960"'),
        Edit(DOCUMENT, r'w:bottom="1984"', 'w:bottom="1847"'),
        Edit(DOCUMENT, r'w:before="1838"', 'w:before="1976"'),
        Edit(STYLES, r'w:line="579"', 'w:line="589"'),
    )
    assert [one for one in inspect_file(moved, "a.docx") if one.severity in WEIGHTY] == []


@pytest.mark.parametrize("path", [*PAPERS, *EXAMPLES], ids=lambda path: path.stem)
def test_our_docx_of_real_papers_breaks_no_clause(path: Path) -> None:
    data = write_docx(read_source(path.read_bytes(), path.name).manuscript, DocxOptions(sealed=True))
    assert [one for one in inspect_file(data, path.name) if one.severity is Severity.FAULT] == []


def test_a_docx_that_is_broken_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        inspect_file(clean("short")[: len(clean("short")) // 2], "a.docx")
    assert caught.value.code == "source.damaged"
