"""The status line (状态栏): in words, what is kept and what is under way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTime, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText, say
from oa_desktop.office.central.room import Accord, Stage
from oa_desktop.office.central.words import in_words, meaning, problem_of
from oa_desktop.ui.tasks import Task
from oa_desktop.ui.telling.alarm import Alarm

ALARMS = _KEPT, _STORE, _SYNC = ("kept", "store", "sync")
"""What may sound an alarm, the gravest first."""
_CHARACTERS = 14
"""Chinese characters of a piece of work's name that are shown."""


class StatusLine(QStatusBar):
    """Words at the left; work under way, with its progress and a way to call it off, at the right.

    Signals:
        outbox_wanted: Somebody wants to see what waits to go to the central service.
    """

    outbox_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: dict[str, str] = {}
        self._more: dict[str, str] = {}
        self._alarms: dict[str, tuple[str, ProblemText]] = {}
        self._alarm = Alarm(self)
        self._words = _Words()
        self._words.setObjectName("status")
        self._words.setAccessibleName(_("状态"))
        self._place = _place_of(self)
        self.addWidget(self._alarm)
        self.addWidget(self._place)
        self.addWidget(self._words, 1)
        self.stand_alone()

    def state(self, subject: str, words: str, more: str = "") -> None:
        """State something; what was stated of the same subject before gives way.

        Args:
            subject: What it is about; the first that was stated of stands first.
            words: A few words; nothing is stated any more where there are none.
            more: What these words mean and what to do, for whoever asks.
        """
        self._facts[subject] = words
        self._more[subject] = more
        if self._alarms.pop(subject, None):
            self._show_alarm()
        self._words.setText(" · ".join(fact for fact in self._facts.values() if fact))
        asked = [f"{fact}：{self._more[one]}" for one, fact in self._facts.items() if fact and self._more[one]]
        self._words.setToolTip("\n".join(asked))
        self._words.setAccessibleDescription("\n".join((self._words.text(), *asked)))

    def stand_alone(self) -> None:
        """State that nothing leaves this machine."""
        self._place.hide()
        self.state("place", _("单机"), _("数据都在这台计算机上，不需要网络。"))

    def state_accord(self, accord: Accord) -> None:
        """State how the desk stands to the central service; that both sides differ is said until they do not."""
        problem = problem_of(accord) if accord.stage is Stage.DIFFERS else None
        self.state("place", "")
        self._place.setText(_("待发箱") if problem else in_words(accord))
        self._place.setToolTip(meaning(accord))
        self._place.setAccessibleDescription(meaning(accord))
        self._place.show()
        if problem is not None:
            self.alarm(_SYNC, _(accord.stage.value), problem)
        else:
            self.state(_SYNC, "")

    def alarm(self, subject: str, words: str, problem: ProblemText) -> None:
        """Say that something is wrong until anything else is stated of the same subject.

        Args:
            subject: What it is about, one of :data:`ALARMS`; of several the gravest is shown.
            words: A few words.
            problem: What it is, why, and what to do, for whoever asks.
        """
        self.state(subject, "")
        self._alarms[subject] = (words, problem)
        self._show_alarm()

    def _show_alarm(self) -> None:
        gravest = next((self._alarms[one] for one in ALARMS if one in self._alarms), None)
        if gravest is None:
            self._alarm.hide()
        else:
            self._alarm.sound(*gravest)

    def state_kept(self) -> None:
        """State that something has just been kept."""
        self.state(_KEPT, _("{time} 已保存").format(time=_now()))

    def state_held(self, held: bool) -> None:
        """State that somebody waits for something to be kept."""
        if held and _KEPT not in self._alarms:
            self.state(_KEPT, _("正在保存……"))

    def state_unkept(self, error: Exception | None) -> None:
        """Say since when what is typed cannot be kept, and why; state nothing any more where nobody wants it kept."""
        if error is None:
            self.state(_KEPT, "")
            return
        problem = _problem(error)
        self.alarm(_KEPT, _("{time} 起没有存上：{what}").format(time=_now(), what=problem.what), problem)

    def state_hindrance(self, words: str, problem: ProblemText | None) -> None:
        """Say that nothing can be written, and why; nothing any more where there is no such problem."""
        if problem is None:
            self.state(_STORE, "")
        else:
            self.alarm(_STORE, words, problem)

    def show_task(self, task: Task[Any]) -> None:
        """Show work under way until it ends."""
        shown = _TaskShown(task, self)
        self.addPermanentWidget(shown)
        task.ended.connect(shown.deleteLater)


def _place_of(status: StatusLine) -> QPushButton:
    """Return the button that says how the desk stands to the central service, and opens what waits to go there."""
    button = QPushButton(status)
    button.setObjectName("accord")
    button.setProperty("tone", "link")
    button.clicked.connect(lambda _checked: status.outbox_wanted.emit())
    button.hide()
    return button


def _now() -> str:
    return QTime.currentTime().toString("HH:mm:ss")


def _problem(error: Exception) -> ProblemText:
    if isinstance(error, OfficeError):
        return say(error.code, error.params)
    return ProblemText(what=_("程序出了意料之外的错误。"), why="", do=_("请把字复制到别的程序里，告诉技术人员。"))


class _Words(QLabel):
    """Words that give way at their end where the window is narrow, and never make it wider."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setContentsMargins(6, 0, 6, 0)

    # --- Qt's own

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw as much as there is room for."""
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class _TaskShown(QWidget):
    """One piece of work: its name, how far it is, and a way to call it off."""

    def __init__(self, task: Task[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(task.title)
        stop = QPushButton(_("停止"), self)
        stop.setAccessibleName(_("停止{what}").format(what=task.title))
        stop.clicked.connect(task.cancel)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self._name(task.title), self._bar, stop):
            line.addWidget(part)
        task.progressed.connect(self._advance)

    def _name(self, title: str) -> QLabel:
        """Return a name that leaves room for the rest of the line, however long the name of a file is."""
        room = self.fontMetrics().horizontalAdvance("公") * _CHARACTERS
        name = QLabel(self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, room), self)
        name.setToolTip(title)
        self._bar.setMaximumWidth(room)
        return name

    @Slot(int, int)
    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
