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
from oa_desktop.domain.findings import Finding, Severity
from oa_desktop.domain.kinds import Direction, DocumentKind, PageFormat, kind_of_title
from oa_desktop.domain.manuscript import Annex, Block, Manuscript
from oa_desktop.domain.numbering import DocumentNumber, read_number
from oa_desktop.i18n import _
from oa_desktop.i18n.words import worded

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
    for place, present in needed.items():
        if not present:
            yield _finding("element.missing", place, _MISSING)


def _kind(manuscript: Manuscript, collected: list[Finding]) -> DocumentKind | None:
    stated = manuscript.kind.strip()
    named = next((kind for kind in DocumentKind if kind.value == stated), None)
    kind = named if stated else kind_of_title(manuscript.title)
    if kind is None:
        collected.append(_finding("kind.unknown", "文种", _UNKNOWN_KIND))
    return kind


def _value(read: Callable[[str], Value], text: str, place: str, collected: list[Finding]) -> Value | None:
    if not text.strip():
        return None
    try:
        return read(text)
    except Refused as refused:
        words = _Words(why="“{text}”不合{place}的写法。", remedy=_REMEDIES[place], clause=_CLAUSES.get(place, ""))
        collected.append(_finding(refused.code, place, words, text=text))
        return None


_CLAUSES = {
    "发文字号": "GB/T 9704-2012 7.2.5",
    "成文日期": "GB/T 9704-2012 7.3.5.4",
    "紧急程度": "党政机关公文处理工作条例第九条",
}
_REMEDIES = {
    "发文字号": "请写成“清政办发〔2026〕18号”的样子：六角括号、四位年份、不加“第”字和虚位。",
    "成文日期": "请用阿拉伯数字写全年月日，如“2026年4月16日”。",
    "密级和保密期限": "请写成“秘密★1年”的样子，期限不超过法定上限。",
    "紧急程度": "请写“特急”或“加急”，不急则留空。",
    "公开属性": "请写“主动公开”“依申请公开”或“不予公开”。",
}


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
    return [_finding("copy-number.missing", "份号", _NO_COPY_NUMBER)]


# --- words --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a finding says; ``{place}`` is the element, further names in braces are its parameters."""

    why: str
    remedy: str
    clause: str = ""
    severity: Severity = Severity.FAULT


_MISSING = _Words(why="缺少{place}。", remedy="请补上{place}。", clause="党政机关公文处理工作条例第九条")
_UNKNOWN_KIND = _Words(
    why="看不出文种。",
    remedy="请在标题末尾写明文种（如“通知”），或在“文种”一栏选定十五种之一。",
    clause="党政机关公文处理工作条例第八条",
)
_NO_COPY_NUMBER = _Words(
    why="涉密公文应当标注份号。",
    remedy="登记编号时逐份编号。",
    clause="党政机关公文处理工作条例第九条",
    severity=Severity.WARNING,
)


def _finding(rule: str, place: str, words: _Words, **params: object) -> Finding:
    named = _(place)
    return Finding(
        rule=rule,
        clause=words.clause,
        severity=words.severity,
        place=named,
        why=worded(words.why, place=named, **params),
        remedy=worded(words.remedy, place=named, **params),
    )
