"""What is kept of a class beside its journal (班级资料): roll, timetable and attendance; all that names people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest

KEEP_DAYS = 365
"""How long names are usually kept after the last day of a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainee:
    """学员.

    Attributes:
        number: 学号, unique in the class.
        extra: Minutes that exams may take longer (加时).
    """

    number: str
    name: str
    unit: str = ""
    seat: str = ""
    extra: int = 0

    @property
    def signs(self) -> frozenset[str]:
        """What nobody else of the class types: the number, with the name or without, blanks apart."""
        number, name = _bare(self.number), _bare(self.name)
        return frozenset((number, number + name, name + number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A line of the timetable (课表), and who was there (签到).

    Attributes:
        time: Such as ``2026-11-23 09:00``.
        exercise: Id of the exercise; empty for none.
        hours: 学时.
        present: 学号 of who was there.
    """

    time: str
    title: str
    teacher: str = ""
    exercise: str = ""
    hours: int = 2
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """老师的话: what the teacher says to who sat at a result.

    Attributes:
        result: Digest of the result file.
    """

    result: Digest
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """How many ticked each grade at a question of the sheet of satisfaction (满意度), from the best grade on."""

    question: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassData:
    """班级资料.

    Attributes:
        track: Such as 文秘班.
        begin: Its first day, ISO.
        end: Its last day, ISO.
        keep_days: How long names are kept after that.
        remarks: What the teacher said to trainees; they go with the names.
        least_hours: 学时 without which nobody graduates (结业); 0 for all of the timetable.
        required: Ids of the exercises that are to be passed for it; empty for whatever somebody was examined in.
        ticked: What was counted of the sheets of satisfaction, which bear no names.
        suggestions: What was said on them in short; somebody may be named there, so it goes with the names.
    """

    track: str = ""
    end: str = ""
    trainees: tuple[Trainee, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    keep_days: int = KEEP_DAYS
    begin: str = ""
    remarks: tuple[Remark, ...] = field(default=(), metadata={codec.LATER: True})
    least_hours: int = field(default=0, metadata={codec.LATER: True})
    required: tuple[str, ...] = field(default=(), metadata={codec.LATER: True})
    ticked: tuple[Ticked, ...] = field(default=(), metadata={codec.LATER: True})
    suggestions: tuple[str, ...] = field(default=(), metadata={codec.LATER: True})

    @property
    def all_hours(self) -> int:
        """应修学时: those of the timetable."""
        return sum(one.hours for one in self.lessons)

    @property
    def hours_wanted(self) -> int:
        """学时 that the class asks for."""
        return self.least_hours or self.all_hours

    def encode(self) -> bytes:
        """Return it as it is kept."""
        return canonical.encode(codec.to_json(self))

    def numbers_of(self, typed: str, seat: str = "") -> tuple[str, ...]:
        """Return the 学号 that somebody means who typed one, or a name; of several of one name that of the seat.

        Args:
            typed: 学号, 姓名, or both without anything between.
            seat: 座位 where it was typed; empty for none.
        """
        by_number = [one for one in self.trainees if _bare(typed) in one.signs]
        by_name = [one for one in self.trainees if one.name == typed]
        seated = [one for one in by_name if seat and one.seat == seat]
        found = by_number or (seated if len(seated) == 1 else by_name)
        return tuple(one.number for one in found)

    def hours_of(self, number: str) -> int:
        """Return the hours that somebody was there."""
        return sum(one.hours for one in self.lessons if number in one.present)

    def named(self, number: str) -> str:
        """Return the name of a number; the number itself where the name was deleted."""
        return next((one.name for one in self.trainees if one.number == number and one.name), number)

    def said_of(self, result: Digest) -> str:
        """Return what the teacher said to who sat at a result; empty where nothing."""
        return next((one.words for one in self.remarks if one.result == result), "")

    def saying(self, result: Digest, words: str) -> ClassData:
        """Return it with what the teacher says of a result, in place of what they said before."""
        others = tuple(one for one in self.remarks if one.result != result)
        return replace(self, remarks=(*others, Remark(result=result, words=words)) if words else others)

    def is_overdue(self, today: date) -> bool:
        """Return whether names are kept longer than they are to be."""
        if not self.end or not any(one.name for one in self.trainees):
            return False
        return today > date.fromisoformat(self.end) + timedelta(days=self.keep_days)

    def without_names(self) -> ClassData:
        """Return it with numbers in place of people."""
        bare = tuple(Trainee(number=one.number, name="", extra=one.extra) for one in self.trainees)
        return replace(self, trainees=bare, remarks=(), suggestions=())


def _bare(typed: str) -> str:
    return "".join(typed.split())


def read_class_data(data: bytes) -> ClassData:
    """Return what is kept of a class.

    Raises:
        Refused: ``training.result-altered``: it is none.
    """
    try:
        return codec.from_json(ClassData, canonical.decode(data))
    except (NotCanonical, codec.Undecodable):
        raise Refused("training.result-altered") from None
