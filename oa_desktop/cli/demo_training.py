"""``demo --scenario training``: one session is practised, one is examined, both with mistakes; a teacher releases."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oa_desktop.bootstrap.machine import this_machine
from oa_desktop.bootstrap.training_check import checked_here
from oa_desktop.bootstrap.training_play import NAMES, TRANSCRIPT, PlayedClass, played_class
from oa_desktop.bootstrap.workshop import TrainingWorkshop
from oa_desktop.cli.context import Surroundings
from oa_desktop.cli.screens import OpenPremises, why_none
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Mode
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.office import Office
from oa_desktop.office.teaching.books import ClassBook
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.runs import BAD, solution

if TYPE_CHECKING:
    from oa_desktop.ui.premises import Ground, Isolation, Workshop
    from oa_desktop.ui.training.screens import CourseScreens

TRAINING = "training"
_PRACTISED, _EXAMINED = "session-5", "session-6"
_SENT_ABROAD = "abroad"
"""The lapse of the exam."""
_LEVEL, _REASON = 1, "退回的原因清楚；缺页写了是哪一页，没有写是谁送回来的。"
"""What the teacher gives for what was written, from 0 for the best, and why."""
_WORDS = "编号、用印、清退都办得稳；分送以前把分送表和主送机关逐家核对一遍。"

_PLACES = {book: place for place, book in enumerate(ClassBook)}


def demonstrate(out: Path, context: click.Context) -> None:
    """Play it in the TRAINING realm, and leave reports, result files and pictures in a folder.

    Args:
        out: The folder.
        context: At whose end this process is no longer kept to exercises.

    Raises:
        Refused: ``demo.not-empty``.
    """
    if out.exists() and any(out.iterdir()):
        raise Refused("demo.not-empty", folder=str(out))
    click.echo(_("正在演示一课练、一课考，要半分钟左右，请稍候。"), err=True)
    told = context.find_object(Surroundings) or Surroundings()
    replace(told, realm=Realm.TRAINING.value).stay_in_realm(context)
    with tempfile.TemporaryDirectory(prefix="oa-desktop-demo-") as aside, played_class(Path(aside)) as played:
        demonstration = _Demonstration(played=played, out=out, aside=Path(aside), draws=_draws(Path(aside)))
        demonstration.practise()
        demonstration.teach(demonstration.examine())
    left = sorted(f"{one.name}/" if one.is_dir() else one.name for one in out.iterdir())
    click.echo(_("报告、成绩文件和图片在 {out}：{left}").format(out=out, left=" ".join(left)))


def _draws(aside: Path) -> bool:
    without = why_none(this_machine(aside, Realm.TRAINING))
    if without:
        click.echo(without)
    return not without


@dataclass(slots=True, kw_only=True)
class _Demonstration:
    """What is played, and where it is left."""

    played: PlayedClass
    out: Path
    aside: Path
    draws: bool
    _taken: list[str] = field(default_factory=list)

    # --- practice ------------------------------------------------------------------------------------------------

    def practise(self) -> None:
        """Let two trainees practise a session badly, look at their score, and write their report."""
        with self._window() as window:
            self._take(window, "choose")
            if window is not None:
                window.author(_("检查"))
                self._take(window, "authoring")
                window.close_dialog()
            course = self._begun(_PRACTISED, Mode.GUIDED, window)
            self._play(course, BAD, window)
            if window is not None:
                self._look_back(window)
            self._keep(course, _("练"))
            self._leave(_("练-实验报告.pdf"), self.played.ground.keep_report(course).read_bytes())

    def _look_back(self, window: CourseScreens) -> None:
        window.press("see-score")
        self._take(window, "score")
        window.close_dialog()
        window.press("see-replay")
        window.press("replay-mistake")
        self._take(window, "replay")
        window.close_dialog()

    # --- the exam ------------------------------------------------------------------------------------------------

    def examine(self) -> bytes:
        """Let them write an exam with one mistake; return its sealed result."""
        with self._window() as window:
            course = self._begun(_EXAMINED, Mode.EXAM, window)
            self._play(course, _SENT_ABROAD, window)
            return self._keep(course, _("考"))

    def _keep(self, course: Course, how: str) -> bytes:
        result = self.played.ground.keep_result(course).read_bytes()
        self._leave(f"{how}-{course.exercise.id}.oaresult", result)
        return result

    # --- the teacher ---------------------------------------------------------------------------------------------

    def teach(self, sealed: bytes) -> None:
        """Let the teacher collect the exam, mark it, release it, and hand out what there is of it and of the class."""
        self.played.ground.clear()
        result = self.played.collect(sealed)
        with self._window() as window:
            self._mark(result, window)
            self.played.release(result, _WORDS)
            self._take(window, "results")
            if window is not None:
                window.turn_to(_PLACES[ClassBook.LOSSES])
            self._take(window, "losses")
        papers = self.played.papers(result)
        for name, data in papers.items():
            self._leave(name, data)
        self._read_at_the_seat(papers[TRANSCRIPT])
        line = self.played.teacher.teaching.ledger(ClassBook.RESULTS).cells[0]
        click.echo(_("老师收卷、评分、公布：{line}").format(line=" ".join(filter(None, line))))

    def _read_at_the_seat(self, transcript: bytes) -> None:
        found = self.played.ground.take_in(transcript)
        with self._window() as window:
            if window is not None:
                window.show_transcript(found)
            self._take(window, "transcript")

    def _mark(self, result: Digest, window: CourseScreens | None) -> None:
        if window is None:
            self.played.mark(result, _LEVEL, _REASON)
            return
        window.teach(self.played.teacher, _PLACES[ClassBook.RESULTS])
        window.mark(_LEVEL, _REASON)
        self._take(window, "marking")
        window.press("save-marks")

    # --- both ----------------------------------------------------------------------------------------------------

    def _begun(self, exercise: str, mode: Mode, window: CourseScreens | None) -> Course:
        course = self.played.ground.begin(Enrolment(exercise=exercise, mode=mode, trainees=NAMES, seat="1"))
        if window is not None:
            window.begin(course)
        self._take(window, f"begin-{mode.name.lower()}")
        return course

    def _play(self, course: Course, named: str, window: CourseScreens | None) -> None:
        """Play a run, with pictures behind its first act and of its first question, and hand in."""
        acts = solution(course.exercise, named)
        asked = next(place for place, one in enumerate(acts) if one.question)
        course.stage.play(acts[:1])
        self._look(course, window, "panel")
        course.stage.play(acts[1:asked])
        if window is not None:
            window.look_again(course)
            self._ask(acts[asked].question, window)
        course.stage.play(acts[max(1, asked) :])
        course.hand_in()
        self._look(course, window, "handed-in")
        click.echo(_("{title}（{mode}）：已交卷").format(title=course.exercise.title, mode=course.mode.value))

    def _look(self, course: Course, window: CourseScreens | None, name: str) -> None:
        if window is not None:
            window.look_again(course)
        self._take(window, name)

    def _ask(self, question: str, window: CourseScreens) -> None:
        window.press(f"question-{question}")
        self._take(window, "question")
        window.close_dialog()

    def _leave(self, name: str, data: bytes) -> None:
        write_file(self.out / name, data)

    # --- pictures ------------------------------------------------------------------------------------------------

    @contextmanager
    def _window(self) -> Iterator[CourseScreens | None]:
        """Give the window, or nothing where there can be none."""
        if not self.draws:
            yield None
            return
        from oa_desktop.ui.training.screens import CourseScreens  # nobody but the demonstration pays for Qt

        window = CourseScreens(_Classroom(self.played, self.aside))
        try:
            yield window
        finally:
            window.close()

    def _take(self, window: CourseScreens | None, name: str) -> None:
        if window is not None:
            self._taken.append(name)
            self._leave(f"screens/{len(self._taken):02}-{name}.png", window.seen())


class _Classroom(OpenPremises):
    """The premises of a window in which a trainee or the teacher of a class sits."""

    def __init__(self, played: PlayedClass, aside: Path) -> None:
        super().__init__(played.office, aside)
        self._played = played

    @property
    def ground(self) -> Ground:
        """Where the exercises of the class are laid out."""
        return self._played.ground

    @property
    def workshop(self) -> Workshop:
        """Where the class's teacher edits exercises."""
        return TrainingWorkshop(self.preferences_file.parent)

    def office(self, realm: Realm) -> Office:
        """Return the office of the course, or of the class where nobody works through one."""
        course = self._played.ground.course
        return course.stage.cast.office if course is not None else super().office(realm)

    def isolation(self) -> Isolation:
        """Try what keeps exercises from real papers."""
        from oa_desktop.ui.premises import Isolation, IsolationLayer

        layers = (IsolationLayer(name=one.name, holds=one.holds, means=one.means) for one in checked_here())
        return Isolation(layers=tuple(layers))
