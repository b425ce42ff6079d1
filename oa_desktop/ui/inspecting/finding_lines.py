"""The lines of findings (检查发现的清单): the heaviest first, each weight under its heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from oa_desktop.domain.findings import Finding, Place, Severity
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
    """Return the lines of what was found, the heaviest first; one that says so where nothing was."""
    return tuple(line for severity in BY_WEIGHT for line in _under(severity, findings)) or (_nothing(),)


def _nothing() -> FindingLine:
    words = _("要素、行文、用语、标点和版面都看过了，没有发现问题。")
    return FindingLine(text=words, severity=Severity.ADVICE)


def _under(severity: Severity, findings: Sequence[Finding]) -> Iterator[FindingLine]:
    found = [one for one in findings if one.severity is severity]
    if found:
        yield FindingLine(text=_count(severity, len(found)), severity=severity, heads=True)
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
    """Return how many of each weight were found: 错误 2 处，警告 1 处."""
    counts = ((severity, sum(one.severity is severity for one in findings)) for severity in BY_WEIGHT)
    return "，".join(_count(severity, count) for severity, count in counts if count) or _("没有发现问题")


def _count(severity: Severity, count: int) -> str:
    return _("{severity} {count} 处").format(severity=_(severity.value), count=count)


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
