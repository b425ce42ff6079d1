"""Heads that were kept outside of the store (链头单), as they are printed, written to a file, and typed in again.

A chain inside a store cannot show that the whole store was put back to an older one. The heads of two journals are
enough to see it: the audit journal's, whose witnesses name the heads of all others, and the unit's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DeviceId, JournalId, UnitId, audit_journal, organisation_journal
from oa_desktop.domain.verification import Fault

ORGANISATION, AUDIT = "单位记录", "审计记录"
_JOURNALS = {ORGANISATION: organisation_journal, AUDIT: audit_journal}
_SHORT = 8
"""Characters of a device's id, and of a group of a digest."""
_LEAST = 16
"""Digits of a digest that must be typed at least: whoever makes another chain cannot hit them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A head as it was kept.

    Attributes:
        name: Which journal: 单位记录 or 审计记录.
        device: First characters of the device's id.
        seq: Which entry of its chain.
        digest: Digest of that entry, or its first digits, lower-case hexadecimal.
    """

    name: str
    device: str
    seq: int
    digest: str

    @property
    def groups(self) -> str:
        """The digest in groups, to be read and typed."""
        return " ".join(self.digest[start : start + _SHORT] for start in range(0, len(self.digest), _SHORT))

    @property
    def line(self) -> str:
        """How it is written: journal, device, number, digest."""
        return f"{self.name} {self.device} {self.seq} {self.groups}"


def remembered(name: str, heads: Iterable[Head]) -> Iterator[Remembered]:
    """Give the heads of one of the two journals as they are kept."""
    for one in heads:
        yield Remembered(name=name, device=one.device[:_SHORT], seq=one.seq, digest=one.digest)


def read_heads(text: str) -> tuple[Remembered, ...]:
    """Return the heads that lines name; lines that begin with a # or are empty say nothing.

    Raises:
        Refused: ``heads.unreadable`` with the line; ``heads.none``.
    """
    lines = [line.strip() for line in text.splitlines()]
    found = tuple(_read(line) for line in lines if line and not line.startswith("#"))
    if not found:
        raise Refused("heads.none")
    return found


def _read(line: str) -> Remembered:
    said = _LINE.fullmatch(line)
    digest = re.sub(r"\s", "", said["digest"]).lower() if said else ""
    if said is None or not _LEAST <= len(digest) <= _WHOLE:
        raise Refused("heads.unreadable", line=line[:_MOST], least=_LEAST)
    return Remembered(name=said["name"], device=said["device"].lower(), seq=int(said["seq"]), digest=digest)


_LINE = re.compile(
    rf"(?P<name>{ORGANISATION}|{AUDIT})\s+(?P<device>[0-9a-fA-F]{{4,32}})\s+(?P<seq>[0-9]{{1,15}})\s+"
    r"(?P<digest>[0-9a-fA-F\s]+)"
)
_WHOLE = 64
_MOST = 80


def faults_against(
    kept: Iterable[Remembered], unit: UnitId, journals: Mapping[JournalId, Iterable[SignedEntry]]
) -> Iterator[Fault]:
    """Give the remembered heads that are not in a store: it was put back, or cut, or made anew.

    Args:
        kept: What was remembered.
        unit: Whose heads they are.
        journals: The two journals of the unit as they lie in the store.
    """
    for one in kept:
        journal = _JOURNALS[one.name](unit)
        own = [each for each in journals[journal] if each.entry.device.startswith(one.device)]
        at = [each for each in own if each.entry.seq == one.seq]
        if not at:
            yield Fault(rule="head.gone", journal=journal, device=DeviceId(one.device), seq=one.seq)
        elif not any(each.digest.startswith(one.digest) for each in at):
            yield Fault(rule="head.other", journal=journal, device=at[0].entry.device, seq=one.seq)
