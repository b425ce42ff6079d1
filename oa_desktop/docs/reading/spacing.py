"""The few normalisations of a source: edges of lines and blank lines go, inner text stays as it is.

Indentation and distance belong to the page (GB/T 9704-2012 7.3.3), not to the text; ideographic, no-break and ordinary
blanks are treated alike. So is a character of a private font before a blank, which stood for an indentation or a
bullet where the text was copied from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oa_desktop.docs.reading.remarks import WHOLE, Remarks

_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_BULLET = re.compile(rf"\s*{_PRIVATE.pattern}(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank.

    Attributes:
        number: Its number in the file, from 1.
        text: Without blanks at its edges.
        typed: With them; tabs there may be empty cells of a table.
        gap: Whether a blank line stands before it.
    """

    number: int
    text: str
    typed: str = ""
    gap: bool = False


def trimmed_lines(raw: list[str], first: int, remarks: Remarks) -> list[Line]:
    """Return the lines that are not blank, the first of which has the number ``first``; report what was taken away."""
    remarks.add_lines("source.private-indentation", (place for place, text in enumerate(raw, first) if _bullet(text)))
    indented = sum(line[:1].isspace() and not line.isspace() for line in raw)
    lines = list(_lines(raw, first))
    if indented:
        remarks.add("source.indentation", WHOLE, indented=indented, blank=len(raw) - len(lines))
    report_characters(((line.number, line.text) for line in lines), remarks)
    return lines


def report_characters(lines: Iterable[tuple[int, str]], remarks: Remarks) -> None:
    """Report numbered lines with characters that a page cannot show: those of a private font, and damaged ones."""
    for number, text in lines:
        if _PRIVATE.search(text):
            remarks.add_lines("source.private-characters", [number])
        if "\ufffd" in text:
            remarks.add_lines("source.damaged-characters", [number])


def _bullet(text: str) -> str:
    """Return what stands at the beginning of a line for layout only."""
    found = _BULLET.match(text)
    return found[0] if found else ""


def _lines(raw: list[str], first: int) -> Iterator[Line]:
    gap = False
    above = ""
    for number, typed in enumerate(raw, start=first):
        rest = typed[len(_bullet(typed)) :]
        text = rest.strip() or _empty_row(rest, above)
        if text:
            yield Line(number=number, text=text, typed=rest, gap=gap)
        gap = not text
        above = rest


def _empty_row(typed: str, above: str) -> str:
    """Return the tabs of an empty row below a row of a table, which is there to be filled in (回执)."""
    tabs = typed.count("\t")
    return "\t" * tabs if 1 < tabs == above.count("\t") else ""
