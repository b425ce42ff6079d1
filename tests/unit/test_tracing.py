"""Traces of a chain of texts: every text can be had again from them, and nothing is told twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.texts.aligning import Unit
from oa_desktop.domain.texts.tracing import TracedPassage, trace

LINES = st.lists(st.text(alphabet="甲乙丙丁戊。", max_size=12), max_size=5)
CHAINS = st.lists(LINES, min_size=1, max_size=5)


def units(*lines: str) -> list[Unit]:
    return [Unit("", line) for line in lines]


def text_at(one: TracedPassage, version: int) -> str:
    return "".join(each.text for each in one.stretches if each.stands_in(version))


@settings(max_examples=300, deadline=None)
@given(chain=CHAINS, ends_meet=st.booleans())
def test_every_version_can_be_had_again_in_its_order(chain: list[list[str]], ends_meet: bool) -> None:
    traced = trace([units(*lines) for lines in chain], ends_meet=ends_meet)
    for version, lines in enumerate(chain):
        standing = [one for one in traced if version in one.versions]
        assert [text_at(one, version) for one in standing] == lines
        assert [one.places[version - one.came] for one in standing] == list(range(len(lines)))


@settings(max_examples=200, deadline=None)
@given(chain=CHAINS)
def test_what_went_with_its_passage_went_no_later(chain: list[list[str]]) -> None:
    for one in trace([units(*lines) for lines in chain]):
        assert all(each.came >= one.came for each in one.stretches)
        assert one.went is None or all(each.went is not None and each.went <= one.went for each in one.stretches)


def test_what_one_put_in_and_another_took_out_is_known_of_both() -> None:
    (one,) = trace([units("请办理。"), units("请抓紧办理。"), units("请抓紧研究办理。"), units("请研究办理。")])
    assert [(each.text, each.came, each.went) for each in one.stretches] == [
        ("请", 0, None),
        ("抓紧", 1, 3),
        ("研究", 2, None),
        ("办理。", 0, None),
    ]


def test_passages_of_different_kinds_are_never_one_another() -> None:
    traced = trace([[Unit("段", "同样的话。")], [Unit("表", "同样的话。")]])
    assert [(one.kind, one.came, one.went) for one in traced] == [("段", 0, 1), ("表", 1, None)]


def test_last_passages_are_a_pair_where_ends_must_meet() -> None:
    (one,) = trace([units("甲乙"), units("丙丁")], ends_meet=True)
    assert (one.came, one.went) == (0, None)
