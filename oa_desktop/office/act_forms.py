"""What an act asks of whoever does it (办理所需): words, and fields with what usually stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, fields
from datetime import date
from typing import Any

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, classifying, clearing, internal, supervising, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import Instruct
from oa_desktop.domain.actions.on_paper import RecordInstruction, RecordIssue
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.copies.copy_numbers import FIRST
from oa_desktop.domain.copies.proofs import MOST_ROUNDS, next_round
from oa_desktop.domain.dossier import Dossier, returns_from
from oa_desktop.domain.handling import RETENTION_PERIODS
from oa_desktop.domain.ids import NOTHING, DossierId, RegisterName
from oa_desktop.domain.numbers.numbering import NumberState, runs_of
from oa_desktop.domain.rules.names import organs_in
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.seconding import asks
from oa_desktop.office import queries as q
from oa_desktop.office import seconding_form
from oa_desktop.office.archiving.surveying import proposal_for
from oa_desktop.office.capacity import capacities
from oa_desktop.office.circulating import inviting_forms, on_paper
from oa_desktop.office.clearing import copies as clearing_copies
from oa_desktop.office.clearing.counted import has_slot
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import own_phrases
from oa_desktop.office.flows.cautions import is_cautioned
from oa_desktop.office.matters import act_forms as matter_act_forms
from oa_desktop.office.possible_acts import possible_acts
from oa_desktop.office.reading import timeline
from oa_desktop.office.seals import form as sealing_form
from oa_desktop.office.secrecy import forms as classifying_forms
from oa_desktop.office.supervising import forms as supervising_forms

_GRAVE = frozenset(
    {
        *(act.Issue, RecordIssue, act.ApplySeal, together.Cosign, together.Void, internal.Publish),
        *(classifying.Declassify, clearing.RecordDestruction),
    }
)
"""Acts that nobody can take back by an act of their own."""
_WORDS = {"opinion": "意见", "reason": "原因"}
_CIRCLED = frozenset({act.Review, act.Issue, act.MarkRead, Instruct, together.Countersign, together.Cosign})
"""Acts for which a circle around one's name may stand (圈阅): it is consent, and where a paper is to be read, read."""
_WORDLESS_REFUSED = frozenset(
    {
        *(RecordInstruction, act.Return, act.LeaveOpinion, act.SettleConflict),
        *(classifying.Reclassify, classifying.Declassify, classifying.AdjustAudience),
        *(together.Suspend, together.Void, internal.TakeDown),
        *(supervising.ReportProgress, supervising.AskExtension, supervising.ReturnReport),
    }
)


def act_forms(desk: Desk, query: q.ActForms) -> tuple[q.ActFormRow, ...]:
    """Return what the person may do now with a document, with what each act asks for."""
    state = desk.known(query.dossier)
    rows = possible_acts(desk, q.PossibleActs(dossier=query.dossier))
    names = {one.acting_for.name if one.acting_for else "": one for one in reversed(capacities(desk, state))}
    return tuple(_form(names[row.on_behalf_of], state, row) for row in rows)


def first_act_form(desk: Desk, query: q.FirstActForm) -> tuple[q.ActFormRow, ...]:
    """Return what the onward act of a flow's first step asks for; nothing for an unknown flow."""
    flow = desk.flows.get(query.flow)
    if flow is None:
        return ()
    declaration = DECLARATIONS[BY_KIND[flow.steps[0].act]]
    row = q.ActRow(kind=declaration.kind, term=declaration.term, onward=True)
    return (_form(desk, Dossier(id=DossierId(""), flow=flow), row),)


def _form(desk: Desk, state: Dossier, row: q.ActRow) -> q.ActFormRow:
    action = BY_KIND[row.kind]
    named = {one.name for one in _fields(action)}
    asked = _FIELDS.get(row.kind)
    return q.ActFormRow(
        kind=row.kind,
        term=row.term,
        onward=row.onward,
        on_behalf_of=row.on_behalf_of,
        recallable=DECLARATIONS[action].recallable,
        grave=action in _GRAVE,
        by_two=asks(action),
        cautioned=is_cautioned(desk, action),
        words=next((label for name, label in _WORDS.items() if name in named), ""),
        words_needed=action in _WORDLESS_REFUSED,
        by_hand=issubclass(action, act.WrittenAction),
        circles=action in _CIRCLED,
        fields=tuple(asked(desk, state)) if asked else (),
        phrases=own_phrases(desk).beside(desk.phrases.get(row.kind, ())),
    )


def _fields(action: type[Any]) -> tuple[Field[Any], ...]:
    return fields(action)


def _return(_: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    steps = tuple((one, state.flow.step(one).name) for one in returns_from(state)) if state.flow else ()
    usual = steps[0][0] if steps else ""
    yield q.FieldRow(name="to", label="退回到", sort=q.FieldSort.CHOICE, usual=usual, options=steps)
    yield q.FieldRow(name="straight_back", label="改后直接送回我", sort=q.FieldSort.FLAG)


def _number(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    issued = state.issued.time[:10] if state.issued else ""
    year = date.fromisoformat(issued).year if issued else 0
    codes = tuple((one.code, _next(desk, one.code, year, one.name)) for one in _organs(desk, state))
    yield q.FieldRow(
        name="code", label="机关代字", sort=q.FieldSort.CHOICE, usual=codes[0][0] if codes else "", options=codes
    )
    yield q.FieldRow(name="date", label="成文日期", sort=q.FieldSort.DATE, usual=issued)
    yield q.FieldRow(name="serial", label="编号", sort=q.FieldSort.NUMBER, usual="0", options=(("0", "下一个号"),))
    if Role.NUMBERS_BY_HAND in desk.standing.roles:
        yield q.FieldRow(name="reason", label="手工编号的原因", sort=q.FieldSort.TEXT)
    text = desk.manuscript(state.source)
    if has_slot(text):
        yield q.FieldRow(name="copy_number", label="份号", sort=q.FieldSort.TEXT, usual=text.copy_number or FIRST)


def _organs(desk: Desk, state: Dossier) -> list[Organ]:
    """Return the organs whose codes may be used: those that issue, registered last first; else all."""
    issuing = desk.manuscript(state.source).issuing_organs
    organs = list(reversed(desk.organisation().organs))
    return [one for one in organs if one.name in issuing] or organs


def _next(desk: Desk, code: str, year: int, organ: str) -> str:
    register = desk.register(RegisterName(code=code, year=year))
    kept = runs_of(line.serial for line in register.lines if line.state is NumberState.RESERVED)
    more = f"，预留 {kept} 号" if kept else ""
    return f"{code}（{organ}，下一个 {register.next_serial} 号{more}）"


def _proof(_: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    page = state.numbered.rendering if state.numbered else NOTHING
    usual = min(next_round(state.proofs, page), MOST_ROUNDS)
    yield q.FieldRow(name="round", label="第几校", sort=q.FieldSort.NUMBER, usual=str(usual))


def _dispatch(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    text = desk.manuscript(state.source)
    usual = "\n".join(dict.fromkeys((*organs_in(text.recipients), *organs_in(text.copied_to))))
    names = tuple((name, name) for name in desk.known_addressees().names)
    yield q.FieldRow(name="recipients", label="分送机关", sort=q.FieldSort.LINES, usual=usual, options=names)


def _file(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    """Give how long it is kept: as the schedule proposes, and empty where it leaves that to who files it."""
    proposal = proposal_for(desk, state)
    proposed = proposal.retention if proposal else Retention.PERMANENT
    why = proposal.reason if proposal else ""
    unsaid = () if proposed else (("", f"请选定（{why}）"),)
    periods = ((one, f"{one}（建议：{why}）" if why and one == proposed else one) for one in RETENTION_PERIODS)
    usual, options = proposed.value if proposed else "", (*unsaid, *periods)
    yield q.FieldRow(name="retention", label="保管期限", sort=q.FieldSort.CHOICE, usual=usual, options=options)


def _settle(desk: Desk, state: Dossier) -> Iterator[q.FieldRow]:
    rows = [one for one in timeline(desk, q.Timeline(dossier=state.id)) if one.entry in state.contenders]
    said = tuple((row.entry, f"{row.time[:16].replace('T', ' ')} {row.name} {row.act} {row.words}") for row in rows)
    yield q.FieldRow(name="upheld", label="采用", sort=q.FieldSort.CHOICE, options=said)


_FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {
    "return": _return,
    "assign-number": _number,
    "sign-proof": _proof,
    "apply-seal": sealing_form.fields,
    "dispatch": _dispatch,
    "file": _file,
    "settle": _settle,
    **inviting_forms.FIELDS,
    **on_paper.FIELDS,
    **matter_act_forms.FIELDS,
    **classifying_forms.FIELDS,
    **clearing_copies.FIELDS,
    **seconding_form.FIELDS,
    **supervising_forms.FIELDS,
}
