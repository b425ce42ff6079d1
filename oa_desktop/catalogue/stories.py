"""The course of the demonstration (演示的经过) from ``resources/demonstration/story.yaml``: who does what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.stories import Correction, Screen, Story, StoryAct, Version


def load_story(path: Path) -> Story:
    """Return the story that a file tells.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    return _story(read_checked(path, "story", _RULES))


def _unknown_acts(source: Source, content: Any) -> Iterator[Finding]:
    for index, one in enumerate(content["acts"]):
        if one["act"] not in BY_KIND:
            spot = source.spot(("acts", index, "act"))
            yield fault("resource.unknown-act", spot, act=one["act"])


def _impossible_times(source: Source, content: Any) -> Iterator[Finding]:
    texts = {("date",): content["date"]} | {("acts", i, "at"): one["at"] for i, one in enumerate(content["acts"])}
    for where, text in texts.items():
        if not is_time(text):
            yield fault("story-file.time", source.spot(where), text=text)


def _times_that_run_back(source: Source, content: Any) -> Iterator[Finding]:
    for index, (before, after) in enumerate(pairwise(content["acts"]), start=1):
        if after["at"] <= before["at"]:
            yield fault("story-file.order", source.spot(("acts", index, "at")))


_RULES: tuple[Rule, ...] = (
    _unknown_acts,
    _impossible_times,
    _times_that_run_back,
)


def _story(value: Any) -> Story:
    return Story(
        source=value["source"],
        flow=value["flow"],
        code=value["code"],
        day=date.fromisoformat(value["date"]),
        copies=int(value["copies"]),
        retention=value["retention"],
        recipients=tuple(value["recipients"]),
        corrections=corrections_of(value),
        acts=tuple(act_of(one) for one in value["acts"]),
    )


def corrections_of(value: dict[str, Any]) -> tuple[Correction, ...]:
    """Return the slips of a text as a file lists them."""
    return tuple(
        Correction(mended_in=Version[one["mended_in"].upper()], wrong=one["wrong"], right=one["right"])
        for one in value.get("corrections", ())
    )


def act_of(fields: dict[str, Any]) -> StoryAct:
    """Return an act as a file describes it, in the right shape already."""
    said = {name: tuple(one) if isinstance(one, list) else one for name, one in fields.get("said", {}).items()}
    return StoryAct(
        at=datetime.fromisoformat(fields["at"]),
        account=fields["by"],
        kind=fields["act"],
        words=fields.get("words", ""),
        to=fields.get("to", ""),
        version=Version[fields.get("text", "final").upper()],
        said=said,
        screen=Screen(fields["screen"]) if "screen" in fields else None,
    )


def is_time(text: str) -> bool:
    """Tell whether a text is a date, or a moment, that there is."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
