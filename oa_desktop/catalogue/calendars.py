"""Office calendar and time limits (工作日历) from ``resources/calendar``: the office's own file, and one a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, faults_of, read_source
from oa_desktop.catalogue.faults import Faulty, fault
from oa_desktop.catalogue.yaml_source import Source, Where, read_yaml
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.limits import limit_of
from oa_desktop.domain.flows.office_calendar import OfficeCalendar, Stretch

OFFICE = "office.yaml"
YEARS = "[0-9]*.yaml"
"""The files of the years: one that is named after nothing but a year."""
_WEEK = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_REST, _WORK = "放假", "上班"
_TO = "至"
_YEAR = 366
_UNKNOWN = Deadlines()
"""What holds where the office's file leaves something out."""


def load_deadlines(folder: Path) -> Deadlines:
    """Return the calendar and the time limits of an office.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    content: Any = read_source(folder / OFFICE, "calendar", _OFFICE_RULES).value
    years = [read_source(path, "calendar-year", _YEAR_RULES).value for path in sorted(folder.glob(YEARS))]
    warnings = content.get("提醒", {})
    return Deadlines(
        calendar=_calendar(content, years),
        urgent=tuple((word, limit_of(text)) for word, text in content.get("紧急时限", {}).items()),
        supervised=limit_of(content["督办时限"]) if "督办时限" in content else _UNKNOWN.supervised,
        half=int(warnings.get("时限过半", _UNKNOWN.half)),
        soon=int(warnings.get("将到期", _UNKNOWN.soon)),
    )


def check_calendar(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with one file of the calendar.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    schema, rules = ("calendar", _OFFICE_RULES) if path.name == OFFICE else ("calendar-year", _YEAR_RULES)
    try:
        return faults_of(read_yaml(path), schema, rules)
    except Faulty as faulty:
        return (faulty.finding,)


def _calendar(content: Any, years: list[Any]) -> OfficeCalendar:
    return OfficeCalendar(
        week=tuple(sorted(_WEEK.index(day) + 1 for day in content["工作日"])),
        hours=tuple(map(_stretch, content["办公时间"])),
        rest=frozenset(day for year in years for typed in year[_REST] for day in _days(typed)),
        work=frozenset(day for year in years for typed in year.get(_WORK, ()) for day in _days(typed)),
        years=tuple(int(year["年度"]) for year in years),
    )


def _stretch(typed: str) -> Stretch:
    begin, end = map(time.fromisoformat, typed.split("-"))
    return Stretch(begin=begin, end=end)


def _days(typed: str) -> list[date]:
    """Return the days of ``2026-10-01`` or ``2026-10-01至2026-10-07``; none where that is no stretch of a year."""
    try:
        first, last = (date.fromisoformat(one) for one in (typed.split(_TO) * 2)[:2])
    except ValueError:
        return []
    days = (last - first).days + 1
    return [first + timedelta(days=number) for number in range(days)] if days <= _YEAR else []


# --- what the files must keep ---------------------------------------------------------------------------------------


def _hours_in_order(source: Source, content: Any) -> Iterator[Finding]:
    for place, typed in enumerate(content["办公时间"]):
        if _stretch(typed).begin >= _stretch(typed).end:
            yield fault("calendar-file.hours", source.spot(("办公时间", place)), typed=typed)
    for place, (before, typed) in enumerate(pairwise(content["办公时间"])):
        if _stretch(typed).begin < _stretch(before).end:
            yield fault("calendar-file.hours-overlap", source.spot(("办公时间", place + 1)), typed=typed, before=before)


def _warnings_in_order(source: Source, content: Any) -> Iterator[Finding]:
    said = content.get("提醒", {})
    half, soon = int(said.get("时限过半", _UNKNOWN.half)), int(said.get("将到期", _UNKNOWN.soon))
    if half >= soon:
        yield fault("calendar-file.warnings", source.spot(("提醒",)), half=half, soon=soon)


def _typed(content: Any) -> Iterator[tuple[Where, str]]:
    for name in (_REST, _WORK):
        yield from (((name, place), typed) for place, typed in enumerate(content.get(name, ())))


def _days_of_the_year(source: Source, content: Any) -> Iterator[Finding]:
    for where, typed in _typed(content):
        days = _days(typed)
        if not days:
            yield fault("calendar-file.day", source.spot(where), typed=typed)
        elif {one.year for one in days} != {int(content["年度"])}:
            yield fault("calendar-file.other-year", source.spot(where), typed=typed, year=content["年度"])


def _either_rest_or_work(source: Source, content: Any) -> Iterator[Finding]:
    rest = {day for typed in content[_REST] for day in _days(typed)}
    for place, typed in enumerate(content.get(_WORK, ())):
        if not rest.isdisjoint(_days(typed)):
            yield fault("calendar-file.rest-and-work", source.spot((_WORK, place)), typed=typed)


def _named_after_its_year(source: Source, content: Any) -> Iterator[Finding]:
    if source.file != f"{content['年度']}.yaml":
        yield fault("calendar-file.name", source.spot(("年度",)), file=source.file, year=content["年度"])


_OFFICE_RULES: tuple[Rule, ...] = (_hours_in_order, _warnings_in_order)
_YEAR_RULES: tuple[Rule, ...] = (_days_of_the_year, _either_rest_or_work, _named_after_its_year)
