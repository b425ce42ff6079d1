"""The course of the demonstration (演示的经过) from ``resources/demonstration/story.yaml``: who does what, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, read_checked
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.yaml_source import Source
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.incoming import Incoming


class Version(IntEnum):
    """Which of the texts (稿): as first written, after the recall, as it was issued."""

    FIRST = 0
    RECALLED = 1
    FINAL = 2


class Screen(StrEnum):
    """Where somebody sits at the window (屏幕图) when a picture is taken of them about to act."""

    WRITING = "writing"
    TO_DO = "to-do"
    TO_READ = "to-read"
    IN_HAND = "in-hand"
    LEADING = "leading"
    DIALOG = "dialog"
    """What the act asks for lies open."""
    FLOW = "flow"
    """The way of the document as a picture (流程图)."""
    REGISTER = "register"
    INCOMING = "incoming"


Said = str | tuple[str, ...]
"""What is said with an act: words, a choice, an account or a department's id, or several of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A slip of the first text, and in which version it is mended."""

    mended_in: Version
    wrong: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAct:
    """One act of the story.

    Attributes:
        at: When, with its offset.
        account: Who.
        kind: Kind of the action.
        words: Opinion or reason.
        to: Step that a return goes to.
        version: The text that a draft or a revision brings.
        said: What else the act says, by the names that its form has for it; people by their accounts.
        screen: How a picture is taken of whoever is about to act; None for no picture.
    """

    at: datetime
    account: str
    kind: str
    words: str = ""
    to: str = ""
    version: Version = Version.FINAL
    said: Mapping[str, Said] = field(default_factory=dict)
    screen: Screen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """演示的经过.

    Attributes:
        source: File name of the text as it was issued.
        flow: Id of the flow.
        code: 机关代字 of the number.
        day: 成文日期.
        copies: 印数.
        retention: 保管期限.
        recipients: To whom it is dispatched.
        incoming: 来文, of a document that comes; None for one that is drafted.
    """

    source: str
    flow: str
    code: str
    day: date
    copies: int
    retention: str
    recipients: tuple[str, ...]
    corrections: tuple[Correction, ...]
    acts: tuple[StoryAct, ...]
    incoming: Incoming | None = None

    def text(self, final: str, version: Version) -> str:
        """Return an earlier version of the final text; a text of other words comes back as it is."""
        for slip in self.corrections:
            if slip.mended_in > version:
                final = final.replace(slip.right, slip.wrong)
        return final


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
