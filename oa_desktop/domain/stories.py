"""What is played (经过): who does what with a document, and when, as a file tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

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
        damaged: Whether half of the file that came is missing.
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
    damaged: bool = False

    def text(self, final: str, version: Version) -> str:
        """Return an earlier version of the final text; a text of other words comes back as it is."""
        for slip in self.corrections:
            if slip.mended_in > version:
                final = final.replace(slip.right, slip.wrong)
        return final
