"""Packages from other units (收到的交换包): looked at, and taken in whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from oa_desktop.domain.actions.exchanging import Receipt, TakeInPackage
from oa_desktop.domain.documents.incoming import Incoming, Medium
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.answers import refuse_contradiction
from oa_desktop.domain.exchange.carriers import Carrier, refuse_carrier
from oa_desktop.domain.exchange.letters import Letter, read_letter
from oa_desktop.domain.exchange.package import Outside, Sort
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.exchange.register import refuse_out_of_channel, sender_of
from oa_desktop.domain.ids import NOTHING, DossierId
from oa_desktop.domain.policy import refuse_role
from oa_desktop.i18n import _
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.writing import Writing
from oa_desktop.office.exchanging.register import ENDING, register_of
from oa_desktop.office.incoming.receiving import Registration, registered_before
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.exchange import Looked, Parts
from oa_desktop.office.trail.incidents import watched

if TYPE_CHECKING:
    from oa_desktop.office.session import Session

_CLOCKS_DIFFER = timedelta(days=1)
_RECORDS = "本单位另一台工作台的办理记录。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A package that was opened and not yet taken in.

    Attributes:
        looked: Its outside.
        sender: The registered card of who made it.
        letter: What is in it.
        parts: Its parts.
        data: The package.
    """

    looked: Looked
    sender: UnitCard
    letter: Letter
    parts: Parts = field(repr=False)
    data: bytes = field(repr=False)

    @property
    def outside(self) -> Outside:
        """What stands on it."""
        return self.looked.outside

    def words(self) -> Iterator[str]:
        """Say from whom it is and what is in it, a sentence each."""
        outside, letter = self.outside, self.letter
        place = "、".join(f"{one.name}（第{one.sequence}个）" for one in outside.recipients)
        yield _("{sender}发出，{made}制作，包号 {package}。").format(
            sender=self.sender.name, made=outside.made[:16].replace("T", " "), package=outside.id[:8]
        )
        yield _("接收单位：{units}。").format(units=place)
        if letter.receipt is not None:
            answer = letter.receipt
            said = _("回执：{answer}，{by}，{time}。{reason}")
            time = answer.time[:16].replace("T", " ")
            yield said.format(answer=answer.answer.value, by=answer.by, time=time, reason=answer.reason)
            return
        yield _("{organ} {number}《{title}》").format(organ=letter.sender, number=letter.number, title=letter.title)
        yield _("文件：{names}。").format(names="、".join(one.name for one in letter.files))


@watched("交换收文")
class Inbox:
    """What one person takes in; every right is judged at the door."""

    def __init__(self, office: OpenOffice, desk: Desk, session: Session) -> None:
        self._office = office
        self._desk = desk
        self._session = session

    def words(self, data: bytes) -> tuple[str, ...]:
        """Say from whom a package is and what is in it, a sentence each; nothing is kept.

        Raises:
            Refused: As :meth:`open`.
        """
        if self._brings_records(data):
            return (_(_RECORDS),)
        arrived = self.open(data, despite_missing=True)
        return (*arrived.words(), *self._cautions(arrived))

    def _cautions(self, arrived: Arrived) -> Iterator[str]:
        """Say what speaks against taking a package in, and does not forbid it."""
        if datetime.fromisoformat(arrived.outside.made) > self._desk.clock.now() + _CLOCKS_DIFFER:
            yield _("请注意：制作时间在今天以后，两边电脑的时钟有一个不准，先同发出单位核对。")
        letter = arrived.letter
        came = Incoming(sender=letter.sender or arrived.sender.name, number=letter.number)
        for row in registered_before(self._session, came) if letter.receipt is None else ():
            yield _("请注意：同一个机关、同一个文号的来文已经登记过：《{title}》。").format(title=row.title)

    def _brings_records(self, data: bytes) -> bool:
        return self._office.ports.packages.look(data).outside.sort is Sort.RECORDS

    def open(self, data: bytes, *, despite_missing: bool = False) -> Arrived:
        """Open a package and say whether it may be taken in; nothing is kept.

        Args:
            data: The package.
            despite_missing: Whether packages before it may be missing.

        Raises:
            Refused: ``policy.role``; ``package.*``: why it is not taken in, with what is missing;
                ``package.answer-contradicts``: its sender signs for what they gave back before;
                ``classification.above-grade``: it bears a mark that this installation may not hold.
        """
        refuse_role(self._desk.standing, TakeInPackage)
        packages, unit = self._office.ports.packages, self._desk.organisation()
        looked = packages.look(data)
        sender = sender_of(looked.outside, unit)
        parts = packages.open(data, unit.unit, self._office.exchange, bytes.fromhex(sender.signing_key))
        place = looked.outside.recipient(unit.unit)
        try:
            if place is not None:
                refuse_out_of_channel(looked.outside, looked.digest, place, register_of(self._desk))
        except Refused as refused:
            if not (despite_missing and refused.code == "package.missing"):
                raise
        letter = read_letter(dict(parts))
        if letter.receipt is not None and place is not None:
            before = register_of(self._desk).channel_from(looked.outside.sender.unit, looked.outside.sender.device)
            refuse_contradiction(place.sequence, letter.receipt, before)
        self._desk.guard.refuse_letter(letter, parts)
        return Arrived(looked=looked, sender=sender, letter=letter, parts=parts, data=data)

    def take_in(self, data: bytes, carrier: Carrier, *, missing: str = "", flow: str = "") -> tuple[DossierId, ...]:
        """Take a package in, whole or not at all, and return the document that was signed for, if it brought one.

        A paper is signed for, a receipt goes to what it is about, records are united with those here.

        Args:
            data: The package.
            carrier: The medium.
            missing: Why it is taken in although others before it have not come; empty where none may be missing.
            flow: Id of the flow of a paper; the one that suits it where nothing is said.

        Raises:
            Refused: As :meth:`open`; ``carrier.no-number``, ``carrier.one-person``, ``carrier.unscanned``;
                ``package.no-such-package``: the receipt is of none that went out; what signing for a paper refuses.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        refuse_carrier(carrier, self._desk.standing.person, arriving=True)
        if self._brings_records(data):
            self._session.desks.take_in(data, carrier)
            return ()
        with self._office.lock:
            arrived = self.open(data, despite_missing=bool(missing.strip()))
            with self._desk.store.blobs.for_one_act() as keep:
                return self._taken_in(arrived, self._session.writing.for_act(keep), carrier, missing.strip(), flow)

    def _taken_in(
        self, arrived: Arrived, writing: Writing, carrier: Carrier, missing: str, flow: str
    ) -> tuple[DossierId, ...]:
        """Take in what was opened, and return the document that was signed for; what is kept goes where that fails."""
        file = writing.keep_package(f"{arrived.outside.id[:8]}{ENDING}", arrived.data)
        taking = self._taking(arrived, carrier, missing, file)
        if arrived.letter.receipt is not None:
            self._session.perform(replace(taking, document=self._answered(arrived, arrived.letter.receipt)))
            return ()
        registration = self._registration(arrived, writing, flow)
        receiving = replace(registration.act(self._session, writing), dossier=self._desk.new_dossier())
        return self._session.perform(receiving, replace(taking, document=receiving.dossier)).dossiers

    def _taking(self, arrived: Arrived, carrier: Carrier, missing: str, file: Attachment) -> TakeInPackage:
        outside, place = arrived.outside, arrived.outside.recipient(self._desk.unit)
        return TakeInPackage(
            package=outside.id,
            outside=arrived.looked.digest,
            sort=outside.sort,
            sender=outside.sender.unit,
            name=arrived.sender.name,
            device=outside.sender.device,
            sequence=place.sequence if place else 0,
            carrier=carrier,
            missing=missing,
            receipt=arrived.letter.receipt,
            attachments=(file,),
            previous=place.previous if place else NOTHING,
        )

    def _answered(self, arrived: Arrived, receipt: Receipt) -> DossierId:
        """Return the document that a receipt is about; a unit answers what went to it, and nothing else."""
        sent = register_of(self._desk).sent_package(receipt.package)
        went_to = {one.unit for one in sent.act.recipients} if sent else set()
        if sent is None or sent.act.sort is not Sort.PAPER or arrived.outside.sender.unit not in went_to:
            raise Refused("package.no-such-package", package=receipt.package)
        return sent.act.document

    def _registration(self, arrived: Arrived, writing: Writing, flow: str) -> Registration:
        letter = arrived.letter
        files = tuple(
            writing.keep_file(one.name, io.BytesIO(data), len(data))
            for one in letter.files
            for data in (arrived.parts[one.part],)
        )
        incoming = Incoming(
            sender=letter.sender or arrived.sender.name,
            number=letter.number,
            dated=letter.dated,
            copies=letter.copies,
            copy_numbers=letter.copy_numbers,
            medium=Medium.DISC,
        )
        return Registration(
            incoming=incoming,
            title=letter.title,
            kind=letter.kind,
            classification=letter.classification,
            urgency=letter.urgency,
            recipients=letter.recipients,
            attachments=files,
            flow=flow,
        )
