"""What the acts of supervision ask for (督办): the matter, who sees to it, until when, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.actions import supervising as act
from oa_desktop.domain.documents.supervision import Answer, Progress, Supervision
from oa_desktop.domain.dossier import Dossier
from oa_desktop.office import queries as q
from oa_desktop.office.circulating.inviting_forms import headed_departments, people_who_may
from oa_desktop.office.desk import Desk
from oa_desktop.office.supervising.supervising import items_for, usual_day

_REPORT = DECLARATIONS[act.ReportProgress].kind


def _begin(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    options = (*headed_departments(desk), *people_who_may(desk, state, _REPORT))
    yield q.FieldRow(name="matter", label="督办事项", sort=q.FieldSort.TEXT)
    yield q.FieldRow(name="people", label="由谁办", sort=q.FieldSort.PEOPLE, options=options, first="主办")
    yield q.FieldRow(name="due", label="限办日期", sort=q.FieldSort.DATE, usual=usual_day(desk))


def _which(kind: str) -> Callable[[Desk, Dossier], Iterator[q.FieldRow]]:
    """Return what an act asks for that is on a matter: which one, where there are several, and more."""

    def asked(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
        items = items_for(desk, state, BY_KIND[kind])
        if len(items) > 1:
            options = tuple((one.id, f"{one.matter}（{one.due[:10]}前）") for one in items)
            sort = q.FieldSort.CHOICE
            yield q.FieldRow(name="item", label="督办事项", sort=sort, usual=items[0].id, options=options)
        more = _MORE.get(kind)
        if more and items:
            yield from more(items[0])

    return asked


def _progress(_: Supervision) -> Iterator[q.FieldRow]:
    options = ((Progress.UNDERWAY.value, "在办，还没有办完"), (Progress.FINISHED.value, "办结，我这一部分办完了"))
    sort = q.FieldSort.CHOICE
    yield q.FieldRow(name="progress", label="进展", sort=sort, usual=Progress.UNDERWAY.value, options=options)


def _wish(item: Supervision) -> Iterator[q.FieldRow]:
    yield q.FieldRow(name="due", label="延到", sort=q.FieldSort.DATE, usual=item.due[:10])


def _answer(item: Supervision) -> Iterator[q.FieldRow]:
    options = tuple((one.value, f"{one.value}延期") for one in Answer)
    sort = q.FieldSort.CHOICE
    yield q.FieldRow(name="answer", label="答复", sort=sort, usual=Answer.AGREE.value, options=options)
    due = item.wish.due if item.wish else item.due
    yield q.FieldRow(name="due", label="延到", sort=q.FieldSort.DATE, usual=due[:10])


_MORE: Mapping[str, Callable[[Supervision], Iterator[q.FieldRow]]] = {
    _REPORT: _progress,
    DECLARATIONS[act.AskExtension].kind: _wish,
    DECLARATIONS[act.ExtendSupervision].kind: _answer,
}
FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {
    DECLARATIONS[act.Supervise].kind: _begin,
    **{DECLARATIONS[one].kind: _which(DECLARATIONS[one].kind) for one in act.ON_AN_ITEM},
}
