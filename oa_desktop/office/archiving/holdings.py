"""馆藏: packages of other archives are received, found, read, and written out again as they came.

A package is kept byte for byte. It is known to whoever arranges the archive of the unit that received it, item by item
as far as they are cleared; others read one item when it is granted (利用).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from oa_desktop.domain import canonical
from oa_desktop.domain.actions.holdings import ReceiveHoldings
from oa_desktop.domain.archives.holdings import HeldItem, Holding
from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import read_journal_file, verify_journal_file
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.texts import alike
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.office.archiving.held import files_of, holdings_here, list_of, may_know, refuse_gone
from oa_desktop.office.archiving.importing import Examined, Files, Opened
from oa_desktop.office.archiving.receiving_holdings import sender_fit, wishes
from oa_desktop.office.archiving.replay import ReplayPage
from oa_desktop.office.archiving.vouching import cards_in
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Door
from oa_desktop.office.filing import JOURNAL
from oa_desktop.office.incoming.came import pages_of
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
    """An item of a package that may be known.

    Attributes:
        is_gone: Whether it was destroyed, and only its line is left.
    """

    holding: Holding
    item: HeldItem
    is_gone: bool = False


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
            Unavailable: ``store.read-only``, ``disk.no-room``, ``disk.full``; nothing has changed then.
        """
        refuse_role(self._desk.standing, ReceiveHoldings)
        self._desk.store.refuse_reader()
        partners = self._desk.organisation().partners
        sender = sender_fit(self._desk, opened, (*partners, *cards_in(cards, self._desk.crypto)))
        package = self._desk.crypto.digest(opened.register)
        known = next((one for one in holdings_here(self._desk) if one.act.package == package), None)
        if known is not None:
            return Received(holding=known, again=True)
        proving = self._office.ports.arrivals.crypto
        with self._desk.store.blobs.for_one_act() as keep:
            self._door.perform_each(wishes(self._desk, opened, sender, reports, proving=proving, keep=keep, step=step))
        return Received(holding=next(one for one in holdings_here(self._desk) if one.act.package == package))

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
            gone = self._desk.states.archive(self._desk.unit, holding.register).state.gone
            known = (one for one in list_of(self._desk, holding).items if may_know(self._desk, one))
            yield from (HeldRow(holding=holding, item=one, is_gone=one.item in gone) for one in known)

    def _texts(self, holding: Holding) -> Mapping[str, str]:
        held: Any = canonical.decode(self._desk.store.blobs.read(holding.words))
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
            Refused: ``policy.role``, ``archiving.unknown-item``, ``disposal.gone``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``confine.failed``.
        """
        known = self.named(row.item.item)
        return files_of(self._office, self._desk, known.holding, known.item)

    def page(self, row: HeldRow, name: str) -> ReplayPage | None:
        """Return a file of an item to be shown with a watermark, None where it has no pages.

        Raises:
            Refused: ``policy.role``, ``archiving.unknown-item``, ``disposal.gone``.
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
            Refused: ``policy.role``, ``holdings.unknown``, ``holdings.clearance``, ``disposal.gone``.
            Unavailable: ``store.read-only``, ``blob.missing``, ``blob.damaged``.
        """
        holding = self.package(package)
        held = list_of(self._desk, holding)
        hidden = next((one for one in held.items if not may_know(self._desk, one)), None)
        if hidden is not None:
            raise Refused("holdings.clearance", code=hidden.code)
        for one in held.items:
            refuse_gone(self._desk, holding, one)
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
