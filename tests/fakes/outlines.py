"""Outlines as the fake store makes them: every document looked at, filtered, sorted and grouped in plain Python."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from oa_desktop.domain.documents.standings import standing_of
from oa_desktop.domain.documents.supervision import Supervision
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows import stranding
from oa_desktop.domain.flows.tasks import Task, open_ones
from oa_desktop.domain.numbers.numbering import read_number
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.office.lists.columns import BESIDE_THE_STEP

URGENCIES = ("", "平急", "加急", "特急", "特提")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document of a list: its line, its state, what a search looks through, and when it is due there."""

    row: q.DossierRow
    state: Dossier
    text: str
    due: str


def outline(query: o.Outline, listed: list[Listed]) -> tuple[o.OutlineGroup, ...]:
    """The groups of an outline of some documents, which are given the newest act first."""
    kept = [one for one in listed if passes(query.filter, one)]
    by_key = _SORTED[query.sorting]
    highest = query.sorting not in _LOWEST_FIRST
    kept.sort(key=by_key, reverse=highest != query.reverse)
    if query.grouping is not o.Grouping.NONE:
        latest = query.grouping not in _FIRST_HEAD_FIRST
        kept.sort(key=_ORDERED.get(query.grouping, _GROUPED[query.grouping]), reverse=latest)
    groups = itertools.groupby(kept[: query.limit or None], key=_GROUPED[query.grouping])
    return tuple(o.OutlineGroup(head=head, keys=tuple(one.row.key for one in rows)) for head, rows in groups)


def passes(wanted: o.Filter, one: Listed) -> bool:
    has = {
        "kind": one.row.kind,
        "organ": one.row.organ,
        "urgency": one.row.urgency,
        "phase": one.row.phase,
        "step": one.row.step,
        "year": one.row.drafted[:4],
        "drafter": one.row.drafter,
        "department": one.row.department,
        "secrecy": secrecy(one),
    }
    fits = all(getattr(wanted, name) in ("", value) for name, value in has.items())
    timely = _timely(wanted, one.row) and (not wanted.due_before or _seconds(one) < wanted.due_before)
    fits &= not wanted.supervised or any(at_stage(item, wanted.supervised) for item in one.state.supervisions)
    stands = standing_of(one.state.validity, one.state.publication)
    waits = {stranding.waiting_of(task, one.state) for task in open_ones(one.state.tasks)}
    fits &= not wanted.waits or bool(waits.intersection(wanted.waiting))
    fits &= wanted.standing in ("", stands.on(wanted.today))
    return fits and all(word in one.text for word in wanted.words.split()) and timely


def at_stage(item: Supervision, stage: str) -> bool:
    return item.is_open if stage == q.UNSETTLED else stage in ("", item.stage)


def asked(own: list[Task]) -> str:
    """The act that stands beside the step, where that is all that somebody has to do."""
    beside = [one.act for one in own if one.act in BESIDE_THE_STEP]
    return max(beside) if beside and all(one.act in BESIDE_THE_STEP or one.is_reading for one in own) else ""


def matter(key: int, item: Supervision, unit: Organisation) -> q.SupervisionRow:
    """A line of the ledger."""
    names = {one.id: one.name for one in (*unit.departments, *unit.people)}
    lead, *others = (names.get(one.person or one.department, "") for one in item.holders)
    latest = item.latest
    return q.SupervisionRow(
        key=key,
        item=item.id,
        matter=item.matter,
        supervisor=names.get(item.supervisor, ""),
        lead=lead,
        others="、".join(others),
        due=item.due[:10],
        begun=item.begun[:10],
        stage=item.stage.value,
        urged=item.urged,
        extended=item.extended,
        reports=item.reports,
        latest=latest.words if latest else "",
        reporter=names.get(latest.person, "") if latest else "",
        reported_on=latest.time[:10] if latest else "",
        wished=item.wish.due[:10] if item.wish else "",
        closed=item.closed[:10],
        outcome=item.outcome,
    )


def _timely(wanted: o.Filter, row: q.DossierRow) -> bool:
    if not row.number.startswith(wanted.number):
        return False
    day = {
        o.Dated.DRAFTED: row.drafted[:10],
        o.Dated.ISSUED: row.issued_on,
        o.Dated.NUMBERED: row.numbered_on,
        o.Dated.UPDATED: row.updated[:10],
    }[wanted.dated]
    after = not wanted.since or wanted.since <= day
    return after and (not wanted.until or "" < day <= wanted.until)


def secrecy(one: Listed) -> str:
    return one.state.particulars.secrecy.label or "无密级"


def _seconds(one: Listed) -> float:
    return datetime.fromisoformat(one.due).timestamp() if one.due else float("inf")


def pinyin(title: str) -> list[tuple[str, str]]:
    from pypinyin import Style, pinyin_dict  # noqa: PLC0415 - only tests that sort by title pay for it
    from pypinyin.style import convert  # noqa: PLC0415 - as above

    title = unicodedata.normalize("NFKC", title).lower()
    readings = (pinyin_dict.pinyin_dict.get(ord(one), "").split(",")[0] for one in title)
    said = [
        (convert(one, Style.NORMAL, strict=False), convert(one, Style.TONE3, strict=False)[-1:]) for one in readings
    ]
    return [(*sound, one) for sound, one in zip(said, title, strict=True)]


def number(text: str) -> tuple[str, int, int]:
    try:
        read = read_number(text)
    except Refused:
        return (text, 0, 0)
    return (read.code, read.year, read.serial)


_LOWEST_FIRST = (o.Sorting.TITLE, o.Sorting.NUMBER, o.Sorting.KIND, o.Sorting.STEP, o.Sorting.DUE)
_SORTED = {
    o.Sorting.NEWEST: lambda one: one.row.position,
    o.Sorting.DRAFTED: lambda one: one.row.key,
    o.Sorting.TITLE: lambda one: pinyin(one.row.title),
    o.Sorting.NUMBER: lambda one: number(one.row.number),
    o.Sorting.URGENCY: lambda one: URGENCIES.index(one.row.urgency),
    o.Sorting.KIND: lambda one: one.row.kind,
    o.Sorting.STEP: lambda one: one.row.step,
    o.Sorting.SECRECY: lambda one: one.state.particulars.secrecy,
    o.Sorting.ISSUED: lambda one: one.row.issued_on,
    o.Sorting.NUMBERED: lambda one: one.row.numbered_on,
    o.Sorting.DUE: _seconds,
}
_GROUPED = {
    o.Grouping.NONE: lambda one: "",
    o.Grouping.STEP: lambda one: one.row.step,
    o.Grouping.KIND: lambda one: one.row.kind,
    o.Grouping.URGENCY: lambda one: one.row.urgency,
    o.Grouping.DAY: lambda one: one.row.updated[:10],
    o.Grouping.MONTH: lambda one: one.row.updated[:7],
    o.Grouping.YEAR: lambda one: one.row.drafted[:4],
    o.Grouping.SECRECY: secrecy,
    o.Grouping.DEPARTMENT: lambda one: one.row.department,
    o.Grouping.DRAFTER: lambda one: one.row.drafter,
    o.Grouping.PHASE: lambda one: one.row.phase,
}
_ORDERED = {
    o.Grouping.URGENCY: _SORTED[o.Sorting.URGENCY],
    o.Grouping.SECRECY: _SORTED[o.Sorting.SECRECY],
    o.Grouping.DEPARTMENT: lambda one: pinyin(one.row.department),
    o.Grouping.DRAFTER: lambda one: pinyin(one.row.drafter),
}
_FIRST_HEAD_FIRST = (*(o.Grouping.STEP, o.Grouping.KIND, o.Grouping.DEPARTMENT, o.Grouping.DRAFTER, o.Grouping.PHASE),)
