"""A workshop whose exercises lie in a folder as they do elsewhere, and whose runs are not played."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.bootstrap.training_release import stated
from oa_desktop.bootstrap.workshop import TrainingWorkshop, own_exercises
from oa_desktop.catalogue.exercise_packages import FILE, files_at
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.exercise import Readiness
from oa_desktop.domain.training.results import CheckResult, Score
from oa_desktop.training.authoring import TriedRun
from oa_desktop.training.declaring import NAMES

SHIPPED = "card-title"


class FakeWorkshop(TrainingWorkshop):
    """Copies one card, whatever is chosen; the bad run scores what it scored before somebody declared otherwise."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.root = root

    def copy(self, exercise: str) -> str:
        return super().copy(SHIPPED if not self.is_own(exercise) else exercise)

    def try_out(self, exercise: str) -> tuple[TriedRun, ...]:
        place = own_exercises(self.root)[exercise]
        meant = load_exercise(place)
        said, found = (100, meant.bad.score), (100, 60)
        results = [(CheckResult(check=one, points=one.points, passed=True)) for one in meant.checks]
        scores = [
            Score(exercise=exercise, version="1", results=tuple(results), hints=0, cap=None, total=one, open_points=0)
            for one in found
        ]
        names = NAMES.values()
        return tuple(
            TriedRun(name=name, said=one, score=score) for name, one, score in zip(names, said, scores, strict=True)
        )

    def release(self, exercise: str) -> None:
        place = own_exercises(self.root)[exercise]
        if not all(one.holds for one in self.try_out(exercise)):
            raise Refused("training.not-declared", exercise=exercise, found="反面示范的得分不同")
        (place / FILE).write_text(stated(files_at(place), Readiness.RELEASED), encoding="utf-8")
