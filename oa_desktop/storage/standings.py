"""What holds of documents beyond their handling (效力、公开), and which are internal matters (内部事项), projected."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, insert, or_, select

from oa_desktop.domain.documents.standings import RUNS_OUT, standing_of
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import UnitId
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import standings

_S = standings.c
_FORGET = Prepared(delete(standings).where(_S.dossier == bindparam("of_row")))
_NEW = Prepared(insert(standings), [one.name for one in _S])


def project_standing(connection: Connection, dossier: Dossier, row: int, *, known: bool) -> None:
    """Bring the line of a document in line with its state; most have none, and that of one that is known may go."""
    if known:
        _FORGET.run(connection, {"of_row": row})
    stands = standing_of(dossier.validity, dossier.publication)
    if not (stands.word or dossier.matter):
        return
    said = {"unit": dossier.unit, "internal": dossier.matter is not None}
    _NEW.run(connection, {"dossier": row, **said, "word": stands.word, "until": stands.until})


def matters_in(unit: UnitId) -> Select[tuple[int]]:
    """Return the rows of the internal matters of a unit."""
    return select(_S.dossier).where(_S.unit == unit, _S.internal.is_(True))


def standing_so(unit: UnitId, word: str, today: str) -> Select[tuple[int]]:
    """Return the rows of the documents of a unit of which something holds on a day.

    Args:
        unit: The unit.
        word: What, as :mod:`oa_desktop.domain.documents.standings` calls it.
        today: The day, ISO.
    """
    over = and_(_S.until != "", _S.until < today)
    stated = and_(_S.word == word, or_(~over, _S.word.not_in(RUNS_OUT)))
    lapsed: list[ColumnElement[bool]] = [
        and_(_S.word == before, over) for before, after in RUNS_OUT.items() if after == word
    ]
    return select(_S.dossier).where(_S.unit == unit, or_(stated, *lapsed))
