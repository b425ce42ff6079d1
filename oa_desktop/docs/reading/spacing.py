"""The few normalisations of a source: edges of lines and blank lines go, inner text stays as it is.

Indentation and distance belong to the page (GB/T 9704-2012 7.3.3), not to the text; ideographic, no-break and ordinary
blanks are treated alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oa_desktop.docs.reading.remarks import Remarks


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank.

    Attributes:
        number: Its number in the file, from 1.
        text: Without blanks at its edges.
        gap: Whether a blank line stands before it.
    """

    number: int
    text: str
    gap: bool = False


def trimmed_lines(raw: list[str], first: int, remarks: Remarks) -> list[Line]:
    """Return the lines that are not blank, the first of which has the number ``first``; report what was taken away."""
    indented = sum(line[:1].isspace() and not line.isspace() for line in raw)
    lines = list(_lines(raw, first))
    if indented:
        remarks.add("source.indentation", "全文", indented=indented, blank=len(raw) - len(lines))
    return lines


def _lines(raw: list[str], first: int) -> Iterator[Line]:
    gap = False
    for number, typed in enumerate(raw, start=first):
        text = typed.strip()
        if text:
            yield Line(number=number, text=text, gap=gap)
        gap = not text
