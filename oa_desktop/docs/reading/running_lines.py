"""Running heads and feet (页眉、页脚): what stands at the same place of page after page, and is no text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from oa_desktop.docs.reading.placed_lines import TypeLine
from oa_desktop.docs.sheets.sheets import Sheet

LinesOfPages: TypeAlias = Mapping[int, Sequence[TypeLine]]
_MARGIN = 0.12
"""Part of a sheet at its head and at its foot in which heads and feet run."""
_FEWEST, _SHARE = 2, 0.6
"""On so many pages, and on so large a part of all, the same line stands at the same place."""
_STEP_MM = 2.0
_FIGURES = re.compile(r"[0-9０-９一二三四五六七八九十]+")


def running_lines(sheets: Iterable[Sheet], lines: LinesOfPages) -> tuple[TypeLine, ...]:
    """Return the lines of pages that run through them; figures in them may differ, as those of page numbers do."""
    seen: dict[tuple[str, int], list[TypeLine]] = defaultdict(list)
    for sheet in sheets:
        for line in _in_margins(lines[sheet.number], sheet.height_mm):
            seen[_FIGURES.sub("0", line.text), round(line.y_mm / _STEP_MM)].append(line)
    least = max(_FEWEST, _SHARE * len(lines))
    return tuple(line for row in seen.values() if len(row) >= least for line in row)


def _in_margins(lines: Sequence[TypeLine], height_mm: float) -> Iterable[TypeLine]:
    return (line for line in lines if not _MARGIN * height_mm < line.y_mm < (1 - _MARGIN) * height_mm)
