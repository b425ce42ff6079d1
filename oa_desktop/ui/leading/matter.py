"""The matter (事项): what a leader needs to know of a document before reading it, gathered behind the window."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from oa_desktop.ui.leading.queues import Queue

_BY_HAND = "（手写，见“流程”）"
_CLERICAL = frozenset(
    DECLARATIONS[one].term
    for one in (act.Recheck, act.AssignNumber, act.SignProof, act.ApplySeal, act.Dispatch, act.File)
)
"""Acts whose words say that something was done, not what somebody thinks."""
_MOST_OPINIONS = 6
_LONGEST = 90
"""Characters of an opinion that are shown; all of it stands in the timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said before.

    Attributes:
        head: Who, on which day, and the act.
        words: The opinion or the reason, shortened.
    """

    head: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One document as a matter to be settled.

    Attributes:
        row: Its line.
        asked: What is asked of the person: 签发, 审核, 阅.
        sender: Who sent it on, and when; empty where nothing is to be done but to read.
        opinions: What was said before, the newest first.
    """

    row: q.DossierRow
    asked: str
    sender: str
    opinions: tuple[Said, ...]


def matter_of(session: Session, row: q.DossierRow, queue: Queue) -> Matter:
    """Return what is asked of the person who is signed in, and what was said before."""
    asked = [one.term for one in session.ask(q.PossibleActs(dossier=row.dossier)) if one.onward]
    done = [one for one in session.ask(q.Timeline(dossier=row.dossier)) if one.effective]
    sent = [_who(one) for one in done if one.onward]
    said = [one for one in reversed(done) if (one.words or one.ink) and one.act not in _CLERICAL]
    return Matter(
        row=row,
        asked=asked[0] if asked else queue.asked,
        sender=sent[-1] if sent and asked else "",
        opinions=tuple(Said(head=_who(one), words=_short(one.words) or _(_BY_HAND)) for one in said[:_MOST_OPINIONS]),
    )


def _who(row: q.TimelineRow) -> str:
    return f"{row.name}　{_day(row.time)}{row.act}"


def _day(time: str) -> str:
    return f"{int(time[5:7])}月{int(time[8:10])}日"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
