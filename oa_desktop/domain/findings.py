"""One fault found in a document (检查发现), whoever found it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; it follows the modal word of its clause and is never higher than that."""

    FAULT = "错误"
    """The clause demands it, or the document cannot be issued without it."""
    WARNING = "警告"
    """The clause says 一般, 原则上 or 推荐."""
    ADVICE = "建议"
    """Practice of offices, in no standard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault: which rule, where, why, and how to mend it.

    Attributes:
        rule: Rule id, such as ``number.form``; described in the help pages.
        clause: Where the rule stands ("GB/T 9704-2012 7.2.5"), empty for practice.
        severity: How much it weighs.
        place: The element or the line that is meant, in the office's words.
        why: What is wrong, in Chinese.
        remedy: How to mend it, in Chinese.
    """

    rule: str
    severity: Severity
    place: str
    why: str
    remedy: str
    clause: str = ""
