"""Trust: certificates, seals and signed files (数字证书、电子印章、签章文件), as the office needs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from oa_desktop.domain.ids import Digest, KeyId
from oa_desktop.domain.trust.certificates import Certificate, Purpose, RevocationList, Revoked, Trust
from oa_desktop.domain.trust.verdicts import FileVerdict, SignatureVerdict, Statement
from oa_desktop.office.ports.keys import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateOrder:
    """What a certificate is to say.

    Attributes:
        holder: Common name (CN): a person, a seal, a machine, the authority itself.
        organisation: Name of the unit (O).
        department: Name of the department (OU), empty where there is none.
        public_key: SubjectPublicKeyInfo DER.
        purpose: What it is made out to.
        serial: Positive, at most 20 bytes.
        not_before: First moment of its validity, UTC, whole seconds.
        not_after: Last moment.
    """

    holder: str
    organisation: str
    department: str = ""
    public_key: bytes = field(repr=False)
    purpose: Purpose
    serial: int
    not_before: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrder:
    """What a list of revoked certificates is to say.

    Attributes:
        number: Higher than that of the list before.
        issued: UTC, whole seconds.
        next_issue: Until when it may be relied upon.
    """

    number: int
    issued: datetime
    next_issue: datetime
    revoked: Sequence[Revoked] = ()


class Certificates(Protocol):
    """Reads and issues certificates and lists of revocations, and judges chains; ``security`` has them."""

    def issue(self, order: CertificateOrder, signer: Signer, issuer: bytes = b"") -> bytes:
        """Return a certificate, DER.

        Args:
            order: What it says.
            signer: The authority's key.
            issuer: The authority's certificate, DER; empty for a root, which signs itself.
        """

    def make_list(self, order: ListOrder, issuer: bytes, signer: Signer) -> bytes:
        """Return a list of revoked certificates, DER.

        Args:
            order: What it says.
            issuer: Certificate, DER, in whose name and with whose key it is signed.
            signer: That key.
        """

    def vouches(self, data: bytes, trust: Trust) -> bool:
        """Whether a list of revocations is signed by one of the authorities, or by whom it lets sign its lists."""

    def read(self, data: bytes) -> Certificate:
        """Return what a certificate says, DER or PEM.

        Raises:
            Refused: ``certificate.unreadable``.
        """

    def read_folder(self, folder: Path) -> Trust:
        """Return whom a trust folder (信任文件夹) trusts: read whole or not at all.

        Raises:
            Unavailable: ``trust-folder.unknown``, ``trust-folder.unreadable``, ``trust-folder.too-many``.
        """

    def judge(self, data: bytes, at: datetime, trust: Trust) -> tuple[Statement, ...]:
        """Return what is to be said of a signer's chain, validity and revocation at a moment (UTC).

        Every statement's place is the holder of the certificate that it is about. ``verdict.chain-internal`` among them
        means that it rests on the unit's own authority; ``verdict.not-revoked`` tells by ``known`` up to when
        revocations are known. Of another certificate in a file (a time-stamp's, say) nothing is asked here.
        """

    def read_list(self, data: bytes) -> RevocationList:
        """Return what a list of revoked certificates says, DER or PEM.

        Raises:
            Refused: ``revocations.unreadable``.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class SealFacts:
    """What an electronic seal (电子印章) says: GB/T 38540-2020 (v4), GM/T 0031-2014 (v1), GM/T 0031-2025 (v5).

    Attributes:
        data: The seal, DER.
        digest: SM3 of ``data``.
        version: 1, 4 or 5.
        id: esID.
        kind: Type of the seal: 1 公章, and others.
        name: Name of the seal.
        holders: Certificates that may use it, DER; or their digests where the seal keeps only those.
        maker: Certificate of who made it, DER.
        created: UTC.
        valid_from: UTC.
        valid_until: UTC.
        picture: The picture, as the seal holds it.
        picture_kind: ``PNG``, ``OFD`` …
        width_mm: Width of the picture.
        height_mm: Height of the picture.
        maker_signature_holds: Whether the maker's signature over it holds.
    """

    data: bytes = field(repr=False)
    digest: Digest
    version: int
    id: str
    kind: int
    name: str
    holders: tuple[bytes, ...] = field(repr=False)
    maker: bytes = field(repr=False)
    created: datetime
    valid_from: datetime
    valid_until: datetime
    picture: bytes = field(repr=False)
    picture_kind: str
    width_mm: int
    height_mm: int
    maker_signature_holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SealInHand:
    """A seal that somebody is about to use (用印), with the key that may use it.

    Attributes:
        seal: DER.
        holder: Certificate of whoever signs, DER; it must stand in the seal.
        signer: Its key.
        at: Claimed time, UTC.
    """

    seal: bytes = field(repr=False)
    holder: bytes = field(repr=False)
    signer: Signer = field(repr=False)
    at: datetime


class Seals(Protocol):
    """Electronic seals and the signature values made with them; ``security`` has them. No seal is made here."""

    def read(self, data: bytes) -> SealFacts:
        """Return what a seal says.

        Raises:
            Refused: ``seal.unreadable``.
        """

    def holder(self, data: bytes, certificate: bytes) -> KeyId:
        """Return the key of a certificate that a seal says may use it.

        Raises:
            Refused: ``seal.unreadable``, ``seal.not-holder``.
        """

    def stamp(self, using: SealInHand, digest: bytes, subject: str) -> bytes:
        """Return the signature value (SES_Signature) of a seal over a digest, DER.

        Args:
            using: The seal and its key; the value is of the version of the seal.
            digest: SM3 of the file that ``subject`` names, 32 bytes.
            subject: propertyInfo, such as ``/Doc_0/Signs/Sign_0/Signature.xml``.

        Raises:
            Refused: ``seal.unreadable``, ``seal.only-read`` (v1), ``seal.not-holder``, ``seal.wrong-key``,
                ``seal.not-valid``.
        """

    def judge(
        self, value: bytes, digest: bytes, subject: str, trust: Trust, *, beside: bytes | None = None
    ) -> SignatureVerdict:
        """Return what is to be said of a signature value over a digest: signature, seal, maker, chain, revocation.

        Args:
            value: SES_Signature, as the file holds it.
            digest: SM3 of the file that ``subject`` names, 32 bytes.
            subject: What the value must name, such as ``/Doc_0/Signs/Sign_0/Signature.xml``.
            trust: Whom the verifier trusts.
            beside: The seal that lies beside the value (Seal.esl), which must be that inside it.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMessage:
    """A signature that is no seal's.

    Attributes:
        certificate: Of whoever signed, DER.
        method: How: ``sm2_sm3``, ``sha256_ecdsa``, ``sha256_rsa`` …; empty for a way that nobody here knows.
        message: What is signed.
        signature: Its value.
    """

    certificate: bytes = field(repr=False)
    method: str
    message: bytes = field(repr=False)
    signature: bytes = field(repr=False)


class Signatures(Protocol):
    """Judges signatures that are no seals (数字签名); ``security`` has it."""

    def judge(self, signed: SignedMessage, at: datetime, trust: Trust) -> SignatureVerdict:
        """Return what is to be said of a signature: its value, and the certificate's chain at a moment (UTC)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealWish:
    """What a seal of the TRAINING or DEMONSTRATION realm is to be (制章).

    Attributes:
        name: Whose it is, along its rim.
        caption: What says that it is none in earnest: 实训章 or 演示章.
        diameter_mm: 42 or 45.
        valid_from: UTC.
        valid_until: UTC.
    """

    name: str
    caption: str
    diameter_mm: int
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Certifiable:
    """Who asks for a certificate while a seal is made: its maker, and whoever may use it.

    Attributes:
        holder: Name.
        public_key: SubjectPublicKeyInfo DER.
        purpose: What for.
    """

    holder: str
    public_key: bytes = field(repr=False)
    purpose: Purpose


Certify = Callable[[Sequence[Certifiable]], Sequence[bytes]]
"""Returns a certificate, DER, for everybody who asks for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSeal:
    """A seal that was made, with all that goes with it.

    Attributes:
        data: The seal.
        certificate: The certificate that may use it.
        key: Its private key, PKCS#8.
        anchor: Certificate of the authority that was made for this seal alone, its own key being no more; empty where
            another certified it.
        revocations: Its list of revoked certificates, which will never have any; empty likewise.
    """

    data: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    key: bytes = field(repr=False)
    anchor: bytes = field(default=b"", repr=False)
    revocations: bytes = field(default=b"", repr=False)


class SealMaking(Protocol):
    """Makes seals (制章). The OFFICIAL realm is wired without it: there, seals come from the competent body."""

    def make(self, wish: SealWish, certify: Certify | None = None) -> MadeSeal:
        """Return a seal without any emblem.

        Args:
            wish: What it is to be.
            certify: Certifies its maker and whoever may use it; an authority for this seal alone if not given.

        Raises:
            Refused: ``seal.size``, ``seal.long-name``.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChange:
    """A password and the one in its place."""

    old: str = field(repr=False)
    new: str = field(repr=False)


class SealKeys(Protocol):
    """The keys of seals: each under its keeper's password, or on a token under its PIN."""

    def keep(self, store_key: bytes, private: bytes, password: str, now: datetime) -> KeyId:
        """Keep a private key (PKCS#8) under a password; return the key's id.

        Raises:
            Refused: ``seal.key-unreadable``, ``password.too-weak``.
        """

    def unlock(self, store_key: bytes, key: KeyId, password: str, now: datetime) -> Signer:
        """Return the key of a seal, wherever it lies.

        Args:
            store_key: By which the settings of tokens are proved.
            key: Which.
            password: Of its keeper; the PIN where it lies on a token.
            now: The present time.

        Raises:
            Refused: ``seal.wrong-password`` and ``seal.locked-out``, both with ``wait_seconds``; ``seal.key-missing``;
                ``token.wrong-pin`` and the like.
            Unavailable: ``token.absent`` and the like.
        """

    def on_token(self, key: KeyId) -> bool:
        """Whether a key is to be looked for on a token, so that its keeper types the PIN and no password."""

    def change_password(self, store_key: bytes, key: KeyId, passwords: PasswordChange, now: datetime) -> None:
        """Wrap a key under another password.

        Raises:
            Refused: ``password.too-weak``, ``password.unchanged``, ``seal.on-token``, and as :meth:`unlock`.
        """

    def discard(self, store_key: bytes, key: KeyId) -> None:
        """Destroy a key; one that is not here is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """Where a seal stands on a page (签章位置), millimetres from the top left.

    Attributes:
        page: 1, 2, 3 …
        clip: Part of the picture that is shown, within the box, as (x, y, width, height) in millimetres; None for
            all of it (骑缝章 shows a strip on every page).
    """

    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    clip: tuple[float, float, float, float] | None = None


class Sealer(Protocol):
    """Puts seals on fixed pages; ``docs`` has it, and asks :class:`Seals` for the signature value."""

    def refuse_picture(self, picture: bytes) -> None:
        """Refuse the picture of a seal that cannot be drawn on a page.

        Raises:
            Refused: ``seal.picture-kind``, ``seal.picture-large``, ``seal.picture-unreadable``.
        """

    def seal_ofd(self, data: bytes, using: SealInHand, places: Sequence[Impression], *, last: bool) -> bytes:
        """Return an OFD with one more seal; the last one covers the list of signatures too."""

    def sign_pdf(self, data: bytes, using: SealInHand, places: Sequence[Impression]) -> bytes:
        """Return a PDF with one more signature (PAdES) that shows the seal's picture."""


class SignedFiles(Protocol):
    """Judges signed files, in a confined process; ``docs`` has it."""

    def kind(self, data: bytes) -> str:
        """Return what kind of file that may be signed some bytes are, such as ``OFD``; empty for none."""

    def verify(self, data: bytes, trust: Trust) -> FileVerdict:
        """Return the verdict on an OFD or a PDF; never a bare yes or no.

        Raises:
            Refused: ``verdict.not-signable``: neither OFD nor PDF.
        """
