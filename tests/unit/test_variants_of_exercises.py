"""Which content an exercise has is drawn from the number of its variant."""

from __future__ import annotations

from typing import Any

from oa_desktop.catalogue.exercises import differing, drawn

CASES = [{"字号": "训清财发〔26〕8号", "错": "year"}, {"字号": "训清财发[2026]8号", "错": "brackets"}]


def exercise(**more: Any) -> dict[str, Any]:
    return {"id": "card", "parameters": {"川": ["柳河", "清水河", "白浪河"]}, **more}


def test_what_belongs_to_one_case_is_drawn_together():
    found = [drawn(exercise(cases=CASES), variant) for variant in range(12)]
    pairs = [{name: one[name] for name in ("字号", "错")} for one in found]
    assert all(one in CASES for one in pairs)
    assert all(one in pairs for one in CASES)


def test_cases_leave_what_the_parameters_stand_for_as_it_was():
    assert drawn(exercise(cases=CASES), 3)["川"] == drawn(exercise(), 3)["川"]


def test_whoever_sits_an_exam_again_is_given_content_that_they_have_not_seen():
    numbers = differing(exercise())
    assert len(numbers) == 3
    assert len({drawn(exercise(), one)["川"] for one in numbers}) == 3
    assert differing({"id": "plain"}) == (0,), "where nothing differs it stays what it was"
