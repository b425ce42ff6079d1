"""The lines of findings (检查发现的清单): what is to be mended first, then each weight under its heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from oa_desktop.domain.documents.findings import Finding, Place, Severity
from oa_desktop.domain.registry import BY_WEIGHT
from oa_desktop.i18n import _
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say

MOST = 20
"""Findings of one rule that have lines of their own; the others are only counted."""
ICONS: Mapping[Severity, str] = MappingProxyType(
    {Severity.FAULT: "fault", Severity.WARNING: "warning", Severity.ADVICE: "advice"}
)
TONES: Mapping[Severity, str] = MappingProxyType(
    {Severity.FAULT: "danger", Severity.WARNING: "warning", Severity.ADVICE: "faint"}
)
"""Icon, and colour, of each weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One line.

    Attributes:
        text: Its words.
        severity: The weight that it stands under.
        finding: What it tells of; None for a heading, and for what only counts the others of one kind.
        heads: Whether it is a heading.
    """

    text: str
    severity: Severity
    finding: Finding | None = None
    heads: bool = False


def lines_of(findings: Sequence[Finding]) -> tuple[FindingLine, ...]:
    """Return the lines of what was found, the gravest first; one that says so where nothing was."""
    return tuple(line for heap in _heaps(findings) for line in _under(*heap)) or (_nothing(),)


def _heaps(findings: Sequence[Finding]) -> Iterator[tuple[str, Severity, Sequence[Finding]]]:
    """Yield what stands under one heading, with its name and weight: what acts wait for, then each weight."""
    yield _("改好才能办"), Severity.FAULT, [one for one in findings if one.blocks]
    for severity in BY_WEIGHT:
        yield _(severity.value), severity, [one for one in findings if one.severity is severity and not one.blocks]


def _nothing() -> FindingLine:
    words = _("要素、行文、用语、标点和版面都看过了，没有发现问题。")
    return FindingLine(text=words, severity=Severity.ADVICE)


def _under(name: str, severity: Severity, found: Sequence[Finding]) -> Iterator[FindingLine]:
    if found:
        yield FindingLine(text=_count(name, len(found)), severity=severity, heads=True)
    told = Counter[str]()
    for one in found:
        told[one.rule] += 1
        if told[one.rule] <= MOST:
            yield FindingLine(text=line_words(one), severity=severity, finding=one)
    for rule, count in told.items():
        if count > MOST:
            words = _("{rule} 这样的还有{count}处，改了前面的再看。").format(rule=rule, count=count - MOST)
            yield FindingLine(text=words, severity=severity)


def line_words(one: Finding) -> str:
    """Return where something was found, and what it is."""
    return _("{place}：{what}").format(place=in_words(one.place), what=say(one.rule, one.params).what)


def count_words(findings: Sequence[Finding]) -> str:
    """Return how many there are under each heading: 错误 2 处，警告 1 处."""
    return "，".join(_count(name, len(found)) for name, _weight, found in _heaps(findings) if found) or _(
        "没有发现问题"
    )


def _count(name: str, count: int) -> str:
    return _("{name} {count} 处").format(name=name, count=count)


def explanation(one: Finding) -> str:
    """Return everything that is known of a finding: why, how it is mended, what was measured, who asks for it."""
    said = say(one.rule, one.params)
    parts = (
        (_("为什么"), said.why),
        (_("怎么改"), said.do),
        (_("量得"), _measured(one.params)),
        (_("在哪里"), _spot(one.place)),
        (_("依据"), one.clause or _("办公习惯，标准没有规定")),
        (_("哪一级"), _(one.asked_by.value) if one.asked_by else ""),
        (_("拦不拦"), _("本单位的检查规则要求改好才能办") if one.blocks else ""),
        (_("规则"), one.rule),
    )
    return "\n".join(f"{name}：{words}" for name, words in parts if words)


def _measured(params: Mapping[str, str]) -> str:
    measured, required = params.get("measured", ""), params.get("required", "")
    if not (measured and required):
        return ""
    return _("“{measured}”，应当是“{required}”").format(measured=measured, required=required)


def _spot(place: Place) -> str:
    """Return where on a page something stands, in millimetres from the edges of the sheet."""
    if not place.page:
        return ""
    row = _("第 {row} 行").format(row=place.row) if place.row else ""
    where = _("，距左边 {x:.1f} 毫米，距上边 {y:.1f} 毫米").format(x=place.x / 100, y=place.y / 100)
    return _("第 {page} 页").format(page=place.page) + row + (where if place.x or place.y else "")
