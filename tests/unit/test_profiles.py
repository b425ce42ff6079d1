"""The files of the rule profiles are checked with line and column, and laid over each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.bootstrap.resources import USUAL_PROFILE, build_profile
from oa_desktop.catalogue.profiles import check_profile, load_profile
from oa_desktop.domain.documents.findings import Layer, Severity
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.registry import RULES
from oa_desktop.i18n.resources import resource_path

SHIPPED = sorted(resource_path("profiles").glob("*.yaml"))


@pytest.fixture
def written(tmp_path):
    def write(text: str, name: str = "county.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_profile_that_is_shipped_is_right(path: Path) -> None:
    assert check_profile(path) == ()
    assert load_profile(path).name


def test_the_nation_asks_for_every_rule() -> None:
    assert load_profile(resource_path("profiles/national.yaml")).rules == RULES


def test_the_profile_of_the_unit_asks_for_what_the_nation_asks_for_until_the_office_changes_it() -> None:
    assert build_profile(USUAL_PROFILE).rules == RULES


def test_the_county_example_lies_over_the_province_example() -> None:
    profile = load_profile(resource_path("profiles/county-example.yaml"))
    assert profile.figure("title.too-long", "most") == 50
    assert profile.rules["title.too-long"].layer is Layer.PROVINCE
    assert profile.rules["recipients.several"].severity is Severity.ADVICE
    assert "punctuation.half-width" not in profile.rules


def test_the_nation_has_nothing_wait_and_the_county_example_two_acts() -> None:
    assert load_profile(resource_path("profiles/national.yaml")).stopped == frozenset()
    county = load_profile(resource_path("profiles/county-example.yaml"))
    assert county.stopped == {"submit", "issue"}
    assert county.rules["report.asks"].blocks
    assert not county.rules["recipients.several"].blocks


def test_a_county_may_let_pass_what_the_province_has_mended_first(written) -> None:
    written(
        "name: 省\nlayer: 省级\nrules:\n  number.year:\n    blocks: 是\n  date.blank:\n    blocks: 是\n",
        "province.yaml",
    )
    text = "name: 县\nlayer: 县级\nover: province\nstops: [送审]\nrules:\n  number.year:\n    blocks: 否\n"
    profile = load_profile(written(text))
    assert (profile.rules["number.year"].blocks, profile.rules["date.blank"].blocks) == (False, True)
    assert profile.rules["date.blank"].layer is Layer.PROVINCE
    assert profile.stopped == {"submit"}


HEAD = "name: 县\nlayer: 县级\nrules:\n"


@pytest.mark.parametrize(
    ("text", "rule", "spot"),
    [
        ("  number.moon:\n    on: 否\n", "profile-file.unknown-rule", (4, 3)),
        ("  title.too-long:\n    severity: 错误\n", "profile-file.raised", (5, 15)),
        ("  title.too-long:\n    figures:\n      least: '3'\n", "profile-file.unknown-figure", (6, 7)),
        ("  title.too-long:\n    figures:\n      most: many\n", "resource.value-form", (6, 13)),
        ("  title.too-long:\n    on: maybe\n", "resource.choice", (5, 9)),
        ("  title.too-long:\n    blocks: maybe\n", "resource.choice", (5, 13)),
        ("  title.too-long:\n    blocks: 是\nstops: [归档]\n", "resource.choice", (6, 9)),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column(written, text, rule, spot):
    (told,) = check_profile(written(HEAD + text))
    assert (told.rule, (told.place.lines[0], told.place.column)) == (rule, spot)


@pytest.mark.parametrize("base", ["moon", "county"])
def test_a_profile_over_none_or_over_itself_is_refused(written, base):
    path = written(f"name: 县\nlayer: 县级\nover: {base}\n")
    with pytest.raises(Refused) as refused:
        load_profile(path)
    assert refused.value.params["finding"].rule == "profile-file.base"


def test_a_base_whose_name_no_disk_takes_is_refused(written):
    with pytest.raises(Refused):
        load_profile(written(f"name: 县\nlayer: 县级\nover: {'a' * 300}\n"))


def test_two_profiles_over_each_other_are_refused(written):
    written("name: 省\nlayer: 省级\nover: county\n", "province.yaml")
    with pytest.raises(Refused):
        load_profile(written("name: 县\nlayer: 县级\nover: province\n"))
