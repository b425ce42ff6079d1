"""看过确认: an archivist looked at what a dry run doubts, and lets the document be archived as it is, saying why.

It is kept for the person, encrypted like what they type, until the document is arranged: then the act says it. A doubt
that came to say something else since is asked again. What waits with one archivist another can take over. What makes an
item wrong nobody can confirm.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from oa_desktop.domain.archives.faults import CONFIRMABLE, Fault
from oa_desktop.domain.archives.items import Confirmed
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, PersonId
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.archivists import kept_by
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine, numbered
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import OWN_ROWS

_KEPT = OWN_ROWS + "looked/"
"""What the keys begin with among what the store keeps of a person; the document follows."""
Looked = Mapping[str, Mapping[str, str]]
"""Of each document, why each sentence of doubt is let be."""


def looked_at(desk: Desk) -> Looked:
    """Return everything that the person confirmed and that may still be waiting."""
    rows = desk.store.drafts(desk.own_standing.person)
    return {key.removeprefix(_KEPT): json.loads(row) for key, row in rows.items() if key.startswith(_KEPT)}


def with_confirmed(line: DryRunLine, looked: Looked) -> DryRunLine:
    """Return a line with what was confirmed of its doubts, as they are worded now."""
    why = looked.get(line.document, {})
    said = {_said(one): one.code for one in line.faults if one.code in CONFIRMABLE}
    looked_at = (
        Confirmed(doubt=said[words], words=words, reason=reason) for words, reason in why.items() if words in said
    )
    return replace(line, confirmed=tuple(looked_at))


def confirm(desk: Desk, run: DryRun, document: DossierId, places: Collection[int], reason: str) -> DryRun:
    """Keep that doubts of a line were looked at, and return the dry run with it.

    Args:
        desk: Of who looked.
        run: The dry run.
        document: Of which document.
        places: Which of its faults, from 1; all that can be confirmed where none is named.
        reason: Why the document is archived as it is.

    Raises:
        Refused: ``archiving.not-confirmable``, ``archiving.confirmed-without-reason``, ``dossier.unknown``.
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    line = next((one for one in run.lines if one.document == document), None)
    if line is None:
        raise Refused("dossier.unknown", dossier=document)
    meant = _meant(line, places)
    if not reason.strip():
        raise Refused("archiving.confirmed-without-reason")
    looked = looked_at(desk)
    mine = {**looked.get(line.document, {}), **{_said(one): reason.strip() for one in meant}}
    desk.store.keep_draft(desk.own_standing.person, _KEPT + line.document, json.dumps(mine).encode())
    other = with_confirmed(line, {line.document: mine})
    lines = [other if one.document == line.document else one for one in run.lines]
    return replace(run, lines=numbered(desk, lines))


def waiting(desk: Desk, lines: Iterable[DryRunLine]) -> tuple[str, ...]:
    """Return by name which other archivists confirmed doubts of some documents that wait with them."""
    unit = desk.organisation()
    return tuple(dict.fromkeys(name_of(unit, person) for person, _document, _why in _with_others(desk, lines)))


def take_over(desk: Desk, run: DryRun) -> DryRun:
    """Take what other archivists confirmed of a dry run's documents, saying who looked, and return the run with it.

    Raises:
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    unit, own, looked = desk.organisation(), desk.own_standing.person, dict(looked_at(desk))
    for person, document, why in list(_with_others(desk, run.lines)):
        name = name_of(unit, person)
        theirs = {words: f"{reason}（{name}看过）" for words, reason in why.items()}
        looked[document] = {**theirs, **looked.get(document, {})}
        desk.store.keep_draft(own, _KEPT + document, json.dumps(looked[document]).encode())
        desk.store.drop_draft(person, _KEPT + document)
    lines = [with_confirmed(line, looked) for line in run.lines]
    return replace(run, lines=numbered(desk, lines), waiting=())


def _with_others(desk: Desk, lines: Iterable[DryRunLine]) -> Iterator[tuple[PersonId, DossierId, Mapping[str, str]]]:
    """Yield whose, of which document and what waits with others; of documents alone that these lines are of."""
    own, known = desk.own_standing.person, {line.document for line in lines}
    for person, key, row in kept_by(desk, _KEPT):
        document = DossierId(key.removeprefix(_KEPT))
        if person != own and document in known:
            yield person, document, json.loads(row)


def forget(desk: Desk, documents: Iterable[DryRunLine]) -> None:
    """Let go of what was confirmed of documents that are items by now."""
    for one in documents:
        if one.confirmed:
            desk.store.drop_draft(desk.own_standing.person, _KEPT + one.document)


def _meant(line: DryRunLine, places: Collection[int]) -> tuple[Fault, ...]:
    named = tuple(one for place, one in enumerate(line.faults, start=1) if place in places)
    meant = named if places else tuple(one for one in line.faults if one.code in CONFIRMABLE)
    if not meant or len(named) < len(places) or any(one.code not in CONFIRMABLE for one in meant):
        raise Refused("archiving.not-confirmable", title=line.facts.title)
    return meant


def _said(fault: Fault) -> str:
    return str(say(fault.code, fault.params).what)
