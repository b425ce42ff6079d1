"""Scenarios (演示情景) from ``resources/demonstration``: several documents on their way through one unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.stories import act_of, corrections_of, is_time
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.stories import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioDocument:
    """A document of a scenario.

    Attributes:
        name: What its files are called by in the output folder.
        text: As it was issued, or as it came; written as anybody writes a text.
        story: What is done to it.
        answers: Name of the document of the scenario that it answers; empty for none.
    """

    name: str
    text: str
    story: Story
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """演示情景.

    Attributes:
        title: What it shows, in one sentence.
        unit: File name of the unit in which it plays.
        archivist: Account of who sees all of it at the end.
        documents: In the order in which they come up.
        sealed_electronically: Whether the unit's electronic seals are used.
        altered: Whether altered copies of what was sealed and pictures of verdicts are left too.
    """

    title: str
    unit: str
    archivist: str
    documents: tuple[ScenarioDocument, ...]
    sealed_electronically: bool = False
    altered: bool = False


_ELECTRONIC, _YES = "电子", "是"


def load_scenario(path: Path) -> Scenario:
    """Return the scenario that a file tells.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    value = read_checked(path, "scenario", _RULES)
    return Scenario(
        title=value["title"],
        unit=value["unit"],
        archivist=value["archivist"],
        documents=tuple(_document(one, path.name) for one in value["documents"]),
        sealed_electronically=value.get("seals") == _ELECTRONIC,
        altered=value.get("altered") == _YES,
    )


def _each_act(content: Any) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    for number, document in enumerate(content["documents"]):
        for index, one in enumerate(document["acts"]):
            yield ("documents", number, "acts", index), one


def _unknown_acts(source: Source, content: Any) -> Iterator[Finding]:
    for where, one in _each_act(content):
        if one["act"] not in BY_KIND:
            yield fault("resource.unknown-act", source.spot((*where, "act")), act=one["act"])


def _impossible_times(source: Source, content: Any) -> Iterator[Finding]:
    for where, one in _each_act(content):
        if not is_time(one["at"]):
            yield fault("story-file.time", source.spot((*where, "at")), text=one["at"])


def _times_that_run_back(source: Source, content: Any) -> Iterator[Finding]:
    for number, document in enumerate(content["documents"]):
        for index, (before, after) in enumerate(pairwise(document["acts"]), start=1):
            if after["at"] <= before["at"]:
                yield fault("story-file.order", source.spot(("documents", number, "acts", index, "at")))


_RULES: tuple[Rule, ...] = (_unknown_acts, _impossible_times, _times_that_run_back)


def _document(fields: dict[str, Any], file: str) -> ScenarioDocument:
    return ScenarioDocument(
        name=fields["name"], text=fields["text"], story=_story(fields, file), answers=fields.get("answers", "")
    )


def _story(fields: dict[str, Any], file: str) -> Story:
    return Story(
        source=file,
        flow=fields["flow"],
        code=fields.get("code", ""),
        day=date.fromisoformat(fields.get("date", fields["acts"][0]["at"][:10])),
        copies=int(fields.get("copies", "1")),
        retention=fields.get("retention", "永久"),
        recipients=tuple(fields.get("recipients", ())),
        corrections=corrections_of(fields),
        acts=tuple(act_of(one) for one in fields["acts"]),
        incoming=incoming_of(fields["incoming"]) if "incoming" in fields else None,
    )


def incoming_of(fields: dict[str, str]) -> Incoming:
    """Return what a file says of a paper that comes (来文)."""
    return Incoming(
        sender=fields["sender"],
        number=fields.get("number", ""),
        dated=fields.get("dated", ""),
        envelope=fields.get("envelope", ""),
        copies=int(fields.get("copies", "1")),
        pages=int(fields.get("pages", "0")),
    )
