"""Kept out (未能登录): who did not get in, and why a store did not open; kept beside it until it can be recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from oa_desktop.domain.actions.auditing import Incident
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import PersonId
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import ASKS_FOR_PIN, KeySlots
from oa_desktop.office.trail.incidents import failed_sign_in

TOLD_LATER = frozenset({"store.missing", "store.damaged", "store.wrong-key"})
"""What keeps the store from being opened, and is recorded when it opens again."""
BY_TOKEN = frozenset({"token.wrong-pin", "token.last-try", "token.locked", "token.absent", "token.no-key"})
"""What keeps somebody out whose password was right, and is recorded when the store opens."""


@contextmanager
def noting_trouble(slots: KeySlots) -> Iterator[None]:
    """Keep beside the store that it did not open, to be recorded when it does."""
    try:
        yield
    except Unavailable as error:
        if error.code in TOLD_LATER:
            _keep(slots, error.code)
        raise


def note_kept_out(slots: KeySlots, opened: OpenOffice | None, account: str, error: OfficeError) -> None:
    """Record that somebody did not get in; a wrong password before the store opens is counted by the key slots.

    Args:
        slots: 密钥槽.
        opened: The store, where it is open.
        account: By which they came.
        error: What kept them out.
    """
    if opened is None and error.code in BY_TOKEN:
        _keep(slots, error.code)
    elif opened is not None and error.code not in ASKS_FOR_PIN and _is_kept_out(error):
        _note_failed(opened, account, error.code)


def record_what_was_kept(opened: OpenOffice) -> None:
    """Record what happened while no store was open: sign-ins that failed, and why it did not open."""
    _record_failures(opened)
    _record_troubles(opened)


def _keep(slots: KeySlots, code: str) -> None:
    with suppress(OfficeError):
        slots.note_trouble(code)


def _is_kept_out(error: OfficeError) -> bool:
    return isinstance(error, Refused) or error.code in BY_TOKEN


def _note_failed(opened: OpenOffice, account: str, code: str) -> None:
    """Record that somebody did not get in, where the store is open; else the next sign-in tells how often."""
    units = opened.states.organisations()
    known = [(unit, one.id) for unit in units for one in unit.people if one.account == account]
    for unit, person in known or [(units[0], PersonId(""))]:
        failed_sign_in(opened, unit.unit, person, code)
    _untold(opened)  # this one is told now


def _record_failures(opened: OpenOffice) -> None:
    """Record how many sign-ins failed, and whose where the account is somebody's."""
    units = opened.states.organisations()
    for person, count in _untold(opened).items():
        of = next((unit for unit in units if any(one.id == person for one in unit.people)), units[0])
        failed_sign_in(opened, of.unit, person, "sign-in.wrong-password", count)


def _record_troubles(opened: OpenOffice) -> None:
    """Record that the store had not opened, or not for somebody's token: why, and how often."""
    with suppress(OfficeError):
        opened.store.refuse_reader()
        told = opened.ports.slots.tell_troubles()
        for code in sorted((TOLD_LATER | BY_TOKEN) & told.keys()):  # nothing proves who wrote them down
            sort = Incident.SIGN_IN if code in BY_TOKEN else Incident.FAILURE
            for unit in opened.store.units():
                opened.note_at_opening(unit, sort, code, count=told[code])


def _untold(opened: OpenOffice) -> Mapping[PersonId, int]:
    """Return the failed sign-ins that are in no journal yet; none where nothing can be recorded now."""
    with suppress(OfficeError):
        opened.store.refuse_reader()
        return opened.ports.slots.tell_failures()
    return {}
