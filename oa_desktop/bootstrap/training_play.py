"""The demonstration of training (实训演示): a class, one seat of it, and what its teacher does with the results."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.establishing import found_alone
from oa_desktop.bootstrap.ground import TrainingGround
from oa_desktop.bootstrap.training import UNGUARDED, draw_report
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions.teaching import ReleaseResults
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.domain.units.roles import FOUNDING_ROLES
from oa_desktop.office.founding import FounderRequest, FoundingRequest
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from oa_desktop.training.collecting import collect

NAMES = ("张三", "李四")
_ROLL = "学号,姓名,单位,座位,加时\n1,张三,东关镇,1,0\n2,李四,西关镇,1,0\n".encode()
_PASSWORD = "Gong-wen-Yan-shi-2026"  # noqa: S105 - of a class that is thrown away
_TIME = datetime.fromisoformat("2026-07-06T09:00:00+08:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedClass:
    """培训班.

    Attributes:
        office: Of the class's own unit.
        teacher: Who keeps it.
        ground: Where its trainees' exercises are laid out.
    """

    office: Office
    teacher: Session
    ground: TrainingGround

    def collect(self, sealed: bytes) -> Digest:
        """Take the result of an exam in; return its digest (收卷)."""
        collect(self.teacher, sealed, self.ground.exercise_of)
        return list(self.teacher.teaching.state.results)[-1]

    def release(self, result: Digest) -> None:
        """Let the trainees know a result (公布成绩)."""
        self.teacher.perform(ReleaseResults(results=(result,)))

    def report(self, exercise: Exercise, sealed: bytes, words: str) -> bytes:
        """Return the report on an exam that was collected, with what the teacher says, as PDF."""
        record = self.teacher.teaching.read(self.teacher.exercise.opened(sealed))
        return draw_report(exercise, record, words=words)


@contextmanager
def played_class(root: Path) -> Iterator[PlayedClass]:
    """Give a class with its roll and one seat that has joined it, below a folder that is thrown away.

    Raises:
        Unavailable: ``disk.full``.
    """
    numbers = count(1)
    ground = TrainingGround(root, lambda: str(next(numbers)))
    clock = ScriptClock(_TIME)
    office = build_office(root / "class", Realm.TRAINING, clock=clock, terms=UNGUARDED, exercises=ground.titles)
    ground.second = 0
    try:
        found_alone(office, _request())
        teacher = office.sign_in("teacher", _PASSWORD, any_password=True)
        teacher.teaching.take_in(_ROLL, "名册.csv")
        ground.join(teacher.teaching.card())
        yield PlayedClass(office=office, teacher=teacher, ground=ground)
        ground.clear()
        teacher.sign_out()
    finally:
        office.close()


def _request() -> FoundingRequest:
    first, second = (
        FounderRequest(name=name, account=account, title="老师", roles=(role,), password=_PASSWORD)
        for name, account, role in zip(("王老师", "教务"), ("teacher", "office"), FOUNDING_ROLES, strict=True)
    )
    return FoundingRequest(
        name="清源县2026年第1期公文班",
        department="培训班",
        grade=SystemGrade.UNCLASSIFIED,
        first=first,
        second=second,
    )
