"""What anybody can say of a backup (备份) from outside: whole, and sealed by the machine that it names.

Nothing is opened: what lies in it is encrypted. Whose machine it is, a backup cannot prove of itself; the journals in
it are verified when it is restored, or by a drill.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.trust.verdicts import FileVerdict, Layer, SignatureVerdict, Statement, broken, holds, undecided
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import BackupFacts
from oa_desktop.office.safekeeping.backup_seal import key_of

FORMAT: Final = "备份"
_DAMAGED: Final = "backup.damaged"


def backup_verdict(listed: bytes, seal: bytes, look: Callable[[], BackupFacts], crypto: Crypto) -> FileVerdict:
    """Return the verdict on a backup from outside.

    Args:
        listed: Its list.
        seal: The seal over it; empty where there is none.
        look: Reads all of it and compares it with the list.
        crypto: Verifies the seal.

    Raises:
        Refused: ``backup.newer``, ``store.newer``.
        Unavailable: The disk cannot be read.
    """
    sealed = _sealed(listed, seal, crypto)
    signed = SignatureVerdict(name=FORMAT, holder="", statements=(_whole(look), *sealed))
    return FileVerdict(format=FORMAT, signatures=(signed,))


def _whole(look: Callable[[], BackupFacts]) -> Statement:
    try:
        facts = look()
    except Unavailable as error:
        if error.code != _DAMAGED:
            raise
        return broken(Layer.DIGESTS, "verdict.backup-damaged", str(error.params["part"]))
    return holds(Layer.DIGESTS, "verdict.backup-whole", files=str(facts.files), entries=str(facts.entries))


def _sealed(listed: bytes, seal: bytes, crypto: Crypto) -> tuple[Statement, ...]:
    if not seal:
        return (broken(Layer.SIGNATURE, "verdict.backup-unsealed"),)
    try:
        key = crypto.digest(key_of(listed, seal, crypto))
    except Unavailable as error:
        return (broken(Layer.SIGNATURE, "verdict.backup-seal", str(error.params["part"])),)
    fine = holds(Layer.SIGNATURE, "verdict.backup-sealed")
    return fine, undecided(Layer.CHAIN, "verdict.backup-machine", key=key)
