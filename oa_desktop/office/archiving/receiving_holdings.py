"""What is recorded of a package that is received (接收进馆), once it is looked through and its files are kept.

Files are kept before anything is recorded and while others write; whether the package fits is asked when it is begun,
and again when its turn has come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from oa_desktop.domain import canonical
from oa_desktop.domain.actions.holdings import HoldingAction, KeepHoldings, ReceiveHoldings
from oa_desktop.domain.archives.holdings import LOT, HeldFile, HeldItem, HoldingList
from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import read_journal_file
from oa_desktop.office.archiving.accepting import (
    Gathered,
    items_of,
    refuse_unfit,
    register_for,
    result_of,
    viruses_in,
)
from oa_desktop.office.archiving.importing import Opened
from oa_desktop.office.archiving.journals_inside import JournalsInside
from oa_desktop.office.archiving.property_page import data_of
from oa_desktop.office.archiving.vouching import Sender, sender_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.merging import Named, joined_by_few, proved
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Keep, Step
from oa_desktop.office.pouring import poured

_REPORT = 32 << 10
"""Bytes that a report on an item takes, and what is said of it beside."""
HoldingWish = Callable[[Desk], HoldingAction]


class _Said(TypedDict):
    """What every act on a package says of it."""

    fonds: str
    archival_year: int
    package: Digest


def sender_fit(desk: Desk, opened: Opened, cards: Iterable[UnitCard]) -> Sender:
    """Return whose package it is; one of this unit's own, or of another realm, is none to be received.

    Raises:
        Refused: ``holdings.own``, ``holdings.other-realm``, ``holdings.not-theirs``, ``journal-file.*``.
    """
    sender = sender_of(read_journal_file(opened.register), desk.crypto, cards)
    if sender.realm is not desk.store.realm:
        raise Refused("holdings.other-realm", realm=sender.realm.label, here=desk.store.realm.label)
    if sender.unit == desk.unit:
        raise Refused("holdings.own")
    return sender


def wishes(
    desk: Desk,
    opened: Opened,
    sender: Sender,
    reports: Sequence[PropertyReport],
    *,
    proving: Crypto,
    keep: Keep,
    step: Step,
) -> list[HoldingWish]:
    """Return what is to be recorded of a package, its files kept already.

    Args:
        desk: Of who receives.
        opened: The package.
        sender: Whose it is.
        reports: What the four properties of its items came to.
        keep: Keeps its files.
        proving: Verifies signatures, each once.
        step: Counts files; what it raises calls it off.

    Raises:
        Refused: ``holdings.*``, ``records.*``, ``journal-file.*``, ``import.*``.
        Unavailable: ``disk.no-room``, ``disk.full``, ``disk.failed``.
    """
    found = Gathered(inside=JournalsInside(opened=opened, crypto=desk.crypto))
    items = tuple(items_of(found))
    register = register_for(items)
    refuse_unfit(desk, sender, register, items)
    result, viruses = result_of(reports), viruses_in(reports)
    _refuse_without_room(desk, opened, len(reports))
    named = _named(desk, found.inside, proving)
    files = tuple(_kept(keep, opened, step))
    named.refuse_without(desk.store, found.contents | {one.digest for one in files})
    listed = HoldingList(items=items, files=files).encode()
    said = _Said(fonds=register.fonds, archival_year=register.year, package=desk.crypto.digest(opened.register))
    receives = ReceiveHoldings(
        **said,
        sender=sender.unit,
        sender_name=sender.name,
        founding=sender.founding,
        outcome=sender.outcome,
        vouched=sender.vouched,
        items=len(items),
        files=len(files),
        size=sum(one.size for one in files),
        properties=result,
        viruses=viruses,
        contents=(keep(listed), keep(poured(_tested(reports))), keep(canonical.encode(dict(found.texts)))),
    )
    digests = tuple(dict.fromkeys(one.digest for one in files))
    lots = (digests[first : first + LOT] for first in range(0, len(digests), LOT))
    return [_receiving(receives, sender, items), *(_keeping(KeepHoldings(**said, contents=lot)) for lot in lots)]


def _named(desk: Desk, inside: JournalsInside, proving: Crypto) -> Named:
    """Return what the entries of a package name, once they hold; few of them are in memory at a time.

    Raises:
        Refused: ``records.*``, ``holdings.changed``.
    """
    named, unit = Named(), inside.opened.unit
    for union in proved(desk.store, proving, unit, joined_by_few(desk.store, proving, unit, inside.by_journal())):
        named.add(union)
    return named


def _tested(reports: Sequence[PropertyReport]) -> Iterator[bytes]:
    """Yield reports as one list, made one by one: together they are larger than all else that is said of a package."""
    for place, one in enumerate(reports):
        yield (b"," if place else b"[") + data_of(one)
    yield b"]" if reports else b"[]"


def _receiving(action: ReceiveHoldings, sender: Sender, items: Sequence[HeldItem]) -> HoldingWish:
    """Return an act that is refused where something came meanwhile that the package does not fit beside."""

    def wish(desk: Desk) -> HoldingAction:
        refuse_unfit(desk, sender, action.register, items)
        return action

    return wish


def _keeping(action: KeepHoldings) -> HoldingWish:
    return lambda _: action


def _refuse_without_room(desk: Desk, opened: Opened, reports: int) -> None:
    """Refuse a package of which the files that are not here yet find no room.

    Raises:
        Unavailable: ``disk.no-room``.
    """
    listed = _listed(opened)
    known = {path: listed.get(path.removeprefix(opened.inside)) for path in opened.sizes}
    lacking = [path for path, digest in known.items() if digest is None or not desk.store.blobs.has(digest)]
    size = sum(opened.sizes[path] for path in lacking) + reports * _REPORT
    desk.store.blobs.refuse_without_room(size, len(lacking))


def _listed(opened: Opened) -> Mapping[str, Digest]:
    return {one.name: one.digest for one in read_journal_file(opened.register).preamble.beside}


def _kept(keep: Keep, opened: Opened, step: Step) -> Iterator[HeldFile]:
    """Keep every file of a package, and yield what it is.

    Raises:
        Refused: ``holdings.changed``: a file is not what it was when it was looked through.
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    listed = _listed(opened)
    for place, (path, read) in enumerate(opened.whole.items()):
        step(place, len(opened.whole))
        data = read()
        digest = keep(data)
        if listed.get(path.removeprefix(opened.inside), digest) != digest:
            raise Refused("holdings.changed", file=path)
        yield HeldFile(path=path, digest=digest, size=len(data))
    step(len(opened.whole), len(opened.whole))
