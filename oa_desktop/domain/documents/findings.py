"""One fault found in a document or in an edited file (检查发现), whoever found it.

A finding carries a rule of the registry and its parameters; the words stand in ``resources/words/findings.yaml`` under
the rule's id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.registry import RULES, Layer, Severity

__all__ = ["Finding", "Layer", "Place", "Severity", "finding"]


LINES = "行"
"""What the numbers of lines count where nothing else is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something was found; what is not known is empty.

    Attributes:
        name: The element (公文要素), the part of a text, or the file; empty for lines of the text that was read.
        lines: Numbers of lines of the text that was read, from 1; none for an element.
        unit: What these numbers count: 行, or 段 of a file in which lines are the page's.
        column: Counts from 1; 0 where it is not known.
        paragraph: The block of 正文 or of 附件N, or the name in a list of names, from 1; 0 for the whole element.
        start: Where the characters meant begin in the text of the element or paragraph, from 0.
        end: Where they end; equal to ``start`` where all of it is meant.
        page: The page, from 1; 0 where no page was looked at.
        row: The line on the page, from 1.
        x: From the left edge of the sheet, in hundredths of a millimetre.
        y: From the top edge of the sheet, in hundredths of a millimetre.
    """

    name: str = ""
    lines: tuple[int, ...] = ()
    unit: str = LINES
    column: int = 0
    paragraph: int = 0
    start: int = 0
    end: int = 0
    page: int = 0
    row: int = 0
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault: which rule, where, and what its words must say.

    Attributes:
        rule: Rule id, such as ``number.form``; it has its words and its line in the help pages.
        severity: How much it weighs.
        place: What is meant.
        params: Parameters of the words, as text; ``measured`` and ``required`` where something was measured.
        clause: Where the rule stands ("GB/T 9704-2012 7.2.5"), empty for practice.
        layer: Who asks for it.
        blocks: Whether it is to be mended before an act at which the profile stops.
    """

    rule: str
    severity: Severity
    place: Place
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    clause: str = ""
    layer: Layer = Layer.NATION
    blocks: bool = False

    @property
    def asked_by(self) -> Layer | None:
        """Who asks for it; None for a practice of offices that no province and no county made its own."""
        is_practice = not self.clause or self.severity is Severity.ADVICE
        return None if is_practice and self.layer is Layer.NATION else self.layer


def finding(rule: str, place: Place, **params: object) -> Finding:
    """Return what a rule of the registry found at a place."""
    known = RULES[rule]
    said = {name: str(value) for name, value in params.items()}
    return Finding(rule=rule, severity=known.severity, place=place, params=said, clause=known.clause, layer=known.layer)
