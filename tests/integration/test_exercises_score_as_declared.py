"""Every exercise that is shipped, played by role players alone, comes to the scores that it declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.bootstrap.training import scores, shipped_exercises
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.training.runs import BAD, REFERENCE

EXERCISES = shipped_exercises()


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where units that were founded once are copied from."""
    return tmp_path_factory.mktemp("worlds")


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_scores_as_it_declares_and_each_run_fails_what_it_is_said_to_fail(name: str, worlds: Path) -> None:
    exercise = load_exercise(EXERCISES[name])
    found = scores(EXERCISES[name], (REFERENCE, BAD, *(one.id for one in exercise.lapses)), worlds=worlds)
    assert {one: found[one].total for one in (REFERENCE, BAD)} == {REFERENCE: 100, BAD: exercise.bad.score}
    assert {one.id: found[one.id].failed for one in exercise.lapses} == {one.id: one.fails for one in exercise.lapses}
