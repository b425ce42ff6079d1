"""What the reader of sources has to say: the findings of one reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from oa_desktop.domain.documents.findings import LINES, Finding, Place, finding

WHOLE = Place(name="全文")
HEAD = Place(name="文首")
BODY = Place(name="正文")
_LONGEST_QUOTE = 60


@dataclass(slots=True)
class Remarks:
    """Findings of one reading, in the order in which they were made.

    Attributes:
        unit: What the numbers of lines count: 行 of a text, 段 of a file in which nobody sees lines of the file.
    """

    unit: str = LINES
    _findings: list[Finding] = field(default_factory=list)
    _lines: dict[str, set[int]] = field(default_factory=dict)

    def add(self, rule: str, place: Place, **params: object) -> None:
        """Add a finding of a rule at a place, with the parameters of its words."""
        self._findings.append(finding(rule, place, **params))

    def add_lines(self, rule: str, lines: Iterable[int]) -> None:
        """Note lines that a rule concerns; all the lines of a rule make one finding."""
        self._lines.setdefault(rule, set()).update(lines)

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings: those of a place first, then one for each rule that concerns lines."""
        of_lines = ((rule, tuple(sorted(lines))) for rule, lines in self._lines.items() if lines)
        made = (
            *self._findings,
            *(finding(rule, Place(lines=lines), count=len(lines)) for rule, lines in of_lines),
        )
        return tuple(replace(one, place=replace(one.place, unit=self.unit)) for one in made)


def quoted(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}……"


def line_place(line: int, column: int = 0) -> Place:
    """Return the place of a finding on a line, with a column if it is known."""
    return Place(lines=(line,), column=column)
