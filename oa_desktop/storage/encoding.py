"""States and heads as the projections keep them; the flow, the same for thousands of documents, is kept once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.dossier import Done, Dossier
from oa_desktop.domain.entry import Head
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.flows.tasks import Task
from oa_desktop.domain.ids import DeviceId, Digest
from oa_desktop.domain.units.organisation import Organisation

Heads = tuple[Head, ...]

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
"""The canonical form, without the search for floats: a dossier's types have none."""


def encode_heads(heads: Heads) -> str:
    """Return heads as JSON text."""
    return json.dumps([[one.device, one.seq, one.digest] for one in heads], separators=(",", ":"))


@lru_cache(maxsize=4096)
def decode_heads(text: str) -> Heads:
    """Return the heads that a JSON text stands for.

    Raises:
        Unavailable: ``store.damaged``: it is none, for its page cannot be deciphered.
    """
    with _as_it_was_kept():
        return tuple(Head(device=DeviceId(one[0]), seq=one[1], digest=Digest(one[2])) for one in json.loads(text))


def encode_dossier(dossier: Dossier) -> bytes:
    """Return the state of a dossier without its flow, canonical."""
    plain: Any = codec.to_json(replace(dossier, flow=None, tasks=(), done=()))
    said = {name: _CANONICAL(value) for name, value in plain.items()} | {"tasks": _parts(dossier.tasks)}
    said |= {"done": _parts(dossier.done)} if dossier.done else {}
    return ("{" + ",".join([f'"{name}":{said[name]}' for name in sorted(said)]) + "}").encode()


def _parts(ones: Iterable[Task | Done]) -> str:
    return "[" + ",".join([_part(one) for one in ones]) + "]"


def _part(one: Task | Done) -> str:
    """Return a task or what was done in canonical form; of those of a document an act changes one or two."""
    kept = _KEPT.get(id(one))
    if kept is None or kept[0] is not one:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        kept = _KEPT[id(one)] = (one, _CANONICAL(codec.to_json(one)))
    return kept[1]


_MOST_KEPT = 4096
_KEPT: dict[int, tuple[Task | Done, str]] = {}
"""What was encoded, by identity: to ask a hundred tasks whether they are equal takes longer than to write one."""


def decode_dossier(state: bytes, flow: Flow | None) -> Dossier:
    """Return the dossier that a state and its flow stand for.

    Raises:
        Unavailable: ``store.damaged``.
    """
    with _as_it_was_kept():
        return replace(codec.from_json(Dossier, canonical.decode(state)), flow=flow)


@lru_cache(maxsize=256)
def encode_flow(flow: Flow) -> tuple[str, bytes]:
    """Return key and canonical bytes of a flow; the key names its content."""
    body = canonical.encode(codec.to_json(flow))
    return f"{flow.id}/{flow.version}/{sha256(body).hexdigest()[:32]}", body


@lru_cache(maxsize=256)
def decode_flow(body: bytes) -> Flow:
    """Return the flow that canonical bytes stand for.

    Raises:
        Unavailable: ``store.damaged``.
    """
    with _as_it_was_kept():
        return codec.from_json(Flow, canonical.decode(body))


def encode_organisation(organisation: Organisation) -> bytes:
    """Return the state of the organisation, canonical."""
    return canonical.encode(codec.to_json(organisation))


def decode_organisation(state: bytes) -> Organisation:
    """Return the organisation that canonical bytes stand for.

    Raises:
        Unavailable: ``store.damaged``.
    """
    with _as_it_was_kept():
        return codec.from_json(Organisation, canonical.decode(state))


@contextmanager
def _as_it_was_kept() -> Iterator[None]:
    """Tell what cannot be read as damage: a value that lies on several pages comes cut where one of them is bad."""
    try:
        yield
    except (ValueError, TypeError, LookupError, codec.Undecodable) as error:
        raise Unavailable("store.damaged", part="store.db") from error
