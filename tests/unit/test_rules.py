"""Every rule on content finds its bad example and leaves the good one alone; what can be mended is mended."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.documents.profile import NATIONAL, Change
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span
from oa_desktop.domain.registry import OF_DOCUMENTS, OF_TEXTS, RULES, Layer
from oa_desktop.domain.rules import inspect
from oa_desktop.domain.rules.mending import MENDS, all_mended, mended
from oa_desktop.domain.texts.element_names import FIELDS
from oa_desktop.i18n.problems import findings, problems
from tests.rigs.examples import Example, bases, examples, read

PARAMETER = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")
CONTENT = {**OF_DOCUMENTS, **OF_TEXTS}
BAD = [one for one in examples() if one.is_bad]
GOOD = [one for one in examples() if not one.is_bad]


def found(manuscript: Manuscript) -> set[str]:
    return {one.rule for one in inspect(manuscript)}


@pytest.mark.parametrize("kind", bases())
def test_nothing_is_found_in_a_paper_that_is_right(kind: str) -> None:
    assert inspect(read(bases()[kind])) == ()


@pytest.mark.parametrize("example", BAD, ids=str)
def test_a_rule_finds_its_bad_example_and_says_what_is_wrong(example: Example) -> None:
    told = [one for one in example.found if one.rule == example.rule]
    assert told
    for one in told:
        words = findings().get(one.rule) or problems()[one.rule]
        assert words.what and words.why and words.do
        assert set(PARAMETER.findall(words.what + words.why + words.do)) <= one.params.keys()


@pytest.mark.parametrize("example", GOOD, ids=str)
def test_a_rule_leaves_its_look_alike_alone_and_so_do_all_that_weigh(example: Example) -> None:
    told = example.found
    assert example.rule not in {one.rule for one in told}
    assert [one for one in told if one.severity is not Severity.ADVICE] == []


def test_every_rule_on_content_has_a_bad_example_and_a_good_one() -> None:
    assert {one.rule for one in BAD} == CONTENT.keys()
    assert {one.rule for one in GOOD} == CONTENT.keys()


@pytest.mark.parametrize("example", [one for one in BAD if one.rule in MENDS], ids=str)
def test_what_is_mended_is_found_no_more_and_mending_again_changes_nothing(example: Example) -> None:
    after = MENDS[example.rule](example.manuscript)
    assert found(after) <= found(example.manuscript) - {example.rule}
    assert MENDS[example.rule](after) == after


@pytest.mark.parametrize("example", [one for one in BAD if one.rule in MENDS], ids=str)
def test_what_was_found_is_mended_where_it_stands_and_nowhere_else(example: Example) -> None:
    places = {place(one) for one in example.found if one.rule == example.rule}
    first = next(one for one in example.found if one.rule == example.rule)
    after = mended(example.manuscript, first)
    assert {place(one) for one in inspect(after) if one.rule == example.rule} <= places - {place(first)}
    assert mended(after, first) == after
    assert all_mended(example.manuscript, example.found) != example.manuscript


def place(one: Finding) -> tuple[str, int]:
    """The paragraph, or the element with all its names."""
    return one.place.name, 0 if one.place.name in FIELDS else one.place.paragraph


@pytest.mark.parametrize("rule", MENDS)
def test_a_mend_leaves_papers_alone_that_are_right(rule: str) -> None:
    for paper in map(read, bases().values()):
        assert MENDS[rule](paper) == paper


def test_every_mend_is_of_a_rule_on_content() -> None:
    assert MENDS.keys() <= CONTENT.keys()


def test_an_empty_manuscript_is_inspected_and_nothing_fails() -> None:
    assert found(Manuscript()) >= {"element.missing", "kind.unknown"}


def test_every_finding_says_where_and_weighs_what_its_rule_weighs() -> None:
    for example in BAD:
        for one in example.found:
            assert one.place.name
            assert (one.severity, one.clause) == (RULES[one.rule].severity, RULES[one.rule].clause)


# --- profiles ------------------------------------------------------------------------------------------------------


def test_a_rule_that_a_county_switched_off_finds_nothing() -> None:
    profile = NATIONAL.overlaid("县", Layer.COUNTY, {"number.brackets": Change(on=False)})
    wrong = next(one for one in BAD if one.rule == "number.brackets").manuscript
    assert "number.brackets" not in {one.rule for one in inspect(wrong, profile)}


def test_a_finding_says_which_layer_asked_and_weighs_what_that_layer_says() -> None:
    profile = NATIONAL.overlaid("省", Layer.PROVINCE, {"number.brackets": Change(severity=Severity.ADVICE)})
    wrong = next(one for one in BAD if one.rule == "number.brackets").manuscript
    (told,) = [one for one in inspect(wrong, profile) if one.rule == "number.brackets"]
    assert (told.layer, told.severity) == (Layer.PROVINCE, Severity.ADVICE)


def test_a_province_sets_a_figure_and_a_county_below_it_keeps_it() -> None:
    province = NATIONAL.overlaid("省", Layer.PROVINCE, {"title.too-long": Change(figures={"most": 10})})
    county = province.overlaid("县", Layer.COUNTY, {"number.brackets": Change(on=False)})
    right = read(bases()["通知"])
    assert "title.too-long" not in {one.rule for one in inspect(right)}
    (told,) = inspect(right, county)
    assert (told.rule, told.layer, told.params["required"]) == ("title.too-long", Layer.PROVINCE, "10")


def test_a_rule_that_the_province_switched_off_can_be_switched_on_below() -> None:
    province = NATIONAL.overlaid("省", Layer.PROVINCE, {"number.brackets": Change(on=False)})
    county = province.overlaid("县", Layer.COUNTY, {"number.brackets": Change(on=True)})
    assert county.rules["number.brackets"].layer is Layer.COUNTY


# --- the registry and whatever is typed ----------------------------------------------------------------------------

SHORT = {"党政机关公文处理工作": "", "保守国家秘密法": "保密法"}


@pytest.mark.parametrize("rule", [rule for rule, known in CONTENT.items() if known.clause])
def test_the_words_of_a_rule_name_the_clause_of_the_registry(rule: str) -> None:
    clause = CONTENT[rule].clause
    for long, short in SHORT.items():
        clause = clause.replace(long, short)
    assert clause in (findings().get(rule) or problems()[rule]).why


def test_a_rule_without_clause_is_never_said_to_be_demanded() -> None:
    unfounded = {rule for rule, known in CONTENT.items() if not known.clause and known.severity is Severity.FAULT}
    assert unfounded == {"classification.form", "page-format.form", "publicity.form"}, (
        "what the program itself cannot read"
    )


texts = st.one_of(
    st.text(max_size=12), st.sampled_from(["关于的通知", "〔〕第01号", "（一）、", "二〇二六年", "“《", "请请"])
)
blocks = st.lists(st.builds(lambda text: Paragraph(spans=(Span(text=text),)), texts), max_size=4).map(tuple)
papers = st.builds(
    Manuscript,
    **{one.name: texts for one in fields(Manuscript) if one.type == "str"},
    **{one.name: st.lists(texts, max_size=3).map(tuple) for one in fields(Manuscript) if one.type == "tuple[str, ...]"},
    body=blocks,
    annexes=st.lists(st.builds(Annex, title=texts, body=blocks), max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(papers)
def test_whatever_is_typed_is_inspected_and_mended_without_failing(paper: Manuscript) -> None:
    for one in inspect(paper):
        assert one.place.name and one.place.start <= one.place.end
        if one.rule in MENDS:
            assert isinstance(MENDS[one.rule](paper), Manuscript)
