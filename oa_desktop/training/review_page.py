"""What is gone through with the class (讲评): the commonest errors without names, why they matter, their clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.forms import ROW_WIDTH, Form, Row, form_row
from oa_desktop.domain.training.exercise import Check
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.books import ClassBook, LossLine
from oa_desktop.training.collecting import ExerciseOf

_MOST = 8
"""Errors that are gone through: more are forgotten at once."""


def review_of(session: Session, exercise_of: ExerciseOf) -> Form:
    """Return the page of a class, in type that is read from afar.

    Raises:
        Refused: ``class.nothing-lost``; as :attr:`.ClassRoom.state`.
    """
    lost = [one for one in session.teaching.ledger(ClassBook.LOSSES).rows if one.lost][:_MOST]
    if not lost:
        raise Refused("class.nothing-lost")
    return review_page(lost, lambda one: _check_of(session, one, exercise_of))


def review_page(lost: Sequence[LossLine], check_of: Callable[[LossLine], Check | None]) -> Form:
    """Return the page of what was lost most, the worst first.

    Args:
        lost: What was lost.
        check_of: Returns the check that it was lost by; None where the exercise is not known any more.
    """
    rows = (row for number, one in enumerate(lost, 1) for row in _error(number, one, check_of(one)))
    return Form(title="讲评：失分最多的地方", rows=tuple(rows), footer="不写姓名，不排名次。", shown=True)


def _error(number: int, one: LossLine, check: Check | None) -> Iterator[Row]:
    yield form_row(
        (f"{number}．{one.asks}", f"{one.asked - one.passed}/{one.asked}份失分", ROW_WIDTH), heads=check is not None
    )
    if check is not None:
        clause = f"\n依据：{check.clause}" if check.clause else ""
        yield form_row(("", f"{check.why}\n怎样改正：{check.mend}{clause}", ROW_WIDTH))


def _check_of(session: Session, one: LossLine, exercise_of: ExerciseOf) -> Check | None:
    with suppress(OfficeError):
        exercise = exercise_of(session.teaching.record(one.example).begun)
        return next((check for check in exercise.checks if check.id == one.check), None)
    return None
