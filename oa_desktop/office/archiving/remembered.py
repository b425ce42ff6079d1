"""What the last dry run said (与上次的差别), kept for the person who made it, encrypted like what they type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from oa_desktop.domain.errors import Unavailable
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine, Since
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import OWN_ROWS

_KEPT = OWN_ROWS + "dry-run/"
"""What the key of a dry run begins with, among what the store keeps of a person; the year follows."""


def compared(desk: Desk, run: DryRun) -> DryRun:
    """Return a dry run whose lines say how they differ from the last one of the year, and keep it as the last."""
    before = _last(desk, run.year)
    now = {line.document: _said(line) for line in run.lines}
    with suppress(Unavailable):  # who can only read sees the differences all the same
        data = json.dumps(now, ensure_ascii=False).encode()
        desk.store.keep_draft(desk.own_standing.person, f"{_KEPT}{run.year}", data)
    if before is None:
        return run
    lines = tuple(replace(line, since=_since(before, line)) for line in run.lines)
    return replace(run, lines=lines, gone=len(before.keys() - now.keys()))


def _last(desk: Desk, year: int) -> Mapping[str, str] | None:
    """Return what the last dry run of a year said of each document; None where there was none that can be read."""
    row = desk.store.drafts(desk.own_standing.person).get(f"{_KEPT}{year}")
    try:
        kept = json.loads(row) if row else None
    except ValueError:
        return None
    return kept if isinstance(kept, dict) else None


def _said(line: DryRunLine) -> str:
    """Return what counts of a line: what becomes of it, its class and its faults; its number moves with others'."""
    of = f"{line.of.year} {line.of.retention.value} {line.of.division}" if line.of else ""
    return "|".join((line.sort.value, of, *sorted(one.code for one in line.open)))


def _since(before: Mapping[str, str], line: DryRunLine) -> Since:
    if line.document not in before:
        return Since.NEW
    return Since.SAME if before[line.document] == _said(line) else Since.CHANGED
