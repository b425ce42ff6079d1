"""Questions on what waits for a second person (双人) of documents."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import DossierId
from oa_desktop.office.queries.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForTwoRow:
    """A document of which something waits that two persons do."""

    dossier: DossierId
    title: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForTwo(Query[AskedForTwoRow]):
    """The documents of which something waits for a second person, as far as they may be known."""
