"""修复: contents that the last 固化检查 found missing or damaged are put back from a good copy.

Only bytes are taken whose digest the register or the journals name: whatever else lies there is not looked at. What
was put back is recorded item by item; what could not be is named.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.keeping import RepairItem
from oa_desktop.domain.archives.fixity import BadFile
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.ids import Digest, ItemId
from oa_desktop.office.archiving.fixity import last_bad, put_back
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.copies import GoodCopies

_AT_ONCE = 50
"""Parts that one entry names."""
BEFORE = "（上次检查以后已经补上，当时没有登记）"
"""What is recorded as the origin of a content that came back without being recorded."""
_TO_MEND = frozenset({"blob.missing", "blob.damaged"})
"""What a copy mends; what the disk merely did not read just now is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What came of a repair.

    Attributes:
        mended: What is here again.
        left: What is as bad as before.
    """

    mended: tuple[BadFile, ...] = ()
    left: tuple[BadFile, ...] = ()


def repair(
    desk: Desk, registers: Iterable[ArchiveRegister], copies: GoodCopies, perform: Callable[[Action], Changed]
) -> Repaired:
    """Put back what a copy has of what the last checks of some registers found bad.

    Raises:
        Refused: ``policy.role``.
        Unavailable: ``source.unreadable``, ``disk.full``; what was put back by then stays so and is recorded.
    """
    done = [_repaired(desk, one, copies, perform) for one in registers]
    return Repaired(
        mended=tuple(one for part in done for one in part.mended), left=tuple(one for part in done for one in part.left)
    )


def _repaired(
    desk: Desk, register: ArchiveRegister, copies: GoodCopies, perform: Callable[[Action], Changed]
) -> Repaired:
    bad = last_bad(desk, register)
    faults = desk.store.blobs.faults(dict.fromkeys(one.digest for one in bad if one.digest))
    lost = {digest: code for digest, code in faults if code in _TO_MEND}
    unsaid = _unsaid(desk, register, bad, lost)
    for one in _acts(register, unsaid, BEFORE):
        perform(one)
    found = set(_mended(desk, lost, copies))
    mended = tuple(one for one in bad if one.digest in found)
    for one in _acts(register, mended, copies.name):
        perform(one)
    return Repaired(
        mended=mended, left=tuple(one for one in bad if one.digest in lost.keys() - found or not one.digest)
    )


def _unsaid(
    desk: Desk, register: ArchiveRegister, bad: Iterable[BadFile], lost: Container[Digest]
) -> tuple[BadFile, ...]:
    """Return what the last check found bad and is well now without anybody having said so: a repair may have died."""
    said = put_back(desk, register)
    return tuple(one for one in bad if one.fault in _TO_MEND and one.digest not in said and one.digest not in lost)


def _mended(desk: Desk, lost: Iterable[Digest], copies: GoodCopies) -> Iterator[Digest]:
    """Put contents back one by one: from the files of a backup first, then from whatever has them plain."""
    left = set(lost)
    for digest in sorted(left):
        sealed = copies.sealed(desk.store.blobs.sealed_as(digest))
        if sealed is not None:
            with closing(sealed):
                if desk.store.blobs.mend(digest, sealed):
                    left.discard(digest)
                    yield digest
    for digest, read in copies.plain(desk.crypto.digest) if left else ():
        if digest in left:
            with closing(read()) as plain:
                if desk.store.blobs.mend(digest, plain):
                    left.discard(digest)
                    yield digest
        if not left:
            return


def _acts(register: ArchiveRegister, mended: Iterable[BadFile], origin: str) -> Iterator[RepairItem]:
    name = register.name
    for (package, _code, item), parts in groupby(sorted(mended, key=_item_of), key=_item_of):
        whole = tuple(parts)
        for first in range(0, len(whole), _AT_ONCE):
            some = whole[first : first + _AT_ONCE]
            yield RepairItem(
                fonds=name.fonds,
                archival_year=name.year,
                item=item,
                parts=tuple(one.part for one in some),
                digests=tuple(one.digest for one in some),
                origin=origin,
                package=package,
            )


def _item_of(bad: BadFile) -> tuple[Digest, str, ItemId]:
    return bad.package, bad.code, bad.item
