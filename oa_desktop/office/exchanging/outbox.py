"""Packages for other units (发出的交换包): a paper that was sent out, or the receipt of one that came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from oa_desktop.domain.actions.exchanging import Answer, Receipt, SendPackage
from oa_desktop.domain.dates import read_date
from oa_desktop.domain.dossier import Dossier, Fixed, Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.answers import refuse_answer
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.exchange.letters import LETTER, Letter, LetterFile
from oa_desktop.domain.exchange.package import PackageId, Sort
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.ids import DossierId, UnitId
from oa_desktop.domain.policy import refuse_role
from oa_desktop.office.desk import Desk
from oa_desktop.office.exchanging.packing import Made, Packing
from oa_desktop.office.exchanging.partners import partner
from oa_desktop.office.exchanging.register import OUTPUT, is_known, register_of
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.trail.incidents import attempted, let_out, watched

if TYPE_CHECKING:
    from oa_desktop.office.session import Session

_PAGE, _OFD = "正本.pdf", "正本.ofd"


@watched("交换发文")
class Outbox:
    """What one person sends to other units; every right is judged at the door."""

    def __init__(self, office: OpenOffice, desk: Desk, session: Session) -> None:
        self._office = office
        self._desk = desk
        self._packing = Packing(office, desk, session)

    @let_out(OUTPUT)
    def send(self, dossier: DossierId, units: Sequence[UnitId], carrier: Carrier) -> Made:
        """Make a package of a document that was sent out (核发), for some units.

        Raises:
            Refused: ``policy.role``, ``dossier.unknown``, ``package.not-dispatched``, ``partner.unknown``,
                ``package.above-grade``, ``carrier.no-number``, ``carrier.one-person``, ``package.too-large``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        refuse_role(self._desk.standing, SendPackage)
        state = self._desk.known(dossier)
        if state.dispatched is None or state.sealed is None:
            raise Refused("package.not-dispatched", title=state.particulars.title)
        cards = [partner(self._desk, unit) for unit in dict.fromkeys(units)]
        self._refuse_above(state, cards)
        letter, parts = self._letter(state, state.sealed)
        return self._packing.pack({LETTER: letter.encode(), **parts}, cards, carrier, document=dossier)

    @let_out(OUTPUT)
    def answer(self, dossier: DossierId, answer: Answer, carrier: Carrier, reason: str = "") -> Made:
        """Make the receipt (回执) of a document that came in a package.

        Raises:
            Refused: ``policy.role``, ``dossier.unknown``, ``package.not-by-package``, ``package.no-reason``,
                ``package.given-back``, ``package.not-rejected``, ``package.answered``, ``partner.unknown``,
                ``carrier.no-number``, ``carrier.one-person``.
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        refuse_role(self._desk.standing, SendPackage)
        state = self._desk.known(dossier)
        register = register_of(self._desk)
        came = register.came_as(dossier)
        if came is None:
            raise Refused("package.not-by-package", title=state.particulars.title)
        if answer is Answer.RETURNED and not reason.strip():
            raise Refused("package.no-reason")
        rejected, before = state.phase is Phase.REJECTED, register.answered(came.act.package)
        refuse_answer(answer, before, rejected=rejected, title=state.particulars.title)
        standing, organisation = self._desk.standing, self._desk.organisation()
        receipt = Receipt(
            package=came.act.package,
            answer=answer,
            by=f"{organisation.post(self._desk.post).title} {standing.name}".strip(),
            time=self._desk.clock.now().isoformat(timespec="seconds"),
            reason=reason.strip(),
        )
        letter = Letter(sender=organisation.name, title=state.particulars.title, receipt=receipt)
        return self._packing.pack(
            {LETTER: letter.encode()},
            [partner(self._desk, came.act.sender)],
            carrier,
            sort=Sort.RECEIPT,
            document=dossier,
            receipt=receipt,
        )

    @attempted(OUTPUT)
    def again(self, package: PackageId) -> Made:
        """Return a package that was made before, just as it was: its medium was lost, or copied by half.

        Raises:
            Refused: ``policy.role``, ``package.unknown``.
            Unavailable: ``blob.missing``, ``blob.damaged``, ``store.read-only``.
        """
        refuse_role(self._desk.standing, SendPackage)
        sent = register_of(self._desk).sent_package(package)
        if sent is None or not sent.act.attachments or not is_known(self._desk, sent.act.document):
            raise Refused("package.unknown", package=package)
        file = sent.act.attachments[0]
        self._office.record_output(self._desk.standing, OUTPUT, sent.act.document, file.digest)
        return Made(name=file.name, data=self._desk.store.blobs.read(file.digest), package=package)

    def _refuse_above(self, state: Dossier, cards: Iterable[UnitCard]) -> None:
        for card in cards:
            if state.particulars.secrecy > card.grade.ceiling:
                raise Refused("package.above-grade", name=card.name, grade=card.grade.value)

    def _letter(self, state: Dossier, sealed: Fixed) -> tuple[Letter, dict[str, bytes]]:
        """Return what goes with a paper, and its files: the page as it was sealed, and what is attached."""
        blobs, text = self._desk.store.blobs, self._desk.manuscript(sealed.source)
        fixed = {_PAGE: sealed.rendering} | ({_OFD: sealed.ofd} if sealed.ofd else {})
        files = fixed | {one.name: one.digest for one in state.attachments}
        named = {name: blobs.read(digest) for name, digest in files.items()}
        listed = tuple(LetterFile(name=name, part=f"files/{count}") for count, name in enumerate(named, start=1))
        dated = read_date(text.date)
        letter = Letter(
            sender="、".join(text.issuing_organs or text.signatories),
            title=text.title.replace("\n", ""),
            number=state.number,
            kind=text.kind,
            classification=text.classification,
            urgency=text.urgency,
            dated=dated.isoformat() if dated else "",
            recipients=text.recipients,
            files=listed,
        )
        return letter, {one.part: named[one.name] for one in listed}
