"""The read side: what a session may ask, and the rows that come back.

A query is a frozen dataclass; its ``Row`` says what it returns. Queries on lists are answered by the store from its
projections, within the session's sight; they never fold a journal.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from oa_desktop.domain.classification import Secrecy
from oa_desktop.domain.findings import Finding
from oa_desktop.domain.ids import DossierId, EntryId, PersonId, PostId
from oa_desktop.office.ports.pages import StandIn

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Generic[Row]):
    """A question; its answer is a tuple of ``Row``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One line of a list of documents.

    Attributes:
        step: Name of the step (环节) that it is in.
        holder: Role that must act now, empty when nobody must.
        position: Grows with every act on any document of the store; lists show the newest first.
        drafted: Claimed time of drafting, ISO 8601.
        updated: Claimed time of the newest act, ISO 8601.
        key: Stands for the document in an :class:`Outline`; the same as long as the store stands.
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
    """

    document: DossierRow
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Query[FoundRow]):
    """检索: documents whose title, number or text holds all the words, newest first."""

    text: str
    limit: int = 50

    @property
    def is_empty(self) -> bool:
        """Whether no letter or digit is asked for; nothing is found then, and nobody should ask."""
        return not any(one.isalnum() for one in unicodedata.normalize("NFKC", self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One act in a document's handling.

    Attributes:
        entry: Id of the entry.
        time: Claimed time, ISO 8601.
        person: Name of who acted; the machine for what the program recorded.
        title: Title of the post.
        act: What was done, in the office's word.
        step: Name of the step in which it was done.
        words: Opinion or reason.
        onward: Whether the act completed the step.
        effective: False for an entry that was overruled.
    """

    entry: EntryId
    time: str
    person: str
    title: str
    act: str
    step: str
    words: str
    onward: bool = False
    effective: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Query[TimelineRow]):
    """办理过程: every act on one document, in the journal's order."""

    dossier: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """An act that the person may do now.

    Attributes:
        kind: Kind of the action.
        term: The office's word.
        onward: Whether it completes the step.
    """

    kind: str
    term: str
    onward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleActs(Query[ActRow]):
    """What the person may do now with one document."""

    dossier: DossierId


class FieldSort(StrEnum):
    """How something is filled in."""

    TEXT = "text"
    NUMBER = "number"
    """A whole number."""
    DATE = "date"
    """An ISO date."""
    CHOICE = "choice"
    """One of some options."""
    LINES = "lines"
    """Any number of lines, one each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """Something that an act asks for beside words.

    Attributes:
        name: Name of the action's field.
        label: The office's word.
        usual: What stands there before anybody has changed it.
        options: Values and their words, of a choice.
    """

    name: str
    label: str
    sort: FieldSort
    usual: str = ""
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFormRow:
    """An act that the person may do now, with what it asks for.

    Attributes:
        kind: Kind of the action.
        term: The office's word.
        onward: Whether it completes the step.
        recallable: Whether it may be taken back while nobody has acted.
        grave: Whether it is asked about once more before it is done.
        cautioned: Whether what is wrong with the paper is said before it is done.
        words: What the words left with it are called (意见, 原因), empty where it takes none.
        words_needed: Whether it is refused without words.
        fields: What else it asks for.
        phrases: Stock phrases (常用语), the usual one first.
    """

    kind: str
    term: str
    onward: bool
    recallable: bool = False
    grave: bool = False
    cautioned: bool = False
    words: str = ""
    words_needed: bool = False
    fields: tuple[FieldRow, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForms(Query[ActFormRow]):
    """What the person may do now with one document, and what each act asks for; the onward act first."""

    dossier: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstActForm(Query[ActFormRow]):
    """What sending a new document on asks for, before there is one."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CautionRow:
    """What is wrong with a paper that is about to be signed, numbered or sealed; none of it hinders anybody.

    Attributes:
        findings: What clauses demand that is not so.
        stand_ins: Fonts that stand in for those that the paper should have.
        missing: Characters that no font has; they are drawn as 〓.
    """

    findings: tuple[Finding, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cautions(Query[CautionRow]):
    """What should be known of a document's paper before anybody stands for it; always one row."""

    dossier: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One line of a number register."""

    number: str
    serial: int
    state: str
    dossier: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers(Query[NumberRow]):
    """文号登记: how every number of one code (机关代字) and year stands; titles only of documents that one may know."""

    code: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGapRow:
    """A number register that does not say everything.

    Attributes:
        serials: The serials that stand empty and of which nothing is said.
    """

    code: str
    year: int
    serials: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGaps(Query[NumberGapRow]):
    """空号: the registers of one year that have numbers of which nothing is said; of all codes if none is named."""

    year: int
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person in a post.

    Attributes:
        roles: What the post may do.
        clearance: The highest secrecy that the person may know.
        rank: 领导排序: lower stands first.
    """

    person: PersonId
    name: str
    account: str
    post: PostId
    department: str
    title: str
    roles: tuple[str, ...]
    clearance: Secrecy
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Query[PersonRow]):
    """人员: who is in the unit, by rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One line of the audit trail.

    Attributes:
        entry: Id of the entry.
        time: Claimed time, ISO 8601.
        person: Name of who acted, or whom the program's record is about; the machine where it is about nobody.
        title: Title of the post, empty where none is named.
        act: What was done, in the office's word.
        detail: To whom or to what, failed attempts before a sign-in, and the reason.
    """

    entry: EntryId
    time: str
    person: str
    title: str
    act: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTrail(Query[AuditRow]):
    """审计: what administrators did to the unit, and sign-ins and outputs as the program recorded them, newest first.

    Only for the security auditor.
    """

    limit: int = 500
