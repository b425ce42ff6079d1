"""What to know before one stands for a paper (办前提示), and what is to be mended first where the office says so."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

from oa_desktop.domain.actions import DECLARATIONS, Action, declaration_of
from oa_desktop.domain.actions.handling import ApplySeal, AssignNumber, DossierAction, Issue
from oa_desktop.domain.actions.together import Cosign, Stance
from oa_desktop.domain.documents.findings import Finding, Severity
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.revisions import changed_since_signed
from oa_desktop.office.flows.circumstances import circumstances_of
from oa_desktop.office.incoming import came

_MAY_WAIT = frozenset({"submit", "review", "cosign", "issue", "recheck"})
"""The acts that a profile may name; the rules are not read for any other."""
_STOOD_FOR = frozenset({Cosign, Issue, AssignNumber, ApplySeal})
"""Acts by which somebody stands for a paper as it is."""


def findings_in(desk: Desk, draft: KeptDraft, document: DossierId | None) -> tuple[Finding, ...]:
    """Return what is wrong with what is being written, for a document or for none yet."""
    state = desk.known(document) if document else None
    inspection = replace(desk.inspecting(), circumstances_of=partial(circumstances_of, desk, state, draft))
    return inspection.of_text(draft.text)


def findings_of(desk: Desk, dossier: DossierId) -> tuple[Finding, ...]:
    """Return what is wrong with the present text of a document and its pages; a form (内部事项) is none.

    Of a document that came it is its own file that is looked at.

    Raises:
        Refused: ``dossier.unknown``, ``incoming.not-inspected``.
    """
    state = desk.known(dossier)
    if state.matter:
        return ()
    if state.incoming:
        return came.findings_in(desk, state)
    known = partial(circumstances_of, desk, state, None)
    return replace(desk.inspecting(state.signed), circumstances_of=known).of_text(desk.manuscript(state.source))


def cautions(desk: Desk, query: q.Cautions) -> tuple[q.CautionRow, ...]:
    """Return what of a paper must be mended first, what else breaks a clause that demands, and the fonts it lacks."""
    state = desk.known(query.dossier)
    rendering = desk.render(desk.manuscript(state.source), signed=state.signed)
    found = findings_of(desk, query.dossier)
    stops = tuple(one for one in found if one.blocks) if _waits(desk, query.kind) else ()
    faults = tuple(one for one in found if one.severity is Severity.FAULT and one not in stops)
    return (
        q.CautionRow(
            stops=stops,
            findings=faults,
            stand_ins=rendering.stand_ins,
            missing=rendering.missing,
            changed=changed_since_signed(desk, state),
        ),
    )


def is_cautioned(desk: Desk, action: type[Action]) -> bool:
    """Whether what is wrong with the paper is said before an act; rules that cannot be read are told of by the act."""
    with suppress(Refused, Unavailable):
        return action in _STOOD_FOR or _waits(desk, DECLARATIONS[action].kind)
    return False


def _waits(desk: Desk, kind: str) -> bool:
    """Whether an act of a kind waits until what rules of the office block is mended.

    Raises:
        Refused: ``resource.faulty``: the rules of the office cannot be read.
        Unavailable: ``resource.unreadable``.
    """
    return kind in _MAY_WAIT and kind in desk.inspection.profile().stopped


def refuse_unmended(desk: Desk, action: Action) -> None:
    """Refuse an act on a document of which something is to be mended first; whoever objects (不同意) may do so.

    Raises:
        Refused: ``act.unmended`` with what is to be mended, ``resource.faulty``.
        Unavailable: ``resource.unreadable``.
    """
    declaration = declaration_of(action)
    objects = isinstance(action, Cosign) and action.stance is Stance.OBJECT
    if objects or not isinstance(action, DossierAction) or not _waits(desk, declaration.kind):
        return
    unmended = tuple(one for one in findings_of(desk, action.dossier) if one.blocks)
    if unmended:
        title = desk.dossier(action.dossier).particulars.title
        raise Refused("act.unmended", act=declaration.term, title=title, count=len(unmended), findings=unmended)
