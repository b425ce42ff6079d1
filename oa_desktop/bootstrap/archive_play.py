"""The demonstration of the archive (档案演示): a year is played, and what was planted in it is looked for."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from oa_desktop.bootstrap.archive_faults import LOST, LOST_BYTES, PLANTED, Planted
from oa_desktop.bootstrap.archive_year import ARCHIVIST, SEALED, YEAR, Came, Goes, Year, came_from, sound
from oa_desktop.bootstrap.demonstration import cast_below, demonstration_unit
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.resources import build_scheme
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.realms import Realm
from oa_desktop.office.session import Session

FEWEST = len(PLANTED) + 2
"""Documents: those with a fault, and two in which nothing is wrong."""
_BEGIN = datetime(YEAR - 2, 12, 1, 9, tzinfo=timezone(timedelta(hours=8)))
_SENDER = "县档案馆"
_CONTENTS = "blobs/??/*"
Told = Callable[[int, int], None]
_SECURITY = "heyutong"
"""Who gives the card out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedYear:
    """A year that was played.

    Attributes:
        session: Of the archivist.
        planted: Which fault was planted in which document.
        card: The card (单位名片) of the unit, for other units.
    """

    session: Session
    planted: Mapping[DossierId, Planted]
    card: bytes


@contextlib.contextmanager
def play_year(documents: int, tell: Told = lambda _done, _all: None) -> Iterator[PlayedYear]:
    """Play a year in a throw-away store, where the archive has its scheme, and plant the faults.

    Args:
        documents: How many; at least :data:`FEWEST`.
        tell: Is told documents done and documents in all.
    """
    with tempfile.TemporaryDirectory(prefix="oa-desktop-demo-") as name:
        home = Path(name)
        with cast_below(home, demonstration_unit(), _BEGIN) as (cast, clock):
            year = Year(cast, clock)
            cast.session(ARCHIVIST).archive.adopt_scheme(build_scheme("organ"))
            lost = _kept_file(year, realm_folder(home, Realm.DEMONSTRATION))
            planted = _play(year, documents, tell)
            lost.unlink()
            card = cast.session(_SECURITY).partners.card()
            yield PlayedYear(session=cast.session(ARCHIVIST), planted=planted, card=card)


def _kept_file(year: Year, folder: Path) -> Path:
    """Keep the file that will be lost; return where the store has it."""
    before = set(folder.glob(_CONTENTS))
    year.keep(LOST, LOST_BYTES)
    (kept,) = set(folder.glob(_CONTENTS)) - before
    return kept


def _play(year: Year, documents: int, tell: Told) -> dict[DossierId, Planted]:
    """Play all documents, those of the year before first and a sealed one last; return which have a fault."""
    planted: dict[DossierId, Planted] = {}
    for place, one in enumerate(sorted(PLANTED, key=lambda each: each.year)):
        tell(place, documents)
        day = year.begin(place, documents, one.year)
        base = Came(
            title=f"{_SENDER}关于专项第{place + 1}号工作的通知", incoming=came_from(_SENDER, documents + place, day)
        )
        planted[_handled(year, one.plant(base, year.page(_SENDER)))] = one
    for place in range(len(PLANTED), documents - 1):
        tell(place, documents)
        _handled(year, sound(place, year.begin(place, documents)))
    year.begin(documents - 1, documents)
    year.take_seals_into_use()
    year.issue(SEALED)
    tell(documents, documents)
    return planted


def _handled(year: Year, document: Came | Goes) -> DossierId:
    return year.receive(document) if isinstance(document, Came) else year.issue(document)
