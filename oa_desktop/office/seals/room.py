"""Seals as a session has them (印章): looking at them, taking them into use, using them, and their keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, timedelta

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.handling import ApplySeal
from oa_desktop.domain.actions.sealing import EnrolSeal
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, KeyId, PostId
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.trust.certificates import TrustedAs
from oa_desktop.domain.trust.sealing import known_seal, refuse_enrolment, refuse_use
from oa_desktop.domain.trust.seals import EnrolledSeal, SealState
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import Credentials
from oa_desktop.office.ports.trust import Certifiable, Certify, SealFacts, SealMaking, SealWish
from oa_desktop.office.seals import keys
from oa_desktop.office.seals.sealing import saying
from oa_desktop.office.trail.incidents import watched
from oa_desktop.office.trust.certifying import CertificateWish
from oa_desktop.office.trust.trusting import Trusting

USUAL_MM = 42
_VALIDITY = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedSeal:
    """A seal as the competent body hands it out (制发), and who is to keep it.

    Attributes:
        data: The seal.
        certificate: The certificate that may use it.
        key: Its private key, PKCS#8; empty where it was issued on a token, which keeps it.
        organ: 发文机关 whose 署名 it may cover.
        keeper: The post that keeps it.
        password: By which the keeper will open the key; the PIN of the token where that keeps it.
        reason: On what grounds, such as who issued it and when.
    """

    data: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    key: bytes = field(default=b"", repr=False)
    organ: str
    keeper: PostId
    password: str = field(repr=False)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSeal:
    """A seal that is to be made for training or demonstration.

    Attributes:
        organ: Whose it is.
        keeper: The post that keeps it.
        password: By which the keeper will open its key.
        diameter_mm: 42 or 45.
    """

    organ: str
    keeper: PostId
    password: str = field(repr=False)
    diameter_mm: int = USUAL_MM


def _wish(issued: IssuedSeal, seal: Digest, certificate: Digest) -> EnrolSeal:
    return EnrolSeal(seal=seal, certificate=certificate, organ=issued.organ, keeper=issued.keeper, reason=issued.reason)


@watched("印章")
class SealRoom:
    """What a signed-in person may do with seals; every right is judged at the door as of any act."""

    def __init__(self, office: OpenOffice, desk: Desk, trust: Trusting, perform: Callable[[Action], Changed]) -> None:
        self._office = office
        self._trust = trust
        self._desk = desk
        self._perform = perform

    # --- looking -------------------------------------------------------------------------------------------------

    def facts(self, data: bytes) -> SealFacts:
        """Return what a seal says, whoever brings it.

        Raises:
            Refused: ``seal.unreadable``.
        """
        return self._desk.hand.seals.read(data)

    @property
    def all(self) -> tuple[EnrolledSeal, ...]:
        """The seals of the unit, those that were destroyed too."""
        return self._desk.organisation().seals

    @property
    def mine(self) -> tuple[EnrolledSeal, ...]:
        """Those that are in use and in the person's keeping."""
        return tuple(one for one in self.all if one.keeper == self._desk.post and one.state is SealState.IN_USE)

    def on_token(self, seal: EnrolledSeal) -> bool:
        """Whether the key of a seal lies on a token, so that its keeper types the PIN and no password."""
        return self._desk.hand.on_token(seal.key)

    # --- taking into use -----------------------------------------------------------------------------------------

    def enrol(self, issued: IssuedSeal) -> Changed:
        """Take a seal into use; its key is sealed under the keeper's password, or proves itself on a token.

        Raises:
            Refused: ``policy.role``, ``password.too-weak``, ``seal.*``.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        refuse_role(self._desk.standing, EnrolSeal)
        key = self._judged(issued).key
        known = {one.key for one in self.all if one.state is not SealState.DESTROYED}
        try:
            self._refuse_other_key(key, issued, known)
            blobs = self._desk.store.blobs
            return self._perform(_wish(issued, blobs.keep(issued.data), blobs.keep(issued.certificate)))
        except Exception:
            keys.drop_keys(self._office, {key} - known)
            raise

    def _judged(self, issued: IssuedSeal) -> EnrolSeal:
        """Return what would be recorded, after all that can be refused of it before anything is kept."""
        digest = self._desk.crypto.digest
        wish = _wish(issued, digest(issued.data), digest(issued.certificate))
        said = saying(self._desk, wish, issued.data, issued.certificate)
        refuse_enrolment(self._desk.organisation(), self._desk.standing.person, said)
        return said

    def _refuse_other_key(self, key: KeyId, issued: IssuedSeal, known: Set[KeyId]) -> None:
        """Keep the key of a seal under its keeper's password, or let a token prove it; another key is let go of."""
        if not issued.key:
            keys.unlock(self._office, key, issued.password).forget()
            return
        kept = keys.keep_key(self._office, issued.key, issued.password)
        if kept != key:
            keys.drop_keys(self._office, {kept} - known)
            raise Refused("seal.wrong-key", seal=self.facts(issued.data).name)

    @property
    def caption(self) -> str:
        """What seals say that are made here, 实训章 or 演示章; empty in the OFFICIAL realm, which makes none."""
        return f"{self._desk.store.realm.label}章" if self._office.ports.seal_making else ""

    def refuse_making(self) -> SealMaking:
        """Say why no seal can be made, before anybody thinks of a password; return what makes them.

        Raises:
            Refused: ``policy.role``, ``seal.not-made-here``.
        """
        refuse_role(self._desk.standing, EnrolSeal)
        making = self._office.ports.seal_making
        if making is None:
            raise Refused("seal.not-made-here")
        return making

    @property
    def is_certified_here(self) -> bool:
        """Whether a seal that is made rests on the unit's own authority, which two people open."""
        return self._desk.organisation().trust.authority is not None

    def make(self, wanted: WantedSeal, present: Sequence[Credentials] = ()) -> Changed:
        """Make a seal for training or demonstration (制章), take it into use, and trust what it rests on.

        Args:
            wanted: What it is to be.
            present: Both keepers of the unit's own authority where one was founded: it certifies the seal then, and
                every verdict on it says 仅限本单位内部. Else the seal has an authority for itself.

        Raises:
            Refused: ``seal.not-made-here`` in the OFFICIAL realm; ``seal.size``, ``seal.long-name``, what the authority
                refuses, and as :meth:`enrol`.
            Unavailable: As :meth:`enrol`.
        """
        making = self.refuse_making()
        caption, now = self.caption, self._desk.clock.now().astimezone(UTC)
        wish = SealWish(
            name=wanted.organ,
            caption=caption,
            diameter_mm=wanted.diameter_mm,
            valid_from=now,
            valid_until=now + _VALIDITY,
        )
        made = making.make(wish, self._certifying(present) if self.is_certified_here else None)
        issued = IssuedSeal(
            data=made.data,
            certificate=made.certificate,
            key=made.key,
            organ=wanted.organ,
            keeper=wanted.keeper,
            password=wanted.password,
            reason=caption,
        )
        enrolled = self.enrol(issued)
        if made.anchor:
            self._trust.trust(made.anchor, TrustedAs.ANCHOR, caption)
            self._trust.take_in_list(made.revocations)
        return enrolled

    def _certifying(self, present: Sequence[Credentials]) -> Certify:
        """Return what has a seal and its maker certified by the unit's own authority."""

        def certify(asked: Sequence[Certifiable]) -> Sequence[bytes]:
            wishes = [
                CertificateWish(purpose=one.purpose, holder=one.holder, public_key=one.public_key) for one in asked
            ]
            issued = self._trust.authority.issue(wishes, present)
            return [self._desk.store.blobs.read(one.digest) for one in issued]

        return certify

    # --- using ---------------------------------------------------------------------------------------------------

    def apply(self, action: ApplySeal, password: str) -> Changed:
        """Seal a document with an electronic seal, whose key is open for this act alone.

        Raises:
            Refused: ``seal.*``, ``sign-in.wrong-password``, and what the act is refused for.
            Unavailable: ``confine.failed``, ``disk.full``; nothing has changed then.
        """
        seal = known_seal(self._desk.organisation(), action.electronic)
        refuse_use(seal, self._desk.post, self._desk.clock.now().date().isoformat(), self._desk.standing.name)
        with self._desk.hand.holding(keys.unlock(self._office, seal.key, password)):
            return self._perform(action)

    def let_go_of_destroyed(self) -> None:
        """Destroy the keys of seals that two persons have destroyed (销毁); a key that another seal uses stays."""
        gone = {one.key for one in self.all if one.state is SealState.DESTROYED}
        keys.drop_keys(self._office, gone - {one.key for one in self.all if one.state is not SealState.DESTROYED})

    def change_password(self, seal: Digest, old: str, new: str) -> None:
        """Wrap a seal's key under another password; the key stays.

        Raises:
            Refused: ``seal.unknown``, ``seal.not-keeper``, ``sign-in.wrong-password``, ``password.too-weak``.
        """
        known = known_seal(self._desk.organisation(), seal)
        if known.keeper != self._desk.post:
            raise Refused("seal.not-keeper", seal=known.name, name=self._desk.standing.name)
        keys.change_password(self._office, known.key, old, new)
