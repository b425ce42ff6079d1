"""印数和分送: how many copies of a paper are printed and to whom they go, as far as its journal knows now."""

from __future__ import annotations

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.distribution import Consignment, addressed, numbered, typed
from oa_desktop.domain.dossier import Dossier, without_effect
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office.desk import Desk


def copies_of(desk: Desk, dossier: DossierId, manuscript: Manuscript) -> int:
    """Return 印数: what was printed (印制用印), else what the paper asks for, 0 where it says nothing."""
    entries = [one.entry for one in desk.store.entries(dossier_journal(dossier))]
    overruled = without_effect(dossier, entries)
    acts = (read_action(one.entry) for one in in_order(entries).placed if one.entry.id not in overruled)
    printed = [one.copies for one in acts if isinstance(one, act.ApplySeal)]
    return printed[-1] if printed else asked_copies(manuscript)


def asked_copies(manuscript: Manuscript) -> int:
    """Return the number in 印数 as it was typed (共印30份), 0 where there is none."""
    digits = "".join(char for char in manuscript.copies if char.isascii() and char.isdecimal())
    return int(digits or 0)


def consignments_of(desk: Desk, state: Dossier, manuscript: Manuscript) -> tuple[Consignment, ...]:
    """Return what goes to whom: as the clerk typed it when the paper was sent out, before that as the paper says."""
    members = desk.addressees.members
    if state.dispatched is not None and state.dispatched.value:
        sent = typed(state.dispatched.value.split("、"), members)
    else:
        sent = addressed((manuscript.recipients, manuscript.copied_to), members)
    return numbered(sent, manuscript.copy_number)
