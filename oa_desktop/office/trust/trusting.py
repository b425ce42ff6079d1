"""Whom the unit trusts (信任管理): other authorities, certificates from outside, revocations, and the own authority."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import trusting as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, PersonId
from oa_desktop.domain.trust.certificates import (
    COMPROMISED,
    Certificate,
    RevocationList,
    RevocationReason,
    Trust,
    TrustedAs,
    facts_of,
    list_facts_of,
)
from oa_desktop.domain.trust.files import trust_files
from oa_desktop.domain.trust.trusting import revokes
from oa_desktop.domain.trust.verdicts import Statement
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Wish
from oa_desktop.office.leaving import make_folder, write_file
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.recording import Author
from oa_desktop.office.trail.incidents import watched
from oa_desktop.office.trust.certifying import Certifying
from oa_desktop.office.trust.files import kept_file
from oa_desktop.office.trust.taking_in import FolderNews, news_of
from oa_desktop.office.trust.trust_of import trust_of

_OUTPUT = "信任列表"


@watched("信任管理")
class Trusting:
    """Certificates and trust, of one signed-in person.

    Attributes:
        authority: The unit's own authority.
    """

    def __init__(
        self,
        office: OpenOffice,
        desk: Desk,
        author: Author,
        perform: Callable[[Action], Changed],
        perform_each: Callable[[Sequence[Wish]], Changed],
    ) -> None:
        self.authority = Certifying(office, desk, author)
        self._office = office
        self._desk = desk
        self._author = author
        self._perform = perform
        self._perform_each = perform_each

    # --- looking ------------------------------------------------------------------------------------------------

    def known(self) -> Trust:
        """Return whom the unit trusts, as a verifier needs it.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return trust_of(self._desk.organisation(), self._desk.store.blobs)

    def read(self, data: bytes) -> Certificate:
        """Return what a certificate from outside says.

        Raises:
            Refused: ``certificate.unreadable``.
        """
        return self._desk.certificates.read(data)

    def judge(self, data: bytes) -> tuple[Statement, ...]:
        """Return what is to be said of a certificate now."""
        return self._desk.certificates.judge(self.read(data).data, self._now(), self.known())

    def file(self, digest: Digest) -> bytes:
        """Return a certificate of the trust book, DER.

        Raises:
            Refused: ``certificate.unknown``.
        """
        if not self._desk.organisation().trust.knows(digest):
            raise Refused("certificate.unknown", digest=digest)
        return self._desk.store.blobs.read(digest)

    # --- other authorities --------------------------------------------------------------------------------------

    def trust(self, data: bytes, trusted_as: TrustedAs, basis: str) -> Changed:
        """Trust another authority.

        Args:
            data: Its certificate, DER or PEM.
            trusted_as: As what.
            basis: Where the certificate came from, and how it was made sure that it is theirs.

        Raises:
            Refused: ``certificate.unreadable``, ``certificate.known``, ``certificate.no-authority``,
                ``certificate.over``, ``certificate.for-practice``, ``certificate.for-real``, ``certificate.no-basis``,
                ``policy.role``.
        """
        return self._perform(self._belief(self.read(data), trusted_as, basis, self._desk))

    def enrol(self, data: bytes, person: PersonId = PersonId("")) -> Changed:
        """Enrol a certificate that a lawful authority issued to a person of the unit, or to a seal.

        Raises:
            Refused: ``certificate.unreadable``, ``certificate.known``, ``certificate.authority``,
                ``certificate.over``, ``certificate.for-practice``, ``certificate.for-real``, ``person.unknown``,
                ``policy.role``.
        """
        said = self._current(self.read(data))
        file = kept_file(self._desk.store.blobs, said.data, f"{said.holder}.cer")
        return self._perform(act.EnrolCertificate(facts=facts_of(said), attachments=(file,), owner=person))

    def take_in_list(self, data: bytes) -> Changed:
        """Take in a newer list of revocations of an authority that the unit trusts.

        Raises:
            Refused: ``revocations.unreadable``, ``revocations.foreign``, ``revocations.older``, ``policy.role``.
        """
        return self._perform(self._newer_list(self._desk.certificates.read_list(data), self._desk))

    def distrust(self, certificate: Digest, reason: str) -> Changed:
        """Trust another authority no more.

        Raises:
            Refused: ``certificate.unknown``, ``certificate.no-reason``, ``policy.role``.
        """
        if not reason.strip():
            raise Refused("certificate.no-reason")
        return self._perform(act.DistrustAuthority(certificate=certificate, reason=reason))

    def _belief(self, read: Certificate, trusted_as: TrustedAs, basis: str, desk: Desk) -> act.TrustAuthority:
        """Return the wish to trust an authority."""
        said = self._current(read)
        if not basis.strip():
            raise Refused("certificate.no-basis")
        file = kept_file(desk.store.blobs, said.data, f"{said.holder}.cer")
        return act.TrustAuthority(facts=facts_of(said), attachments=(file,), trusted_as=trusted_as, basis=basis)

    def _newer_list(self, said: RevocationList, desk: Desk) -> act.RecordRevocations:
        """Return the wish to take in a list of revocations of an authority that is trusted by then."""
        if not desk.certificates.vouches(said.data, trust_of(desk.organisation(), desk.store.blobs)):
            raise Refused("revocations.foreign", issuer=said.issuer)
        file = kept_file(desk.store.blobs, said.data, "吊销列表.crl")
        return act.RecordRevocations(facts=list_facts_of(said), attachments=(file,))

    def _current(self, said: Certificate) -> Certificate:
        """Return a certificate that has not ended."""
        if said.not_after < self._now():
            raise Refused("certificate.over", holder=said.holder, until=said.not_after.isoformat())
        return said

    # --- revocations --------------------------------------------------------------------------------------------

    def revoke(self, certificate: Digest, reason: RevocationReason, remark: str = "") -> Changed:
        """Revoke a certificate of the own authority; its list of revocations goes with it where this person signs it.

        Where the key is lost, all certificates of that key go: whoever has it signs by the one before a renewal too.

        Raises:
            Refused: ``certificate.unknown``, ``certificate.not-ours``, ``certificate.revoked-already``,
                ``policy.role``.
        """
        revoked = (certificate, *self._of_its_key(certificate, reason))
        wishes: list[Wish] = [partial(_revocation, one, reason, remark) for one in revoked]
        if self.lists_here and not any(map(self._is_of_lists, revoked)):
            wishes.append(lambda desk: self.authority.new_list(desk.organisation().trust))
        return self._perform_each(wishes)

    def _of_its_key(self, certificate: Digest, reason: RevocationReason) -> Iterator[Digest]:
        """Yield the other certificates of a key that somebody else has; none for any other reason."""
        book = self._desk.organisation().trust
        key = book.certificate(certificate).facts.key if reason in COMPROMISED else ""
        for one in book.certificates:
            if one.facts.key == key and one.facts.digest != certificate and revokes(one, reason):
                yield one.facts.digest

    def _is_of_lists(self, certificate: Digest) -> bool:
        """Tell whether a certificate is that by which lists are signed: once it is revoked there is no such list."""
        signer = self._desk.organisation().trust.list_signer
        return signer is not None and signer.digest == certificate

    @property
    def lists_here(self) -> bool:
        """Whether whoever is signed in signs the lists of revocations of the own authority."""
        signer = self._desk.organisation().trust.list_signer
        return signer is not None and signer.key == self._author.signer.key_id

    def publish(self) -> Changed:
        """Make a new list of revocations of the own authority, so that it stays current.

        Raises:
            Refused: ``certificate.no-own-authority``, ``revocations.no-signer``, ``policy.role``.
        """
        with self._office.lock:
            return self._perform(self.authority.new_list(self._desk.organisation().trust))

    # --- by disc ------------------------------------------------------------------------------------------------

    def news_in(self, folder: Path) -> FolderNews:
        """Return what a trust folder has and the unit does not know; another unit's own authority is passed over.

        Raises:
            Refused: ``certificate.unreadable``, ``revocations.unreadable``.
            Unavailable: ``trust-folder.unknown``, ``trust-folder.unreadable``, ``trust-folder.too-many``.
        """
        found = self._desk.certificates.read_folder(folder)
        book, digest_of = self._desk.organisation().trust, self._desk.crypto.digest
        return news_of(found, book, self._desk.certificates, digest_of)

    def take_in_all(self, news: FolderNews, basis: str) -> None:
        """Take in what a trust folder has that is new, as one act: all of it or nothing.

        Raises:
            Refused: As :meth:`trust` and :meth:`take_in_list` do.
        """
        believed = [partial(self._belief, one, kind, basis) for kind, one in news.authorities]
        wishes: list[Wish] = [*believed, *(partial(self._newer_list, one) for one in news.lists)]
        if wishes:
            self._perform_each(wishes)

    def export(self, folder: Path) -> None:
        """Write the unit's trust list into a folder that is new or empty, and record that it leaves the store.

        Raises:
            Refused: ``trust-folder.taken``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave; ``disk.full``, ``disk.failed``.
        """
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise Refused("trust-folder.taken", folder=folder.name)
        known, digest_of = self.known(), self._desk.crypto.digest
        files = trust_files(known, digest_of)
        total = digest_of("".join(sorted(map(digest_of, files.values()))).encode())
        self._office.record_output(self._desk.standing, _OUTPUT, _OUTPUT, total)
        make_folder(folder)
        for name, data in files.items():
            write_file(folder / name, data)

    def _now(self) -> datetime:
        return self._desk.clock.now().astimezone(UTC).replace(microsecond=0)


def _revocation(certificate: Digest, reason: RevocationReason, remark: str, _desk: Desk) -> act.RevokeCertificate:
    return act.RevokeCertificate(certificate=certificate, reason=reason, since="", remark=remark)
