"""The sides from which a list can be narrowed (筛选的方面), and the conditions that hold, as the bar shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from oa_desktop.domain.documents.standings import WORDS
from oa_desktop.domain.documents.supervision import Stage
from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import FIELDS, NOBODY, DueBy, Filter, Grouping
from oa_desktop.office.queries import UNSETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A side from which a list can be narrowed.

    Attributes:
        field: The field of the filter.
        label: The user's word.
        grouping: The grouping whose heads are what there is to choose from.
        choices: What there is to choose from where no grouping says so.
    """

    field: str
    label: str
    grouping: Grouping = Grouping.NONE
    choices: tuple[str, ...] = ()


def _grouped(field: str, grouping: Grouping) -> Facet:
    return Facet(field=field, label=FIELDS[field], grouping=grouping)


FACETS = (
    _grouped("kind", Grouping.KIND),
    _grouped("step", Grouping.STEP),
    _grouped("phase", Grouping.PHASE),
    _grouped("urgency", Grouping.URGENCY),
    _grouped("secrecy", Grouping.SECRECY),
    Facet(field="due", label="时限", choices=tuple(one for one in DueBy if one)),
    Facet(field="supervised", label="督办", choices=(UNSETTLED, *map(str, Stage))),
    Facet(field="standing", label=FIELDS["standing"], choices=WORDS),
    Facet(field="waits", label=FIELDS["waits"], choices=(NOBODY,)),
    _grouped("department", Grouping.DEPARTMENT),
    _grouped("drafter", Grouping.DRAFTER),
    _grouped("year", Grouping.YEAR),
)


class Condition(NamedTuple):
    """A condition that holds.

    Attributes:
        label: From which side.
        chosen: What was chosen there.
        dropped: The filter without it.
    """

    label: str
    chosen: str
    dropped: Filter


def conditions(wanted: Filter, own: Filter) -> Iterator[Condition]:
    """Yield the conditions of a filter that are not those of the list itself."""
    for facet in FACETS:
        chosen = getattr(wanted, facet.field)
        if chosen and chosen != getattr(own, facet.field):
            yield Condition(_(facet.label), chosen, with_field(wanted, facet.field, ""))
    if wanted.since or wanted.until:
        stretch = " — ".join((wanted.since, wanted.until))
        yield Condition(_(wanted.dated.value), stretch.strip(), replace(wanted, since="", until=""))


def with_field(given: Filter, field: str, value: str) -> Filter:
    """Return a filter with one field changed."""
    changed: dict[str, Any] = {field: value}
    return replace(given, **changed)


class Stretch(NamedTuple):
    """A stretch of days."""

    first: date
    last: date


def stretches(today: date) -> dict[str, Stretch]:
    """Return the stretches of days that people ask for, seen from a day."""
    month = today.replace(day=1)
    before = month - timedelta(days=1)
    quarter = month.replace(month=(today.month - 1) // 3 * 3 + 1)
    year = today.replace(month=1, day=1)
    return {
        "今天": Stretch(today, today),
        "本周": Stretch(today - timedelta(days=today.weekday()), today),
        "本月": Stretch(month, today),
        "上月": Stretch(before.replace(day=1), before),
        "本季度": Stretch(quarter, today),
        "今年": Stretch(year, today),
        "去年": Stretch(year.replace(year=year.year - 1), year - timedelta(days=1)),
    }
