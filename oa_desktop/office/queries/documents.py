"""Questions on documents: the lists of a desk, the register of what went out, and search."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.flows.deadlines import Timing
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.queries.query import Query, WordsQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One line of a list of documents.

    Attributes:
        step: Name of the step (环节) that it is in.
        holder: Role that must act now, empty when nobody must.
        position: Grows with every act on any document of the store; lists show the newest first.
        drafted: Claimed time of drafting, ISO 8601.
        updated: Claimed time of the newest act, ISO 8601.
        opened: Since when the person's task waits, of one that has none that of whoever must act first, ISO 8601.
        due: When that task is due, ISO 8601; empty where it has no time limit.
        on_behalf_of: For whom the person would handle it (代), by name; empty where it is their own task, or nobody's.
        urged: How often the person's own task was urged (催办).
        asked: Kind of the act that the person's own task asks for, where it is one beside the step (督办, 启封) and
            they do not have the document itself in hand; empty for everything else.
        timing: How it stood to that when the session answered; the store does not know.
        key: Stands for the document in an :class:`Outline`; the same as long as the store stands.
        recipients: 主送机关.
        department: Name of the department that drafted it.
        issuer: 签发人, as long as the present text is the one that was signed.
        issued_on: Day of 签发, ISO like all days; empty before.
        numbered_on: Day of 登记编号.
        dated: 成文日期, of what is numbered.
        copies: 印数; 0 before 印制.
        dispatched_on: Day of 核发.
        sent_to: To whom it went, as the clerk wrote it, behind 、.
        filed_on: Day of 归档.
        retention: 保管期限.
        came_number: 来文字号, of what came, as are the next two.
        received_on: Day of 签收.
        envelope: 封套号.
        standing: 效力 or 公开; the store says it as it was stated, the session as it is today.
        standing_until: The last day of that, ISO; empty for no end.
    """

    dossier: DossierId
    title: str
    kind: str
    number: str
    organ: str
    urgency: str
    classification: str
    phase: str
    step: str
    holder: str
    drafter: str
    drafted: str
    position: int
    updated: str
    key: int
    recipients: str = ""
    department: str = ""
    issuer: str = ""
    issued_on: str = ""
    numbered_on: str = ""
    dated: str = ""
    copies: int = 0
    dispatched_on: str = ""
    sent_to: str = ""
    filed_on: str = ""
    retention: str = ""
    came_number: str = ""
    received_on: str = ""
    envelope: str = ""
    standing: str = ""
    standing_until: str = ""
    opened: str = ""
    due: str = ""
    on_behalf_of: str = ""
    urged: int = 0
    asked: str = ""
    timing: Timing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierList(Query[DossierRow]):
    """A page of documents, newest first.

    Attributes:
        limit: Rows at most.
        before: Only rows whose position is lower: the position of the last row of the page before; 0 for the first.
    """

    limit: int = 50
    before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo(DossierList):
    """待办: documents of which a task falls to the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead(DossierList):
    """待阅: documents sent out (核发) in which the person has taken part, and which they have not read since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand(DossierList):
    """在办: documents not yet concluded in which the person has acted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(DossierList):
    """已办: concluded documents in which the person has acted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything(DossierList):
    """All documents that the person may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRegister(DossierList):
    """发文登记: numbered documents that the person may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingRegister(DossierList):
    """收文登记: documents that came and that the person may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulated(DossierList):
    """传阅登记: documents that were given to somebody to read and that the person may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalMatters(DossierList):
    """内部事项: internal matters that the person may know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(DossierList):
    """The documents that the person may know whose id begins with a name, or whose number (文号) it is.

    Attributes:
        name: At least four characters of the id, or the whole number; shorter names mean nothing.
    """

    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A document that a search found, with the words around the place.

    Attributes:
        before: Text before the place.
        match: The words that were found.
        after: Text behind it.
        speaker: Name of who said it, where the place is in an opinion (意见) and not in the text.
        act: The act that it was said with, as its kind; empty where the place is in the text.
        titled: The words that stand in the title, as it has them.
    """

    document: DossierRow
    before: str
    match: str
    after: str
    speaker: str = ""
    act: str = ""
    titled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(WordsQuery[FoundRow]):
    """检索: documents whose title, number or text holds all the words, newest first."""

    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """What somebody should be reminded of.

    Attributes:
        late: To-dos whose time limit is over.
        today: To-dos whose time limit will be over today.
        following: When the next of them is due, ISO 8601; empty where none is.
        wait: Seconds until then; 0 where none is.
        stranded: Documents with a task that nobody can do, for those who give such to others (改派); 0 for everybody
            else.
        over: Documents whose mark (密级) is over, or will be within 30 days, for whoever decides on marks.
        unreturned: What is lent and should be back (借阅超期): to the person, or by whoever keeps papers.
        readings: Requests to read the archive (利用) that wait for the person, or end for them within days.
    """

    late: int
    today: int
    following: str
    wait: int = 0
    stranded: int = 0
    over: int = 0
    unreturned: int = 0
    readings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders(Query[ReminderRow]):
    """到期提醒: which of the person's to-dos are due; always one row."""
