"""The exchange register (交换登记): which packages went out and came in, and how far every channel has come.

What was seen is never forgotten: a package that comes again, years later, is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oa_desktop.domain.actions.exchanging import Receipt, SendPackage, TakeInPackage
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.answers import answers_in_order
from oa_desktop.domain.exchange.package import Outside, PackageId, Recipient
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NOTHING, DeviceId, Digest, DossierId, PersonId, UnitId
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.units.organisation import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A package that went out: what was recorded, by whom, at which desk and when."""

    act: SendPackage
    person: PersonId
    device: DeviceId
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A package that was taken in: what was recorded, by whom and when."""

    act: TakeInPackage
    person: PersonId
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRegister:
    """交换登记 of one unit, in the order of its journal."""

    sent: tuple[Sent, ...] = ()
    taken: tuple[Taken, ...] = ()

    def next_place(self, device: DeviceId, unit: UnitId) -> tuple[int, Digest]:
        """Return sequence and previous digest of the next package from a desk to a unit."""
        newest = max(
            (
                (one.sequence, each.act.outside)
                for each in self.sent
                if each.device == device
                for one in each.act.recipients
                if one.unit == unit
            ),
            default=(0, NOTHING),
        )
        return newest[0] + 1, newest[1]

    def sent_package(self, package: PackageId) -> Sent | None:
        """Return what was recorded of a package that went out."""
        return next((one for one in self.sent if one.act.package == package), None)

    def taken_package(self, package: PackageId) -> Taken | None:
        """Return what was recorded of a package that came in."""
        return next((one for one in self.taken if one.act.package == package), None)

    def channel_from(self, unit: UnitId, device: DeviceId) -> tuple[TakeInPackage, ...]:
        """Return what came from a desk of a unit, the earliest of its channel first."""
        came = (one.act for one in self.taken if (one.act.sender, one.act.device) == (unit, device))
        return tuple(sorted(came, key=lambda one: one.sequence))

    def of(self, dossier: DossierId) -> tuple[Sent, ...]:
        """Return the packages that a document went out in."""
        return tuple(one for one in self.sent if one.act.document == dossier and one.act.receipt is None)

    def came_as(self, dossier: DossierId) -> Taken | None:
        """Return the package that a document came in."""
        return next((one for one in self.taken if one.act.document == dossier and one.act.receipt is None), None)

    def answers(self, package: PackageId) -> dict[UnitId, tuple[Receipt, ...]]:
        """Return what the units answered that a package went to; of each the last of its answers stands."""
        came = [one.act for one in self.taken if one.act.receipt and one.act.receipt.package == package]
        units = dict.fromkeys(one.sender for one in came)
        return {unit: answers_in_order(one for one in came if one.sender == unit) for unit in units}

    def answered(self, package: PackageId) -> tuple[Receipt, ...]:
        """Return what was answered here to a package that came."""
        receipts = (one.act.receipt for one in self.sent)
        return tuple(one for one in receipts if one and one.package == package)


def fold(entries: Iterable[Entry]) -> ExchangeRegister:
    """Return the register that a set of entries comes to."""
    read = [(placed.entry, read_action(placed.entry)) for placed in in_order(entries).placed]
    return ExchangeRegister(
        sent=tuple(
            Sent(act=act, person=entry.actor.person, device=entry.device, time=entry.claimed_time)
            for entry, act in read
            if isinstance(act, SendPackage)
        ),
        taken=tuple(
            Taken(act=act, person=entry.actor.person, time=entry.claimed_time)
            for entry, act in read
            if isinstance(act, TakeInPackage)
        ),
    )


def sender_of(outside: Outside, unit: Organisation) -> UnitCard:
    """Return the registered card of who made a package, or refuse it: wrong realm, grade, addressee or sender.

    Raises:
        Refused: As :func:`refuse_elsewhere`; ``package.unknown-sender``, ``package.other-key``.
    """
    refuse_elsewhere(outside, unit)
    desks = [one for one in unit.partners if one.unit == outside.sender.unit]
    card = next((one for one in desks if one.device == outside.sender.device), None)
    if card is None:
        raise Refused("package.unknown-sender", sender=outside.sender.name)
    if card.founding != outside.sender.founding:
        raise Refused("package.other-key", sender=outside.sender.name)
    return card


def refuse_elsewhere(outside: Outside, unit: Organisation) -> None:
    """Refuse a package that belongs elsewhere.

    Raises:
        Refused: ``package.other-realm``, ``package.higher-grade``, ``package.not-for-us``.
    """
    if outside.realm is not unit.realm:
        raise Refused("package.other-realm", package=outside.realm.label, here=unit.realm.label)
    if outside.grade.ceiling > unit.grade.ceiling:
        raise Refused("package.higher-grade", package=outside.grade.value, here=unit.grade.value)
    if outside.recipient(unit.unit) is None:
        raise Refused("package.not-for-us", recipients="、".join(one.name for one in outside.recipients))


def refuse_out_of_channel(outside: Outside, digest: Digest, place: Recipient, register: ExchangeRegister) -> None:
    """Refuse a package that came before, is older than what came, contradicts it, or leaves others out.

    Raises:
        Refused: ``package.known`` with the day; ``package.forked``: another one has its place, or it follows another
            than came, or what came after it follows another; ``package.missing`` with the places that are missing.
    """
    known = register.taken_package(outside.id)
    if known is not None and known.act.outside == digest:
        raise Refused("package.known", sender=outside.sender.name, sequence=place.sequence, day=known.time[:10])
    came = register.channel_from(outside.sender.unit, outside.sender.device)
    by_place = {one.sequence: one for one in came}
    far = place.sequence > len(came) + _FARTHEST
    if known is not None or far or place.sequence in by_place or _contradicts(place, digest, by_place):
        raise Refused("package.forked", sender=outside.sender.name, sequence=place.sequence)
    missing = list(_missing(place.sequence, by_place))
    if missing:
        raise Refused("package.missing", sender=outside.sender.name, sequence=place.sequence, missing=in_runs(missing))


_FARTHEST = 10_000
"""Packages that may be missing before one; a place farther on is no mere gap."""


def _contradicts(place: Recipient, digest: Digest, came: dict[int, TakeInPackage]) -> bool:
    """Tell whether a package denies what came before it, or is denied by what came after it and was not waited for."""
    before, after = came.get(place.sequence - 1), came.get(place.sequence + 1)
    if place.sequence < 1 or (place.sequence == 1) != (place.previous == NOTHING):
        return True
    if after is not None and after.previous not in (NOTHING, digest):
        return True
    return before is not None and before.outside != place.previous


def _missing(sequence: int, came: dict[int, TakeInPackage]) -> Iterator[int]:
    """Give the places before one that nothing has come for."""
    return (one for one in range(1, sequence) if one not in came)


def in_runs(numbers: Iterable[int]) -> str:
    """Return numbers as people list them: ``3—5、8``; at most twenty runs."""
    runs: list[list[int]] = []
    for one in sorted(numbers):
        if runs and one == runs[-1][-1] + 1:
            runs[-1][1:] = [one]
        else:
            runs.append([one])
    said = [f"{run[0]}—{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return "、".join(said[:20]) + ("……" if len(said) > 20 else "")
