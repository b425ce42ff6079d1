"""固化检查 (fixity): what came of reading every content of the items of a register, each bad one by 档号 and part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.ids import NOTHING, ArchiveName, Digest, ItemId

JOURNAL_BROKEN = "journal.broken"
"""What is said of an item whose 办理记录 does not verify."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadFile:
    """A content that is not what it was.

    Attributes:
        code: 档号 of its item.
        part: What it is called there.
        digest: Which; empty where it is the journal of the item.
        fault: ``blob.missing``, ``blob.damaged``, ``journal.broken``, or what the disk said.
        package: Of 馆藏 in which the item came; none for an item of the unit's own.
    """

    item: ItemId
    code: str
    part: str
    fault: str
    digest: Digest = NOTHING
    package: Digest = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityReport:
    """固化检查 of a register, as far as it has come.

    Attributes:
        after: What the register had come to when the check before it was recorded; empty where there was none.
        seen: How many items of the register were passed, looked at or not; those of 馆藏 come last.
        last: Which of them was passed last; empty where none was.
        items: How many of them were looked at.
        files: How many contents were read.
        size: Bytes of them.
        passed: Items that whoever checks may not know.
        bad: What is not what it was.
    """

    register: ArchiveName
    after: tuple[str, ...] = ()
    seen: int = 0
    last: str = ""
    items: int = 0
    files: int = 0
    size: int = 0
    passed: int = 0
    bad: tuple[BadFile, ...] = ()

    def plus(self, more: FixityReport) -> FixityReport:
        """Return the report after some more items."""
        added = {name: getattr(self, name) + getattr(more, name) for name in _COUNTED}
        return replace(self, **added, bad=(*self.bad, *more.bad))


_COUNTED = ("seen", "items", "files", "size", "passed")


def is_overdue(register: ArchiveRegister, today: date, months: int) -> bool:
    """Whether a register that holds something was not checked within so many months, or since its first item."""
    since = [
        *(one.time for one in islice(register.kept(), 1)),
        *(one.time for one in islice(register.holdings.values(), 1)),
    ]
    if not since:
        return False
    last = date.fromisoformat((register.fixity.time if register.fixity else min(since))[:10])
    return (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day) >= months
