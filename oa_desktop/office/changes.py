"""What an act changed; screens refresh by it."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import ActId, DossierId, EntryId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What one act changed.

    Attributes:
        act: Id of the act.
        unit: The unit that it was done in; only its people are told.
        entries: The entries that it made, in every journal it touched.
        dossiers: Documents whose state changed, or that registers name; only who may know one of them is told.
        organisation: Whether people, rights or the like changed.
        notices: Codes of what the user should be told, such as ``clock.behind``; the act itself was recorded.
    """

    act: ActId
    unit: UnitId
    entries: tuple[EntryId, ...]
    dossiers: tuple[DossierId, ...] = ()
    organisation: bool = False
    notices: tuple[str, ...] = ()
