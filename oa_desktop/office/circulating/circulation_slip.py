"""传阅单: who was given a paper to read, when, and when they had read it, as far as the journal knows now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import Task
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import DossierId, PersonId, TaskId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.desk import Desk

_LABELS = ("序号", "阅件人", "职务", "送阅时间", "阅毕时间", "签名（阅）")
_WIDTHS = (2, 4, 7, 4, 4, 3)
_LINE_MM = 11.0
"""Height of a line: room to sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """送阅: a paper that was given to somebody to read.

    Attributes:
        given: Claimed time from which they had it; empty while it has not come to them.
        giver: Who gave it to them.
        ended: Claimed time at which they had read it; empty before.
        recalled: Claimed time at which it was taken back; empty where it was not.
        how: 阅, 圈阅 or 收回; empty while they have it.
        badge: What stands behind the name of a role player (模拟角色) who read it; empty for a person.
    """

    person: PersonId
    given: str = ""
    giver: PersonId = PersonId("")
    ended: str = ""
    recalled: str = ""
    how: str = ""
    badge: str = ""


def circulation_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 传阅单 of a document as PDF.

    Raises:
        Refused: ``dossier.unknown``, ``paper.not-circulated``.
    """
    state = desk.known(dossier)
    read = readings(dossier, (one.entry for one in desk.store.entries(dossier_journal(dossier))))
    if not read:
        raise Refused("paper.not-circulated", title=state.particulars.title)
    return desk.renderer.form(circulation_slip(state, desk.organisation(), read), desk.look())


def readings(dossier: DossierId, entries: Iterable[Entry]) -> tuple[Reading, ...]:
    """Return who was given a document to read, in the order of the round: what each entry changed of their tasks."""
    found: dict[TaskId, Reading] = {}
    state = Dossier(id=dossier)
    for placed in in_order(entries).placed:
        before, state = _tasks(state), dossiers.advance(state, placed.entry)
        now = _tasks(state)
        found |= {one: _given_out(task) for one, task in now.items() if one not in found}
        found |= {one: replace(found[one], given=found[one].given or _given(task)) for one, task in now.items()}
        found |= {one: _ended(found[one], placed.entry) for one in before if one not in now}
    return tuple(found.values())


def _tasks(state: Dossier) -> dict[TaskId, Task]:
    return {one.id: one for one in (*state.tasks, *state.suspended) if one.is_reading}


def _given_out(task: Task) -> Reading:
    return Reading(person=task.holder.person, giver=task.given_by)


def _given(task: Task) -> str:
    return task.opened if task.is_open else ""


def _ended(reading: Reading, entry: Entry) -> Reading:
    action = read_action(entry)
    if isinstance(action, act.MarkRead):
        how = "圈阅" if action.circled else "阅"
        return replace(reading, ended=entry.claimed_time, how=how, badge=entry.actor.kind.badge)
    return replace(reading, recalled=entry.claimed_time, how="收回")


def circulation_slip(dossier: Dossier, unit: Organisation, read: Iterable[Reading]) -> Form:
    """Return the 传阅单 of a document, a line for each reader."""
    return Form(
        title="传阅单",
        organ=unit.name,
        head=(
            form_row(*_whence(dossier)),
            form_row(("标题", dossier.particulars.title.replace("\n", ""), 24)),
            form_row(*((label, "", width) for label, width in zip(_LABELS, _WIDTHS, strict=True))),
        ),
        rows=tuple(_lines(unit, read)),
        footer="送阅、阅毕时间照办理记录；在纸上阅的，阅件人签名，写明时间。",
    )


def reader_lines(desk: Desk, dossier: DossierId) -> Iterator[dict[str, str]]:
    """Yield what a book of what was circulated (传阅登记) says of each reader of a document."""
    unit = desk.organisation()
    for one in readings(dossier, (entry.entry for entry in desk.store.entries(dossier_journal(dossier)))):
        yield {
            "阅件人": unit.person(one.person).name + one.badge,
            "职务": next((post.title for post in unit.posts_of(one.person)), ""),
            "送阅人": unit.person(one.giver).name if one.giver else "",
            "送阅时间": _moment(one.given),
            "阅毕时间": _moment(one.ended),
            "收回时间": _moment(one.recalled),
            "阅读情况": one.how or ("未阅" if one.given else "还没有传到"),
        }


def _moment(time: str) -> str:
    return time[:16].replace("T", " ")


def _whence(dossier: Dossier) -> tuple[tuple[str, str, int], tuple[str, str, int]]:
    if dossier.incoming:
        return ("来文单位", dossier.incoming.sender, 14), ("收文编号", dossier.number, 10)
    return ("发文机关", dossier.particulars.organ, 14), ("发文字号", dossier.number, 10)


def _lines(unit: Organisation, read: Iterable[Reading]) -> Iterator[Row]:
    for place, one in enumerate(read, start=1):
        title = next((post.title for post in unit.posts_of(one.person)), "")
        name = unit.person(one.person).name + one.badge
        words = (str(place), name, title, _minute(one.given), _minute(one.ended), one.how)
        yield form_row(*(("", word, width) for word, width in zip(words, _WIDTHS, strict=True)), height_mm=_LINE_MM)


def _minute(time: str) -> str:
    return time[5:16].replace("T", " ")
