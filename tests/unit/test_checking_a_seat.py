"""Before a class every seat is looked at: what it can do, whether it is clear, and that clearing it loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oa_desktop.bootstrap.health import State, health, sound
from oa_desktop.bootstrap.room_check import exercises_whole, is_fit, isolation, room_form, seat
from oa_desktop.bootstrap.sittings import KeptSitting, keep_sitting
from oa_desktop.bootstrap.training import shipped_exercises
from oa_desktop.bootstrap.training_check import Layer
from oa_desktop.bootstrap.training_reset import CLASS_CARD, RESULTS, RUNS, reset_seat
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.training.exercise import Mode
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.stores import DATABASE, LOCK
from oa_desktop.training.course import Enrolment

CARD = "card-title"


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A seat at which somebody practised, in a class, with a result that was not collected."""
    for place in (
        f"{RUNS}/session-5-1/training/{DATABASE}",
        f"{RESULTS}/session-5-1.oaresult",
        CLASS_CARD,
        "own/x.yaml",
    ):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    return tmp_path


def break_off(folder: Path) -> None:
    sitting = KeptSitting(
        enrolment=Enrolment(exercise="session-5", mode=Mode.EXAM, trainees=("张三",)),
        digest=Digest("ab" * 32),
        spent=60,
        played="2026-06-08T08:30:00+08:00",
        told="2026-06-08T08:30:00+08:00",
    )
    keep_sitting(folder / RUNS / "session-5-1", sitting, lambda data: data)


def left(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_a_seat_that_is_reset_forgets_practice_and_keeps_results_and_class_until_they_are_collected(used: Path) -> None:
    assert "有1次以前的练习" in seat(used).what
    assert reset_seat(used) == 1
    assert left(used) == {RESULTS, CLASS_CARD, "own"}, "by the card its transcripts are read"
    assert "退出这个班" in seat(used).remedy
    assert reset_seat(used, results=True) == 0
    assert left(used) == {"own"}
    assert seat(used).state is State.SOUND


def test_an_exam_that_was_broken_off_or_is_worked_at_is_not_lost_by_a_reset(used: Path) -> None:
    break_off(used)
    with pytest.raises(Refused) as refused:
        reset_seat(used)
    assert (refused.value.code, refused.value.params) == ("training.exam-open", {"names": "张三"})
    assert "没有考完" in seat(used).what
    store = used / RUNS / "session-5-1" / "training"
    hold = Hold(store / DATABASE, store / LOCK)
    hold.take()
    with pytest.raises(Refused) as refused:
        reset_seat(used, unfinished=True)
    assert refused.value.code == "training.seat-busy"
    hold.release()
    assert reset_seat(used, unfinished=True) == 1


def test_exercises_that_were_changed_are_named_and_those_of_two_seats_have_one_digest(tmp_path: Path) -> None:
    whole = shipped_exercises()[CARD]
    changed = Path(shutil.copytree(whole, tmp_path / CARD))
    assert exercises_whole({CARD: whole}).what == exercises_whole({CARD: changed}).what
    file = changed / "exercise.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('points: "', 'points: "1', 1), encoding="utf-8")
    found = exercises_whole({CARD: changed})
    assert (found.state, CARD in found.what) == (State.FAULT, True)


def test_what_is_in_the_way_is_said_first_on_the_sheet() -> None:
    open_one = health("隔离", isolation((Layer(name="不能联网", holds=False, means=""),)))
    assert "不能联网" in open_one.what
    whole = health("程序", sound("好的。"))
    assert [is_fit(one) for one in ((whole,), (whole, open_one))] == [True, False]
    sheet = room_form((whole, open_one), "2026-11-23", "7")
    assert sheet.rows[0].cells[1].value == "先处理“不行”的各项"
    assert [cell.value for cell in sheet.rows[3].cells][:2] == ["隔离", "不行"]
