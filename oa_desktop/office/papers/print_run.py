"""印数和分送: how many copies of a paper are printed and to whom they go, as far as its journal knows now."""

from __future__ import annotations

from typing import TypeVar

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.copies.distribution import Consignment, addressed, numbered, typed
from oa_desktop.domain.dossier import without_effect
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.desk import Desk

Act = TypeVar("Act", bound=act.DossierAction)


def copies_of(desk: Desk, dossier: DossierId, manuscript: Manuscript) -> int:
    """Return 印数: what was printed (印制用印), else what the paper asks for, 0 where it says nothing."""
    printed = _last(desk, dossier, act.ApplySeal)
    return printed.copies if printed else asked_copies(manuscript)


def _last(desk: Desk, dossier: DossierId, kind: type[Act]) -> Act | None:
    """Return the last act of a kind that holds."""
    entries = [one.entry for one in desk.store.entries(dossier_journal(dossier))]
    overruled = without_effect(dossier, entries)
    acts = [read_action(one.entry) for one in in_order(entries).placed if one.entry.id not in overruled]
    return next((one for one in reversed(acts) if isinstance(one, kind)), None)


def asked_copies(manuscript: Manuscript) -> int:
    """Return the number in 印数 as it was typed (共印30份), 0 where there is none."""
    digits = "".join(char for char in manuscript.copies if char.isascii() and char.isdecimal())
    return int(digits or 0)


def consignments_of(desk: Desk, dossier: DossierId, manuscript: Manuscript) -> tuple[Consignment, ...]:
    """Return what goes to whom: as the clerk typed it when the paper was sent out, before that as the paper says."""
    members, dispatch = desk.known_addressees().members, _last(desk, dossier, act.Dispatch)
    if dispatch and dispatch.recipients:
        sent = typed(dispatch.recipients, members)
    else:
        sent = addressed((manuscript.recipients, manuscript.copied_to), members)
    return numbered(sent, manuscript.copy_number)
