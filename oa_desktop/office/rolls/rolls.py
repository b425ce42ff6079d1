"""Taking rolls out and in (导出、读入名册): seen first, and then everything as one act, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.organising import AmendPerson, EnrolPerson, EstablishDepartment
from oa_desktop.domain.ids import DepartmentId, PersonId, PostId
from oa_desktop.domain.policy import PERMITS, refuse_role
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.organising import refuse_revoked
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.accounts import open_account
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import Desk
from oa_desktop.office.door import Door, Wish
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import AccountRequest
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.office.ports.tables import Column, Table
from oa_desktop.office.recording import Author
from oa_desktop.office.rolls.correspondents import CorrespondentRoll, parcels
from oa_desktop.office.rolls.people import Member, PeopleRoll
from oa_desktop.office.rolls.previewing import Outcome, Preview, preview
from oa_desktop.office.rolls.roll import Roll, RollKind
from oa_desktop.office.trail.incidents import watched

MOST_ROWS = 5_000
"""Rows that are taken in at a time."""
_PASSWORDS: Final = (Column(title=_("姓名")), Column(title=_("账号")), Column(title=_("初始口令"), width=24))
_ROLLS: Final[dict[RollKind, Callable[[Organisation], Roll[Any]]]] = {
    RollKind.PEOPLE: PeopleRoll,
    RollKind.CORRESPONDENTS: CorrespondentRoll,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A roll as it stands.

    Attributes:
        titles: Of its columns.
        rows: A text for each column.
        records: What the rows stand for.
        may_take_in: Whether whoever asked may change it.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    records: tuple[Any, ...]
    may_take_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPassword:
    """初始口令 of somebody who was enrolled; given once and kept nowhere."""

    name: str
    account: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What taking in a roll came to.

    Attributes:
        changed: What it changed; None where there was nothing to change.
        passwords: 初始口令 of those who are new.
    """

    changed: Changed | None = None
    passwords: tuple[FirstPassword, ...] = ()


@watched("名册")
class Rolls:
    """The rolls of a signed-in person's unit."""

    def __init__(self, office: OpenOffice, desk: Desk, author: Author, door: Door) -> None:
        self._office = office
        self._desk = desk
        self._author = author
        self._door = door

    def listing(self, kind: RollKind) -> Listing:
        """Return a roll as it stands."""
        roll = self._roll(kind)
        records = tuple(roll.listed())
        return Listing(
            titles=tuple(column.title for column in roll.columns),
            rows=tuple(roll.written(one) for one in records),
            records=records,
            may_take_in=bool(PERMITS[roll.action].roles & self._desk.standing.roles),
        )

    # --- out -----------------------------------------------------------------------------------------------------

    def workbook(self, kind: RollKind) -> bytes:
        """Return a roll as a workbook, with advice on a second sheet; that it left is recorded.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        roll = self._roll(kind)
        data = self._written(kind, [roll.written(one) for one in roll.listed()])
        self._office.record_output(self._desk.standing, _("导出"), kind.value, self._desk.crypto.digest(data))
        return data

    def blank(self, kind: RollKind) -> bytes:
        """Return an empty workbook of a roll, to be filled in."""
        return self._written(kind, ())

    def refused(self, seen: Preview[Any]) -> bytes:
        """Return a workbook of the rows alone that cannot be taken in, with why, to be mended and taken in again."""
        columns = (*self._roll(seen.kind).columns, Column(title=_("行号"), width=8), Column(title=_("原因"), width=60))
        rows = [(*row.cells, str(row.number), reason(row.refusal)) for row in seen.of(Outcome.REFUSED)]
        return self._office.ports.tables.write([Table(title=seen.kind.value, columns=columns, rows=rows)])

    def first_passwords(self, taken: Taken) -> bytes:
        """Return a workbook of 初始口令, to be handed out and then deleted."""
        rows = [(one.name, one.account, one.password) for one in taken.passwords]
        return self._office.ports.tables.write([Table(title=_("初始口令"), columns=_PASSWORDS, rows=rows)])

    def _written(self, kind: RollKind, rows: Sequence[tuple[str, ...]]) -> bytes:
        roll = self._roll(kind)
        advice = Table(title=_("填写说明"), columns=(), rows=[(words,) for words in roll.advice])
        table = Table(title=kind.value, columns=roll.columns, rows=rows)
        return self._office.ports.tables.write([table, advice])

    # --- in ------------------------------------------------------------------------------------------------------

    def preview(self, kind: RollKind, data: bytes, name: str) -> Preview[Any]:
        """Return what taking in a workbook would do; nothing is changed.

        Raises:
            Refused: ``policy.role``, ``table.no-header``, and as :meth:`oa_desktop.office.ports.tables.Tables.read`.
            Unavailable: ``confine.failed``.
        """
        roll = self._roll(kind)
        refuse_role(self._desk.standing, roll.action)
        return preview(roll, kind, self._office.ports.tables.read(data, name, MOST_ROWS), name)

    def take_in(self, seen: Preview[Any], step: Step = unwatched) -> Taken:
        """Record the rows of a preview that are new or changed as one act, or none of them.

        Args:
            seen: What was looked through.
            step: Told how many accounts of how many are made; what it raises calls the act off.

        Raises:
            Refused: A rule of the office does not allow one of them.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        self._office.store.refuse_reader()
        refuse_revoked(self._desk.organisation(), self._author.signer.key_id)
        refuse_role(self._desk.standing, self._roll(seen.kind).action)
        records: list[Any] = [row.record for row in seen.of(Outcome.NEW, Outcome.CHANGED)]
        if not records:
            return Taken()
        if seen.kind is RollKind.CORRESPONDENTS:
            return Taken(changed=self._perform(parcels(records)))
        return self._enrol(records, step)

    def _enrol(self, members: Sequence[Member], step: Step) -> Taken:
        """Make accounts for those who are new, and enrol or amend everybody."""
        new = [one for one in members if not one.person]
        accounts = {}
        for done, one in enumerate(new, start=1):
            person, password = PersonId(self._desk.ids.new()), _first_password(self._desk.ids.new())
            request = AccountRequest(account=one.account, person=person, password=password)
            accounts[one.account] = (request, open_account(self._office, request).hex())
            step(done, len(new))
        changed = self._perform(self._acts(members, accounts))
        passwords = tuple(
            FirstPassword(name=one.name, account=one.account, password=accounts[one.account][0].password) for one in new
        )
        return Taken(changed=changed, passwords=passwords)

    def _acts(self, members: Sequence[Member], accounts: dict[str, tuple[AccountRequest, str]]) -> Iterator[Action]:
        homes = {one.name: one.id for one in self._desk.organisation().departments}
        for name in dict.fromkeys(one.department for one in members if one.department not in homes):
            homes[name] = DepartmentId(self._desk.ids.new())
            yield EstablishDepartment(department=homes[name], name=name)
        for one in members:
            if one.person:
                yield _amended(one, homes[one.department])
            else:
                request, key = accounts[one.account]
                yield _enrolled(one, request.person, key, PostId(self._desk.ids.new()), homes[one.department])

    def _perform(self, actions: Iterable[Action]) -> Changed:
        return self._door.perform_each([_as_it_is(one) for one in actions])

    def _roll(self, kind: RollKind) -> Roll[Any]:
        return _ROLLS[kind](self._desk.organisation())


def reason(refusal: Exception | None) -> str:
    """Return in words why a row cannot be taken in."""
    code, params = getattr(refusal, "code", ""), getattr(refusal, "params", {})
    said = say(code, params)
    return said.what + said.do if refusal else ""


def _as_it_is(action: Action) -> Wish:
    return lambda _: action


def _first_password(drawn: str) -> str:
    """Return a password of four kinds of characters out of a fresh id, in pieces that can be read out."""
    return "-".join(("Oa7", drawn[:4], drawn[4:8], drawn[8:12]))


def _amended(one: Member, home: DepartmentId) -> AmendPerson:
    return AmendPerson(person=one.person, name=one.name, post=one.post, department=home, title=one.title, rank=one.rank)


def _enrolled(one: Member, person: PersonId, key: str, post: PostId, home: DepartmentId) -> EnrolPerson:
    return EnrolPerson(
        person=person,
        name=one.name,
        account=one.account,
        public_key=key,
        post=post,
        department=home,
        title=one.title,
        rank=one.rank,
    )
