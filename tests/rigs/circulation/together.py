"""Acts that two machines recorded without knowing of each other, and what they come to when they meet."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier, Phase, fold
from oa_desktop.domain.entry import Actor, ActorKind, Entry, Head, SignedEntry
from oa_desktop.domain.history import header_of, payload_of, read_action
from oa_desktop.domain.ids import NOTHING, ActId, DeviceId, DossierId, EntryId, PersonId, dossier_journal
from oa_desktop.domain.journal import heads_of
from tests.fakes.world import sm3
from tests.rigs.circulation.holds import faults_of

_DONE_WITH_IT = ("mark-read", *(one.kind for one in DECLARATIONS.values() if one.onward))
"""Acts with which a task is done."""


def merging(
    document: DossierId, past: list[Entry], one: list[Entry], other: list[Entry], rng: random.Random, report: Any
) -> Iterator[str]:
    """Yield what does not hold once the acts of two machines lie in one journal."""
    elsewhere = _on_another_machine(past, other)
    union = [*past, *one, *elsewhere]
    state = fold(document, union)
    yield from faults_of(state)
    for _ in range(2):
        rng.shuffle(union)
        if fold(document, union) != state:
            yield "order: another order of arrival comes to something else"
    yield from _ignored(state, [*one, *elsewhere])
    exclusive = [any(not entry.merges for entry in side) for side in (one, elsewhere)]
    if (state.phase is Phase.CONFLICT) is not all(exclusive):
        yield "conflict: exclusive acts on both sides, and on both alone, stand against each other"
    if state.phase is Phase.CONFLICT:
        report.conflicts += 1
        yield from _settled(document, [*past, *one, *elsewhere], state, rng)


def _ignored(state: Dossier, made: list[Entry]) -> Iterator[str]:
    """What merges counts wherever it was done: nobody is asked again for what they did on either machine.

    Unless it was taken back, or somebody was asked before them (加签) on the other machine: they hear that one first.
    """
    if any(not one.merges or one.kind in ("recall", "add-signers") for one in made):
        return
    done = {(one.kind, read_action(one).task) for one in made if one.kind in _DONE_WITH_IT}
    left = {one.id for one in state.tasks}
    yield from (f"ignored: {kind} was done and is still asked for" for kind, task in done if task in left)


def _on_another_machine(past: list[Entry], entries: list[Entry]) -> list[Entry]:
    """The same acts as a machine of another name would have recorded them."""
    known = [_signed(one) for one in past]
    made: list[SignedEntry] = []
    for number, entry in enumerate(entries, 1):
        basis = heads_of([*known, *made])
        moved = replace(
            entry,
            id=EntryId(f"other-{entry.id}"),
            device=DeviceId("other"),
            seq=number,
            prev=made[-1].digest if made else NOTHING,
            basis=basis,
        )
        made.append(_signed(_renamed(moved, entries[: number - 1])))
    return [one.entry for one in made]


def _renamed(entry: Entry, before: list[Entry]) -> Entry:
    """Tasks are named after the entries that opened them: so are those that an act of the same machine names."""
    payload = entry.payload
    for one in before:
        payload = _replaced(payload, one.id, f"other-{one.id}")
    return replace(entry, payload=payload)


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, dict):
        return {name: _replaced(one, old, new) for name, one in value.items()}
    return [_replaced(one, old, new) for one in value] if isinstance(value, list | tuple) else value


def _signed(entry: Entry) -> SignedEntry:
    data = entry.encode()
    return SignedEntry(entry=entry, signed=data, digest=sm3(data), signature=b"")


def _settled(document: DossierId, union: list[Entry], state: Dossier, rng: random.Random) -> Iterator[str]:
    """A conflict that is settled goes on as if the other side had never been."""
    upheld = rng.choice(state.contenders)
    heads: tuple[Head, ...] = heads_of([_signed(one) for one in union])
    action = act.SettleConflict(dossier=document, upheld=upheld, reason="以此为准")
    like = union[0]
    settling = replace(
        like,
        id=EntryId("settling"),
        device=DeviceId("third"),
        seq=1,
        prev=NOTHING,
        basis=heads,
        act=ActId("settling"),
        actor=Actor(kind=ActorKind.PERSON, person=PersonId("person reviewer")),
        kind="settle",
        version=1,
        merges=False,
        payload=payload_of(action, dossier_journal(document)),
        **header_of(action),
    )
    after = fold(document, [*union, settling])
    yield from faults_of(after)
    if after.phase is Phase.CONFLICT:
        yield "conflict: it stands against itself after it was settled"
