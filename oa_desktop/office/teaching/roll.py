"""The roll (名册) as a table has it: a line a trainee, its columns named by the first line."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.class_data import Trainee

_NUMBER, _NAME, _UNIT, _SEAT, _EXTRA = "学号", "姓名", "单位", "座位", "加时"


def trainees_of(texts: Sequence[Sequence[str]], name: str) -> tuple[Trainee, ...]:
    """Return the trainees of a table.

    Args:
        texts: Its cells, line by line.
        name: Of its file.

    Raises:
        Refused: ``class.no-names``, ``class.number-twice``, ``class.extra-unread``.
    """
    if not texts or _NAME not in texts[0]:
        raise Refused("class.no-names", name=name)
    rows = [dict(zip(texts[0], row, strict=False)) for row in texts[1:]]
    trainees = tuple(_trainee(row, place) for place, row in enumerate(rows, 1) if row.get(_NAME))
    twice = next((one.number for one in trainees if [x.number for x in trainees].count(one.number) > 1), "")
    if twice:
        raise Refused("class.number-twice", number=twice)
    return trainees


def _trainee(row: dict[str, str], place: int) -> Trainee:
    extra = row.get(_EXTRA) or "0"
    if not (extra.isascii() and extra.isdecimal()):
        raise Refused("class.extra-unread", name=row[_NAME], extra=extra)
    return Trainee(
        number=row.get(_NUMBER) or str(place),
        name=row[_NAME],
        unit=row.get(_UNIT, ""),
        seat=row.get(_SEAT, ""),
        extra=int(extra),
    )
