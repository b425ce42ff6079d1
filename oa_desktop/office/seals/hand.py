"""Seals in somebody's hand (用印): the keys that are unlocked for one act, and let go after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import KeyId
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.pages import Leaf
from oa_desktop.office.ports.trust import Sealer, Seals


@dataclass(slots=True, kw_only=True)
class SealHand:
    """What seals are used with, and the key that is unlocked just now.

    Attributes:
        seals: Reads seals.
        sealer: Puts them on pages.
        leaves: Returns the sheets of a PDF.
        on_token: Tells whether a key lies on a token, so that the PIN is typed.
    """

    seals: Seals
    sealer: Sealer
    leaves: Callable[[bytes], tuple[Leaf, ...]]
    on_token: Callable[[KeyId], bool]
    _signer: Signer | None = field(default=None, repr=False)

    @contextmanager
    def holding(self, signer: Signer) -> Iterator[None]:
        """Hold a key for the length of an act; it is let go whatever happens."""
        self._signer = signer
        try:
            yield
        finally:
            self._signer = None
            signer.forget()

    def signer(self, key: KeyId, seal: str) -> Signer:
        """Return the key that is in hand.

        Raises:
            Refused: ``seal.locked``: it is not that of the seal, or none is.
        """
        if self._signer is None or self._signer.key_id != key:
            raise Refused("seal.locked", seal=seal)
        return self._signer
