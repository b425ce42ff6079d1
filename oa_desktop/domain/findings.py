"""One fault found in a document or in an edited file (检查发现), whoever found it, and the registry of all rules.

A finding carries a rule and its parameters; the words stand in ``resources/words/findings.yaml`` under the rule's id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a finding weighs; it follows the modal word of its clause and is never higher than that."""

    FAULT = "错误"
    """The clause demands it, or the document cannot be issued without it."""
    WARNING = "警告"
    """The clause says 一般, 原则上 or 推荐."""
    ADVICE = "建议"
    """Practice of offices, in no standard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something was found.

    Attributes:
        name: The element (公文要素), the part of a text, or the file; empty for lines of the text that was read.
        lines: Numbers of lines, from 1; none for an element.
        column: Counts from 1; 0 where it is not known.
    """

    name: str = ""
    lines: tuple[int, ...] = ()
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault: which rule, where, and what its words must say.

    Attributes:
        rule: Rule id, such as ``number.form``; it has its words and its line in the help pages.
        severity: How much it weighs.
        place: What is meant.
        params: Parameters of the words, as text.
        clause: Where the rule stands ("GB/T 9704-2012 7.2.5"), empty for practice.
    """

    rule: str
    severity: Severity
    place: Place
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is fixed about a rule: how much it weighs, and its clause, empty for practice."""

    severity: Severity
    clause: str = ""


def finding(rule: str, place: Place, **params: object) -> Finding:
    """Return what a rule of the registry found at a place."""
    known = RULES[rule]
    said = {name: str(value) for name, value in params.items()}
    return Finding(rule=rule, severity=known.severity, place=place, params=said, clause=known.clause)


# --- the registry -------------------------------------------------------------------------------------------------

_ARTICLE = "党政机关公文处理工作条例第{}条"


def _rules(severity: Severity, *rules: str, clause: str = "") -> dict[str, Rule]:
    return dict.fromkeys(rules, Rule(severity=severity, clause=clause))


OF_DOCUMENTS = {
    **_rules(Severity.FAULT, "element.missing", "urgency.form", clause=_ARTICLE.format("九")),
    **_rules(Severity.FAULT, "kind.unknown", clause=_ARTICLE.format("八")),
    **_rules(Severity.WARNING, "copy-number.missing", clause=_ARTICLE.format("九")),
    **_rules(Severity.FAULT, "number.form", clause="GB/T 9704-2012 7.2.5"),
    **_rules(Severity.FAULT, "date.form", clause="GB/T 9704-2012 7.3.5.4"),
    **_rules(Severity.FAULT, "classification.too-long", clause="保守国家秘密法第二十条"),
    **_rules(Severity.FAULT, "classification.form", "publicity.form"),
}
"""Rules on the elements of a document (公文要素)."""
OF_FILES = {
    **_rules(
        Severity.FAULT,
        "resource.encoding",
        "resource.too-large",
        "resource.empty",
        "resource.tab",
        "resource.first-sign",
        "resource.colon",
        "resource.no-colon",
        "resource.quotes",
        "resource.indentation",
        "resource.brackets",
        "resource.syntax",
        "resource.key-form",
        "resource.key-repeated",
        "resource.alias",
        "resource.tag",
        "resource.too-deep",
        "resource.several-documents",
        "resource.lacking",
        "resource.unknown-name",
        "resource.shape",
        "resource.choice",
        "resource.name-form",
        "resource.value-form",
        "resource.unknown-act",
        "flow-file.taken-id",
        "flow-file.repeated-id",
        "flow-file.unknown-act",
        "flow-file.role",
        "flow-file.first-act",
        "flow-file.first-reach",
        "flow-file.last-act",
        "flow-file.lacking-act",
        "flow-file.repeated-act",
        "flow-file.order",
        "flow-file.return-target",
        "flow-file.return-from-first",
        "flow-file.return-across-number",
    ),
    **_rules(Severity.WARNING, "flow-file.no-recheck", clause=_ARTICLE.format("二十五")),
    **_rules(
        Severity.FAULT,
        "unit-file.repeated",
        "unit-file.department",
        "unit-file.unheld-role",
        "unit-file.roles",
        "unit-file.founder",
        "unit-file.founders-apart",
        "story-file.time",
        "story-file.order",
    ),
}
"""Rules on files that an office may edit (配置文件)."""
OF_SOURCES = {
    **_rules(
        Severity.ADVICE,
        "source.encoding",
        "source.markdown",
        "source.control-characters",
        "source.private-indentation",
        "source.indentation",
        "source.front-matter-comment",
        "source.title-repeated",
        "source.stray-marks",
        "source.broken-line",
        "source.rejoined",
        "source.half-width-stops",
        "source.comment",
        "source.remnant",
        "source.form",
    ),
    **_rules(
        Severity.WARNING,
        "source.private-characters",
        "source.damaged-characters",
        "source.front-matter-syntax",
        "source.front-matter-open",
        "source.front-matter-unknown",
        "source.front-matter-repeated",
        "source.differs",
        "source.picture",
        "source.trailing",
    ),
    **_rules(Severity.ADVICE, "source.numbering-added", "source.deep-heading", clause="GB/T 9704-2012 7.3.3"),
    **_rules(Severity.ADVICE, "source.contact-moved", "source.note-misplaced", clause="GB/T 9704-2012 7.3.4"),
    **_rules(Severity.WARNING, "source.no-title", clause="GB/T 9704-2012 7.3.1"),
    **_rules(Severity.WARNING, "source.number-missing", clause="GB/T 9704-2012 7.3.3"),
    **_rules(Severity.ADVICE, "source.copied-label", clause="GB/T 9704-2012 7.4.2"),
}
"""What the reader of sources says (读稿)."""
RULES: Mapping[str, Rule] = MappingProxyType({**OF_DOCUMENTS, **OF_FILES, **OF_SOURCES})
"""Every rule that a finding may be of; an id never changes."""
