"""Every exercise that is shipped, played by role players alone, comes to the scores that it declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.bootstrap.training import digest_of, run, shipped_exercises, staged
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.training.results import Score
from oa_desktop.training.runs import BAD, REFERENCE, solution
from oa_desktop.training.scoring import score

EXERCISES = shipped_exercises()


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where units that were founded once are copied from."""
    return tmp_path_factory.mktemp("worlds")


def played(folder: Path, worlds: Path, named: str) -> Score:
    with staged(folder, worlds=worlds) as stage:
        acts = solution(stage.exercise, named)
        assert acts is not None
        run(stage, digest_of(folder), acts)
        return score(stage.exercise, stage.record())


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_scores_as_it_declares(name: str, worlds: Path) -> None:
    exercise = load_exercise(EXERCISES[name])
    totals = {one: played(EXERCISES[name], worlds, one).total for one in (REFERENCE, BAD)}
    assert totals == {REFERENCE: 100, BAD: exercise.bad.score}


@pytest.mark.parametrize("name", EXERCISES)
def test_each_check_of_an_exercise_fails_in_the_run_that_is_said_to_fail_it(name: str, worlds: Path) -> None:
    exercise = load_exercise(EXERCISES[name])
    failed = {
        lapse.id: tuple(
            one.check.id for one in played(EXERCISES[name], worlds, lapse.id).results if one.passed is False
        )
        for lapse in exercise.lapses
    }
    assert failed == {lapse.id: lapse.fails for lapse in exercise.lapses}
