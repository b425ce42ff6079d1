"""What waits for a second person (待确认): for whom it is a to-do, and for whoever asked, how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.handling import NEW_DOSSIER
from oa_desktop.domain.actions.seconding import Answer, AnswerSecond, Confirm, Decline, Withdraw, Word
from oa_desktop.domain.entry import Actor, ActorKind, Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, EntryId, PersonId
from oa_desktop.domain.units.organisation import Organisation, name_of
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.seconding import Seconding, fault_of_second, is_expired, makes_key, seconding_roles
from oa_desktop.i18n import _
from oa_desktop.office.desk import Desk
from oa_desktop.office.queries.query import Query
from oa_desktop.office.queries.seconding import AskedForTwo
from oa_desktop.office.reading import said_with
from oa_desktop.office.trail.details import detail_of, exact_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """An act that two persons do and that only one has asked for.

    Attributes:
        entry: The entry that asks; whoever answers names it.
        term: What is asked for.
        detail: Of whom or what, and why.
        asker: Name of who asked; the recovery code where nobody was signed in.
        time: When, ISO 8601.
        mine: Whether whoever reads this may confirm it, or once it has expired decline it.
        own: Whether they asked for it themselves.
        present: Name of who has to be present when it is confirmed, to set a password; empty for nobody.
        sentence: What is to be done, in plain words.
        expired: Whether it has waited too long to be confirmed.
        dossier: The document that it is about; empty for what is the unit's.
    """

    entry: EntryId
    term: str
    detail: str
    asker: str
    time: str
    mine: bool
    own: bool
    present: str
    sentence: str
    expired: bool
    dossier: DossierId = NEW_DOSSIER


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting(Query[WaitingRow]):
    """待确认: what the person may confirm, has asked for, or as an administrator has to know of; as it was asked."""


def waiting(desk: Desk, _query: Waiting) -> tuple[WaitingRow, ...]:
    """Return what waits for a second person, of the unit and of documents, as far as it concerns whoever asks."""
    unit = desk.organisation()
    rows = (*(_row(desk, unit, one) for one in unit.asked), *_of_documents(desk, unit))
    administers = bool(desk.own_standing.roles & ADMINISTRATORS)
    return tuple(row for row in rows if row.mine or row.own or administers)


def awaited(desk: Desk) -> bool:
    """Whether something waits that whoever sits here may confirm."""
    return any(row.mine and not row.expired for row in waiting(desk, Waiting()))


def answer(row: WaitingRow, word: Word, reason: str = "") -> Answer | AnswerSecond:
    """Return what is said of something that waits, in the journal in which it was asked for."""
    if row.dossier:
        return AnswerSecond(dossier=row.dossier, asked=row.entry, word=word, reason=reason)
    said: Mapping[Word, Answer] = {
        Word.CONFIRMED: Confirm(asked=row.entry),
        Word.DECLINED: Decline(asked=row.entry, reason=reason),
        Word.WITHDRAWN: Withdraw(asked=row.entry, reason=reason),
    }
    return said[word]


def _of_documents(desk: Desk, unit: Organisation) -> Iterator[WaitingRow]:
    for known in desk.store.ask(AskedForTwo(), desk.sight):
        about = f"{known.number}《{known.title}》"
        for asked in desk.dossier(known.dossier).asked:
            row = _row(desk, unit, asked)
            yield replace(row, dossier=known.dossier, detail=f"{about}，{row.detail}")


def _row(desk: Desk, unit: Organisation, asked: Entry) -> WaitingRow:
    found = Seconding(asked=asked, action=read_action(asked))
    own = desk.own_standing
    actor = Actor(kind=ActorKind.PERSON, person=own.person, post=desk.post)
    mine = not fault_of_second(unit, asked, actor)
    present = _owner(unit, found) if makes_key(found.action) else ""
    expired = is_expired(unit, asked, desk.clock.now())
    return WaitingRow(
        entry=asked.id,
        term=found.term,
        detail=_said(unit, found.action),
        asker=name_of(unit, asked.actor.person) or _("恢复码的持有人"),
        time=asked.claimed_time,
        mine=mine,
        own=asked.actor.person == own.person,
        present=present,
        sentence=_(_EXPIRED) if expired else _sentence(unit, asked, present, mine=mine),
        expired=expired,
    )


_EXPIRED = "过期没有确认，不能再确认了：撤销或者退掉；还要办的，撤销以后重新申请。"


def _said(unit: Organisation, action: Action) -> str:
    """Return what is asked for, with the fingerprints: whoever confirms it compares them."""
    said = detail_of(unit, action) or said_with(action)
    return "；".join(part for part in (said, exact_of(unit, action)) if part)


def _owner(unit: Organisation, found: Seconding) -> str:
    return name_of(unit, getattr(found.action, "person", PersonId("")))


def _sentence(unit: Organisation, asked: Entry, present: str, *, mine: bool) -> str:
    needed = seconding_roles(unit, asked)
    roles = "、".join(role.value for role in Role if role in needed)
    if not mine:
        return _("等另一个人（{roles}）确认，确认以前不起作用。").format(roles=roles)
    if present:
        return _("请您确认：先向本人核实，{name}到场后由他自己设定新口令。").format(name=present)
    return _("请您核实后确认；不同意的，写明原因退掉。")
