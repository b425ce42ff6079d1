"""The unit's own authority at work (本单位证书机构): founding it, issuing, and its lists of revocations.

Its key opens only while its two keepers are present and both type their passwords.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import trusting as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, Digest, PersonId
from oa_desktop.domain.names import refuse_unfit_name
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.trust.certificates import (
    CertificateFacts,
    Purpose,
    Revoked,
    facts_of,
    list_facts_of,
)
from oa_desktop.domain.trust.trust_book import OwnAuthority, TrustBook
from oa_desktop.domain.trust.trusting import refuse_lost
from oa_desktop.domain.units.organising import refuse_revoked
from oa_desktop.office.ceremony import Ceremony
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import Credentials, KeyHome, Signer
from oa_desktop.office.ports.trust import CertificateOrder, ListOrder
from oa_desktop.office.recording import Author
from oa_desktop.office.trail.incidents import watched
from oa_desktop.office.trust.files import kept_file

AUTHORITY_YEARS = 20
"""For how long the unit's own authority is certified, years of 365 days."""
HOLDER_YEARS = 5
"""For how long a person, seal or machine is certified, unless said otherwise."""
LIST_DAYS = 366
"""For how long a list of revocations may be relied upon; the next one is due then."""
_YEAR = timedelta(days=365)
_SERIAL_DIGITS = 30
_MACHINE = "{unit}本机"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateWish:
    """What somebody wants certified.

    Attributes:
        purpose: What for.
        person: Whose key, for a person's certificate and that of whoever signs lists; the journal knows the key.
        holder: Name of the seal or machine; empty for a person.
        public_key: Key of a seal or its maker, SubjectPublicKeyInfo DER.
        years: For how long.
        replaces: Digest of the certificate that it renews.
    """

    purpose: Purpose
    person: PersonId = PersonId("")
    holder: str = ""
    public_key: bytes = b""
    years: int = HOLDER_YEARS
    replaces: Digest = NOTHING


@watched("本单位证书机构")
class Certifying:
    """The unit's own authority, for the 安全保密管理员; every right is judged here."""

    def __init__(self, office: OpenOffice, desk: Desk, author: Author) -> None:
        self._office = office
        self._desk = desk
        self._author = author

    def found(self, name: str, present: Sequence[Credentials]) -> CertificateFacts:
        """Found the unit's own authority: two people are present; who founds it signs its lists of revocations.

        Raises:
            Refused: ``policy.role``, ``held-key.same-person``, ``second.role``, ``second.same-person``,
                ``sign-in.wrong-password``, ``certificate.first-keeper``, ``organisation.name-unseen``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing counts then, and it may be repeated.
        """
        refuse_unfit_name(name)
        with self._office.lock:
            self._refuse(act.FoundAuthority)
            opened = self._office.ports.slots.hold(present, self._desk.clock.now())
            try:
                ceremony = Ceremony(self._office, self._author, opened.holders)
                root = self._root(name, opened.signer)
                founding = self._founding(root, tuple(person for person, _signer in opened.holders))
                ceremony.declare(founding)
                ceremony.declare(self._issued(self._signing_lists(), root, opened.signer))
                ceremony.declare(self.new_list(ceremony.book))
            finally:
                opened.forget()
            changed = ceremony.commit()
        self._announce(changed)
        return founding.facts

    def with_tokens(self) -> frozenset[PersonId]:
        """Return whose signing key lies on a token, so that a PIN is needed, too."""
        homes = self._office.ports.slots.homes()
        return frozenset(person for person, home in homes.items() if home is KeyHome.TOKEN)

    def issue(self, wishes: Sequence[CertificateWish], present: Sequence[Credentials]) -> tuple[CertificateFacts, ...]:
        """Issue certificates, both keepers of the authority's key being present.

        Raises:
            Refused: ``policy.role``, ``certificate.no-own-authority``, ``held-key.not-theirs``, ``person.unknown``,
                ``certificate.no-key``, ``certificate.key-lost``, ``sign-in.wrong-password``,
                ``certificate.first-keeper``, ``certificate.years``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        made: list[act.IssueCertificate] = []

        def issued(_book: TrustBook, root: bytes, signer: Signer) -> Sequence[Action]:
            made.extend(self._issued(wish, root, signer) for wish in wishes)
            return made

        self._together(act.IssueCertificate, present, issued)
        return tuple(one.facts for one in made)

    def list_together(self, present: Sequence[Credentials]) -> None:
        """Make the next list of revocations by the authority's own key, both its keepers being present.

        So a list goes out though nobody signs lists any more, because the key that did is lost.

        Raises:
            Refused: ``policy.role``, ``certificate.no-own-authority``, ``held-key.not-theirs``,
                ``sign-in.wrong-password``, ``certificate.first-keeper``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        self._together(act.RecordRevocations, present, lambda book, *own: [self._next_list(book, *own)])

    def _together(
        self,
        kind: type[Action],
        present: Sequence[Credentials],
        made: Callable[[TrustBook, bytes, Signer], Sequence[Action]],
    ) -> None:
        """Declare what the authority's certificate and key make while both keepers are present."""
        with self._office.lock:
            self._refuse(kind)
            authority = self._authority()
            opened = self._office.ports.slots.open_held(authority.facts.key, present, self._desk.clock.now())
            try:
                ceremony = Ceremony(self._office, self._author, opened.holders)
                root = self._desk.store.blobs.read(authority.facts.digest)
                for one in made(ceremony.book, root, opened.signer):
                    ceremony.declare(one)
            finally:
                opened.forget()
            changed = ceremony.commit()
        self._announce(changed)

    def new_list(self, book: TrustBook) -> act.RecordRevocations:
        """Return the next list of revocations of the unit's own authority, signed by whoever is signed in.

        Raises:
            Refused: ``certificate.no-own-authority``, ``revocations.no-signer``: another key signs the lists.
        """
        signing = book.list_signer
        if book.authority is None:
            raise Refused("certificate.no-own-authority")
        if signing is None or signing.key != self._author.signer.key_id:
            raise Refused("revocations.no-signer")
        return self._next_list(book, self._desk.store.blobs.read(signing.digest), self._author.signer)

    def _next_list(self, book: TrustBook, issuer: bytes, signer: Signer) -> act.RecordRevocations:
        own = book.authority or self._authority()
        before = book.newest(own.facts.subject)
        issued = self._now()
        if before is not None:
            issued = max(issued, datetime.fromisoformat(before.facts.issued) + timedelta(seconds=1))
        order = ListOrder(
            number=int(before.facts.number) + 1 if before else 1,
            issued=issued,
            next_issue=issued + timedelta(days=LIST_DAYS),
            revoked=_revoked(book, own),
        )
        data = self._desk.certificates.make_list(order, issuer, signer)
        facts = list_facts_of(self._desk.certificates.read_list(data))
        file = kept_file(self._desk.store.blobs, data, "吊销列表.crl")
        return act.RecordRevocations(facts=facts, attachments=(file,))

    def _refuse(self, action: type[Action]) -> None:
        refuse_revoked(self._desk.organisation(), self._author.signer.key_id)
        refuse_role(self._desk.standing, action)

    def _authority(self) -> OwnAuthority:
        found = self._desk.organisation().trust.authority
        if found is None:
            raise Refused("certificate.no-own-authority")
        return found

    def _announce(self, changed: Sequence[Changed]) -> None:
        for one in changed:
            self._office.announce(one)

    # --- what is made ------------------------------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._desk.clock.now().astimezone(UTC).replace(microsecond=0)

    def _organisation(self) -> str:
        """Return whose the certificates are; those for practice say so, and are believed in no OFFICIAL store."""
        return self._desk.store.realm.mark or self._desk.organisation().name

    def _serial(self) -> int:
        """Return a serial number that nobody can foresee, 120 bits."""
        return int(self._desk.crypto.digest(self._desk.ids.new().encode())[:_SERIAL_DIGITS], 16) + 1

    def _root(self, name: str, signer: Signer) -> bytes:
        now = self._now()
        order = CertificateOrder(
            holder=name,
            organisation=self._organisation(),
            public_key=signer.public_key,
            purpose=Purpose.AUTHORITY,
            serial=self._serial(),
            not_before=now,
            not_after=now + AUTHORITY_YEARS * _YEAR,
        )
        return self._desk.certificates.issue(order, signer)

    def _founding(self, root: bytes, keepers: tuple[PersonId, ...]) -> act.FoundAuthority:
        facts = facts_of(self._desk.certificates.read(root))
        file = kept_file(self._desk.store.blobs, root, f"{facts.holder}.cer")
        return act.FoundAuthority(facts=facts, attachments=(file,), keepers=keepers)

    def _signing_lists(self) -> CertificateWish:
        person = self._author.actor.person
        return CertificateWish(purpose=Purpose.REVOCATIONS, person=person, years=AUTHORITY_YEARS)

    def _issued(self, wish: CertificateWish, root: bytes, signer: Signer) -> act.IssueCertificate:
        above = self._desk.certificates.read(root)
        now = self._now()
        if not 1 <= wish.years <= AUTHORITY_YEARS:
            raise Refused("certificate.years", most=AUTHORITY_YEARS)
        holder, department, public_key = self._certified(wish)
        refuse_unfit_name(holder)
        order = CertificateOrder(
            holder=holder,
            organisation=self._organisation(),
            department=department,
            public_key=public_key,
            purpose=wish.purpose,
            serial=self._serial(),
            not_before=now,
            not_after=min(now + wish.years * _YEAR, above.not_after),
        )
        data = self._desk.certificates.issue(order, signer, root)
        facts = facts_of(self._desk.certificates.read(data))
        refuse_lost(self._desk.organisation().trust, facts)
        file = kept_file(self._desk.store.blobs, data, f"{facts.holder}.cer")
        return act.IssueCertificate(facts=facts, attachments=(file,), owner=wish.person, replaces=wish.replaces)

    def _certified(self, wish: CertificateWish) -> tuple[str, str, bytes]:
        """Return the name, the department and the key that a certificate is to say.

        Raises:
            Refused: ``person.unknown``, ``certificate.no-key``: there is no key to be certified.
        """
        unit = self._desk.organisation()
        if wish.purpose is Purpose.MACHINE:
            return wish.holder or _MACHINE.format(unit=unit.name), "", self._office.machine.public_key
        if not wish.person:
            if not wish.public_key or not wish.holder:
                raise Refused("certificate.no-key", holder=wish.holder)
            return wish.holder, "", wish.public_key
        person = unit.person(wish.person)
        key = next((one for one in unit.keys if one.person == person.id and one.revoked is None), None)
        if key is None:
            raise Refused("certificate.no-key", holder=person.name)
        found = (unit.department(post.department) for post in unit.posts_of(person.id))
        department = next((one.name for one in found if one), "")
        return person.name, department, bytes.fromhex(key.public)


def _revoked(book: TrustBook, own: OwnAuthority) -> tuple[Revoked, ...]:
    """Return which certificates of an authority are revoked."""
    return tuple(
        Revoked(serial=one.facts.serial, at=datetime.fromisoformat(one.revoked_since), reason=one.revoked)
        for one in book.certificates
        if one.own and one.revoked and one.facts.issuer == own.facts.subject
    )
