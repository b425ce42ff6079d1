"""What was said in each opinion area (意见栏) of a document's forms, gathered from its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.ink import Ink
from oa_desktop.domain.opinions import Opinion
from oa_desktop.office.queries import TimelineRow

_RECALL, _RETURN = (DECLARATIONS[action].term for action in (act.Recall, act.Return))
_UNREADABLE = "（手写的笔迹已经损坏，读不出来）"

InkOf = Callable[[Digest], Ink]
"""Returns what was written by hand.

Raises:
    Unavailable: ``blob.missing``, ``blob.damaged``.
"""


def opinions_of(dossier: Dossier, timeline: Iterable[TimelineRow], ink_of: InkOf) -> Mapping[str, Sequence[Opinion]]:
    """Return the opinions of a document by areas: of everybody the last that counts, in the order of the journal."""
    areas = {step.name: step.opinion_area for step in dossier.flow.steps} if dossier.flow else {}
    standing: dict[tuple[str, str, str], TimelineRow] = {}
    for row in _not_taken_back(timeline):
        area = areas.get(row.step, "")
        if area:
            said = (area, row.person, row.on_behalf_of)
            standing.pop(said, None)
            standing[said] = row
    found: dict[str, list[Opinion]] = {}
    for (area, _, _), row in standing.items():
        found.setdefault(area, []).append(_opinion(row, ink_of))
    return found


def _not_taken_back(timeline: Iterable[TimelineRow]) -> Sequence[TimelineRow]:
    """Return the acts that completed something and count; what its author took back (撤回) is gone."""
    rows: list[TimelineRow] = []
    for row in (row for row in timeline if row.effective):
        if row.act == _RECALL and rows and rows[-1].person == row.person:
            rows.pop()
        elif row.onward or row.act == _RETURN:
            rows.append(row)
    return [row for row in rows if row.onward]


def _opinion(row: TimelineRow, ink_of: InkOf) -> Opinion:
    words, ink = row.words, None
    if row.ink:
        try:
            ink = ink_of(row.ink)
        except Unavailable:
            words += _UNREADABLE
    return Opinion(
        said_by=row.person,
        written=row.written or row.time,
        words=words,
        ink=ink,
        title=row.title,
        on_behalf_of=row.on_behalf_of,
        recorded_by=row.recorded_by,
        rank=row.rank,
    )
