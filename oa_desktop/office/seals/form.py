"""What 印制用印 asks for (用印要填的项): copies, and, where the person keeps seals, which one, and its password."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from oa_desktop.domain.dossier import Dossier
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers.print_run import asked_copies
from oa_desktop.office.seals.sealing import usable

OPENING: Final = "opening"
"""What the field of the password is called; it is no field of the act."""
_ON_PAPER: Final = ("", "盖纸质印章")
_OPENED_BY: Final[Mapping[frozenset[bool], str]] = {
    frozenset({False}): "印章口令",
    frozenset({True}): "令牌口令（PIN）",
    frozenset({False, True}): "印章口令（在令牌里的填令牌口令）",
}
"""What opens the seals that are offered, by whether their keys lie on a token."""


def fields(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Yield what is asked for."""
    copies = asked_copies(desk.manuscript(state.source)) or 1
    yield q.FieldRow(name="copies", label="印数", sort=q.FieldSort.NUMBER, usual=str(copies))
    seals = usable(desk, state)
    if not seals:
        return
    offered = tuple((seal.data, f"{seal.name}（电子印章，盖在第{place.page}页）") for seal, place in seals)
    on_paper = () if state.seals else (_ON_PAPER,)
    yield q.FieldRow(
        name="electronic",
        label="印章",
        sort=q.FieldSort.CHOICE,
        usual=offered[0][0],
        options=(*offered, *on_paper),
    )
    opened_by = _OPENED_BY[frozenset(desk.hand.on_token(seal.key) for seal, _place in seals)]
    yield q.FieldRow(name=OPENING, label=opened_by, sort=q.FieldSort.HIDDEN)
    yield q.FieldRow(name="straddling", label="加盖骑缝章", sort=q.FieldSort.FLAG)
