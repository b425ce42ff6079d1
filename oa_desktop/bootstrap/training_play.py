"""The demonstration of training (实训演示): a class, one seat of it, and what its teacher does with the results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.establishing import found_alone
from oa_desktop.bootstrap.ground import TrainingGround
from oa_desktop.bootstrap.training import UNGUARDED
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions.teaching import MarkResult, ReleaseResults
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.roles import FOUNDING_ROLES
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.founding import FounderRequest, FoundingRequest
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.books import ClassBook
from oa_desktop.training.class_reports import hand_out_report
from oa_desktop.training.collecting import collect
from oa_desktop.training.marking import mark_sheet
from oa_desktop.training.review_page import review_of
from oa_desktop.training.transcripts import hand_out_transcript

NAMES = ("张三", "李四")
TRANSCRIPT = "考-成绩单.oascore"
ROLL = "学号,姓名,单位,座位,加时\n1,张三,东关镇,1,0\n2,李四,西关镇,1,0\n".encode()
PASSWORD = "Gong-wen-Yan-shi-2026"  # noqa: S105 - of a class that is thrown away
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

    def mark(self, result: Digest, level: int, reason: str) -> None:
        """Give a level, from 0 for the best, for all that a person judges of a result (评分)."""
        items = mark_sheet(self.teacher, result, self.ground.exercise_of).items
        for one in items:
            given = MarkResult(result=result, check=one.check.id, points=one.levels[level].points, reason=reason)
            self.teacher.perform(given)

    def release(self, result: Digest, words: str) -> None:
        """Say something to the trainees of a result, and let them know it (老师的话、公布成绩)."""
        room = self.teacher.teaching
        self.teacher.perform(room.kept(room.data.saying(result, words)))
        self.teacher.perform(ReleaseResults(results=(result,)))

    def papers(self, result: Digest) -> Mapping[str, bytes]:
        """Return what leaves the class by file names: of a result, and of the class as a whole."""
        room, exercise_of = self.teacher.teaching, self.ground.exercise_of
        review = review_of(self.teacher, exercise_of)
        return {
            "考-实验报告.pdf": hand_out_report(self.teacher, result, exercise_of),
            TRANSCRIPT: hand_out_transcript(self.teacher, result, exercise_of),
            "班级-成绩.xlsx": room.hand_out(ClassBook.RESULTS, BookFile.WORKBOOK),
            "班级-失分分析.pdf": room.hand_out(ClassBook.LOSSES, BookFile.PRINT),
            "班级-讲评.pdf": room.hand_out_forms([review], review.title),
        }


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
        found_alone(office, class_request())
        teacher = office.sign_in("teacher", PASSWORD, any_password=True)
        teacher.teaching.take_in(ROLL, "名册.csv")
        ground.join(teacher.teaching.card())
        yield PlayedClass(office=office, teacher=teacher, ground=ground)
        ground.clear()
        teacher.sign_out()
    finally:
        office.close()


def class_request() -> FoundingRequest:
    """Return what founds the class."""
    first, second = (
        FounderRequest(name=name, account=account, title="老师", roles=(role,), password=PASSWORD)
        for name, account, role in zip(("王老师", "教务"), ("teacher", "office"), FOUNDING_ROLES, strict=True)
    )
    return FoundingRequest(
        name="清源县2026年第1期公文班",
        department="培训班",
        grade=SystemGrade.UNCLASSIFIED,
        first=first,
        second=second,
    )
