"""A teacher keeps a class: the roll, results that are collected, marked, released and appealed, names that are deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from oa_desktop.domain.actions.exercising import TakeOverPart
from oa_desktop.domain.actions.handling import SubmitForReview
from oa_desktop.domain.actions.teaching import CollectResult, MarkResult, ReleaseResults
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.partners import read_card
from oa_desktop.domain.ids import Digest, EntryId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.class_data import ClassData, Lesson, Trainee
from oa_desktop.domain.training.conditions import Judged, Level
from oa_desktop.domain.training.exercise import Check, Exercise, Mode
from oa_desktop.domain.training.graduation import attained
from oa_desktop.domain.training.result_file import failed_in, look_through
from oa_desktop.domain.training.transcript import read_transcript
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.queries import FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.books import LEDGERS, ClassBook, StepLine
from oa_desktop.office.teaching.certificates import Certificate
from oa_desktop.office.teaching.foreign import tried_result, tried_transcript
from oa_desktop.office.teaching.offered import ACTS
from oa_desktop.training.class_reports import example_of, hand_out_report, result_name
from oa_desktop.training.collecting import collect
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.exam_clock import BEGUN_AGAIN, BROKEN_OFF, RESUMED
from oa_desktop.training.marking import mark_sheet
from oa_desktop.training.transcripts import hand_out_transcript
from oa_desktop.ui.entering.arriving import notices_of
from tests.fakes.ground import EXERCISE, FakeGround, NoticeReader, training_office
from tests.fakes.office import FakeOffice
from tests.unit.test_course_of_an_exercise import draft

LEVELS = (Level(name="优", points=20), Level(name="良", words="有一两处生硬", points=15), Level(name="差", points=5))
WORDS = Check(id="words", asks="语言得体", points=20, condition=Judged(levels=LEVELS), why="要得体。", mend="改写。")
KIND, DRAFTED = (replace(one, points=points) for one, points in zip(EXERCISE.checks, (30, 50), strict=True))
JUDGED: Exercise = replace(EXERCISE, checks=(KIND, replace(DRAFTED, cap=59), WORDS))
ROLL = "学号,姓名,单位,座位,加时\n7,张三,东关镇,1,0\n8,李四,西关镇,1,10\n".encode()


@dataclass
class Class:
    """A teacher, and a seat whose trainee writes an exam."""

    teacher: Session
    course: Course

    def sealed(self, by: Session | None = None) -> bytes:
        """The file of the seat, sealed for the class of a teacher."""
        card = read_card((by or self.teacher).teaching.card(), lambda *_said: True)
        return self.course.session.exercise.sealed_result(card)

    def collect(self, file: bytes) -> Digest:
        collect(self.teacher, file, lambda _begun: JUDGED)
        return next(reversed(self.teacher.teaching.state.results))


def class_office(world: str = "1") -> Session:
    titles = {JUDGED.id: JUDGED.named}
    more = {"world": world, "name": f"公文{world}班", "exercises": titles, "reader": NoticeReader()}
    return FakeOffice(realm=Realm.TRAINING, **more).as_("system")


@pytest.fixture
def room() -> Class:
    teacher = class_office()
    teacher.teaching.take_in(ROLL, "名册.csv")
    enrolment = Enrolment(exercise=JUDGED.id, mode=Mode.EXAM, trainees=("张三", "李四"), seat="1")
    course = FakeGround(training_office(), exercise=JUDGED).begin(enrolment)
    course.answer("kind", ("notice",))
    course.interrupted(RESUMED)
    course.hand_in()
    return Class(teacher=teacher, course=course)


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code


def test_a_result_is_scored_by_numbers_and_says_what_the_teacher_should_know(room: Class) -> None:
    for why in (BROKEN_OFF, BEGUN_AGAIN):
        room.course.interrupted(why)
    digest = room.collect(room.sealed())
    found = room.teacher.teaching.state.results[digest]
    assert found.act.numbers == ("7", "8")
    assert (found.by_machine, found.total, [one.asks for one in found.unmarked]) == (30, 30, ["语言得体"])
    told = ("中断后接着考", "没有交卷，由程序按中断收下", "前一次没有交卷，又重新开考", "加时0分钟，名册是10分钟")
    assert found.act.notes == told
    line = room.teacher.teaching.ledger(ClassBook.RESULTS).rows[0]
    assert (line.names, line.state) == ("张三、李四", "待评")
    room.course.begin()
    room.course.session.perform(TakeOverPart(part="drafter"))
    digest = room.collect(room.course.session.exercise.result())
    found = room.teacher.teaching.state.results[digest]
    assert found.act.notes[-2:] == ("前面几步由程序照参考做法办", "成绩文件没有封给本班")


def test_what_is_of_another_class_twice_tampered_with_or_of_a_stranger_is_refused(room: Class) -> None:
    sealed = room.sealed()
    with refused("training.result-elsewhere"):
        room.collect(room.sealed(class_office("2")))
    with refused("package.altered"):
        room.collect(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with refused("training.result-other"):
        room.collect(b"no result")
    with refused("training.result-altered"):
        room.collect(room.course.session.exercise.result().replace(b"notice", b"report"))
    record = room.teacher.teaching.read(room.course.session.exercise.result())
    with refused("training.result-newer"):
        assert replace(record, entries=(replace(record.begin, version=99),)).begun
    with refused("training.result-altered"):
        failed_in('{"items":[{"result":"不通过"}]}'.encode())
    with refused("training.result-altered"):
        look_through(room.course.session.exercise.result().replace(b'"texts":[]', b'"texts":["no text"]'))
    room.collect(sealed)
    with refused("class.collected-before"):
        room.collect(room.sealed())
    room.course.session.exercise.happen("later")
    with refused("class.same-run"):
        room.collect(room.sealed())
    room.teacher.perform(room.teacher.teaching.kept(ClassData()))
    with refused("class.not-on-roll"):
        room.collect(room.sealed())
    assert len(room.teacher.teaching.state.results) == 1


@pytest.mark.parametrize(
    ("typed", "seat", "found"),
    [
        ("8", "", ("8",)),
        ("张三", "1", ("7",)),
        ("张三", "3", ("202601",)),
        ("张三", "", ("7", "2026 01")),
        ("202601", "9", ("2026 01",)),
        ("张三7", "", ("7",)),
        ("王五", "", ()),
    ],
)
def test_whoever_sat_there_is_known_by_number_first_and_of_one_name_by_the_seat(typed, seat, found) -> None:
    roll = (("7", "张三", "1"), ("8", "李四", "1"), ("2026 01", "张三", "3"))
    data = ClassData(trainees=tuple(Trainee(number=number, name=name, seat=at) for number, name, at in roll))
    told = tuple(one.replace(" ", "") for one in data.numbers_of(typed, seat))
    assert told == tuple(one.replace(" ", "") for one in found)


def test_of_two_of_one_name_nobody_is_guessed_and_a_number_with_a_blank_is_ticked(room: Class) -> None:
    teacher, data = room.teacher, room.teacher.teaching.data
    again = Trainee(number="2026 01", name="张三", seat="1")
    teacher.perform(teacher.teaching.kept(replace(data, trainees=(*data.trainees, again))))
    with refused("class.same-names"):
        room.collect(room.sealed())
    lesson = Lesson(time="2026-11-23 09:00", title="课次9")
    teacher.perform(teacher.teaching.kept(replace(teacher.teaching.data, lessons=(lesson,))))
    attend = next(one for one in ACTS[ClassBook.LESSONS] if one.name == "attend")
    (usual,) = attend.fields(teacher, lesson)
    teacher.perform(attend.wish(teacher, lesson, {"present": usual.usual.splitlines()[1:]}))
    (kept,) = teacher.teaching.data.lessons
    assert kept.present == ("8", "2026 01")
    (again_asked,) = attend.fields(teacher, kept)
    assert (again_asked.sort, again_asked.usual) == (FieldSort.ROLL_CALL, "8\n2026 01")
    strike_off = next(one for one in ACTS[ClassBook.ROLL] if one.name == "strike-off-trainee")
    teacher.perform(strike_off.wish(teacher, again, {"agreed": True}))
    (kept,) = teacher.teaching.data.lessons
    assert (again in teacher.teaching.data.trainees, kept.present) == (False, ("8",))
    cancel = next(one for one in ACTS[ClassBook.LESSONS] if one.name == "cancel-lesson")
    for agreed, left in ((False, 1), (True, 0)):
        teacher.perform(cancel.wish(teacher, kept, {"agreed": agreed}))
        assert len(teacher.teaching.data.lessons) == left


def test_who_sits_again_is_told_apart_and_the_same_content_is_said(room: Class) -> None:
    digest = room.collect(room.sealed())
    state = room.teacher.teaching.state
    first = state.results[digest]
    again = {str(place): replace(first, act=replace(first.act, variant=place % 2)) for place in range(3)}
    ledger = LEDGERS[ClassBook.RESULTS](room.teacher.teaching.data, replace(state, results=again), str)
    contents = [
        (line.content, "与上次内容相同" in cells[-1]) for line, cells in zip(ledger.rows, ledger.cells, strict=True)
    ]
    assert contents == [("第1种", False), ("第2种，补考", False), ("第1种，补考", True)]


def test_people_judge_beside_the_program_and_what_they_change_keeps_its_reason(room: Class) -> None:
    digest, teacher = room.collect(room.sealed()), room.teacher
    with refused("class.unmarked"):
        teacher.perform(ReleaseResults(results=(digest,)))
    with refused("class.points"):
        teacher.perform(MarkResult(result=digest, check="words", points=21))
    with refused("class.unknown-check"):
        teacher.perform(MarkResult(result=digest, check="wordz", points=1))
    teacher.perform(MarkResult(result=digest, check="words", points=15))
    with refused("class.no-reason"):
        teacher.perform(MarkResult(result=digest, check="drafted", points=50))
    found = teacher.teaching.state.results[digest]
    assert (found.by_machine, found.by_people, found.total, found.has_passed) == (30, 15, 45, False)
    teacher.perform(MarkResult(result=digest, check="drafted", points=50, reason="机器没有认出来"))
    found = teacher.teaching.state.results[digest]
    assert (found.total, found.check("drafted").points) == (95, 0), "the program's points stay known, its cap is lifted"
    assert "改分1项" in teacher.teaching.ledger(ClassBook.RESULTS).cells[0][-1]


def test_whoever_marks_sees_what_was_made_and_said_the_reference_and_what_each_level_is_worth(room: Class) -> None:
    room.course.begin()
    draft(room.course)
    (dossier,) = room.course.session.exercise.documents().values()
    room.course.session.perform(SubmitForReview(dossier=dossier, opinion="请审。"))
    digest, teacher = room.collect(room.sealed()), room.teacher
    assert [one.asks for one in teacher.teaching.ledger(ClassBook.LOSSES).rows] == ["文种对", "拟了稿"], (
        "not judged yet"
    )
    teacher.perform(MarkResult(result=digest, check="words", points=15))
    sheet = mark_sheet(teacher, digest, lambda _begun: JUDGED)
    (paper,) = sheet.papers
    assert (paper.title, paper.own, paper.reference.title) == ("材料一", paper.reference, "关于防汛工作的通知")
    assert [(one.act, one.words) for one in sheet.spoken.own] == [("拟稿人　送审　材料一", "请审。")]
    assert [(one.act, one.words) for one in sheet.spoken.reference] == [("拟稿人　送审　材料一", "请审核。")]
    (item,) = sheet.items
    assert [(one.level.name, one.points) for one in item.levels] == [("优", 20), ("良", 15), ("差", 5)]
    assert item.given is not None
    assert item.given.points == 15
    lost = {one.asks: (one.lost, one.judged) for one in teacher.teaching.ledger(ClassBook.LOSSES).rows if one.lost}
    assert lost == {"语言得体": (5, True)}


def test_released_points_change_by_appeal_alone(room: Class) -> None:
    digest, teacher = room.collect(room.sealed()), room.teacher
    teacher.perform(MarkResult(result=digest, check="words", points=15))
    release = next(one for one in ACTS[ClassBook.RESULTS] if one.name == "release-results")
    teacher.perform(release.wish(teacher, None, {"agreed": True}))
    with refused("class.nothing-to-release"):
        teacher.perform(release.wish(teacher, None, {"agreed": True}))
    with refused("class.released"):
        teacher.perform(MarkResult(result=digest, check="words", points=20))
    teacher.perform(MarkResult(result=digest, check="words", points=20, appeal="语言没有问题", reason="采纳"))
    line = teacher.teaching.ledger(ClassBook.RESULTS).rows[0]
    assert (line.state, line.result.by_people) == ("已公布", 20)


def test_hours_and_passing_lead_to_the_end_of_the_class_and_nobody_is_ranked(room: Class) -> None:
    digest, teacher = room.collect(room.sealed()), room.teacher
    worst = teacher.teaching.ledger(ClassBook.LOSSES).rows[0]
    assert (worst.asks, worst.passed, worst.asked, worst.lost) == ("拟了稿", 0, 1, 50)
    lesson = Lesson(time="2026-11-23 09:00", title="课次9", exercise="session-9", present=("7",))
    teacher.perform(teacher.teaching.kept(replace(teacher.teaching.data, lessons=(lesson,))))
    for check, points in (("words", 20), ("drafted", 50)):
        teacher.perform(MarkResult(result=digest, check=check, points=points, reason="看过"))
    teacher.perform(ReleaseResults(results=(digest,)))
    hours = teacher.teaching.ledger(ClassBook.HOURS)
    assert [(one.attained.hours, one.verdict) for one in hours.rows] == [(2, "结业"), (0, "")]
    assert hours.cells[0][4] == "课次9　拟稿送审", "books name exercises by their titles"
    (mine,) = teacher.teaching.certified(Certificate.GRADUATION)
    assert (mine.number, "准予结业" in repr(mine.form), mine.form.certifies) == ("7", True, True)
    state = teacher.teaching.state
    led = {digest: replace(state.results[digest], act=replace(state.results[digest].act, mode="练"))}
    trainee = teacher.teaching.data.trainees[0]
    assert not attained(trainee, teacher.teaching.data, replace(state, results=led)).graduates, "practice is no exam"
    with refused("class.no-certificate"):
        teacher.teaching.certified(Certificate.HOURS, "8")
    teacher.teaching.hand_out_forms([mine.form], "结业证明（1份）")
    teacher.perform(teacher.teaching.kept(replace(teacher.teaching.data, required=("session-8",))))
    assert [one.verdict for one in teacher.teaching.ledger(ClassBook.HOURS).rows] == ["", ""]
    assert "90至100分1份" in teacher.teaching.ledger(ClassBook.RESULTS).note
    assert teacher.teaching.hand_out(ClassBook.RESULTS, BookFile.CSV).decode("utf-8-sig").startswith("学员")


def test_the_class_learns_where_it_was_stuck_and_sees_an_error_without_a_name(room: Class) -> None:
    room.collect(room.sealed())
    steps = room.teacher.teaching.ledger(ClassBook.STEPS)
    assert [(one.title, len(one.took), one.stuck) for one in steps.rows] == [
        ("拟稿", 0, 1),
        ("送审", 0, 1),
        ("再送审", 0, 1),
    ]
    strike_off = next(one for one in ACTS[ClassBook.ROLL] if one.name == "strike-off-trainee")
    fits = [strike_off.fits(room.teacher, one) for one in room.teacher.teaching.data.trainees]
    assert False in fits, "whose result was collected stays on the roll"
    worst = room.teacher.teaching.ledger(ClassBook.LOSSES).rows[0]
    example = example_of(room.teacher, worst.example, worst.check, lambda _begun: JUDGED)
    assert (example.check.asks, example.scene.act, example.place) == ("拟了稿", "交卷", 4)
    with refused("class.no-example"):
        example_of(room.teacher, worst.example, "kind", lambda _begun: JUDGED)


@pytest.mark.parametrize(("took", "usual", "stuck"), [((60, 90, 200), 90, 2), ((), 0, 4), ((60, 60, 60, 60), 60, 0)])
def test_a_step_is_where_somebody_is_stuck_who_never_does_it_or_takes_more_than_twice_as_long(took, usual, stuck):
    line = StepLine(exercise="session-9", title="拟稿", asked=4, took=took)
    assert (line.usual, line.stuck) == (usual, stuck)


def test_every_result_has_its_report_with_what_the_teacher_gave_and_said(room: Class) -> None:
    digest, teacher = room.collect(room.sealed()), room.teacher
    teacher.perform(MarkResult(result=digest, check="words", points=15, reason="结尾生硬"))
    remark = next(one for one in ACTS[ClassBook.RESULTS] if one.name == "remark-result")
    teacher.perform(remark.wish(teacher, teacher.teaching.ledger(ClassBook.RESULTS).rows[0], {"words": "多读。"}))
    made = hand_out_report(teacher, digest, lambda _begun: JUDGED).decode()
    total = teacher.teaching.state.results[digest].total
    assert all(one in made for one in ("结尾生硬", "多读。", f"label='总分', value='{total}'"))
    assert result_name(teacher, digest) == "张三、李四-session-9"
    teacher.teaching.delete_names("保存期满")
    assert teacher.teaching.data.remarks == ()


def test_what_is_released_is_read_at_the_seat_that_wrote_the_exam_and_at_no_other(room: Class) -> None:
    digest, teacher = room.collect(room.sealed()), room.teacher
    with refused("class.unreleased"):
        hand_out_transcript(teacher, digest, lambda _begun: JUDGED)
    teacher.perform(MarkResult(result=digest, check="words", points=15, reason="结尾生硬"))
    teacher.perform(ReleaseResults(results=(digest,)))
    teacher.perform(teacher.teaching.kept(teacher.teaching.data.saying(digest, "多读。")))
    file = hand_out_transcript(teacher, digest, lambda _begun: JUDGED)
    verify, own = teacher._desk.crypto.verify, room.course.handed_in
    card, other = (read_card(one.teaching.card(), verify) for one in (teacher, class_office("2")))
    found = read_transcript(tried_transcript(file), card, (own,), verify)
    assert (found.numbers, found.total, found.has_passed, found.words) == (("7", "8"), 45, False, "多读。")
    assert [(one.points, one.why, one.said) for one in found.lines] == [
        (30, "", ""),
        (0, "没有稿。", ""),
        (15, "要得体。", "结尾生硬"),
    ]
    assert "张三" not in file.decode(), "numbers are told, and no names"
    of_another = replace(own, run=EntryId("another"))
    for said, given, kept in (
        ("other-class", (file, other), own),
        ("other-class", (file, None), own),
        ("altered", (file.replace(b"45", b"95"), card), own),
        ("other-seat", (file, card), of_another),
        ("other-exercise", (file, card), replace(own, edition="2")),
        ("other", (b"{}", card), own),
        ("newer", (file.replace(b'"version":1', b'"version":2'), card), own),
    ):
        with refused(f"transcript.{said}"):
            read_transcript(*given, (kept,), verify)
    for foreign in (tried_result, tried_transcript):
        with pytest.raises(Refused):
            foreign(b"[" * 100_000)


def test_names_and_the_files_that_bear_them_are_destroyed_and_numbers_stay(room: Class) -> None:
    digest, teacher = room.collect(room.sealed()), room.teacher
    before = teacher.teaching.state.data
    with refused("class.no-reason"):
        teacher.teaching.delete_names("")
    teacher.teaching.delete_names("保存期满")
    assert teacher.teaching.ledger(ClassBook.RESULTS).rows[0].names == "7、8"
    assert not teacher.teaching.data.is_overdue(date(2099, 1, 1)), "there is no name left to be deleted"
    assert teacher.teaching.state.results[digest].total == 30
    assert [one.number for one in teacher.teaching.data.trainees] == ["7", "8"]
    for gone in (digest, before):
        with pytest.raises(Unavailable):
            teacher._desk.store.blobs.read(gone)


def test_deleting_names_that_was_broken_off_is_told_and_goes_on(room: Class) -> None:
    digest, teacher = room.collect(room.sealed()), room.teacher
    blobs = teacher._desk.store.blobs
    held = dict(blobs.contents)
    former = teacher.teaching.state.data
    teacher.teaching.delete_names("保存期满")
    assert notices_of(teacher) == ()
    blobs.contents |= {one: held[one] for one in (digest, former)}  # as if nobody had come so far
    (told,) = notices_of(teacher)
    assert "还有2份" in told
    assert teacher.teaching.finish_deleting() == 2
    assert notices_of(teacher) == ()
    teacher.teaching.take_in(ROLL, "名册.csv")
    assert teacher.teaching.finish_deleting() == 0, "a roll that is kept anew is no remainder"


def test_names_that_are_kept_too_long_are_told_in_every_book(room: Class) -> None:
    teacher = room.teacher
    about = ACTS[ClassBook.ROLL][0]
    with refused("class.ends-first"):
        about.wish(teacher, None, {"track": "", "begin": "2020-02-02", "end": "2020-02-01", "keep_days": "30"})
    days = {"track": "文秘班", "begin": "2020-02-01", "end": "2020-02-02"}
    told = []
    for kept in ("30", "36500"):
        teacher.perform(about.wish(teacher, None, {**days, "keep_days": kept}))
        told += ["保存期已满" in teacher.teaching.ledger(book).note for book in ClassBook]
    assert told == [True] * len(ClassBook) + [False] * len(ClassBook)
    assert "2020-02-01开班" in teacher.teaching.ledger(ClassBook.ROLL).note
    data = replace(teacher.teaching.data, keep_days=30)
    assert [data.is_overdue(date(2020, 3, day)) for day in (3, 4)] == [False, True]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("学号,单位\n1,东关镇\n", "class.no-names"),
        ("学号,姓名\n1,张三\n1,李四\n", "class.number-twice"),
        ("学号,姓名,加时\n1,张三,十分钟\n", "class.extra-unread"),
    ],
)
def test_a_table_that_is_no_roll_is_refused(room: Class, table: str, code: str) -> None:
    with refused(code):
        room.teacher.teaching.take_in(table.encode(), "名册.csv")
    assert room.teacher.teaching.data.trainees[0] == Trainee(number="7", name="张三", unit="东关镇", seat="1")


def test_a_class_is_kept_in_the_realm_of_exercises_alone(tmp_path: Path) -> None:
    official = FakeOffice().as_("system")
    with refused("training.elsewhere"):
        official.teaching.take_in(ROLL, "名册.csv")
    act = CollectResult(
        result=Digest("cd" * 32), exercise="x", edition="1", mode="考", variant=0, numbers=("1",), checks=()
    )
    with refused("training.elsewhere"):
        official.perform(act)
