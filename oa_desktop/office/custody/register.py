"""What is lent and what classified paper is kept (保管登记), as the journal of the unit tells it."""

from __future__ import annotations

from functools import cache

from oa_desktop.domain.copies import custody
from oa_desktop.domain.copies.custody import Custody, Loan
from oa_desktop.domain.ids import custody_journal
from oa_desktop.domain.policy import CUSTODIANS
from oa_desktop.office.desk import Desk


def custody_of(desk: Desk) -> Custody:
    """Return what is lent and kept in the unit."""
    entries = desk.store.entries(custody_journal(desk.unit))
    return custody.fold((one.entry for one in entries), desk.organisation().destroyed_papers)


def is_custodian(desk: Desk) -> bool:
    """Whether the person keeps papers (保管)."""
    return bool(CUSTODIANS & desk.standing.roles)


def loans_seen(desk: Desk, register: Custody) -> tuple[Loan, ...]:
    """Return the loans that a person may know of.

    Everybody knows what they have themselves; who keeps papers knows of all whose document they may know.
    """
    keeps, own, sight = is_custodian(desk), desk.own_standing.person, desk.sight
    known = cache(lambda dossier: not dossier or desk.store.may_know(dossier, sight))
    return tuple(one for one in register.loans if one.act.borrower == own or (keeps and known(one.act.document)))


def overdue(desk: Desk) -> int:
    """Return how many loans should be back by now, of those that the person may know of."""
    day = desk.clock.now().date().isoformat()
    return sum(one.is_overdue(day) for one in loans_seen(desk, custody_of(desk)))
