"""How a desk stands to the central service (同步): in words, what waits to go there (待发箱), and a round with it.

Nobody is told of an entry that is neither about something that they may know nor their own; it goes all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from oa_desktop.domain.actions.auditing import Incident, RecordIncident
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import ActId, DossierId
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.i18n.problems import say
from oa_desktop.office.central.round import Round
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.central import Central
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.recording import about
from oa_desktop.office.trail.incidents import watched

_SYNC = "同步"
_APART = frozenset({"central.differs", "central.unjoinable"})
"""Codes of refusals that say that both sides do not go together."""
_OF_RECORDS = "records."
"""How the codes begin by which one side, or the other, does not take in what comes."""
_MOST = 500
"""Entries that are looked through for what waits; a desk that begins has all of its own before it."""


class Stage(StrEnum):
    """How a desk stands to the service, as the status line says it."""

    ALONE = "单机"
    """There is no service."""
    BEGINNING = "还没有同步"
    """No round has ended yet since the store was opened."""
    AGREED = "已同步"
    """Both sides held the same last, and nothing waits."""
    WAITING = "待发"
    """Something waits to go."""
    AWAY = "断网，可继续"
    """The service is out of reach, which is in nobody's way."""
    STUCK = "没有同步上"
    """Something else is in the way; what was said of it tells what."""
    DIFFERS = "两边对不上"
    """Both sides have told each other everything and do not hold the same, or one does not believe the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accord:
    """How a desk stands to the service.

    Attributes:
        stage: In a few words.
        waiting: How many acts wait, of those that whoever asks may know.
        more: Whether there may be others behind those that were looked through.
        agreed: When both sides held the same last, ISO 8601; empty for not since the store was opened.
        trouble: Why the last round broke off.
    """

    stage: Stage
    waiting: int = 0
    more: bool = False
    agreed: str = ""
    trouble: OfficeError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """An act that waits to go to the service.

    Attributes:
        dossier: The document that it is about; empty for none.
        title: Its title.
        act: What was done.
        person: Name of who did it.
        time: When, as it is claimed, ISO 8601.
    """

    dossier: DossierId
    title: str
    act: str
    person: str
    time: str


@watched(_SYNC)
class CentralRoom:
    """The central service as one person at a desk meets it."""

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk

    @property
    def configured(self) -> bool:
        """Whether there is a service at all."""
        return self._office.ports.central is not None

    def accord(self) -> Accord:
        """Return how this desk stands to the service; it is not asked."""
        if not self.configured:
            return Accord(stage=Stage.ALONE)
        outcome = self._office.rounds.of(self._desk.unit)
        entries = self._waiting()
        count = len(self._known(entries))
        return Accord(
            stage=_stage(outcome.trouble, outcome.agreed, count),
            waiting=count,
            more=len(entries) == _MOST,
            agreed=outcome.agreed,
            trouble=outcome.trouble,
        )

    def unsent(self) -> tuple[Unsent, ...]:
        """Return what waits to go (待发箱), what was done first at the beginning."""
        return tuple(map(self._row, self._known(self._waiting()))) if self.configured else ()

    def run(self, step: Step = unwatched) -> Accord:
        """Go a round with the service until both sides hold the same.

        Args:
            step: See :meth:`~oa_desktop.office.central.round.Round.run`.

        Raises:
            Refused: ``central.none``; ``central.differs``, ``central.unjoinable``: it stops, and both sides keep all.
            Unavailable: ``central.away``, ``central.busy``, ``store.read-only``, ``disk.full``; later it goes on.
        """
        reach = self._office.ports.central
        if reach is None:
            raise Refused("central.none")
        before = self._office.rounds.of(self._desk.unit).trouble
        try:
            self._office.rounds.go(self._desk.unit, lambda: self._round(reach, step), self._now)
        except Refused as refused:
            if refused.code in _APART and (before is None or before.code not in _APART):
                self._tell_auditor(refused)
            raise
        return self.accord()

    def _round(self, reach: Callable[[], Central], step: Step) -> None:
        self._desk.store.refuse_reader()
        try:
            Round(self._office, reach(), self._desk.unit).run(step)
        except Refused as refused:
            if refused.code.startswith(_OF_RECORDS):
                raise Refused("central.unjoinable", reason=say(refused.code, refused.params).why) from refused
            raise

    def _now(self) -> str:
        return self._desk.clock.now().isoformat(timespec="seconds")

    def _tell_auditor(self, refused: Refused) -> None:
        """Record that the two sides do not go together, once; what cannot be recorded is seen in the status line."""
        person = self._desk.own_standing.person
        incident = RecordIncident(person=person, sort=Incident.FAILURE, act=_SYNC, code=refused.code)
        with suppress(OfficeError):
            self._office.record_own(self._desk.unit, incident)

    # --- what waits

    def _waiting(self) -> list[Entry]:
        store, unit = self._desk.store, self._desk.unit
        arrived = store.arrived(unit, store.synced(unit).pushed)
        return [one.signed.entry for one in islice(arrived, _MOST)]

    def _known(self, entries: Sequence[Entry]) -> list[Sequence[Entry]]:
        """Return the acts that whoever asks may know of, each with its entries."""
        acts: dict[ActId, list[Entry]] = {}
        for one in entries:
            acts.setdefault(one.act, []).append(one)
        return [act for act in acts.values() if self._may_know(act)]

    def _may_know(self, act: Sequence[Entry]) -> bool:
        """Whether somebody may know all documents of an act, or did it themselves where it is about none."""
        documents = set(_documents(act))
        if documents:
            return all(self._desk.store.may_know(one, self._desk.sight) for one in documents)
        return act[0].actor.person == self._desk.own_standing.person

    def _row(self, act: Sequence[Entry]) -> Unsent:
        document = next(_documents(act), DossierId(""))
        said = next((one for one in act if about(one)), act[0])
        return Unsent(
            dossier=document,
            title=self._desk.dossier(document).particulars.title if document else "",
            act=declaration_of_act(read_action(said)).term,
            person=name_of(self._desk.organisation(), said.actor.person),
            time=said.claimed_time,
        )


def _documents(act: Sequence[Entry]) -> Iterator[DossierId]:
    return (document for one in act if (document := about(one)))


def _stage(trouble: OfficeError | None, agreed: str, waiting: int) -> Stage:
    if trouble is not None:
        return _troubled(trouble)
    if waiting:
        return Stage.WAITING
    return Stage.AGREED if agreed else Stage.BEGINNING


def _troubled(trouble: OfficeError) -> Stage:
    if trouble.code in _APART:
        return Stage.DIFFERS
    return Stage.STUCK if isinstance(trouble, Refused) or not trouble.code.startswith("central.") else Stage.AWAY
