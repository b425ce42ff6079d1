"""Many copies at once (逐份登记): as few acts as their entries hold, and a report of every run of copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.domain.copies.copies import Copies, in_runs, read_copies
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.handling.clearing import MOST_RUNS
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.office.session import Session
from oa_desktop.office.several import Outcome, Step, unwatched
from oa_desktop.office.wishing import wished

_Key = tuple[DossierId, str, CopyState]
"""A document, its title, and how the copies stand."""


def record_each(
    session: Session, kind: str, copies: Iterable[HandedOut], said: Mapping[str, Any], step: Step = unwatched
) -> tuple[Outcome, ...]:
    """Record the same of copies, a document after the other; what is refused hinders no other copies.

    Args:
        session: Who records it.
        kind: 清退登记 or 销毁登记.
        copies: Which.
        said: The fields of the act beside the copies.
        step: Is told how far it is.
    """
    portions = tuple(_portions(copies))
    outcomes: list[Outcome] = []
    for place, (key, runs) in enumerate(portions):
        step(place, len(portions))
        outcomes += _recorded(session, kind, key, runs, said)
    return tuple(outcomes)


def meant_by(copies: Iterable[HandedOut], lines: Iterable[str]) -> tuple[HandedOut, ...]:
    """Return the copies that somebody typed, all of them for no lines: 份号, or a holder with 份号 or 份数.

    Raises:
        Refused: ``clearing.numbers``, ``clearing.unknown-copy``.
    """
    known, wanted = tuple(copies), read_copies(lines)
    return tuple(one for each in wanted for one in _meant(known, each)) if wanted else known


def _meant(copies: Iterable[HandedOut], wanted: Copies) -> Iterator[HandedOut]:
    found = [one for one in copies if _is_meant(one.meant, wanted)]
    if not found:
        raise Refused("clearing.unknown-copy", copies=wanted.named)
    yield from (one if wanted.first else replace(one, copies=wanted.copies) for one in found)


def _is_meant(copies: Copies, wanted: Copies) -> bool:
    held = wanted.holder in ("", copies.holder)
    return held and (wanted.first <= copies.first <= wanted.last if wanted.first else not copies.first)


def _portions(copies: Iterable[HandedOut]) -> Iterator[tuple[_Key, tuple[Copies, ...]]]:
    alike: dict[_Key, list[Copies]] = {}
    for one in copies:
        alike.setdefault((one.row.dossier, one.row.title, one.state), []).append(one.meant)
    for key, some in alike.items():
        left = iter(in_runs(some))
        while portion := tuple(islice(left, MOST_RUNS)):
            yield key, portion


def _recorded(
    session: Session, kind: str, key: _Key, runs: Sequence[Copies], said: Mapping[str, Any]
) -> Iterator[Outcome]:
    document, title, was = key
    problem = _refusal(session, kind, document, {**said, "copies": runs, "was": was})
    if isinstance(problem, Refused) and len(runs) > 1:
        for one in runs:
            yield from _recorded(session, kind, key, (one,), said)
        return
    yield from (Outcome(document=document, title=title, problem=problem, part=one.named) for one in runs)


def _refusal(session: Session, kind: str, document: DossierId, said: Mapping[str, Any]) -> OfficeError | None:
    try:
        session.perform(wished(kind, document, said))
    except OfficeError as problem:
        return problem
    return None
