"""Logs that somebody tampered with: edited, cut, spliced, written anew from some place on, or put back as they were."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.ids import DeviceId, Digest, EntryId
from oa_desktop.domain.verification import StoredEntry
from tests.rigs.tampering.sign_offs import Tampered, Where, as_stored, place_of, resigned
from tests.rigs.tampering.world import World

Log = list[SignedEntry]
ANYWHERE: frozenset[Where] = frozenset()
"""Where the place is whatever the anchor remembers."""


def logs(world: World, seeds: range) -> Iterator[Tampered]:
    """Give one log a seed, every way in turn."""
    ways = list(_WAYS.items())
    for seed in seeds:
        name, tamper = ways[seed % len(ways)]
        yield replace(tamper(world, random.Random(seed)), way=name)


def _made(entries: Sequence[SignedEntry | StoredEntry], places: frozenset[Where] = ANYWHERE) -> Tampered:
    stored = tuple(one if isinstance(one, StoredEntry) else as_stored(one) for one in entries)
    return Tampered(way="", stored=stored, places=places)


def _edited(world: World, chance: random.Random) -> Tampered:
    """Change a byte anywhere in any journal."""
    kept: list[SignedEntry | StoredEntry] = list(world.kept)
    place = chance.randrange(len(kept))
    one = world.kept[place]
    data = bytearray(one.signed)
    data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    kept[place] = StoredEntry(journal=one.entry.journal, signed=bytes(data), signature=one.signature)
    return _made(kept)


def _deleted(world: World, chance: random.Random) -> Tampered:
    """Take entries out of the middle."""
    kept = list(world.kept)
    gone = [kept.pop(chance.randrange(len(kept))) for _ in range(chance.choice((1, 1, 1, 2, 5)))]
    return _made(kept, frozenset(place_of(one) for one in gone))


def _inserted(world: World, chance: random.Random) -> Tampered:
    """Put an entry in that was never written there: a copy with another id, or another place in the chain."""
    kept = list(world.kept)
    like = chance.choice(kept)
    seq = chance.choice((like.entry.seq, like.entry.seq + 1, len(kept) + 5))
    made = resigned(like, world, id=EntryId(f"inserted {chance.random()}"), seq=seq)
    kept.insert(chance.randrange(len(kept) + 1), made)
    follows = {like.entry.seq, seq, seq - 1, seq + 1, *range(1, seq + 1)}
    return _made(kept, frozenset((like.entry.journal, like.entry.device, one) for one in follows))


def _swapped(world: World, chance: random.Random) -> Tampered:
    """Let two entries change places, with their journals or with their signatures."""
    kept: list[SignedEntry | StoredEntry] = list(world.kept)
    one, other = chance.sample(world.kept, 2)
    first, second = (world.kept.index(entry) for entry in (one, other))
    if chance.random() < 0.5:
        kept[first] = StoredEntry(journal=one.entry.journal, signed=one.signed, signature=other.signature)
        kept[second] = StoredEntry(journal=other.entry.journal, signed=other.signed, signature=one.signature)
    else:
        for place, entry, seq in ((first, one, other.entry.seq), (second, other, one.entry.seq)):
            made = replace(entry.entry, seq=seq + (seq == entry.entry.seq))
            kept[place] = StoredEntry(journal=made.journal, signed=made.encode(), signature=entry.signature)
    return _made(kept)


def _cut_off(world: World, chance: random.Random) -> Tampered:
    """Cut the tail of one journal, or of all."""
    kept = list(world.kept)
    count = chance.randrange(1, 12)
    if chance.random() < 0.5:
        return _made(kept[: len(kept) - count], _last_places(world))
    journal = chance.choice(sorted({one.entry.journal for one in kept}))
    own = [one for one in kept if one.entry.journal == journal]
    gone = {one.digest for one in own[-min(count, len(own)) :]}
    return _made([one for one in kept if one.digest not in gone], _last_places(world))


def _last_places(world: World) -> frozenset[Where]:
    return frozenset((journal, head.device, head.seq) for journal, heads in world.heads.items() for head in heads)


def _written_anew(world: World, chance: random.Random) -> Tampered:
    """Hold all keys, change one entry, and write everything that stands on it anew, chain and signatures and all."""
    start = chance.randrange(2, len(world.kept))
    return _made(_rewritten(world, start, f"{chance.random()}"))


def _rewritten(world: World, start: int, mark: str) -> Log:
    """Return the whole log as somebody with every key would have it: sound in itself."""
    new: dict[Digest, SignedEntry] = {}
    log = list(world.kept[:start])
    for place, one in enumerate(world.kept[start:], start):
        fields = {"id": EntryId(f"{one.entry.id} {mark}")} if place == start else {}
        follows = {
            "prev": new[one.entry.prev].digest if one.entry.prev in new else one.entry.prev,
            "basis": _renewed(one.entry.basis, new),
            "organisation": _renewed(one.entry.organisation, new),
            "payload": _with_heads(one, new),
        }
        made = resigned(one, world, **fields, **follows)
        new[one.digest] = made
        log.append(made)
    return log


def _renewed(heads: Sequence[Head], new: Mapping[Digest, SignedEntry]) -> tuple[Head, ...]:
    return tuple(replace(head, digest=new[head.digest].digest) if head.digest in new else head for head in heads)


def _with_heads(one: SignedEntry, new: Mapping[Digest, SignedEntry]) -> dict[str, object]:
    """Return a payload; of a witness, with the heads that it must name now."""
    if one.entry.kind != "witness":
        return one.entry.payload
    seen = [
        {
            **journal,
            "heads": [
                {**head, "digest": new[head["digest"]].digest} if head["digest"] in new else head
                for head in journal["heads"]
            ],
        }
        for journal in one.entry.payload["seen"]  # type: ignore[union-attr]  # the shape of a witness, from our own rig
    ]
    return {"seen": seen}


def _put_back(world: World, chance: random.Random) -> Tampered:
    """Put an older file in the place of the store: sound in itself, and not what is remembered."""
    return _made(world.kept[: chance.randrange(3, len(world.kept))], _last_places(world))


def _split(world: World, chance: random.Random) -> Tampered:
    """Let one machine have two histories, and show both, or the one that nobody else has seen."""
    start = chance.randrange(2, len(world.kept))
    other = _rewritten(world, start, "split")
    both = [*world.kept, *other[start:]]
    return _made(both if chance.random() < 0.5 else other)


def _doubled(world: World, chance: random.Random) -> Tampered:
    """Let an entry stand twice."""
    kept = list(world.kept)
    one = chance.choice(kept)
    return _made([*kept, one], frozenset({place_of(one)}))


def _other_machine(world: World, chance: random.Random) -> Tampered:
    """Put an entry into the chain of a machine that never wrote here."""
    like = chance.choice([one for one in world.kept if one.entry.seq > 1])
    made = resigned(like, world, id=EntryId("elsewhere"), device=DeviceId("elsewhere"))
    return _made([*world.kept, made], frozenset((made.entry.journal, made.entry.device, seq) for seq in range(1, 60)))


_WAYS: dict[str, Callable[[World, random.Random], Tampered]] = {
    "edited": _edited,
    "deleted": _deleted,
    "inserted": _inserted,
    "swapped": _swapped,
    "cut off": _cut_off,
    "written anew": _written_anew,
    "put back": _put_back,
    "split": _split,
    "doubled": _doubled,
    "another machine": _other_machine,
}
