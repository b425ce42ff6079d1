"""What did not come off (未办成的事): sign-ins that failed, attempts at what somebody may not do, and failures.

Each is recorded in the unit's audit journal (审计记录) of the program's own accord, without a word of what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from inspect import isfunction
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions.auditing import Incident, RecordIncident
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import DossierId, PersonId, UnitId
from oa_desktop.office.desk import Desk

if TYPE_CHECKING:
    from oa_desktop.office.open_office import OpenOffice

Found = TypeVar("Found")
Said = ParamSpec("Said")
Room = TypeVar("Room", bound="Recorded")

LOOKS = "查看"
"""What the office calls it to ask within what is not for one to know."""
OUTPUT = "输出"
"""What the office calls it to print, save or copy."""
_BEYOND = (
    *("policy.", "output.", "package.above-grade", "roles.own", "roles.clash", "sign-in.key-not-enrolled"),
    *("second.same-person", "second.role", "second.not-yours", "delegation.not-yours", "unseal.not-yours"),
    *("void.not-own", "classify.not-responsible", "disposal.own-list"),
    *("seal.not-keeper", "held-key.same-person", "held-key.not-theirs", "held-key.password-of-another"),
)
"""How the codes of refusals begin that say: this is not for you to do (越权)."""
_GUESSED = ("seal.wrong-password", "seal.locked-out", "token.wrong-pin", "token.last-try", "token.locked")
"""Codes of refusals that say that what opens a key was wrong; failed sign-ins are counted where they are."""
_UNRECORDABLE = ("store.", "clock.")
"""How the codes of hindrances begin under which nothing can be recorded either."""


_PASSING = ("central.",)
"""How the codes of hindrances begin that come and pass by themselves, again and again: each record of one would itself
have to be carried there."""


class Recording(Protocol):
    """Who records of its own accord."""

    def record_own(self, unit: UnitId, action: Action, /) -> object:
        """Record it; nothing where only reading."""


@contextmanager
def noted(office: Recording, desk: Desk, act: str, dossier: DossierId = DossierId("")) -> Iterator[None]:
    """Record what goes wrong within, if it is an attempt at what is not allowed to somebody, or a failure.

    Args:
        office: Who records.
        desk: Whose attempt it is.
        act: Kind of the act, or its word.
        dossier: The document that it was about.
    """
    try:
        yield
    except OfficeError as error:
        _record(office, desk, error, act, dossier)
        raise


@contextmanager
def questioned(office: Recording, desk: Desk, dossier: DossierId, told: set[tuple[str, str]]) -> Iterator[None]:
    """Record that somebody asks within what is not for them to know; the same once in a session.

    Args:
        office: Who records.
        desk: Who asks.
        dossier: The document that is asked about, empty for none.
        told: What was recorded in this session already; screens ask the same again and again.
    """
    try:
        yield
    except Refused as refused:
        act = str(refused.params.get("act", "")) or LOOKS
        if (act, dossier) not in told:
            told.add((act, dossier))
            _record(office, desk, refused, act, dossier)
        raise


def _record(office: Recording, desk: Desk, error: OfficeError, act: str, dossier: DossierId) -> None:
    sort = _sort_of(desk, error, dossier)
    if sort is not None and not error.recorded:
        error.recorded = True
        person = desk.own_standing.person
        incident = RecordIncident(person=person, sort=sort, act=act, code=error.code, subject=dossier)
        with suppress(OfficeError):
            office.record_own(desk.unit, incident)


class Recorded(Protocol):
    """A room of a session whose refusals are recorded."""

    _office: OpenOffice
    _desk: Desk


def attempted(
    act: str,
) -> Callable[[Callable[Concatenate[Room, Said], Found]], Callable[Concatenate[Room, Said], Found]]:
    """Let what goes wrong in a method of a room be recorded as of this act; what is recorded once is not twice."""

    def wrap(method: Callable[Concatenate[Room, Said], Found]) -> Callable[Concatenate[Room, Said], Found]:
        @wraps(method)
        def recorded(room: Room, /, *said: Said.args, **named: Said.kwargs) -> Found:
            with noted(room._office, room._desk, act):
                return method(room, *said, **named)

        return recorded

    return wrap


def watched(act: str) -> Callable[[type[Room]], type[Room]]:
    """Let what goes wrong in any public method of a room be recorded: as of what the refusal names, else of this."""

    def wrap(room: type[Room]) -> type[Room]:
        for name, method in tuple(vars(room).items()):
            if isfunction(method) and not name.startswith("_"):
                setattr(room, name, _watching(act, method))
        return room

    return wrap


def _watching(act: str, method: Callable[Concatenate[Room, Said], Found]) -> Callable[Concatenate[Room, Said], Found]:
    @wraps(method)
    def recorded(room: Room, /, *said: Said.args, **named: Said.kwargs) -> Found:
        try:
            return method(room, *said, **named)
        except OfficeError as error:
            _record(room._office, room._desk, error, str(error.params.get("act", "")) or act, DossierId(""))
            raise

    return recorded


def let_out(
    act: str,
) -> Callable[
    [Callable[Concatenate[Room, DossierId, Said], Found]], Callable[Concatenate[Room, DossierId, Said], Found]
]:
    """Let it be recorded, as :func:`attempted`, that somebody may not let out what a method takes of a document."""

    def wrap(
        method: Callable[Concatenate[Room, DossierId, Said], Found],
    ) -> Callable[Concatenate[Room, DossierId, Said], Found]:
        @wraps(method)
        def recorded(room: Room, dossier: DossierId, /, *said: Said.args, **named: Said.kwargs) -> Found:
            with noted(room._office, room._desk, act, dossier):
                return method(room, dossier, *said, **named)

        return recorded

    return wrap


def kind_of(action: Action) -> str:
    """Return the kind of an act, empty for one that is in no table."""
    declaration = DECLARATIONS.get(type(action))
    return declaration.kind if declaration else ""


def failed_sign_in(office: Recording, unit: UnitId, person: PersonId, code: str, count: int = 1) -> None:
    """Record that somebody did not get in; nobody's id where the account that was typed is none."""
    incident = RecordIncident(person=person, sort=Incident.SIGN_IN, act="record-sign-in", code=code, count=count)
    with suppress(OfficeError):
        office.record_own(unit, incident)


def _sort_of(desk: Desk, error: OfficeError, dossier: DossierId) -> Incident | None:
    if isinstance(error, Unavailable):
        return None if error.code.startswith((*_UNRECORDABLE, *_PASSING)) else Incident.FAILURE
    if error.code in _GUESSED:
        return Incident.FAILURE
    hidden = error.code == "dossier.unknown" and desk.store.dossier(dossier) is not None
    return Incident.BEYOND if hidden or error.code.startswith(_BEYOND) else None
