"""A score is read from the journals alone: each kind of condition, what hints cost, and what caps the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from oa_desktop.domain.actions import exercising as act
from oa_desktop.domain.actions import handling as h
from oa_desktop.domain.actions import together as t
from oa_desktop.domain.actions.declaration import Action, Scope, declaration_of
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.entry import Actor, ActorKind, Entry
from oa_desktop.domain.history import header_of, payload_of
from oa_desktop.domain.ids import ActId, DeviceId, Digest, DossierId, EntryId, PersonId, UnitId
from oa_desktop.domain.ids import dossier_journal as dossier_of
from oa_desktop.domain.ids import exercise_journal as exercise_of
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training import conditions as ask
from oa_desktop.domain.training.exercise import (
    Check,
    Exercise,
    Guidance,
    Happening,
    Hint,
    Mode,
    Part,
    Question,
    QuestionKind,
    Readiness,
    Run,
)
from oa_desktop.domain.training.record import Record
from oa_desktop.training.declaring import points_in_words
from oa_desktop.training.scoring import score
from tests.fakes.office import FLOW

UNIT, DOSSIER, TEXT = UnitId("county"), DossierId("notice"), Digest("ab" * 32)
BEGIN = datetime.fromisoformat("2026-06-08T08:30:00+08:00")
PARTS = (
    Part(id="drafter", name="拟稿人", account="lin"),
    Part(id="bureau", name="会签部门", account="ding", persona="x"),
)
PEOPLE = {"lin": PersonId("person lin"), "ding": PersonId("person ding")}
COUNTERSIGNED = ask.Pattern(acts=("countersign",), document="notice", by=("bureau",), said={"stance": ("同意",)})
SUBMITTED = ask.Pattern(acts=("submit",), document="notice")


def journal(*done: tuple[str, Action] | tuple[str, Action, str]) -> tuple[Entry, ...]:
    """Return what people did, by account, a minute apart; a third word names the act that several entries share."""
    found = []
    for minute, (account, action, *shared) in enumerate(done):
        of_exercise = declaration_of(action).scope is Scope.EXERCISE
        at = exercise_of(UNIT) if of_exercise else dossier_of(DOSSIER)
        declared = declaration_of(action)
        found.append(
            Entry(
                realm=Realm.TRAINING,
                unit=UNIT,
                journal=at,
                id=EntryId(f"entry {minute}"),
                device=DeviceId("seat"),
                seq=minute + 1,
                act=ActId(shared[0] if shared else f"act {minute}"),
                actor=Actor(kind=ActorKind.PERSON, person=PEOPLE[account]),
                kind=declared.kind,
                version=declared.version,
                merges=True,
                payload=payload_of(action, at),
                claimed_time=(BEGIN + timedelta(minutes=minute)).isoformat(),
                time_source="script",
                key="",
                **header_of(action),
            )
        )
    return tuple(found)


def worked(*done: tuple[Any, ...], **more: Any) -> Record:
    """Return the record of a run in which a notice was drafted before anything else."""
    begun = ("lin", h.Draft(dossier=DOSSIER, flow=FLOW, department="", source=TEXT, particulars=Particulars()), "draft")
    return Record(entries=journal(begun, ("lin", act.WorkOn(material="notice"), "draft"), *done), people=PEOPLE, **more)


def exercise(*checks: Check, **more: Any) -> Exercise:
    run = Run(acts=(), score=100)
    return Exercise(
        id="card", version="1", lesson="", title="t", goal="g", brief="b", level="入门", minutes=15, begin=BEGIN,
        world="county.yaml", readiness=Readiness.DRAFT, parts=PARTS, checks=checks, reference=run, bad=run, **more,
    )  # fmt: skip


def check(condition: ask.Condition, points: int = 100, **more: Any) -> Check:
    return Check(**{"id": "c", "asks": "a", "points": points, "condition": condition, "why": "w", "mend": "m", **more})


def points(condition: ask.Condition, record: Record, **more: Any) -> int:
    return score(exercise(check(condition), **more), record).total


def countersign(stance: str = "同意") -> t.Countersign:
    return t.Countersign(dossier=DOSSIER, stance=t.Stance(stance), opinion="资金渠道已经写明，同意。")


SUBMIT = h.SubmitForReview(dossier=DOSSIER)


@pytest.mark.parametrize(("roles", "found"), [(("bureau",), 100), (("bureau", "drafter"), 100), (("drafter",), 0)])
def test_an_act_may_be_asked_of_one_of_several_roles(roles: tuple[str, ...], found: int) -> None:
    asked = ask.Happened(pattern=ask.Pattern(acts=("countersign",), document="notice", by=roles))
    assert points(asked, worked(("ding", countersign()))) == found


def test_an_act_counts_by_its_kind_its_document_who_did_it_and_what_it_says():
    asked = ask.Happened(pattern=COUNTERSIGNED)
    assert points(asked, worked(("ding", countersign()))) == 100
    assert points(asked, worked(("ding", countersign("不同意")))) == 0
    assert points(asked, worked(("lin", countersign()))) == 0
    assert points(asked, worked()) == 0


@pytest.mark.parametrize(
    "typed", ["松原县水务局", "松原县水务局 2份", "松原县水务局　000003—000004", "云岭镇、松原县水务局"]
)
def test_recipients_are_told_by_their_names_however_copies_and_numbers_are_written(typed: str) -> None:
    sent = worked(("lin", h.Dispatch(dossier=DOSSIER, recipients=("石桥乡人民政府 2份", typed))))
    pattern = ask.Pattern(acts=("dispatch",), document="notice", said={"recipients": ("松原县水务局",)})
    assert points(ask.Absent(pattern=pattern), sent) == 0
    everybody = ask.Pattern(acts=("dispatch",))
    assert points(ask.Says(ideas=(("松原",), ("石桥乡",)), words_of=everybody, field="recipients"), sent) == 100
    assert points(ask.Says(ideas=(("松原",), ("白浪",)), words_of=everybody, field="recipients"), sent) == 50


def test_what_must_not_be_done_caps_the_whole_where_it_was():
    forbidden = check(ask.Absent(pattern=SUBMITTED), points=10, cap=59)
    whole = exercise(check(ask.Happened(pattern=COUNTERSIGNED), points=90, id="d"), forbidden)
    done = score(whole, worked(("ding", countersign()), ("lin", SUBMIT)))
    assert (done.cap, done.total, done.has_passed) == (59, 59, False)
    assert score(whole, worked(("ding", countersign()))).cap is None


@pytest.mark.parametrize(("times", "earned"), [(0, 0), (1, 50), (2, 100), (3, 50)])
def test_of_acts_that_are_to_be_done_so_often_each_counts_and_each_too_many_is_taken_off(times, earned):
    asked = ask.Counted(pattern=COUNTERSIGNED, least=2, most=2)
    assert points(asked, worked(*[("ding", countersign())] * times)) == earned


def test_the_order_is_that_of_the_last_time_that_each_was_done():
    asked = ask.InOrder(patterns=(COUNTERSIGNED, SUBMITTED))
    assert points(asked, worked(("lin", SUBMIT), ("ding", countersign()), ("lin", SUBMIT))) == 100
    assert points(asked, worked(("lin", SUBMIT), ("ding", countersign()))) == 0
    assert points(asked, worked(("lin", SUBMIT))) == 0


@pytest.mark.parametrize(("minutes", "earned"), [(2, 100), (1, 0)])
def test_a_limit_is_counted_from_the_first_act_to_the_next_one_behind_it(minutes, earned):
    done = worked(("lin", SUBMIT), ("ding", countersign("不同意")), ("ding", countersign()))
    assert points(ask.Within(begin=SUBMITTED, then=COUNTERSIGNED, minutes=minutes), done) == earned


def test_an_element_is_as_it_should_be_spaces_apart():
    done = worked(texts={TEXT: Manuscript(title="清源县财政局\n关于资金管理的通知", recipients="各乡镇人民政府")})
    title = {"document": "notice", "element": "title"}
    assert points(ask.Element(**title, one_of=("清源县财政局关于资金管理的通知",)), done) == 100
    assert points(ask.Element(**title, has=("关于", "通知"), lacks=("请示",)), done) == 100
    assert points(ask.Element(**title, has=("请示",)), done) == 0
    assert points(ask.Element(document="notice", element="recipients", lacks=("各乡镇",)), done) == 0


def test_of_several_rules_each_that_finds_something_costs_its_share_and_says_which():
    asked = ask.Clean(document="notice", rules=("a", "b", "c", "d"))
    found = score(exercise(check(asked)), worked(findings={TEXT: ("b", "z", "b")}))
    assert (found.total, found.results[0].lost) == (75, ("b",))
    assert points(asked, worked()) == 0, "a text that nobody looked at is not clean"


def test_ideas_count_by_any_of_their_words_in_a_text_or_in_what_was_said():
    asked = ask.Says(ideas=(("资金渠道", "资金来源"), ("审计",)), words_of=COUNTERSIGNED)
    found = score(exercise(check(asked)), worked(("ding", countersign())))
    assert (found.total, found.results[0].lost) == (50, ("审计",))


QUESTION = {"text": "?", "why": "!"}


@pytest.mark.parametrize(
    ("kind", "right", "given", "earned"),
    [
        (QuestionKind.ONE, ("b",), ("b",), 100),
        (QuestionKind.ONE, ("b",), ("a",), 0),
        (QuestionKind.SEVERAL, ("a", "b", "c", "d"), ("a", "b", "c"), 75),
        (QuestionKind.SEVERAL, ("a", "b"), ("a", "b", "z"), 50),
        (QuestionKind.SEVERAL, ("a",), ("y", "z"), 0),
        (QuestionKind.SORT, ("x=1", "y=2"), ("x=1", "y=1"), 50),
        (QuestionKind.ORDER, ("a", "b"), ("b", "a"), 0),
        (QuestionKind.PHRASE, (), (), 100),
        (QuestionKind.PHRASE, (), ("too-short",), 0),
    ],
)
def test_answers_count_as_their_question_is_asked(kind, right, given, earned):
    question = Question(id="q", kind=kind, answers=right, **QUESTION)
    done = worked(("lin", act.AnswerQuestion(question="q", answers=given)))
    assert points(ask.Answered(question="q"), done, questions=(question,)) == earned


def test_the_last_answer_counts_and_none_is_no_answer():
    question = Question(id="q", kind=QuestionKind.ONE, answers=("b",), **QUESTION)
    twice = [("lin", act.AnswerQuestion(question="q", answers=(one,))) for one in "ab"]
    assert points(ask.Answered(question="q"), worked(*twice), questions=(question,)) == 100
    assert points(ask.Answered(question="q"), worked(), questions=(question,)) == 0


@pytest.mark.parametrize(("mode", "total"), [(Mode.ALONE, 93), (Mode.GUIDED, 100)])
def test_a_hint_costs_its_points_once_and_nothing_where_one_is_led(mode, total):
    step = Guidance(id="s", title="t", text="x", hints=(Hint(text="1", cost=2), Hint(text="2", cost=5)))
    begun = act.BeginExercise(exercise="card", edition="1", digest=TEXT, mode=mode.value, variant=0)
    hints = [("lin", act.TakeHint(step="s", number=number)) for number in (1, 2, 2)]
    done = worked(("lin", begun), *hints, ("ding", countersign()))
    assert points(ask.Happened(pattern=COUNTERSIGNED), done, guidance=(step,)) == total


def test_a_check_is_not_asked_where_what_it_needs_failed():
    first = check(ask.Happened(pattern=COUNTERSIGNED), points=50, id="first")
    then = check(ask.Absent(pattern=SUBMITTED), points=50, id="then", needs="first")
    found = score(exercise(first, then), worked())
    assert [(one.passed, one.points) for one in found.results] == [(False, 0), (None, 0)]


def test_what_a_person_judges_stays_open_until_they_have_and_then_counts_as_they_gave():
    judged = exercise(check(ask.Judged(levels=tuple(ask.Level(name=one) for one in "好中差")), points=20, id="words"))
    found = score(judged, worked())
    assert (found.open_points, found.total, found.is_undecided) == (20, 0, False), "20 points pass nobody"
    assert replace(found, open_points=60).is_undecided
    assert not replace(found, open_points=60, cap=59).is_undecided
    assert [points_in_words(one) for one in found.results] == ["待评/20"]
    assert [points_in_words(one) for one in score(judged, worked(), {"words": 10}).results] == ["10/20"]
    assert [score(judged, worked(), {"words": given}).total for given in (20, 10, 0)] == [20, 10, 0]
    levels = [judged.checks[0].condition.points_of(place, 20) for place in range(3)]
    assert levels == [20, 10, 0], "levels that say no points lie evenly apart"
    by_program = exercise(check(ask.Happened(pattern=SUBMITTED), cap=59))
    assert [score(by_program, worked(), {"c": given}).total for given in (90, 100)] == [59, 100], "the cap is lifted"


def test_the_order_in_which_entries_are_given_changes_nothing():
    done = worked(("lin", SUBMIT), ("ding", countersign()), ("lin", SUBMIT))
    turned = Record(entries=tuple(reversed(done.entries)), people=PEOPLE)
    asked = exercise(check(ask.InOrder(patterns=(COUNTERSIGNED, SUBMITTED))))
    assert score(asked, turned) == score(asked, done)


def test_a_second_run_in_a_store_is_scored_by_its_own_entries_and_not_by_those_before():
    whole = worked(("lin", SUBMIT), ("ding", countersign()))
    first = Record(entries=whole.entries[:-1], people=PEOPLE)
    again = whole.behind(first)
    assert [one.kind for one in again.entries] == ["countersign"]
    assert points(ask.Happened(pattern=ask.Pattern(acts=("submit",))), again) == 0


def test_runs_share_a_store_unless_somebody_else_plays_or_something_waits_for_an_act():
    alone = replace(exercise(), parts=PARTS[:1])
    by_clock = Happening(id="call", name="来电", after=5)
    assert replace(alone, happenings=(by_clock,)).is_for_one
    assert not replace(alone, happenings=(replace(by_clock, behind=SUBMITTED),)).is_for_one
    assert not exercise().is_for_one
