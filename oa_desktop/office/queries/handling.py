"""Questions on the handling of one document: what was done, what may be done now, and what each act asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, Digest, DossierId, EntryId
from oa_desktop.domain.texts.comparing import Difference
from oa_desktop.domain.texts.opinions import Opinion, name_of, source_of
from oa_desktop.domain.units.organisation import UNRANKED
from oa_desktop.office.ports.pages import StandIn
from oa_desktop.office.queries.query import Query


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
        ink: Digest of what was written by hand (手写), empty for nothing.
        takes_back: The act that this one takes back (撤回); empty in entries that did not name it.
        rank: 领导排序 of who acted.
        on_behalf_of: Whom they stood for (代), by name; empty where they acted for themselves.
        recorded_by: Who recorded it from paper (代录), by name; ``person`` is then who wrote it there.
        written: ISO day that stands on the paper; empty where it is that of ``time``.
        directed: To whom the act directs the document (办给谁); empty where it goes where its flow says.
        circled: 圈阅: a circle around the name instead of words.
        badge: What stands behind the name of a role player (模拟角色); empty for a person.
        clock: Where ``time`` came from, such as ``local-clock``.
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
    ink: Digest = NOTHING
    takes_back: EntryId = NO_ENTRY
    rank: int = UNRANKED
    on_behalf_of: str = ""
    recorded_by: str = ""
    written: str = ""
    directed: str = ""
    circled: bool = False
    clock: str = ""
    badge: str = ""

    @property
    def name(self) -> str:
        """Who acted, and for whom: 甲, or 甲代乙; a role player is told from a person."""
        return name_of(self.person, self.on_behalf_of) + self.badge

    @property
    def source(self) -> str:
        """From where it was taken, where it was recorded from paper."""
        return source_of(self.recorded_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Query[TimelineRow]):
    """办理过程: every act on one document, in the journal's order."""

    dossier: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRow:
    """An opinion (意见) and the area of a form that it stands in."""

    area: str
    opinion: Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions(Query[OpinionRow]):
    """各栏意见: what was said in each opinion area of a document's forms, in the order of the area."""

    dossier: DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """An act that the person may do now.

    Attributes:
        kind: Kind of the action.
        term: The office's word.
        onward: Whether it completes the step.
        on_behalf_of: Name of who is stood for (代), empty where the person acts for themselves.
    """

    kind: str
    term: str
    onward: bool
    on_behalf_of: str = ""


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
    FLAG = "flag"
    """Yes or no."""
    DAY = "day"
    """An ISO date, or none."""
    PERSON = "person"
    """One of some people."""
    FILE = "file"
    """A file that is taken in with the act."""
    PEOPLE = "people"
    """Any of some people, in an order; what usually stands there is one id a line."""
    SOME = "some"
    """Any of some options; none of them stands for all."""
    ROLL_CALL = "roll-call"
    """Any of some people, none of whom may be there; what usually stands there is one value a line."""
    HIDDEN = "hidden"
    """A password, which is shown to nobody and stands in no entry."""
    NEW_HIDDEN = "new-hidden"
    """A new password, typed twice; empty until it is strong enough and the same twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """Something that an act asks for beside words.

    Attributes:
        name: Name of the action's field.
        label: The office's word.
        usual: What stands there before anybody has changed it.
        options: Values and their words, of a choice; of a number what the least one stands for; of lines the names
            that are completed in them.
        first: Of people: what the first of several is called (主办); empty where all are alike.
    """

    name: str
    label: str
    sort: FieldSort
    usual: str = ""
    options: tuple[tuple[str, str], ...] = ()
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFormRow:
    """An act that the person may do now, with what it asks for.

    Attributes:
        kind: Kind of the action.
        term: The office's word.
        onward: Whether it completes the step.
        recallable: Whether it may be taken back while nobody has acted.
        grave: Whether it is asked about once more before it is done.
        by_two: Whether it only asks for it, and another person has to confirm it (双人).
        cautioned: Whether what is wrong with the paper is said before it is done.
        words: What the words left with it are called (意见, 原因), empty where it takes none.
        words_needed: Whether it is refused without words.
        by_hand: Whether they may be written by hand (手写).
        fields: What else it asks for.
        circles: Whether a circle around one's name may stand for words (圈阅).
        phrases: Stock phrases (常用语), the usual one first.
        on_behalf_of: Name of who is stood for (代), empty where the person acts for themselves.
    """

    kind: str
    term: str
    onward: bool
    recallable: bool = False
    grave: bool = False
    by_two: bool = False
    cautioned: bool = False
    words: str = ""
    words_needed: bool = False
    by_hand: bool = False
    circles: bool = False
    fields: tuple[FieldRow, ...] = ()
    phrases: tuple[str, ...] = ()
    on_behalf_of: str = ""


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
    """What is wrong with a paper that is about to be signed, numbered or sealed.

    Attributes:
        stops: What is to be mended before the act, by the rules of the office.
        findings: What else clauses demand that is not so; it hinders nobody.
        stand_ins: Fonts that stand in for those that the paper should have.
        missing: Characters that no font has; they are drawn as 〓.
        changed: What is not as it was signed (签发); nothing where it stands as signed, or never was.
    """

    stops: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    missing: str = ""
    changed: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cautions(Query[CautionRow]):
    """What should be known of a document's paper before anybody stands for it by an act; always one row."""

    dossier: DossierId
    kind: str = ""
