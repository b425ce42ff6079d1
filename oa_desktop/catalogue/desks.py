"""The demonstration's desk (演示单位的办公桌) from ``resources/demonstration/desk.yaml``: documents on their way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.stories import Story, StoryAct

FLOW = "outgoing-general"
"""The flow of all documents on the desk."""
_DATE = re.compile(r"\{(-?[0-9]{1,3})\}")
_YEAR = "{年}"
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDocument:
    """A document on the desk: its text, as somebody typed it, and what has been done to it."""

    text: str
    story: Story


def load_desk(path: Path, now: datetime) -> tuple[DeskDocument, ...]:
    """Return the documents of a desk, with their dates counted in working days from the present time.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return tuple(_document(one, path.name, now) for one in read_checked(path, "desk", _RULES)["documents"])


def working_day(day: date, away: int) -> date:
    """Return the day that is so many working days away, Monday to Friday; holidays are not known."""
    step = timedelta(days=1 if away > 0 else -1)
    left = abs(away)
    while left or day.weekday() >= _SATURDAY:
        day += step
        left -= day.weekday() < _SATURDAY and left > 0
    return day


def _each_act(content: Any) -> Iterator[tuple[tuple[str | int, ...], dict[str, str]]]:
    for number, document in enumerate(content["documents"]):
        for index, one in enumerate(document["acts"]):
            yield ("documents", number, "acts", index), one


def _unknown_acts(source: Source, content: Any) -> Iterator[Finding]:
    for where, one in _each_act(content):
        if one["act"] not in BY_KIND:
            yield fault("resource.unknown-act", source.spot((*where, "act")), act=one["act"])


def _times_that_run_back(source: Source, content: Any) -> Iterator[Finding]:
    before: tuple[int, str] = (0, "")
    for where, one in _each_act(content):
        moment = (-int(one["day"]), one["at"])
        if where[-1] and moment <= before:
            yield fault("story-file.order", source.spot((*where, "at")))
        before = moment


_RULES: tuple[Rule, ...] = (_unknown_acts, _times_that_run_back)


def _document(fields: dict[str, Any], file: str, now: datetime) -> DeskDocument:
    acts = tuple(_act(one, now) for one in fields["acts"])
    story = Story(
        source=file,
        flow=FLOW,
        code=fields["code"],
        day=next((one.at.date() for one in acts if one.kind == "issue"), now.date()),
        copies=int(fields["copies"]),
        retention=fields["retention"],
        recipients=tuple(fields["recipients"]),
        corrections=(),
        acts=acts,
    )
    return DeskDocument(text=_dated(fields["text"], now.date()), story=story)


def _act(fields: dict[str, Any], now: datetime) -> StoryAct:
    day = working_day(now.date(), -int(fields["day"]))
    return StoryAct(
        at=datetime.combine(day, time.fromisoformat(fields["at"]), tzinfo=now.tzinfo),
        account=fields["by"],
        kind=fields["act"],
        words=fields.get("words", ""),
        to=fields.get("to", ""),
    )


def _dated(text: str, today: date) -> str:
    """Return a text with its dates put in."""

    def put_in(found: re.Match[str]) -> str:
        day = working_day(today, int(found[1]))
        return f"{day.month}月{day.day}日"

    return _DATE.sub(put_in, text).replace(_YEAR, str(today.year))
