"""固化检查 (fixity): what came of reading every content of the items of a register, each bad one by 档号 and part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.ids import ArchiveName, Digest, ItemId

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
    """

    item: ItemId
    code: str
    part: str
    fault: str
    digest: Digest = Digest("")


@dataclass(frozen=True, slots=True, kw_only=True)
class FixityReport:
    """固化检查 of a register, as far as it has come.

    Attributes:
        after: What the register had come to when the check before it was recorded; empty where there was none.
        seen: How many items of the register were passed, looked at or not.
        items: How many of them were looked at.
        files: How many contents were read.
        size: Bytes of them.
        passed: Items that whoever checks may not know.
        bad: What is not what it was.
    """

    register: ArchiveName
    after: tuple[str, ...] = ()
    seen: int = 0
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
    first = next(register.kept(), None)
    if first is None:
        return False
    last = date.fromisoformat((register.fixity.time if register.fixity else first.time)[:10])
    return (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day) >= months
