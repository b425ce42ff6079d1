"""Every exercise that is shipped, played by role players alone, comes to the scores that it declares."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from oa_desktop.bootstrap.packaging import examine_archive_package
from oa_desktop.bootstrap.training import scores, shipped_exercises
from oa_desktop.bootstrap.training_discs import discs_in
from oa_desktop.bootstrap.training_release import release
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.exercise import Exercise, Harm, Readiness
from oa_desktop.training.declaring import never_alone
from oa_desktop.training.runs import BAD, REFERENCE

EXERCISES = shipped_exercises()
FOUND = {
    Harm.NONE: set(),
    Harm.CHANGED: {"archive.file-changed", "evidence.file-unrecorded"},
    Harm.LOST: {"archive.file-missing", "evidence.file-missing"},
    Harm.REWRITTEN: {"evidence.file-unrecorded"},
}
"""What checking a disc says: where the lists were made to fit, the seal alone tells."""


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where units that were founded once are copied from."""
    return tmp_path_factory.mktemp("worlds")


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_scores_as_it_declares_and_each_run_fails_what_it_is_said_to_fail(name: str, worlds: Path) -> None:
    exercise = load_exercise(EXERCISES[name])
    assert not list(never_alone(exercise)), "whoever slips once loses what it is worth once"
    assert not exercise.altered, f"changed since it was tried: oa-desktop training release {EXERCISES[name]}"
    found = scores(EXERCISES[name], (REFERENCE, BAD, *(one.id for one in exercise.lapses)), worlds=worlds)
    assert found[REFERENCE].total + found[REFERENCE].open_points == 100, "what a person judges counts in full"
    assert found[BAD].total == exercise.bad.score
    assert {one.id: found[one.id].failed for one in exercise.lapses} == {one.id: one.fails for one in exercise.lapses}
    assert told_of_discs(exercise, worlds) == {one.name: FOUND[one.harm] for one in exercise.discs}


def told_of_discs(exercise: Exercise, worlds: Path) -> dict[str, set[str]]:
    """What checking each disc of an exercise finds, as it was laid out."""
    place = discs_in(worlds / f"{exercise.id}-0")
    return {
        one.name: {found.rule for found in examine_archive_package(place / one.name).faults} for one in exercise.discs
    }


def test_an_exercise_is_released_only_where_it_scores_as_it_declares(worlds: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(EXERCISES["card-title"], ours)
    file = ours / "exercise.yaml"
    said = file.read_text(encoding="utf-8")
    file.write_text(said.replace('score: "60"', 'score: "61"'), encoding="utf-8")
    with pytest.raises(Refused, match=r"training\.not-declared") as refused:
        release(ours, worlds)
    assert refused.value.params["found"] == "反面示范应该得 61 分，试跑得了 60 分"
    assert load_exercise(ours).readiness is Readiness.DRAFT
    file.write_text(said.replace("goal: ", "goal: 练一练："), encoding="utf-8")
    assert load_exercise(ours).altered
    release(ours, worlds)
    assert load_exercise(ours).readiness is Readiness.RELEASED
