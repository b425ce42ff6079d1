"""A performance (演示): the reference run plays itself in the window; each act is announced before it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.training.exercise import Part, Played
from oa_desktop.i18n import _
from oa_desktop.training.comparing import step_in_words
from oa_desktop.training.course import Course
from oa_desktop.training.replaying import in_words
from oa_desktop.ui.seat import Seat

Result = TypeVar("Result")
_BEATS = 3
"""Seconds of the window for the announcement, and as many for what came of it."""
_ASIDE = "more-acts"
"""Where an act stands that has no button of its own in the bar."""


class Performance(QObject):
    """The reference run in the window.

    Signals:
        announced: What comes next, in words, and the places in the window that it is about (``tuple``).
        seat_wanted: It goes on in another role (``Part``).
        played: An act was done.
        over: Nothing comes any more.
    """

    announced = Signal(str, object)
    seat_wanted = Signal(object)
    played = Signal()
    over = Signal()

    def __init__(self, course: Course, seat: Seat, second: int, parent: QObject) -> None:
        """Begin a performance that does not run yet.

        Args:
            course: With the reference run.
            seat: Of whoever acts now.
            second: Milliseconds of a second; 0 where nothing goes by itself.
            parent: What it belongs to.
        """
        super().__init__(parent)
        self._course = course
        self._seat = seat
        self._is_announced = False
        self._busy = False
        self._beat = QTimer(self)
        self._beat.setInterval(second * _BEATS)
        self._beat.timeout.connect(self.go_on)
        self._goes_by_itself = second > 0

    @property
    def runs(self) -> bool:
        """Whether it goes on by itself."""
        return self._beat.isActive()

    def run(self, *, wanted: bool) -> None:
        """Let it go on by itself, or pause."""
        if wanted and self._goes_by_itself and self._course.coming is not None:
            self._beat.start()
        else:
            self._beat.stop()

    def go_on(self) -> None:
        """Announce the next act, or do the one that is announced; not while one is being done."""
        one = self._course.coming
        if one is None:
            self._end()
        elif not self._busy:
            (self._do if self._is_announced else self._announce)(one)

    def _end(self) -> None:
        self._beat.stop()
        self.over.emit()

    def _announce(self, one: Played) -> None:
        part = next((each for each in self._course.parts if each.id == one.by), self._course.parts[0])
        if part.account != self._seat.account:
            self._change_to(part)
            return
        self._carry_on(lambda: self._course.approach(one), partial(self._say, one))

    def _change_to(self, part: Part) -> None:
        self._beat.stop()
        self.seat_wanted.emit(part)

    def _say(self, one: Played, document: DossierId | None) -> None:
        """Put the document before whoever watches, if it has been begun, and say what comes."""
        self._busy, self._is_announced = False, True
        if document is not None:
            self._seat.desk.show_document(document)
        self.announced.emit(_told(self._course, one), _places(one))

    def _do(self, one: Played) -> None:
        self._carry_on(lambda: self._course.play(one), lambda _none: self._done())

    def _done(self) -> None:
        self._busy = self._is_announced = False
        self.played.emit()

    def _carry_on(self, what: Callable[[], Result], done: Callable[[Result], object]) -> None:
        self._busy = True
        self._seat.workplace.write(lambda _session, _progress: what(), self, done, self._stumbled)

    def _stumbled(self, error: Exception) -> None:
        self._busy = False
        self._beat.stop()
        self._seat.workplace.problem.emit(error)


def _places(one: Played) -> tuple[str, ...]:
    """Return where in the window an act is done: its button, else where further acts are."""
    if one.question:
        return (f"question-{one.question}",)
    return (f"act-{one.act}", _ASIDE) if one.act else ()


def _told(course: Course, one: Played) -> str:
    told = [_("下一步：{step}").format(step=step_in_words(course.exercise, one))]
    question = next((each for each in course.exercise.questions if each.id == one.question), None)
    if question is not None:
        told += [question.text.strip(), _("答：{answer}").format(answer=in_words(question, one.answers))]
    if one.words:
        told.append(_("写：{words}").format(words=one.words))
    return "\n".join(told)
