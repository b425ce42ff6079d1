"""Questions about the archive (归档登记)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.ids import ArchiveName, BatchId, DossierId, ItemId
from oa_desktop.office.queries.query import Query, WordsQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveItemRow:
    """A line of the archive: an item as it is catalogued now.

    Attributes:
        fonds: 全宗号.
        year: 年度.
        retention: 保管期限.
        division: Code of 机构 or 问题; empty where there is none.
        number: 件号.
        code: 档号.
        document: The document that the item is of.
        date: 成文日期, ISO.
        mark: 密级和保密期限 when it was arranged.
        state: 已整理 or 已撤销.
        batch: 批次.
        contested: Whether another item has its number or its document (冲突).
        reason: Why it was withdrawn or corrected last.
    """

    item: ItemId
    fonds: str
    year: int
    retention: str
    division: str
    number: int
    code: str
    document: DossierId
    title: str
    document_number: str
    responsible: str
    date: str
    mark: str
    pages: int
    carrier: str
    place: str
    box: str
    state: str
    batch: BatchId
    contested: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveItems(Query[ArchiveItemRow]):
    """归档文件: the items of a register, by class and number, as far as the person may know their documents.

    Attributes:
        retention: Of this 保管期限 alone; of all where it is empty.
        division: Of this 机构 or 问题 alone; of all where it is None.
        withdrawn: Whether those that were withdrawn are wanted, and no others.
        document: The item of this document alone, of whatever register; the rest is not asked then.
        skip: How many are passed over.
        limit: How many are wanted at most.
    """

    register: ArchiveName | None = None
    retention: str = ""
    division: str | None = None
    withdrawn: bool = False
    document: DossierId = DossierId("")
    skip: int = 0
    limit: int = 500


class FoundOrder(StrEnum):
    """In which order what was found stands."""

    BEST = "最相关的在前"
    """Whose title, number or 档号 holds the words, then those of a person who had it in hand, then the others."""
    NEWEST = "最近的在前"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFoundRow:
    """An item that a search found.

    Attributes:
        marked: Beginnings and ends of what stands in its title.
        before: Text before the place where its text, or an opinion, holds the first word.
        match: The word as it stands there; empty where only catalogue or people have it.
        after: Text behind it.
        speaker: Name of who said it, where the place is in an opinion.
        act: The act that it was said with, as its kind; empty where the place is in the text.
    """

    item: ArchiveItemRow
    marked: tuple[tuple[int, int], ...] = ()
    before: str = ""
    match: str = ""
    after: str = ""
    speaker: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSearch(WordsQuery[ArchiveFoundRow]):
    """档案检索: the items whose title, numbers, people or text hold all the words, as far as the person may know them.

    Figures and brackets count however they are typed: 〔2026〕, [2026], ２０２６ and 二〇二六 are the same.
    """

    order: FoundOrder = FoundOrder.BEST
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveClassRow:
    """A class of the archive, with how many items of it the person may know."""

    fonds: str
    year: int
    retention: str
    division: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveClasses(Query[ArchiveClassRow]):
    """归档类目: the classes that have items, the newest year first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToArchiveRow:
    """A document that may have to be archived."""

    document: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class ToArchive(Query[ToArchiveRow]):
    """待整理: documents whose handling is over, that went out or wait for filing, and are no item; the oldest first."""
