"""The official document (公文): a manuscript that is complete, its elements refused where they are nonsense.

党政机关公文处理工作条例 (2012) Art. 9 names the eighteen elements. Only an :class:`OfficialDocument` can be issued,
numbered and sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from oa_desktop.domain.classification import Classification, Secrecy, read_classification
from oa_desktop.domain.dates import read_date
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.findings import Finding, Place, Severity, finding
from oa_desktop.domain.kinds import Direction, DocumentKind, PageFormat, kind_of_title
from oa_desktop.domain.manuscript import Annex, Block, Manuscript
from oa_desktop.domain.numbering import DocumentNumber, read_number

Value = TypeVar("Value")


class Urgency(StrEnum):
    """紧急程度 of a document (Art. 9): 特急 or 加急; telegrams have other words."""

    NONE = ""
    URGENT = "加急"
    MOST_URGENT = "特急"


class Publicity(StrEnum):
    """公开属性: decided before review."""

    UNDECIDED = ""
    OPEN = "主动公开"
    ON_REQUEST = "依申请公开"
    CLOSED = "不予公开"


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
    collected: list[Finding] = list(_missing(manuscript))
    kind = _kind(manuscript, collected)
    values = {
        "number": _value(read_number, manuscript.document_number, "发文字号", collected),
        "date": _value(_date, manuscript.date, "成文日期", collected),
        "classification": _value(read_classification, manuscript.classification, "密级和保密期限", collected),
        "urgency": _value(_urgency, manuscript.urgency, "紧急程度", collected),
        "publicity": _value(_publicity, manuscript.publicity, "公开属性", collected),
    }
    collected += _secret_without_copy_number(manuscript, values["classification"])
    if kind is None or any(one.severity is Severity.FAULT for one in collected):
        return Completion(document=None, findings=tuple(collected))
    given = {name: value for name, value in values.items() if value is not None}
    document = OfficialDocument(
        kind=kind,
        issuing_organs=manuscript.issuing_organs,
        title=manuscript.title,
        body=manuscript.body,
        signatories=manuscript.signatories,
        direction=kind.usual_direction,
        page_format=kind.usual_format,
        copy_number=manuscript.copy_number,
        signers=manuscript.signers,
        recipients=manuscript.recipients,
        attachment_notes=manuscript.attachment_notes,
        note=manuscript.note,
        annexes=manuscript.annexes,
        copied_to=manuscript.copied_to,
        printed_by=manuscript.printed_by,
        printed_on=manuscript.printed_on,
        copies=manuscript.copies,
        **given,  # type: ignore[arg-type]  # each value was read by the reader of its own field
    )
    return Completion(document=document, findings=tuple(collected))


def _missing(manuscript: Manuscript) -> Iterator[Finding]:
    needed = {
        "标题": manuscript.title.strip(),
        "发文机关": any(organ.strip() for organ in manuscript.issuing_organs),
        "正文": any(block.text.strip() for block in manuscript.body),
        "发文机关署名": any(name.strip() for name in manuscript.signatories),
    }
    for element, present in needed.items():
        if not present:
            yield finding("element.missing", Place(name=element), element=element)


def _kind(manuscript: Manuscript, collected: list[Finding]) -> DocumentKind | None:
    stated = manuscript.kind.strip()
    named = next((kind for kind in DocumentKind if kind.value == stated), None)
    kind = named if stated else kind_of_title(manuscript.title)
    if kind is None:
        collected.append(finding("kind.unknown", Place(name="文种")))
    return kind


def _value(read: Callable[[str], Value], text: str, element: str, collected: list[Finding]) -> Value | None:
    if not text.strip():
        return None
    try:
        return read(text)
    except Refused as refused:
        collected.append(finding(refused.code, Place(name=element), **refused.params))
        return None


def _date(text: str) -> date:
    found = read_date(text)
    if found is None:
        raise Refused("date.form", text=text)
    return found


def _urgency(text: str) -> Urgency:
    try:
        return Urgency(text.strip())
    except ValueError:
        raise Refused("urgency.form", text=text) from None


def _publicity(text: str) -> Publicity:
    try:
        return Publicity(text.strip())
    except ValueError:
        raise Refused("publicity.form", text=text) from None


def _secret_without_copy_number(manuscript: Manuscript, classification: object) -> list[Finding]:
    secret = isinstance(classification, Classification) and classification.level >= Secrecy.SECRET
    if not secret or manuscript.copy_number:
        return []
    return [finding("copy-number.missing", Place(name="份号"))]
