"""Reading seals in a confined process: what strangers bring is parsed there and nowhere else."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.trust import SealFacts

_MOMENTS: Final = frozenset({"created", "valid_from", "valid_until"})


def ask_for_facts(data: bytes) -> SealFacts:
    """Return what a seal says.

    Raises:
        Refused: ``seal.unreadable``.
        Unavailable: ``confine.failed``.
    """
    said: dict[str, Any] = ask(read_confined, data, too_hard=Refused("seal.unreadable"))
    moments = {name: datetime.fromisoformat(said[name]) for name in _MOMENTS}
    return SealFacts(
        **{**said, **moments, "holders": tuple(said["holders"]), "digest": Digest(said["digest"]), "data": data}
    )


def read_confined(data: bytes) -> object:
    """Read a seal, in the child; the answer is what it says, or a refusal."""
    return answer(lambda: _read(data))


def _read(data: bytes) -> dict[str, Any]:
    from oa_desktop.security.seals.reading import read_seal  # noqa: PLC0415 - only a worker parses what strangers bring

    facts = replace(read_seal(data), data=b"")
    said = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return {**said, **{name: said[name].isoformat() for name in _MOMENTS}, "holders": list(facts.holders)}
