"""A small unit with four desks (工作台), founded once in a process: every seed begins with copies of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.ids import PersonId, PostId
from oa_desktop.domain.policy import HANDLERS
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.session import Session
from tests.fakes.desks import FakeCentralStore, FakeRecords, another_desk, sync, unit_of
from tests.fakes.office import HOLDERS, FakeOffice, code_in

CLERKS = ("甲", "乙")
"""Accounts of people who have every role that handles documents."""
_WHO = {account: CLERKS[place % 2] for place, account in enumerate(HOLDERS.values())}
_DESKS = "1234"


class SmallOffice(FakeOffice):
    """An office of two clerks, who do every step in turns: short journals are proved in no time."""

    def as_(self, account: str) -> Session:
        return super().as_(_WHO.get(account, account))

    def staff(self) -> None:
        self.as_("system").perform(
            org.RegisterOrgan(organ=Organ(name="清源县人民政府办公室", code=code_in(self.realm)))
        )
        for account in CLERKS:
            self._enrol(account)

    def _enrol(self, account: str) -> None:
        system, post = self.as_("system"), PostId(f"post {account}")
        person = PersonId(f"person {account}")
        key = system.administration.open_account(account, person, "口令")
        home = system.organisation().departments[0].id
        names = {"person": person, "name": account, "account": account, "post": post, "title": "科员"}
        system.perform(org.EnrolPerson(public_key=key, department=home, **names))
        self.as_("security").perform(org.Grant(post=post, roles=tuple(HANDLERS), clearance=Secrecy.WORK))


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """Desks that hold the same two papers, one to be reviewed and one to be numbered, and the service that does too.

    Attributes:
        leaving: Who answers for a disc that leaves a desk.
    """

    desks: tuple[FakeOffice, ...]
    records: FakeRecords
    leaving: Carrier

    @property
    def arriving(self) -> Carrier:
        """The same for one that comes."""
        return replace(self.leaving, scanner="杀毒软件甲", outcome="未发现病毒")


@cache
def founded() -> Founded:
    """Found the unit; the first desk keeps its registers."""
    first = SmallOffice()
    for step in ("department", "number"):
        first.bring_to(step)
    desks = (first, *(another_desk(first, name) for name in _DESKS[1:]))
    store = FakeCentralStore()
    service = CentralService(store, first.crypto)
    for desk in (*desks, *desks):
        sync(desk, service)
    return Founded(desks=desks, records=store.of(unit_of(first)), leaving=_carrier(first))


def _carrier(desk: FakeOffice) -> Carrier:
    applicant, approver = (
        desk.as_("system").organisation().person_by_account(one).id for one in ("system", "security")
    )
    return Carrier(number="GP-2026-001", applicant=applicant, approver=approver)
