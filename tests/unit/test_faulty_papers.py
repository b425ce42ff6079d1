"""Each faulty paper has one fault, which is found; in its clean twin nothing is found that weighs."""

from __future__ import annotations

import pytest

from oa_desktop.docs.reading import read_source
from oa_desktop.domain.manuscript import with_digests
from oa_desktop.domain.registry import RULES
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.typed import as_typed
from tests.rigs.faulty import FOLDER, WEIGHTY, files

PLANTED = sorted(path.name.removesuffix(".faulty.md") for path in FOLDER.glob("*.faulty.md"))


def weighty(name: str) -> list[tuple[str, str]]:
    reading = read_source((FOLDER / name).read_bytes(), name)
    found = inspect(as_typed(with_digests(reading.manuscript, {}), reading.findings))
    return [(one.rule, one.clause) for one in found if one.severity in WEIGHTY]


@pytest.mark.parametrize("rule", PLANTED)
def test_the_planted_fault_is_found_with_its_clause_and_no_other(rule: str) -> None:
    assert set(weighty(f"{rule}.faulty.md")) == {(rule, RULES[rule].clause)}


@pytest.mark.parametrize("rule", PLANTED)
def test_nothing_that_weighs_is_found_in_the_clean_twin(rule: str) -> None:
    assert weighty(f"{rule}.clean.md") == []


def test_the_papers_are_those_of_the_examples() -> None:
    stale = {name for name, text in files().items() if (FOLDER / name).read_text("utf-8") != text}
    assert stale == set(), "run: python -m tests.rigs.faulty"
    assert len(PLANTED) >= 60
