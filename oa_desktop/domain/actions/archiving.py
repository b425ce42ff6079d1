"""Archiving (归档整理): filed documents become items of the archive, each with its class, code, parts and place.

The register of what is archived (归档登记) is a journal of its own for each fonds and year. Scheme and schedule stand
in the journal of the unit. How items are arranged is office practice and a choice of the unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.archives.codes import DOCUMENTS, ArchivalClass
from oa_desktop.domain.archives.items import Carrier, Confirmed, Link, Part
from oa_desktop.domain.archives.properties import Result, Stage
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.ids import ArchiveName, BatchId, Digest, DossierId, ItemId
from oa_desktop.domain.secrecy.classification import Secrecy


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAction(Action):
    """An action on the register of one fonds and year.

    Attributes:
        fonds: 全宗号.
        archival_year: 年度.
    """

    fonds: str
    archival_year: int

    @property
    def register(self) -> ArchiveName:
        """Which register it is about."""
        return ArchiveName(fonds=self.fonds, year=self.archival_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAction(ArchiveAction):
    """An action on one item.

    Attributes:
        document: Of which document the item is; filled in by the office.
    """

    item: ItemId
    document: DossierId = NEW_DOSSIER


@declare("arrange-item", "整理归档", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeItem(ItemAction):
    """整理归档: a document is an item of the archive from now on, with everything that its catalogue line says.

    Attributes:
        batch: 批次.
        category: 档案门类代码.
        division: Code of 机构 or 问题; empty where the unit divides by neither.
        number: 件号, inside the lowest class.
        archival_code: 档号, as it is written.
        title: 题名; one that was made up stands in square brackets.
        responsible: 责任者.
        document_number: 文号.
        date: 成文日期, ISO.
        secrecy: 密级, as it was then.
        mark: 密级和保密期限, as it was then.
        pages: 页数.
        place: Where it lies.
        parts: 组成, in their order; what is more than an entry holds lies in ``contents``.
        contents: Digest of the whole list of parts, where it is long.
        links: Documents whose items belong to this one.
        proposed_row: Row of the schedule that proposed a retention; empty where none did.
        reason: Why it is kept so long: what the schedule says, or why the archivist decided otherwise.
        apart: What of the document is not archived and why, such as its past drafts (历稿).
        confirmed: What the archivist looked at that a dry run doubted, and let be (看过确认).
    """

    batch: BatchId
    retention: Retention
    number: int
    archival_code: str
    title: str
    date: str
    division: str = ""
    category: str = DOCUMENTS
    responsible: str = ""
    document_number: str = ""
    secrecy: Secrecy = Secrecy.OPEN
    mark: str = ""
    pages: int = 0
    carrier: Carrier = Carrier.ELECTRONIC
    place: str = ""
    parts: tuple[Part, ...] = ()
    contents: tuple[Digest, ...] = ()
    links: tuple[Link, ...] = ()
    proposed_row: str = ""
    reason: str = ""
    apart: str = field(default="", metadata={codec.LATER: True})
    confirmed: tuple[Confirmed, ...] = field(default=(), metadata={codec.LATER: True})

    @property
    def of(self) -> ArchivalClass:
        """Its class."""
        return ArchivalClass(
            category=self.category, year=self.archival_year, retention=self.retention, division=self.division
        )


@declare("withdraw-item", "撤销整理", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawItem(ItemAction):
    """撤销整理: an item is none any more; its number is vacant, and the next item of the class takes it."""

    reason: str


@declare("correct-item", "修改著录", scope=Scope.ARCHIVE)
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectItem(ItemAction):
    """修改著录: what the catalogue says of an item; class and code stay. What is left empty stays as it is."""

    reason: str
    title: str = ""
    responsible: str = ""
    date: str = ""
    pages: int = 0
    carrier: Carrier | None = None


@declare("place-items", "入盒上架", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceItems(ArchiveAction):
    """入盒上架: the items of one class from one number to another lie in a box, and the box in its place.

    Attributes:
        first: The first 件号.
        through: The last.
        box: 盒号.
        place: 存放位置, such as a room and shelf.
    """

    retention: Retention
    first: int
    through: int
    box: str = ""
    place: str = ""
    division: str = ""
    category: str = DOCUMENTS

    @property
    def of(self) -> ArchivalClass:
        """Their class."""
        return ArchivalClass(
            category=self.category, year=self.archival_year, retention=self.retention, division=self.division
        )


@declare("record-properties", "登记四性检测", scope=Scope.ARCHIVE, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProperties(ItemAction):
    """登记四性检测: an item was tested, and what came of it.

    Attributes:
        stage: 环节.
        result: What it comes to.
        contents: Digest of the whole report, as it is also handed out as data.
    """

    stage: Stage
    result: Result
    contents: tuple[Digest, ...]


@declare("adopt-scheme", "设定分类方案", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptScheme(Action):
    """设定分类方案: from a year on the unit's archive is classed so; years that have items keep what they have."""

    scheme: Scheme
    reason: str = ""


@declare("adopt-schedule", "设定保管期限表", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptSchedule(Action):
    """设定保管期限表: from a year on retention is proposed by this schedule.

    Attributes:
        name: What the schedule is called.
        approval: 批准文号; empty while nobody has approved it.
        since: The first 年度 for which it holds.
        contents: Digest of the whole schedule.
    """

    name: str
    since: int
    contents: tuple[Digest, ...]
    approval: str = ""
    reason: str = ""


AnyArchiveAction = ArrangeItem | WithdrawItem | CorrectItem | PlaceItems | RecordProperties
"""What stands in a register of the archive."""
