"""Readers of every past version of every action (历次版本).

An entry is read by the reader of its own kind and version, and never judged by today's rules. A kind, a version or a
payload that this program does not know becomes :class:`UnknownAct`: it is shown as text, it verifies, and it blocks
only exclusive acts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from oa_desktop.domain import codec
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, Declaration, Merge, Scope
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.actions.organising import Found, RecoverKey, RenewKey
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import NOTHING, Digest, JournalId, dossier_of, register_of
from oa_desktop.domain.seen import Seen

Reader = Callable[[Entry], Action]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAct(Action):
    """An act of a kind or version that this program does not know.

    Attributes:
        kind: Its kind.
        version: Its version.
        merges: Whether its entry says that it is mergeable.
        payload: What it recorded.
    """

    kind: str
    version: int
    merges: bool
    payload: Mapping[str, Json]


UNKNOWN = Declaration(kind="", version=0, term="未知办理动作", scope=Scope.DOSSIER, merge=Merge.EXCLUSIVE)


_LIFTED = ("dossier", "source", "rendering", "code", "year", "series")
"""Fields of an action that the entry's own fields or its journal already say, and that its payload leaves out."""


def declaration_of_act(action: Action) -> Declaration:
    """Return what is known of an action that was read from an entry; of an unknown one, whether it merges."""
    if not isinstance(action, UnknownAct):
        return DECLARATIONS.get(type(action), UNKNOWN)
    return dataclasses.replace(UNKNOWN, merge=Merge.MERGEABLE if action.merges else Merge.EXCLUSIVE)


def read_action(entry: Entry) -> Action:
    """Return the action that an entry recorded, whatever release recorded it; never raises."""
    past = _PAST.get((entry.kind, entry.version))
    if past is not None:
        return past(entry)
    action = BY_KIND.get(entry.kind)
    if action is None or DECLARATIONS[action].version != entry.version:
        return _unknown(entry)
    return _read_as(action, entry)


def _read_as(action: type[Action], entry: Entry) -> Action:
    """Return an entry read as this action, whose fields fit its version."""
    lifted = {name: _said(entry, name) for name in _lifted_fields(action, entry.journal)}
    fields: dict[str, Any] = {**entry.payload, **lifted}
    try:
        return codec.from_json(action, fields)
    except codec.Undecodable:
        return _unknown(entry)


_PAST: Mapping[tuple[str, int], Reader] = {
    ("found", 1): partial(_read_as, Found),
    ("renew-key", 1): partial(_read_as, RenewKey),
    ("recover-key", 1): partial(_read_as, RecoverKey),
}
"""Readers of versions that are no longer written. Every release adds here; what one wrote stays."""


def _unknown(entry: Entry) -> UnknownAct:
    return UnknownAct(kind=entry.kind, version=entry.version, merges=entry.merges, payload=entry.payload)


def payload_of(action: Action, journal: JournalId) -> dict[str, Json]:
    """Return the payload that records an action in a journal."""
    value = codec.to_json(action)
    lifted = _lifted_fields(type(action), journal)
    return {name: item for name, item in value.items() if name not in lifted} if isinstance(value, dict) else {}


def header_of(action: Action) -> dict[str, Any]:
    """Return the entry fields that an action fills: source, rendering and the digests of everything else it names.

    The rendering is the page that the act approves or makes; of an act that does neither, the page that lay before
    whoever acted.
    """
    seen = (action.seen if isinstance(action, DossierAction) else None) or Seen()
    page: Digest = getattr(action, "rendering", seen.page)
    return {
        "source": getattr(action, "source", ""),
        "rendering": page,
        "attachments": tuple(_named_beside(action, seen, page)),
    }


def _named_beside(action: Action, seen: Seen, page: Digest) -> Iterator[Digest]:
    """Yield the digests of files, pictures, scan and ink, and of a page that was seen where another one is made."""
    scan: Attachment | None = getattr(action, "scan", None)
    files = (*getattr(action, "attachments", seen.attachments), *getattr(action, "pictures", ()))
    yield from (one.digest for one in (*files, *((scan,) if scan else ())))
    ink: Digest = getattr(action, "ink", NOTHING)
    yield from (digest for digest in (ink, seen.page) if digest not in (NOTHING, page))
    yield from getattr(action, "contents", ())


def _lifted_fields(action: Any, journal: JournalId) -> tuple[str, ...]:
    return _lifted_by_scope(action, register_of(journal) is not None)


@cache
def _lifted_by_scope(action: Any, in_register: bool) -> tuple[str, ...]:
    names = {field.name for field in dataclasses.fields(action)}
    own = ("code", "year", "series") if in_register else ("dossier", "source", "rendering")
    return tuple(name for name in _LIFTED if name in names and name in own)


def _said(entry: Entry, name: str) -> Any:
    if name in ("source", "rendering"):
        return getattr(entry, name)
    if name == "dossier":
        return dossier_of(entry.journal)
    register = register_of(entry.journal)
    return getattr(register, name, None)
