"""What is wrong with a resource file: one finding a fault, each with file, line and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.documents.findings import Finding, Place, Severity, finding
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n.places import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Faulty(Exception):
    """A resource file cannot be read at all.

    Attributes:
        finding: Why.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


def fault(rule: str, spot: Spot, **params: object) -> Finding:
    """Return what a rule found at a spot."""
    return finding(rule, Place(name=spot.file, lines=(spot.line,), column=spot.column), **params)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without repetition, from the top of the file to its end."""
    return tuple(sorted(dict.fromkeys(findings), key=_position))


def _position(one: Finding) -> tuple[str, int, int]:
    place = one.place
    return place.name, place.lines[0], place.column


def refuse_faulty(findings: Iterable[Finding]) -> None:
    """Refuse a resource in which a fault was found; what is only worth saying passes.

    Raises:
        Refused: ``resource.faulty``, with the first fault as ``finding`` and all of them as ``findings``.
    """
    faults = tuple(one for one in findings if one.severity is Severity.FAULT)
    if faults:
        first = faults[0]
        raise Refused(
            "resource.faulty",
            place=in_words(first.place),
            finding=first,
            count=len(faults),
            findings=faults,
        )
