"""The official document (公文): a manuscript that is complete, its elements refused where they are nonsense.

党政机关公文处理工作条例 (2012) Art. 9 names the eighteen elements. Only an :class:`OfficialDocument` can be issued,
numbered and sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.documents.kinds import Direction, DocumentKind, PageFormat
from oa_desktop.domain.documents.profile import NATIONAL
from oa_desktop.domain.documents.values import Publicity, Urgency
from oa_desktop.domain.manuscript import Annex, Block, Manuscript
from oa_desktop.domain.numbers.numbering import DocumentNumber
from oa_desktop.domain.rules.elements import COMPLETING, READERS, readable_values
from oa_desktop.domain.rules.paper import Paper, paper_of
from oa_desktop.domain.secrecy.classification import Classification


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """公文: its elements as values that cannot be nonsense.

    The three open slots (发文字号, 成文日期, 份号) are None or empty until 登记; everything else is there at 签发.
    """

    kind: DocumentKind
    issuing_organs: tuple[str, ...]
    title: str
    body: tuple[Block, ...]
    signatories: tuple[str, ...]
    direction: Direction
    page_format: PageFormat
    number: DocumentNumber | None = None
    date: date | None = None
    copy_number: str = ""
    classification: Classification = Classification()
    urgency: Urgency = Urgency.NONE
    signers: tuple[str, ...] = ()
    recipients: str = ""
    attachment_notes: tuple[str, ...] = ()
    note: str = ""
    annexes: tuple[Annex, ...] = ()
    copied_to: str = ""
    printed_by: str = ""
    printed_on: str = ""
    publicity: Publicity = Publicity.UNDECIDED
    copies: str = ""
    attendees: str = ""
    excused: str = ""
    observers: str = ""
    secrecy_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What became of a manuscript: a document, or the faults that keep it from being one.

    Attributes:
        document: None when there is a fault.
        findings: Faults, and what is only worth saying.
    """

    document: OfficialDocument | None
    findings: tuple[Finding, ...] = ()


def complete(manuscript: Manuscript) -> Completion:
    """Return the official document that a manuscript holds, or why it holds none (Art. 9)."""
    paper = paper_of(manuscript, NATIONAL)
    found = tuple(dict.fromkeys(one for check in COMPLETING for one in check(paper)))
    if paper.kind is None or any(one.severity is Severity.FAULT for one in found):
        return Completion(document=None, findings=found)
    return Completion(document=_document(paper, paper.kind), findings=found)


def _document(paper: Paper, kind: DocumentKind) -> OfficialDocument:
    """Return the document that a paper without faults holds."""
    own = {one.name for one in fields(OfficialDocument)} & {one.name for one in fields(Manuscript)}
    elements: dict[str, Any] = {name: getattr(paper.manuscript, name) for name in own - READERS.keys()}
    elements |= readable_values(paper)
    made = {"kind": kind, "number": elements.pop("document_number", None)}
    made["page_format"] = elements.pop("page_format", kind.usual_format)
    return OfficialDocument(**elements | made, direction=kind.usual_direction)
