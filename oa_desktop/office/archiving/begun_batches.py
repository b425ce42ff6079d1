"""整理到一半的批次: that a batch was begun and did not come to its end, so that it is gone on with as the same batch.

It is kept for the person, encrypted like what they type; a program that died has kept it too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from oa_desktop.domain.ids import BatchId
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import OWN_ROWS

_KEPT = OWN_ROWS + "batch/"
"""What the key begins with among what the store keeps of a person; the last 年度 follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A batch that did not come to its end.

    Attributes:
        batch: 批次.
        place: 存放位置 of what was arranged.
    """

    batch: BatchId
    place: str = ""


def begin(desk: Desk, year: int, begun: Begun) -> None:
    """Keep that a batch is under way.

    Raises:
        Unavailable: ``store.read-only``, ``disk.full``.
    """
    row = json.dumps({"batch": begun.batch, "place": begun.place}).encode()
    desk.store.keep_draft(desk.own_standing.person, f"{_KEPT}{year}", row)


def begun_in(desk: Desk, year: int) -> Begun | None:
    """Return the batch of a year that did not come to its end, None where all did."""
    row = desk.store.drafts(desk.own_standing.person).get(f"{_KEPT}{year}")
    return Begun(**json.loads(row)) if row else None


def end(desk: Desk, year: int) -> None:
    """Forget a batch that came to its end."""
    desk.store.drop_draft(desk.own_standing.person, f"{_KEPT}{year}")
