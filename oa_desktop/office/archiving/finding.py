"""检索全部档案: what a search finds among the unit's own items, and beside them in 馆藏."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from oa_desktop.office.archiving.holdings import HeldRow
from oa_desktop.office.archiving.offered import archives
from oa_desktop.office.queries import ArchiveFoundRow, ArchiveSearch
from oa_desktop.office.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search of the archive found, as far as the person may know it.

    Attributes:
        own: Items of the unit.
        held: Items that came from other units; none for whoever does not keep the archive.
    """

    own: tuple[ArchiveFoundRow, ...]
    held: tuple[HeldRow, ...] = ()


def found_everywhere(session: Session, asked: ArchiveSearch) -> Found:
    """Return what holds all the words, as many of either as are asked for.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``: what is known of a package is lost.
    """
    held = islice(session.archive.holdings.items(asked.text), asked.limit) if archives(session) else ()
    return Found(own=session.ask(asked), held=tuple(held))
