"""四性检测: what it takes to test an item of the archive, its files looked into and its journal verified."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.figures import MILLISECONDS, Line, in_turn
from benchmarks.unit import Unit, open_unit
from oa_desktop.bootstrap.resources import build_scheme
from oa_desktop.domain.units.roles import Role

_ITEMS, _ROUNDS = 8, 5
_GOAL_MS = 50


def measure() -> Iterator[Line]:
    """Give the lines about the four properties; what confined processes take counts, so these are wall times."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home))
        archive = unit.session(Role.ARCHIVIST).archive
        archive.adopt_scheme(build_scheme("plain"))
        for count in range(_ITEMS):
            _file(unit, count)
        year = date.today().year
        archive.arrange(archive.dry_run(year))
        (times,) = in_turn(lambda _: lambda: list(archive.properties(year)), rounds=_ROUNDS)
        reports = list(archive.properties(year))
        answers = [one for each in reports for one in each.answers if one.criterion.check == "unchanged"]
        unit.close()
    taken = median(times) * 1000 / len(reports)
    note = f"{len(reports)} items, {sum(one.checked.count for one in answers)} files; no virus scan"
    yield Line(name="four properties of an item", figure=taken, unit=MILLISECONDS, goal=_GOAL_MS, note=note)


def _file(unit: Unit, count: int) -> None:
    for role, action in unit.course(unit.draft(f"关于第{count}项工作的通知")):
        unit.perform(role, action)
