"""The question on the way of one document: the steps of its flow, who has it, since when, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.flows.deadlines import Timing
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.queries.query import Query


class StepStand(StrEnum):
    """How a step of a flow stands."""

    DONE = "已办"
    NOW = "正在办"
    COMING = "未到"
    PASSED_OVER = "不经过"


class PartyStand(StrEnum):
    """How somebody's part in a step stands."""

    DONE = "已办"
    OPEN = "待办"
    WAITING = "等前面的人办"
    DROPPED = "不用办了"
    COMING = "未到"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Somebody's part in a step.

    Attributes:
        stand: How it stands.
        level: 0 for those who begin, 1 for those who wait for them, and so on; who has the same acts at the same time.
        who: The person; where several may, the role.
        names: Everybody who may do it, or did it.
        department: Of the person, or the one that is asked.
        act: The office's word for what is to be done, or was.
        opened: Since when it is there, ISO 8601.
        ended: When it was done or dropped.
        held: For how long somebody had it, in office time; empty where that is no minute.
        timing: How it stands to its time limit, while it is there.
        words: What was said with it.
        urged: How often it was urged (催办).
    """

    stand: PartyStand
    level: int
    who: str
    names: tuple[str, ...]
    department: str
    act: str
    opened: str = ""
    ended: str = ""
    held: str = ""
    timing: Timing | None = None
    words: str = ""
    urged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step of the flow.

    Attributes:
        times: How often the document was there.
        came: When it came there last.
        left: When it left; empty while it is there.
        limit: Its time limit in words, empty for none.
        parties: Those of the last stay; of a step to come, those whom it waits for.
    """

    id: str
    name: str
    stand: StepStand
    times: int
    came: str
    left: str
    limit: str
    parties: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackRow:
    """A way back (退回、撤回).

    Attributes:
        origin: Id of the step that it left.
        to: Id of the step that it came to.
        act: The office's word.
        words: The reason.
    """

    origin: str
    to: str
    act: str
    person: str
    time: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPictureRow:
    """The way of a document.

    Attributes:
        flow: Name of the flow.
        phase: How far the handling has come.
        circulation: Who has it, or had it, beside the steps (传阅).
    """

    flow: str
    phase: str
    steps: tuple[StepRow, ...]
    backwards: tuple[BackRow, ...]
    circulation: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPicture(Query[FlowPictureRow]):
    """流程图: the steps of a document's flow as they stand now; always one row."""

    dossier: DossierId
