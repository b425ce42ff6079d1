"""The journal of the editor (撤销记录): what was changed, wherever it stands, in the order in which it happened.

Each place keeps its own states and tells which it is in; the text has Qt's own steps for them, however long it is. The
journal knows the order of the places, takes their changes back one by one, and does them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from oa_desktop.ui.writing.undo.words import grown

PAUSE_MS = 1200
"""Milliseconds without a key after which what is typed in the same place is a step of its own."""


def _always() -> bool:
    return True


def _never() -> bool:
    return False


def _nothing() -> None:
    """A place that merges nothing by itself has nothing to end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    """Something that is changed by the writer: an element, a text, the files.

    Attributes:
        widget: Where it stands; the writer is led there when it is taken back.
        state: Returns the state that it is in. Words are merged into one step while somebody types.
        take: Brings it into a state that it was in.
        changed: Tells of a change.
        ready: Whether it can be brought into another state now.
        goes_on: Whether somebody types on where they typed last; of words the journal sees it by itself.
        rest: Ends a step that it merges by itself.
    """

    widget: QWidget
    state: Callable[[], Any]
    take: Callable[[Any], object]
    changed: SignalInstance
    ready: Callable[[], bool] = _always
    goes_on: Callable[[], bool] = _never
    rest: Callable[[], object] = _nothing


@dataclass(slots=True)
class _Change:
    place: Place
    before: Any
    after: Any


_Step = list[_Change]
"""What is taken back at once: one change, or several that were made together."""
_Way = list[tuple[Place, Any]]
"""What a step is taken back by, or done again by: places, each with the state that it is brought into."""


class Journal(QObject):
    """Everything that was done to one draft since it was begun.

    Signals:
        moved: Something was taken back, or done again, in a place (``Place``).
        changed: What can be taken back or done again is another.
    """

    moved = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._states: dict[Place, Any] = {}
        self._steps: list[_Step] = []
        self._at = 0
        self._together: _Step | None = None
        self._last: Place | None = None
        self._moving = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.pause)

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether something can be done again."""
        return self._at < len(self._steps)

    # --- what happens --------------------------------------------------------------------------------------------

    def watch(self, place: Place) -> None:
        """Follow a place, and forget it when it is gone."""
        self._states[place] = place.state()
        place.changed.connect(lambda *_told: self._note(place))
        place.widget.destroyed.connect(lambda: self._states.pop(place, None))

    def begin(self) -> None:
        """Begin anew with what stands there now: nothing of it can be taken back."""
        self.pause()
        self._steps, self._at = [], 0
        self._states = {place: place.state() for place in self._states}
        self.changed.emit()

    def pause(self) -> None:
        """Let whatever comes next be a step of its own."""
        self._pause.stop()
        if self._last is not None:
            self._last.rest()
        self._last = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let everything that changes meanwhile, wherever it stands, be one step."""
        self.pause()
        step = self._together = []
        try:
            yield
        finally:
            self._together = None
        for change in step:
            change.place.rest()
        if step:
            self._add(step)

    def _note(self, place: Place) -> None:
        before, now = self._states.get(place), place.state()
        self._states[place] = now
        if self._moving:
            return
        if before != now:
            self._enter(_Change(place, before, now))
        if place is self._last:
            self._pause.start()

    def _enter(self, change: _Change) -> None:
        """Enter a change; what is made together with others, or is typed on, goes into their step."""
        if self._together is not None:
            self._together.append(change)
            return
        if change.place is not self._last:
            self.pause()
        (top,) = self._steps[self._at - 1] if self._last is change.place else (None,)
        if top is not None and (change.place.goes_on() or _go_on(top.before, change.before, change.after)):
            top.after = change.after
            self._add()
        else:
            self._add([change])
        self._last = change.place

    def _add(self, *steps: _Step) -> None:
        """Add steps behind what was done until now; what was taken back cannot be done again."""
        self._steps[self._at :] = steps
        self._at = len(self._steps)
        self.changed.emit()

    # --- back and forth ------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back what was done last."""
        self._go(self._back())

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go(self._forth())

    def _back(self) -> Iterator[_Way]:
        while self._at:
            self._at -= 1
            yield [(one.place, one.before) for one in reversed(self._steps[self._at])]

    def _forth(self) -> Iterator[_Way]:
        while self._at < len(self._steps):
            self._at += 1
            yield [(one.place, one.after) for one in self._steps[self._at - 1]]

    def _go(self, way: Iterator[_Way]) -> None:
        """Go one step that can be seen; what an input method still composes is written first."""
        QGuiApplication.inputMethod().commit()
        if not all(place.widget.isEnabled() and place.ready() for place in self._states):
            return
        self.pause()
        for step in way:
            moved = [place for place, state in step if self._bring(place, state)]
            if moved:
                self.moved.emit(moved[0])
                break
        self.changed.emit()

    def _bring(self, place: Place, state: Any) -> bool:
        """Bring a place into a state; return whether anything there is another now."""
        before = place.state()
        self._moving = True
        place.take(state)
        self._moving = False
        place.rest()
        self._states[place] = place.state()
        return bool(before != self._states[place])


def _go_on(first: Any, before: Any, now: Any) -> bool:
    """Whether somebody goes on typing, or goes on deleting, in words."""
    if not (isinstance(first, str) and isinstance(before, str) and isinstance(now, str)):
        return False
    return (grown(first, before) and grown(before, now)) or (grown(before, first) and grown(now, before))
