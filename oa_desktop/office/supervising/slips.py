"""转办单 and 交办单: what goes with a paper to whoever is to handle it, each with a feedback slip (回执); practice.

They are filled in from the journal: who handed it over, or chose who handles it, until when, with which words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import Action, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import Assign, Instruct
from oa_desktop.domain.dates import read_iso, written_day
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import of_the_step
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, PersonId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.desk import Desk
from oa_desktop.office.incoming.came import handlers_of
from oa_desktop.office.papers.opinions import opinions_in

HAND_OVER, ASSIGNMENT = "转办单", "交办单"
_AREAS = {"批办": "领导批示", "领导批示": "领导批示", "分办": "交办意见"}
"""In which cells opinion areas stand."""
_FEEDBACK = "请在办完以后填写下面各栏，连同办理的材料一起退回。"

Act = tuple[Entry, Action]


def hand_over_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 转办单 of a document as PDF: of the newest 转办 or 改派 that was not taken back.

    Raises:
        Refused: ``dossier.unknown``, ``paper.not-handed-over``.
    """
    state, unit = desk.known(dossier), desk.organisation()
    last = next(_handed(acts_that_hold(desk, dossier)), None)
    if last is None:
        raise Refused("paper.not-handed-over", title=state.particulars.title)
    entry, action = last
    values = {
        "转办日期": written_day(entry.claimed_time),
        "限办日期": _day(action.due),
        "转自": described(unit, entry.actor.person),
        "转给": described(unit, action.person),
        "转办意见": action.reason,
        "联系人": unit.person(entry.actor.person).name,
    }
    return desk.renderer.form(desk.forms[HAND_OVER].filled(unit.name, common_cells(state) | values), desk.look())


def assignment_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 交办单 of a document as PDF: who is to handle it, once it was 批办 or 分办, and what was said then.

    Raises:
        Refused: ``dossier.unknown``, ``paper.not-assigned``.
    """
    state, unit = desk.known(dossier), desk.organisation()
    handlers = handlers_of(state, unit)
    given = next((one for one in acts_that_hold(desk, dossier) if isinstance(one[1], Instruct | Assign)), None)
    if not handlers or given is None:
        raise Refused("paper.not-assigned", title=state.particulars.title)
    entry, action = given
    values = {
        "交办日期": written_day(entry.claimed_time),
        "办理时限": _day(next(_limits(state), "")),
        "承办单位": "\n".join(handlers),
        "联系人": unit.person(entry.actor.person if isinstance(action, Assign) else state.drafter).name,
    }
    found = opinions_in(desk, dossier)
    said = {cell: found[area] for area, cell in _AREAS.items() if area in found}
    return desk.renderer.form(desk.forms[ASSIGNMENT].filled(unit.name, common_cells(state) | values, said), desk.look())


def acts_that_hold(desk: Desk, dossier: DossierId) -> tuple[Act, ...]:
    """Return what was done and holds, the newest first."""
    entries = [one.entry for one in desk.store.entries(dossier_journal(dossier))]
    overruled = dossiers.without_effect(dossier, entries)
    placed = (one.entry for one in reversed(in_order(entries).placed))
    return tuple((entry, read_action(entry)) for entry in placed if entry.id not in overruled)


def _handed(acts: Iterable[Act]) -> Iterator[tuple[Entry, together.HandOver | together.Reassign]]:
    """Yield what was handed over and not taken back, the newest first."""
    taken_back = set()
    for entry, action in acts:
        if isinstance(action, act.Recall):
            taken_back.add(action.entry)
        if isinstance(action, together.HandOver | together.Reassign) and entry.id not in taken_back:
            yield entry, action


def _limits(state: Dossier) -> Iterator[str]:
    yield from (one.due for one in state.chosen if one.due)
    yield from (one.due for one in of_the_step(state.tasks) if one.due)


def _day(day: str) -> str:
    return written_day(day) if read_iso(day[:10]) else day


def common_cells(state: Dossier) -> dict[str, str]:
    """Return what every slip says of its document, by the cells of its form."""
    came, said = state.incoming, state.particulars
    return {
        "编号": state.number if came else "",
        "发文机关": came.sender if came else said.organ,
        "发文字号": came.number if came else state.number,
        "标题": said.title.replace("\n", ""),
        "密级": said.classification,
        "紧急程度": said.urgency,
        "份数": str(came.copies) if came else "",
        "回执": _FEEDBACK,
    }


def described(unit: Organisation, person: PersonId) -> str:
    """Return somebody's department and name, as slips name them."""
    post = next(iter(unit.posts_of(person)), None)
    department = unit.department(post.department) if post else None
    return " ".join(part for part in (department.name if department else "", unit.person(person).name) if part)
