"""Exchange packages (交换包) as the office needs them: made, looked at from outside, and opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from oa_desktop.domain.exchange.package import Outside, PackageId, Sender, Sort
from oa_desktop.domain.ids import NOTHING, Digest, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.office.ports.keys import Opener, Signer

Parts = Mapping[str, bytes]
"""What is in a package, by name, in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """One unit that a package is to be made for.

    Attributes:
        exchange_key: Its exchange key.
        sequence: Place in the channel.
        previous: Digest of the outside of the package before.
    """

    unit: UnitId
    name: str
    exchange_key: bytes = field(repr=False)
    sequence: int
    previous: Digest = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageOrder:
    """What a package is to be made of."""

    realm: Realm
    grade: SystemGrade
    id: PackageId
    sort: Sort
    sender: Sender
    recipients: Sequence[Addressed]
    made: str
    parts: Parts = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A package looked at from outside; that its signature holds is not said yet.

    Attributes:
        outside: What stands on it.
        digest: SM3 of the outside: what the next package of the channel names.
    """

    outside: Outside
    digest: Digest


class Packages(Protocol):
    """Makes and opens packages; ``sync`` has it."""

    def make(self, order: PackageOrder, signer: Signer) -> bytes:
        """Return a package, signed from outside.

        Raises:
            Refused: ``package.too-large``, ``package.too-many``.
        """

    def look(self, data: bytes) -> Looked:
        """Return what stands on the outside; nothing of it is believed yet.

        Raises:
            Refused: ``package.other``: it is none; ``package.newer``; ``package.damaged``.
        """

    def prove(self, file: BinaryIO, sender_key: bytes) -> Looked:
        """Return what stands on the outside, proved to be whole and signed by a key; the inside stays shut.

        Args:
            file: The package, read piece by piece from where it stands.
            sender_key: The key that the sender is known to sign with.

        Raises:
            Refused: As :meth:`look`; ``package.altered``, ``package.cut``.
        """

    def open(self, data: bytes, unit: UnitId, opener: Opener, sender_key: bytes) -> Parts:
        """Return what is in a package, all of it proved: the sender's signature, every digest, and nothing beside.

        Args:
            data: The package.
            unit: Who opens it.
            opener: Its exchange key.
            sender_key: The key that the sender is known to sign with.

        Raises:
            Refused: As :meth:`look`; ``package.not-for-us``; ``package.altered``: it is not as it was signed;
                ``package.cut``: bytes are missing at its end, with how many.
        """
