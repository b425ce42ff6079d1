"""What belongs to an item and in which order, what is not archived and why, and what the catalogue will say of it.

One document is one item; 来文 and 复文 are two, linked. 正本 before 发文稿纸 and 定稿, 收文处理单 before 来文, 正文
before 附件: as guides give DA/T 22-2015 (secondary source). What a document is by its journal is read here; bytes are
measured elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath

from oa_desktop.domain.actions.declaration import DECLARATIONS
from oa_desktop.domain.actions.handling import NEW_DOSSIER, ApplySeal, File
from oa_desktop.domain.archives.items import Carrier, Link, LinkKind, Part, PartRole
from oa_desktop.domain.archives.page_counts import pages_of
from oa_desktop.domain.archives.retention import Material, Retention, Share, Side, read_retention
from oa_desktop.domain.documents.incoming import Incoming, Medium
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.documents.supervision import open_items
from oa_desktop.domain.dossier import ENDED, Dossier, Fixed, Phase
from oa_desktop.domain.ids import NOTHING, DepartmentId, DossierId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.classifying import mark_in_words
from oa_desktop.domain.units.organisation import Organisation

_FILE, _SEAL = DECLARATIONS[File].kind, DECLARATIONS[ApplySeal].kind


class LeftOut(StrEnum):
    """Why a document is not archived."""

    VOID = "已作废，没有生效"
    REJECTED = "已退文，原件退回来文机关"
    NOT_FILED_BY_FLOW = "所走的流程没有归档环节"
    TAKEN_IN = "已转为收文，随收文归档"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the archive asks of a document.

    Attributes:
        number: 文号: 发文字号, or that of what came.
        responsible: 责任者.
        date: 成文日期, ISO; empty where it is not known.
        year: 年度 into which it belongs; 0 where nothing tells it.
        mark: 密级和保密期限.
        filed: Whether it was filed (归档).
        retention: 保管期限 that the archivist confirmed; None where nobody has, or it is none that is known.
        ended: Whether its handling is over.
        contested: Whether its journal holds a conflict.
        due: Whether it is the archive's to ask for; no conflict is before the document waits for filing, or went out.
        waiting: How many of its acts wait for a second person.
        supervised: How many of its matters are supervised and not closed (督办).
        unsealed: Whether its flow has it sealed and nobody has.
        signed: Day of 签发, ISO; empty where it came.
        received: Day of 签收, ISO; empty where it did not come.
        registered: The number of the unit's own register.
        written: 档号 that somebody wrote down when it was filed; empty where nobody did.
        apart: What of the document is not archived and why; empty where all of it is.
    """

    document: DossierId
    side: Side
    title: str = ""
    kind: str = ""
    number: str = ""
    responsible: str = ""
    date: str = ""
    year: int = 0
    department: DepartmentId = DepartmentId("")
    secrecy: Secrecy = Secrecy.OPEN
    mark: str = ""
    share: Share = Share.ALONE
    filed: bool = False
    retention: Retention | None = None
    ended: bool = False
    contested: bool = False
    due: bool = True
    waiting: int = 0
    supervised: int = 0
    unsealed: bool = False
    signed: str = ""
    received: str = ""
    registered: str = ""
    written: str = ""
    apart: str = ""
    carrier: Carrier = Carrier.ELECTRONIC
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    left_out: LeftOut | None = None

    @property
    def material(self) -> Material:
        """What a schedule looks at."""
        return Material(side=self.side, kind=self.kind, title=self.title, organ=self.responsible, share=self.share)

    @property
    def pages(self) -> int:
        """页数: those of all parts that were counted."""
        return pages_of(self.parts)


def facts_of(dossier: Dossier, unit: Organisation, completed: str = "") -> Facts:
    """Return what a document says of itself by its journal; its parts are not measured.

    Args:
        dossier: The document.
        unit: Whose it is.
        completed: Day on which what came was dealt with (办结), ISO; empty where it is not known.
    """
    said = dossier.particulars
    facts = Facts(
        document=dossier.id,
        side=side_of(dossier),
        title=said.title,
        kind=said.kind,
        number=dossier.number,
        responsible=_responsible(dossier, unit),
        department=dossier.department,
        secrecy=said.secrecy,
        mark=mark_in_words(said.classification, dossier.markings),
        share=_share(said.organ, unit),
        filed=dossier.filed is not None,
        retention=read_retention(dossier.filed.value) if dossier.filed else None,
        ended=dossier.phase in ENDED,
        contested=bool(dossier.contenders),
        due=not dossier.contenders or dossier.dispatched is not None or _at_filing(dossier),
        waiting=len(dossier.asked),
        supervised=len(open_items(dossier.supervisions)),
        unsealed=_unsealed(dossier),
        registered=dossier.number,
        carrier=_carrier(dossier),
        parts=tuple(parts_of(dossier)),
        links=tuple(_links(dossier)),
        left_out=left_out(dossier),
    )
    return _dated(facts, dossier, completed)


def _responsible(dossier: Dossier, unit: Organisation) -> str:
    """Return 责任者: who issues a document; of an internal matter the unit and the department that asked."""
    if dossier.matter is None:
        return dossier.particulars.organ
    department = unit.department(dossier.department)
    return f"{unit.name}{department.name if department else ''}"


def side_of(dossier: Dossier) -> Side:
    """Return where a document is from."""
    if dossier.incoming is not None:
        return Side.INCOMING
    return Side.INTERNAL if dossier.matter is not None else Side.OUTGOING


def left_out(dossier: Dossier) -> LeftOut | None:
    """Return why a document is not archived; None where it is, or has to be."""
    if dossier.phase is Phase.VOID:
        return LeftOut.VOID
    if dossier.phase is Phase.REJECTED:
        return LeftOut.REJECTED
    if dossier.became:
        return LeftOut.TAKEN_IN
    has_step = dossier.flow is None or any(step.act == _FILE for step in dossier.flow.steps)
    return None if dossier.filed or has_step else LeftOut.NOT_FILED_BY_FLOW


def _at_filing(dossier: Dossier) -> bool:
    steps = dossier.flow.steps if dossier.flow else ()
    return any(one.id == dossier.step and one.act == _FILE for one in steps)


def _dated(facts: Facts, dossier: Dossier, completed: str) -> Facts:
    """Return facts with 成文日期 and 年度.

    What goes out belongs into the year of its signing, also where it was sent or filed later; what came into the year
    in which it was dealt with. An internal matter is of the day on which it was approved, else dealt with.
    """
    came = dossier.incoming
    if came is not None:
        year = _year(completed or came.received)
        said = replace(facts, number=came.number, responsible=came.sender, date=came.dated)
        return replace(said, year=year, received=came.received)
    numbered, issued = dossier.numbered, dossier.issued or dossier.approved
    signed = issued.time[:10] if issued else ""
    date = (numbered.date if numbered else "") or signed
    date = date or completed
    return replace(facts, date=date, signed=signed, year=_year(date))


def _unsealed(dossier: Dossier) -> bool:
    """Whether a document that left, or is over, was to be sealed and is not."""
    over = dossier.phase in ENDED or dossier.dispatched is not None
    wanted = dossier.flow is not None and any(step.act == _SEAL for step in dossier.flow.steps)
    return over and wanted and dossier.sealed is None


def _year(day: str) -> int:
    return int(day[:4]) if day[:4].isdecimal() else 0


def _share(organs: str, unit: Organisation) -> Share:
    """Return whose a document is; the organ that stands first leads."""
    together = organs.split("、")
    if len(together) < 2:
        return Share.ALONE
    own = {one.name for one in unit.organs}
    return Share.LEAD if together[0] in own else Share.ASSISTANT


def _carrier(dossier: Dossier) -> Carrier:
    came = dossier.incoming
    if came is not None:
        on_paper = came.medium in (Medium.PAPER, Medium.LETTER)
        scanned = Carrier.BOTH if dossier.attachments else Carrier.PAPER
        return scanned if on_paper else Carrier.ELECTRONIC
    printed = dossier.sealed is not None and bool(dossier.sealed.copies)
    return Carrier.BOTH if printed else Carrier.ELECTRONIC


def _links(dossier: Dossier) -> Iterator[Link]:
    if dossier.answers != NEW_DOSSIER:
        yield Link(kind=LinkKind.ANSWERS, document=dossier.answers)
    yield from (Link(kind=LinkKind.ANSWERED_BY, document=one) for one in dossier.replies)


# --- parts ------------------------------------------------------------------------------------------------------------


def parts_of(dossier: Dossier) -> Iterator[Part]:
    """Yield what an item of a document is made of, in its order."""
    return _parts_that_came(dossier, dossier.incoming) if dossier.incoming else _parts_that_go_out(dossier)


def _parts_that_go_out(dossier: Dossier) -> Iterator[Part]:
    yield from _originals(original_of(dossier))
    yield from (_file(PartRole.ATTACHMENT, one) for one in dossier.attachments)
    if dossier.matter is None:  # the 正本 of a matter is the sheet itself, with everything that was said on it
        yield from _sheet_and_draft(dossier.issued)
    yield Part(role=PartRole.RECORD, name=PartRole.RECORD.value)


def _sheet_and_draft(signed: Fixed | None) -> Iterator[Part]:
    yield Part(role=PartRole.ISSUING_SHEET, name=PartRole.ISSUING_SHEET.value)
    if signed is not None:
        name = f"{PartRole.FINAL_DRAFT.value}.{_PDF}"
        yield Part(role=PartRole.FINAL_DRAFT, name=name, digest=signed.rendering, format=_PDF)


def original_of(dossier: Dossier) -> Fixed | None:
    """Return what holds the pages of the 正本: as sealed, as numbered, or as a matter was filed; None for none."""
    fixed = (dossier.sealed, dossier.numbered, dossier.filed)
    return next((one for one in fixed if one is not None and one.rendering), None)


_PDF, _OFD = "pdf", "ofd"


def _originals(fixed: Fixed | None) -> Iterator[Part]:
    if fixed is None:
        return
    for digest, form in ((fixed.rendering, _PDF), (fixed.ofd, _OFD)):
        if digest:
            yield Part(role=PartRole.ORIGINAL, name=f"{PartRole.ORIGINAL.value}.{form}", digest=digest, format=form)


def _parts_that_came(dossier: Dossier, came: Incoming) -> Iterator[Part]:
    yield Part(role=PartRole.HANDLING_SHEET, name=PartRole.HANDLING_SHEET.value)
    first, *others = dossier.attachments or (None,)
    if first is None:
        yield Part(role=PartRole.CAME, name=PartRole.CAME.value, pages=came.pages)
    else:
        yield replace(_file(PartRole.CAME, first), pages=came.pages)
    yield from (_file(PartRole.ATTACHMENT, one) for one in others if one)
    yield Part(role=PartRole.RECORD, name=PartRole.RECORD.value)


def _file(role: PartRole, one: Attachment) -> Part:
    ending = PurePath(one.name).suffix.removeprefix(".").lower()
    return Part(role=role, name=one.name, digest=one.digest or NOTHING, size=one.size, format=ending)
