"""What was said with an act in typed words (意见、原因): what a search looks through beside the text of a document."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain import history
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.on_paper import PaperAction
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody said.

    Attributes:
        person: Who said it; of words on paper the leader who wrote them.
        kind: Of the act that they were said with.
        words: As they were typed.
    """

    person: PersonId
    kind: str
    words: str


def words_with(action: Action) -> str:
    """Return opinion or reason; empty where nothing was typed."""
    return str(getattr(action, "opinion", "") or getattr(action, "reason", ""))


def saying_in(entry: Entry) -> Saying | None:
    """Return what was said with an entry, whatever became of it since; None where nothing was."""
    action = history.read_action(entry)
    words = words_with(action).strip()
    person = action.leader if isinstance(action, PaperAction) else entry.actor.person
    return Saying(person=person, kind=entry.kind, words=words) if words else None
