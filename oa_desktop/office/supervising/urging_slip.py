"""催办单: what goes to whoever was urged, as the newest 催办 tells, with a feedback slip (回执); office practice."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, together
from oa_desktop.domain.dates import read_iso, written_day
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.desk import Desk
from oa_desktop.office.supervising.slips import common_cells, described

URGING = "催办单"
_FEEDBACK = "请填写下面各栏，说明办理的进展，退回催办的人。"


def urging_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 催办单 of a document as PDF: of the newest 催办.

    Raises:
        Refused: ``dossier.unknown``, ``paper.not-urged``.
    """
    state, unit = desk.known(dossier), desk.organisation()
    urged = _newest(desk, dossier)
    if urged is None:
        raise Refused("paper.not-urged", title=state.particulars.title)
    entry, action, then = urged
    tasks = [one for one in then.tasks if one.id in action.tasks]
    values = {
        "催办次数": f"第{max((one.urged for one in tasks), default=1)}次",
        "催办日期": written_day(entry.claimed_time),
        "催办人": described(unit, entry.actor.person),
        "催办事项": "\n".join(_said(unit, then, one) for one in tasks),
        "催办意见": action.reason,
        "联系人": unit.person(entry.actor.person).name,
        "回执": _FEEDBACK,
    }
    return desk.renderer.form(desk.forms[URGING].filled(unit.name, common_cells(state) | values), desk.look())


def _newest(desk: Desk, dossier: DossierId) -> tuple[Entry, together.Urge, Dossier] | None:
    """Return the newest 催办 that counts, with the document as it then was."""
    entries = [one.entry for one in desk.store.entries(dossier_journal(dossier))]
    overruled = dossiers.without_effect(dossier, entries)
    found, state = None, Dossier(id=dossier)
    for entry in (one.entry for one in in_order(entries).placed if one.entry.id not in overruled):
        state = dossiers.advance(state, entry)
        action = read_action(entry)
        found = (entry, action, state) if isinstance(action, together.Urge) else found
    return found


def _said(unit: Organisation, state: Dossier, task: Task) -> str:
    """Return who has what to do until when, and how often that was urged."""
    what = next((f"督办“{one.matter}”" for one in state.supervisions if one.id == task.item), _term(task))
    day = f"，限{written_day(task.due[:10])}" if read_iso(task.due[:10]) else ""
    return f"{'、'.join(_called(unit, task.holder))}：{what}{day}，第{task.urged}次催办"


def _term(task: Task) -> str:
    return DECLARATIONS[BY_KIND[task.act]].term if task.act in BY_KIND else task.act


def _called(unit: Organisation, holder: Holder) -> Iterator[str]:
    """Yield the person, or the department, or else the role whose task it is."""
    department = unit.department(holder.department) if holder.department else None
    if holder.person:
        yield described(unit, holder.person)
    elif department:
        yield department.name
    elif holder.role:
        yield holder.role.value
