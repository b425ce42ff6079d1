"""What 双人确认 asks for: which of the things that wait, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.actions.seconding import Word
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.history import read_action
from oa_desktop.domain.units.seconding import fault_of_second, is_expired
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.reading import said_with


def words_for(desk: Desk, state: Dossier) -> tuple[Word, ...]:
    """Return what somebody may say of what waits for a second person of a document."""
    actor = Actor(kind=ActorKind.PERSON, person=desk.own_standing.person, post=desk.post)
    unit = desk.organisation()
    seconded = [one for one in state.asked if not fault_of_second(unit, one, actor)]
    wanted = {
        Word.CONFIRMED: any(not is_expired(unit, one, desk.clock.now()) for one in seconded),
        Word.DECLINED: bool(seconded),
        Word.WITHDRAWN: any(one.actor.person == actor.person for one in state.asked),
    }
    return tuple(word for word, is_offered in wanted.items() if is_offered)


def _fields(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    asked = tuple((one.id, said_with(read_action(one))) for one in state.asked)
    words = tuple((one.value, one.value) for one in words_for(desk, state))
    yield q.FieldRow(name="asked", label="申请", sort=q.FieldSort.CHOICE, usual=asked[0][0], options=asked)
    yield q.FieldRow(name="word", label="答复", sort=q.FieldSort.CHOICE, usual=words[0][0], options=words)


FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {"answer-second": _fields}
