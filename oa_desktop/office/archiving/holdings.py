"""馆藏: packages of other archives are received, found, read, and written out again as they came.

A package is kept byte for byte. It is known to whoever arranges the archive of the unit that received it, item by item
as far as they are cleared; others read one item when it is granted (利用).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypedDict

from oa_desktop.domain import canonical
from oa_desktop.domain.actions.holdings import HoldingAction, KeepHoldings, ReceiveHoldings
from oa_desktop.domain.archives.holdings import LOT, WORDS, HeldFile, HeldItem, Holding, HoldingList
from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import read_journal_file, verify_journal_file
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.texts import alike
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.office.archiving.accepting import (
    Gathered,
    items_of,
    refuse_unfit,
    register_for,
    result_of,
    viruses_in,
)
from oa_desktop.office.archiving.held import files_of, holdings_here, list_of, may_know
from oa_desktop.office.archiving.importing import Examined, Files, Opened
from oa_desktop.office.archiving.property_page import data_of
from oa_desktop.office.archiving.replay import ReplayPage
from oa_desktop.office.archiving.vouching import Sender, cards_in, sender_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Door
from oa_desktop.office.filing import JOURNAL
from oa_desktop.office.incoming.came import pages_of
from oa_desktop.office.merging import refuse_without_contents, united
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.trail.incidents import OUTPUT, attempted, watched

HOLDINGS = "馆藏"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came of receiving a package.

    Attributes:
        again: Whether it was here already, and nothing was done.
    """

    holding: Holding
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """An item of a package that may be known."""

    holding: Holding
    item: HeldItem


class _Said(TypedDict):
    """What every act on a package says of it."""

    fonds: str
    archival_year: int
    package: Digest


@watched(HOLDINGS)
class HoldingsRoom:
    """What one person receives and keeps of other archives."""

    def __init__(self, office: OpenOffice, desk: Desk, door: Door) -> None:
        self._office = office
        self._desk = desk
        self._door = door

    # --- receiving ----------------------------------------------------------------------------------------------

    def examine(self, path: Path) -> Examined:
        """Return what is wrong with a package, or what can be received.

        Raises:
            Refused: ``policy.role``, ``import.*``, ``evidence.strange``, ``journal-file.*``.
            Unavailable: ``source.unreadable``, ``confine.failed``.
        """
        refuse_role(self._desk.standing, ReceiveHoldings)
        return self._office.ports.arrivals.examine(path)

    def test(self, path: Path) -> tuple[PropertyReport, ...]:
        """Return what the four properties of the items of a package come to.

        Raises:
            Refused: ``policy.role``, ``archive.no-item``.
            Unavailable: ``source.unreadable``, ``confine.failed``.
        """
        refuse_role(self._desk.standing, ReceiveHoldings)
        return self._office.ports.arrivals.test(path)

    def cards(self, folder: Path) -> tuple[bytes, ...]:
        """Return the cards (单位名片) in a folder whose fingerprints somebody compared, to be trusted on receiving.

        Raises:
            Refused: ``policy.role``, ``holdings.no-card``.
            Unavailable: ``source.unreadable``.
        """
        refuse_role(self._desk.standing, ReceiveHoldings)
        return self._office.ports.arrivals.cards(folder)

    @attempted("receive-holdings")
    def receive(
        self,
        opened: Opened,
        reports: Sequence[PropertyReport],
        cards: Iterable[bytes] = (),
        step: Step = unwatched,
    ) -> Received:
        """Receive a package whole, or not at all (接收进馆); one that was received before stays as it is.

        Args:
            opened: The package.
            reports: What the four properties of its items came to.
            cards: Cards (单位名片) that whoever receives trusts, beside those of the registered partners.
            step: Counts files; what it raises calls it off.

        Raises:
            Refused: ``policy.role``, ``holdings.*``, ``records.*``, ``card.*``, ``journal-file.*``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        refuse_role(self._desk.standing, ReceiveHoldings)
        self._desk.store.refuse_reader()
        sender = self._sender(opened, (*self._desk.organisation().partners, *cards_in(cards, self._desk.crypto)))
        package = self._desk.crypto.digest(opened.register)
        known = next((one for one in holdings_here(self._desk) if one.act.package == package), None)
        if known is not None:
            return Received(holding=known, again=True)
        with self._office.lock:
            self._door.perform_each(self._wished(opened, sender, package, reports, step))
        return Received(holding=next(one for one in holdings_here(self._desk) if one.act.package == package))

    def _sender(self, opened: Opened, cards: Iterable[UnitCard]) -> Sender:
        sender = sender_of(read_journal_file(opened.register), self._desk.crypto, cards)
        if sender.realm is not self._desk.store.realm:
            raise Refused("holdings.other-realm", realm=sender.realm.label, here=self._desk.store.realm.label)
        if sender.unit == self._desk.unit:
            raise Refused("holdings.own")
        return sender

    def _wished(
        self, opened: Opened, sender: Sender, package: Digest, reports: Sequence[PropertyReport], step: Step
    ) -> list[Callable[[Desk], HoldingAction]]:
        """Return what is recorded of a package, its files kept already."""
        found = Gathered()
        items = tuple(items_of(opened, self._desk.crypto, found))
        register = register_for(items)
        refuse_unfit(self._desk, sender, register, items)
        result, viruses = result_of(reports), viruses_in(reports)
        union = united(self._desk.store, self._office.ports.arrivals.crypto, opened.unit, found.records.values())
        files = tuple(self._kept(opened, step))
        refuse_without_contents(self._desk.store, union.new, found.contents | {one.digest for one in files})
        named = HoldingList(items=items, files=files).encode()
        tested = b"[" + b",".join(map(data_of, reports)) + b"]"
        keep = self._desk.store.blobs.keep
        said = _Said(fonds=register.fonds, archival_year=register.year, package=package)
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
            contents=(keep(named), keep(tested), keep(canonical.encode(dict(found.texts)))),
        )
        digests = tuple(dict.fromkeys(one.digest for one in files))
        lots = (digests[first : first + LOT] for first in range(0, len(digests), LOT))
        return [_wish(one) for one in (receives, *(KeepHoldings(**said, contents=lot) for lot in lots))]

    def _kept(self, opened: Opened, step: Step) -> Iterator[HeldFile]:
        """Keep every file of a package, and yield what it is.

        Raises:
            Refused: ``holdings.changed``: a file is not what it was when it was looked through.
            Unavailable: ``disk.full``, ``disk.failed``.
        """
        listed = {one.name: one.digest for one in read_journal_file(opened.register).preamble.beside}
        for place, (path, read) in enumerate(opened.whole.items()):
            step(place, len(opened.whole))
            data = read()
            digest = self._desk.store.blobs.keep(data)
            if listed.get(path.removeprefix(opened.inside), digest) != digest:
                raise Refused("holdings.changed", file=path)
            yield HeldFile(path=path, digest=digest, size=len(data))
        step(len(opened.whole), len(opened.whole))

    # --- what is here -------------------------------------------------------------------------------------------

    def held(self) -> tuple[Holding, ...]:
        """Return the packages that were received, in the order of their registers.

        Raises:
            Refused: ``policy.role``.
        """
        refuse_role(self._desk.standing, ReceiveHoldings)
        return tuple(holdings_here(self._desk))

    def items(self, words: str = "") -> Iterator[HeldRow]:
        """Yield the items that may be known and hold all of some words: first those that are called so.

        What they hold in their text is read only where somebody goes on to those that are not called so.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        asked, others = alike.question(words), dict[Digest, list[HeldRow]]()
        for row in self._known():
            if alike.holds(alike.normal(_called(row.item)), asked):
                yield row
            else:
                others.setdefault(row.holding.act.package, []).append(row)
        for rows in others.values():
            texts = self._texts(rows[0].holding)
            said = (f"{_called(row.item)}\n{texts.get(row.item.item, '')}" for row in rows)
            yield from (row for row, text in zip(rows, said, strict=True) if alike.holds(alike.normal(text), asked))

    def _known(self) -> Iterator[HeldRow]:
        for holding in self.held():
            items = list_of(self._desk, holding).items
            yield from (HeldRow(holding=holding, item=one) for one in items if may_know(self._desk, one))

    def _texts(self, holding: Holding) -> Mapping[str, str]:
        held: Any = canonical.decode(self._desk.store.blobs.read(holding.act.contents[WORDS]))
        return dict(held)

    def named(self, name: str) -> HeldRow:
        """Return the one item that may be known and has a 档号, or whose id it is.

        Raises:
            Refused: ``policy.role``, ``archiving.unknown-item``.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        found = [one for one in self._known() if name in (one.item.code, one.item.item)]
        if len(found) != 1:
            raise Refused("archiving.unknown-item", code=name)
        return found[0]

    def files(self, row: HeldRow) -> Mapping[str, bytes]:
        """Return the files of an item by their names.

        Raises:
            Refused: ``policy.role``, ``archiving.unknown-item``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
        """
        known = self.named(row.item.item)
        return files_of(self._office, self._desk, known.holding, known.item)

    def page(self, row: HeldRow, name: str) -> ReplayPage | None:
        """Return a file of an item to be shown with a watermark, None where it has no pages.

        Raises:
            Refused: ``policy.role``, ``archiving.unknown-item``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
        """
        found = pages_of(self._desk, name, self.files(row)[name], self._office.ports.reader.picture)
        if found is None:
            return None
        time = self._desk.clock.now().isoformat(timespec="minutes").replace("T", " ")[:16]
        return ReplayPage(pdf=found.pdf, trace=f"{self._desk.own_standing.name} {time}", redrawn=found.redrawn)

    def verdict(self, row: HeldRow) -> Outcome:
        """Return whether an item is what was sent, and somebody who is trusted vouches for whoever sent it.

        Raises:
            Refused: ``policy.role``, ``archiving.unknown-item``, ``journal-file.damaged`` and the like.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
        """
        held = read_journal_file(self.files(row)[JOURNAL])
        crypto = self._desk.crypto
        verdict = verify_journal_file(held, digest_of=crypto.digest, holds=crypto.verify)
        return row.holding.act.outcome if verdict.sound else Outcome.BROKEN

    @attempted(OUTPUT)
    def hand_out(self, package: str) -> Files:
        """Return a package as it came, to leave the store file by file; that it leaves is recorded first.

        Raises:
            Refused: ``policy.role``, ``holdings.unknown``, ``holdings.clearance``.
            Unavailable: ``store.read-only``, ``blob.missing``, ``blob.damaged``.
        """
        holding = self.package(package)
        held = list_of(self._desk, holding)
        hidden = next((one for one in held.items if not may_know(self._desk, one)), None)
        if hidden is not None:
            raise Refused("holdings.clearance", code=hidden.code)
        self._office.record_output(self._desk.own_standing, HOLDINGS, "", holding.act.package)
        return {one.path: partial(self._desk.store.blobs.read, one.digest) for one in held.files}

    def package(self, name: str) -> Holding:
        """Return the one package whose id begins so.

        Raises:
            Refused: ``policy.role``, ``holdings.unknown``.
        """
        found = [one for one in self.held() if name and one.act.package.startswith(name)]
        if len(found) != 1:
            raise Refused("holdings.unknown", package=name)
        return found[0]


def _called(item: HeldItem) -> str:
    return "\n".join((item.code, item.title, item.document_number, item.responsible))


def _wish(action: HoldingAction) -> Callable[[Desk], HoldingAction]:
    return lambda _: action
