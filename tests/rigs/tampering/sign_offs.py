"""Sign-offs that somebody altered: a field of what was signed, bytes of it, its signature, or all signed anew."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from oa_desktop.domain import canonical
from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.ids import JournalId
from oa_desktop.domain.verification import StoredEntry
from tests.fakes.world import sm3
from tests.rigs.tampering.world import World

Where = tuple[str, str, int]
"""Journal, device and place of an entry: a fault of any of these places says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tampered:
    """A store after somebody was at it.

    Attributes:
        way: What was done to it.
        stored: Its entries now.
        places: Where a verifier may say that it is.
        anchored: Whether the heads are remembered elsewhere.
    """

    way: str
    stored: tuple[StoredEntry, ...]
    places: frozenset[Where]
    anchored: bool = True


def as_stored(one: SignedEntry) -> StoredEntry:
    """Return an entry as a file holds it: no digest beside it."""
    return StoredEntry(journal=one.entry.journal, signed=one.signed, signature=one.signature)


def place_of(one: SignedEntry) -> Where:
    """Return where an entry stands."""
    return one.entry.journal, one.entry.device, one.entry.seq


def sign_offs(world: World, seeds: range) -> Iterator[Tampered]:
    """Give one altered sign-off a seed, every way in turn, every entry of the document in turn."""
    ways = list(_WAYS.items())
    for seed in seeds:
        chance = random.Random(seed)
        name, alter = ways[seed % len(ways)]
        place = world.decisions[seed // len(ways) % len(world.decisions)]
        one = world.kept[place]
        changed = alter(one, world, chance)
        stored = [as_stored(entry) for entry in world.kept]
        stored[place] = changed
        followers = frozenset(place_of(entry) for entry in world.kept if _builds_on(entry, one))
        yield Tampered(way=name, stored=tuple(stored), places=followers | {place_of(one)} | _claimed(changed))


def _builds_on(later: SignedEntry, one: SignedEntry) -> bool:
    """Whether an entry names the digest of another one."""
    return later.entry.prev == one.digest or any(head.digest == one.digest for head in later.entry.basis)


def _claimed(changed: StoredEntry) -> frozenset[Where]:
    """Return the place that altered bytes say is theirs."""
    try:
        value: Any = canonical.decode(changed.signed)
        return frozenset({(changed.journal, str(value["device"]), int(value["seq"]))})
    except (canonical.NotCanonical, KeyError, TypeError, ValueError):
        return frozenset()


# --- ways ------------------------------------------------------------------------------------------------------------


def _byte(one: SignedEntry, _: World, chance: random.Random) -> StoredEntry:
    place, data = chance.randrange(len(one.signed)), bytearray(one.signed)
    data[place] ^= chance.randrange(1, 256)
    return _with(one, bytes(data))


def _region(one: SignedEntry, _: World, chance: random.Random) -> StoredEntry:
    start = chance.randrange(len(one.signed))
    end = min(len(one.signed), start + chance.choice((2, 8, 40)))
    middle = chance.choice((b"", one.signed[start:end] * 2, bytes(end - start), one.signed[start:end][::-1]))
    data = one.signed[:start] + middle + one.signed[end:]
    return _with(one, data if data != one.signed else one.signed + b" ")


def _signature(one: SignedEntry, _: World, chance: random.Random) -> StoredEntry:
    data = bytearray(one.signature)
    data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    return StoredEntry(journal=one.entry.journal, signed=one.signed, signature=bytes(data))


def _other_signature(one: SignedEntry, world: World, chance: random.Random) -> StoredEntry:
    other = chance.choice([entry for entry in world.kept if entry.signature != one.signature])
    return StoredEntry(journal=one.entry.journal, signed=one.signed, signature=other.signature)


def _spelled(one: SignedEntry, _: World, chance: random.Random) -> StoredEntry:
    """Write the same value with other bytes: a blank, or keys in another order."""
    value = canonical.decode(one.signed)
    assert isinstance(value, dict)
    names = list(value)
    chance.shuffle(names)
    text = canonical.encode({})[:1] + b",".join(
        canonical.encode(name) + b":" + canonical.encode(value[name]) for name in names
    )
    blank = one.signed.replace(b",", b", ", 1)
    return _with(one, chance.choice((text + b"}", blank)) if text + b"}" != one.signed else blank)


def _field(one: SignedEntry, _: World, chance: random.Random) -> StoredEntry:
    """Change one field of what was signed, however deep, and keep the signature."""
    return _with(one, canonical.encode(_changed(canonical.decode(one.signed), chance)))


def _signed_anew(one: SignedEntry, world: World, chance: random.Random) -> StoredEntry:
    """Change a field and sign with somebody else's key, named or not."""
    value: Any = _changed(canonical.decode(one.signed), chance)
    thief = chance.choice([key for name, key in sorted(world.signers.items()) if name != one.entry.key])
    if chance.random() < 0.5:
        value["key"] = thief.key_id
    data = canonical.encode(value)
    return StoredEntry(journal=one.entry.journal, signed=data, signature=thief.sign(data))


def _by_the_writer(one: SignedEntry, world: World, chance: random.Random) -> StoredEntry:
    """Change a field afterwards with the writer's own key: what stands on it, or whoever remembers it, says so."""
    data = canonical.encode(_changed(canonical.decode(one.signed), chance))
    return StoredEntry(journal=one.entry.journal, signed=data, signature=world.signers[one.entry.key].sign(data))


def _moved(one: SignedEntry, world: World, chance: random.Random) -> StoredEntry:
    """File a sign-off under another document's name."""
    others = sorted({entry.entry.journal for entry in world.kept if entry.entry.journal != one.entry.journal})
    journal = chance.choice([*others, JournalId("dossier/another")])
    return StoredEntry(journal=journal, signed=one.signed, signature=one.signature)


def _with(one: SignedEntry, signed: bytes) -> StoredEntry:
    return StoredEntry(journal=one.entry.journal, signed=signed, signature=one.signature)


_WAYS: dict[str, Callable[[SignedEntry, World, random.Random], StoredEntry]] = {
    "a byte": _byte,
    "a region of bytes": _region,
    "a byte of the signature": _signature,
    "another's signature": _other_signature,
    "spelled otherwise": _spelled,
    "a field": _field,
    "a field once more": _field,
    "signed by somebody else": _signed_anew,
    "signed again by its writer": _by_the_writer,
    "filed elsewhere": _moved,
}


# --- fields ----------------------------------------------------------------------------------------------------------


def _changed(value: Any, chance: random.Random) -> Any:
    """Return a JSON object in which one value, somewhere, is another one."""
    new = copy.deepcopy(value)
    paths = list(_paths(new))
    path = chance.choice(paths)
    holder = new
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = _another(holder[path[-1]], chance)
    return new


def _paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inside:
        yield (*before, step)
        yield from _paths(one, (*before, step))


def _another(value: Any, chance: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 1000))
    if isinstance(value, str):
        return chance.choice((sm3(value.encode()), value + "改", value[1:] or "同意"))
    if isinstance(value, list):
        return value[1:] or ["多"]
    return {} if value else "空"


def resigned(one: SignedEntry, world: World, **fields: Any) -> SignedEntry:
    """Return an entry with other fields, signed by its writer."""
    entry = replace(one.entry, **fields)
    data = entry.encode()
    return SignedEntry(entry=entry, signed=data, digest=sm3(data), signature=world.signers[entry.key].sign(data))
