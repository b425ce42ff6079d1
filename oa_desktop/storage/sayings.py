"""What was said of the documents (意见), as a search looks through it: every saying is found by itself.

A saying has a row of its own in the index of words, so that an act costs no more the longer the document is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import UnitId, dossier_journal
from oa_desktop.domain.texts.sayings import saying_in
from oa_desktop.storage import fulltext, words
from oa_desktop.storage.memory import Staged
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import people, sayings

_NEW = Prepared(insert(sayings), [one.name for one in sayings.c])
_OF_ROW = sayings.c.dossier == bindparam("of_row")
_ORDINALS = select(sayings.c.ordinal).where(_OF_ROW)
_FORGET = Prepared(delete(sayings).where(_OF_ROW))
_NEXT = Prepared(select(func.coalesce(func.max(sayings.c.ordinal) + 1, 0)).where(_OF_ROW))


class Told(NamedTuple):
    """What a search has looked through.

    Attributes:
        body: The text of a document, or what was said of it.
        speaker: Name of who said it.
        kind: Of the act that it was said with; empty for the text.
    """

    body: str = ""
    speaker: str = ""
    kind: str = ""


def project_sayings(
    connection: Connection, dossier: Dossier, row: int, staged: Staged, everything: Iterable[Entry] | None
) -> None:
    """Bring what was said of a document in line.

    Args:
        connection: In which it is projected.
        dossier: The document.
        row: Its row.
        staged: Knows which entries were appended.
        everything: The whole journal, where it tells it again; None where only what was appended is new.
    """
    appended = staged.appended.pop(dossier_journal(dossier.id), ())
    if everything is not None:
        _forget(connection, row)
    said = [saying for one in (appended if everything is None else everything) if (saying := saying_in(one))]
    first = _NEXT.one(connection, {"of_row": row})[0] if said else 0
    for ordinal, one in enumerate(said, first):
        values = {"dossier": row, "ordinal": ordinal, "person": one.person, "kind": one.kind, "body": one.words}
        _NEW.run(connection, values)
        fulltext.index_saying(connection, row, ordinal, one.words)


def _forget(connection: Connection, row: int) -> None:
    for ordinal in connection.execute(_ORDINALS, {"of_row": row}).scalars().all():
        fulltext.forget_saying(connection, row, ordinal)
    _FORGET.run(connection, {"of_row": row})


def said_of(connection: Connection, rows: Sequence[int], unit: UnitId, asked: tuple[str, ...]) -> Mapping[int, Told]:
    """Return of each of some documents the newest saying that holds all the words, if there is one."""
    if not rows:
        return {}
    found: dict[int, Told] = {}
    for one in connection.execute(_said(unit), {"rows": rows}):
        if words.holds(words.normal(one.body), asked):
            found[one.dossier] = Told(body=one.body, speaker=one.speaker, kind=one.kind)
    return found


@lru_cache(maxsize=16)
def _said(unit: UnitId) -> Select[Any]:
    of_person = (people.c.unit == unit) & (people.c.id == sayings.c.person)
    return (
        select(sayings.c.dossier, sayings.c.body, func.coalesce(people.c.name, "").label("speaker"), sayings.c.kind)
        .outerjoin_from(sayings, people, of_person)
        .where(sayings.c.dossier.in_(bindparam("rows", expanding=True)))
        .order_by(sayings.c.dossier, sayings.c.ordinal)
    )
