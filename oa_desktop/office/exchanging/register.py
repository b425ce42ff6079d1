"""The exchange register (交换登记) of a unit, as its journal tells it."""

from __future__ import annotations

from oa_desktop.domain.exchange import register as exchange_register
from oa_desktop.domain.exchange.register import ExchangeRegister
from oa_desktop.domain.ids import DossierId, exchange_journal
from oa_desktop.office.desk import Desk

ENDING = ".oapkg"
"""How files of packages end."""
OUTPUT = "交换包"
"""What the audit trail calls one that leaves."""


def register_of(desk: Desk) -> ExchangeRegister:
    """Return what went out of the unit and came in."""
    entries = desk.store.entries(exchange_journal(desk.unit))
    return exchange_register.fold(one.entry for one in entries)


def is_known(desk: Desk, document: DossierId) -> bool:
    """Whether the person may know of a package with this document in it; one with none everybody may know."""
    return not document or desk.store.may_know(document, desk.sight)
