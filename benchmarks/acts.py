"""An act at ``session.perform``: against what it cannot do without, and on a long journal against a short one."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import OWN, Job, Line, in_turn, ratio
from benchmarks.unit import Unit, open_unit
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.states import States
from oa_desktop.security import signer

ROUNDS = 120
_LONG, _SHORT = 1000, 10
_WORDS = "拟同意，请按程序办理。"
_ENTRY_BYTES = 1800


def measure() -> Iterator[Line]:
    """Give the lines about acts."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home))
        yield from _act_against_commit_and_signature(unit)
        yield from _long_against_short(unit)
        unit.close()


def _act_against_commit_and_signature(unit: Unit) -> Iterator[Line]:
    drafts = [unit.draft() for _ in range(3)]
    jobs = (lambda number: opinion(unit, drafts[number % len(drafts)]), _reviews(unit), _commit_and_signature(unit))
    opinions, reviews, reference = in_turn(*jobs, rounds=ROUNDS, warm=10)
    yield ratio("act (意见) / one commit + one signature", opinions, reference, goal=4)
    yield ratio("act (审核) / one commit + one signature", reviews, reference, goal=4)
    opinions, _, reference = in_turn(*jobs, rounds=ROUNDS, warm=10, clock=OWN)
    yield ratio("  the same (意见), processor time alone", opinions, reference)


def opinion(unit: Unit, dossier: DossierId) -> Job:
    """Return the job of leaving an opinion on a document."""
    session = unit.session(Role.DRAFTER)
    return lambda: session.perform(act.LeaveOpinion(dossier=dossier, opinion=_WORDS))


def _reviews(unit: Unit) -> Callable[[int], Job]:
    """Return what makes the job of reviewing a document that has just been submitted."""
    reviewer = unit.session(Role.DEPARTMENT_HEAD)

    def make(_: int) -> Job:
        dossier = unit.draft()
        unit.perform(Role.DRAFTER, act.SubmitForReview(dossier=dossier))
        return lambda: reviewer.perform(act.Review(dossier=dossier, opinion=_WORDS))

    return make


def _commit_and_signature(unit: Unit) -> Callable[[int], Job]:
    """Return what makes the reference: one row in one durable commit on the same connection, and one signature.

    The driver is used bare, without SQLAlchemy, so that the reference is the least that any program could do.
    """
    with unit.store.reading() as connection:
        driver: Any = connection.connection.driver_connection
    key, _ = signer.generate(lambda size: bytes(range(1, size + 1)))
    message, serial = b"x" * _ENTRY_BYTES, itertools.count()
    driver.execute("CREATE TABLE reference (number INTEGER PRIMARY KEY, data BLOB NOT NULL)")

    def job() -> None:
        key.sign(message)
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("INSERT INTO reference VALUES (?, ?)", (next(serial), message))
        driver.execute("COMMIT")

    return lambda _: job


def _long_against_short(unit: Unit) -> Iterator[Line]:
    long = _with_entries(unit, _LONG)
    short = [_with_entries(unit, _SHORT) for _ in range(20)]
    for name, remembered in (("", States.remembered), (", from the store", 0)):
        States.remembered, before = remembered, States.remembered
        on_long, on_short = in_turn(
            lambda _: opinion(unit, long), lambda number: opinion(unit, short[number % len(short)]), rounds=ROUNDS
        )
        States.remembered = before
        yield ratio(f"act on {_LONG:,} entries / on {_SHORT}{name}", on_long, on_short, goal=2)


def _with_entries(unit: Unit, entries: int) -> DossierId:
    dossier = unit.draft()
    job = opinion(unit, dossier)
    for _ in range(entries - 1):
        job()
    return dossier
