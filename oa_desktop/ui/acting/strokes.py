"""Strokes (笔画) while they are being written: added point by point, rubbed out whole, taken back."""

from __future__ import annotations

from oa_desktop.domain.texts.ink import (
    FULL_PRESSURE,
    LARGEST_UM,
    LONGEST_MS,
    MOST_POINTS,
    MOST_STROKES,
    Ink,
    InkPoint,
    InkStroke,
)

_NEAR_UM = 120
"""A pen that has moved no further has not moved."""
_RUBBER_UM = 2_500
"""Half the width of the rubber."""


class Strokes:
    """What is on a pad.

    Attributes:
        done: The finished strokes, in their order.
        current: The stroke that is being written.
        is_full: Whether more was written than ink may hold; what is too much is left out.
    """

    def __init__(self) -> None:
        self.done: tuple[InkStroke, ...] = ()
        self.current: list[InkPoint] = []
        self.is_full = False
        self._before: list[tuple[InkStroke, ...]] = []
        self._after: list[tuple[InkStroke, ...]] = []
        self._begun_ms: int | None = None

    @property
    def undoable(self) -> bool:
        """Whether anything can be taken back."""
        return any(state != self.done for state in self._before)

    @property
    def redoable(self) -> bool:
        """Whether anything that was taken back can be made again."""
        return any(state != self.done for state in self._after)

    @property
    def last_ms(self) -> int:
        """When the last point was written, from the first touch."""
        points = self.current or (self.done[-1] if self.done else ())
        return points[-1].time_ms if points else 0

    def begin(self) -> None:
        """Put the pen down."""
        self.current = []
        self.is_full = len(self.done) >= MOST_STROKES or self._count() >= MOST_POINTS

    def add(self, x_um: float, y_um: float, pressure: float, clock_ms: int) -> bool:
        """Add a point to the stroke that is being written; return whether it was far enough from the last.

        Args:
            x_um: Across, from the left.
            y_um: Down, from the top.
            pressure: From 0 to 1.
            clock_ms: On any clock that goes on.
        """
        self.is_full = self.is_full or self._count() >= MOST_POINTS
        if self.is_full:
            return False
        if self._begun_ms is None:
            self._begun_ms = clock_ms - self.last_ms
        point = InkPoint(
            _within(x_um, LARGEST_UM),
            _within(y_um, LARGEST_UM),
            _within(pressure * FULL_PRESSURE, FULL_PRESSURE),
            max(self.last_ms, _within(clock_ms - self._begun_ms, LONGEST_MS)),
        )
        if self.current and _is_near(self.current[-1], point):
            return False
        self.current.append(point)
        return True

    def end(self) -> None:
        """Lift the pen."""
        if self.current:
            self._change((*self.done, tuple(self.current)))
        self.current = []

    def cancel(self) -> None:
        """Forget the stroke that is being written."""
        self.current = []

    def rub(self, x_um: float, y_um: float, *, begins: bool) -> bool:
        """Rub out every stroke at a place; return whether there was any.

        Args:
            x_um: Across, from the left.
            y_um: Down, from the top.
            begins: Whether another rubbing begins here; all of one is taken back at once.
        """
        left = tuple(stroke for stroke in self.done if not _touches(stroke, x_um, y_um))
        if begins:
            self._change(self.done)
        if len(left) == len(self.done):
            return False
        self.done = left
        return True

    def clear(self) -> None:
        """Take everything away; that can be taken back, too."""
        self._change(())

    def undo(self) -> None:
        """Take the last change back."""
        self.done = self._turned(self._before, self._after)

    def redo(self) -> None:
        """Make a change again that was taken back."""
        self.done = self._turned(self._after, self._before)

    def put(self, strokes: tuple[InkStroke, ...]) -> None:
        """Begin with strokes that were written before."""
        self.done, self.current, self.is_full, self._begun_ms = strokes, [], False, None
        self._before.clear()
        self._after.clear()

    def ink(self, width_um: int, height_um: int) -> Ink | None:
        """Return what is written on something of a size, None for nothing."""
        if not self.done:
            return None
        right = max(point.x_um for stroke in self.done for point in stroke)
        bottom = max(point.y_um for stroke in self.done for point in stroke)
        sides = (min(LARGEST_UM, max(*pair, 1)) for pair in ((width_um, right), (height_um, bottom)))
        return Ink(width_um=next(sides), height_um=next(sides), strokes=self.done)

    def _change(self, strokes: tuple[InkStroke, ...]) -> None:
        self._before.append(self.done)
        self._after.clear()
        self.done = strokes

    def _turned(
        self, source: list[tuple[InkStroke, ...]], target: list[tuple[InkStroke, ...]]
    ) -> tuple[InkStroke, ...]:
        """Return the state at the end of one list, and put that of now at the end of the other."""
        while source:
            target.append(self.done)
            if (state := source.pop()) != self.done:
                return state
        return self.done

    def _count(self) -> int:
        return len(self.current) + sum(len(stroke) for stroke in self.done)


def _within(value: float, most: int) -> int:
    return max(0, min(most, round(value)))


def _is_near(one: InkPoint, other: InkPoint) -> bool:
    return abs(one.x_um - other.x_um) + abs(one.y_um - other.y_um) < _NEAR_UM


def _touches(stroke: InkStroke, x_um: float, y_um: float) -> bool:
    """Whether a stroke passes under the rubber, between its points, too."""
    ends = zip(stroke, stroke[1:] or stroke, strict=False)
    return any(_distance_squared(one, other, x_um, y_um) < _RUBBER_UM**2 for one, other in ends)


def _distance_squared(one: InkPoint, other: InkPoint, x_um: float, y_um: float) -> float:
    """Return the distance of a place from the line between two points, squared."""
    across, down = other.x_um - one.x_um, other.y_um - one.y_um
    length = across**2 + down**2
    share = ((x_um - one.x_um) * across + (y_um - one.y_um) * down) / length if length else 0.0
    near = max(0.0, min(1.0, share))
    return (one.x_um + near * across - x_um) ** 2 + (one.y_um + near * down - y_um) ** 2
