"""The runs that an exercise writes down (参考答案、反面示范、失误), as acts to be played."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.exercise import Exercise, Lapse, Played

REFERENCE, BAD = "reference", "bad"


def solution(exercise: Exercise, named: str) -> tuple[Played, ...]:
    """Return the acts of a run by its name, of a lapse by its id.

    Raises:
        Refused: ``training.no-run``.
    """
    if named in (REFERENCE, BAD):
        return {REFERENCE: exercise.reference, BAD: exercise.bad}[named].acts
    lapse = next((one for one in exercise.lapses if one.id == named), None)
    if lapse is None:
        raise Refused("training.no-run", run=named, known="、".join(one.id for one in exercise.lapses))
    return tuple(_lapsed(exercise.reference.acts, lapse))


def _lapsed(acts: tuple[Played, ...], lapse: Lapse) -> Iterator[Played]:
    for one in acts:
        if one.id not in lapse.without:
            yield from lapse.instead.get(one.id, (one,)) if one.id else (one,)
        yield from lapse.after.get(one.id, ()) if one.id else ()
