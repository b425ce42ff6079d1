"""A cold fold: a long journal from its stored bytes to the state of the document."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from benchmarks.figures import MILLISECONDS, OWN, Line, in_turn, ratio
from benchmarks.unit import Unit, open_unit
from oa_desktop.domain import dossier
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import decode_entry
from oa_desktop.domain.ids import DossierId, dossier_journal
from oa_desktop.domain.units.roles import Role

ENTRIES = 1000
_GOAL_MS = 60
_ROUNDS = 15


def measure() -> Iterator[Line]:
    """Give the lines about folding."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home))
        wanted = long_journal(unit)
        journal = dossier_journal(wanted)
        stored = [one.signed for one in unit.store.entries(journal)]
        folded, parsed, read = in_turn(
            lambda _: lambda: fold(wanted, stored),
            lambda _: lambda: [json.loads(one) for one in stored],
            lambda _: lambda: list(unit.store.entries(journal)),
            rounds=_ROUNDS,
            clock=OWN,
        )
        unit.close()
    name = f"cold fold of {len(stored):,} entries"
    yield Line(name=name, figure=median(folded) * 1000, unit=MILLISECONDS, goal=_GOAL_MS)
    yield ratio(f"{name} / the JSON parser alone", folded, parsed)
    yield Line(name="  reading them from the store", figure=median(read) * 1000, unit=MILLISECONDS)


def fold(wanted: DossierId, stored: list[bytes]) -> Dossier:
    """Return the document that stored bytes come to."""
    return dossier.fold(wanted, [decode_entry(one) for one in stored])


def long_journal(unit: Unit) -> DossierId:
    """Return a document that went to and fro: submitted, reviewed, spoken about, returned, over and over."""
    wanted = unit.draft()
    for role, action in islice(cycle(_round(wanted)), ENTRIES - 1):
        unit.perform(role, action)
    return wanted


def _round(wanted: DossierId) -> tuple[tuple[Role, Action], ...]:
    words = "请根据来文补充依据，文字再作精简。"
    return (
        (Role.DRAFTER, act.SubmitForReview(dossier=wanted, opinion="请审核")),
        (Role.DEPARTMENT_HEAD, act.LeaveOpinion(dossier=wanted, opinion=words)),
        (Role.DEPARTMENT_HEAD, act.Review(dossier=wanted, opinion="同意")),
        (Role.OFFICE_REVIEWER, act.MarkRead(dossier=wanted)),
        (Role.OFFICE_REVIEWER, act.Return(dossier=wanted, reason=words)),
    )
