"""What to know before one stands for a paper (办前提示): said to whoever signs, numbers or seals it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.findings import Finding, Severity
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.circumstances import circumstances_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.inspecting import Inspection


def inspection_at(desk: Desk, state: Dossier | None = None) -> Inspection:
    """Return what inspects papers with what the office knows of them: of a document, or of a text of none yet."""
    inspection = desk.inspecting(state.signed if state else None)
    return replace(inspection, circumstances_of=partial(circumstances_of, desk, state))


def findings_of(desk: Desk, dossier: DossierId) -> tuple[Finding, ...]:
    """Return what is wrong with the present text of a document and its pages."""
    state = desk.known(dossier)
    return inspection_at(desk, state).of_text(desk.manuscript(state.source))


def cautions(desk: Desk, query: q.Cautions) -> tuple[q.CautionRow, ...]:
    """Return what of a document's paper breaks a clause that demands, and which fonts it lacks."""
    state = desk.known(query.dossier)
    rendering = desk.render(desk.manuscript(state.source), signed=state.signed)
    faults = tuple(one for one in findings_of(desk, query.dossier) if one.severity is Severity.FAULT)
    return (q.CautionRow(findings=faults, stand_ins=rendering.stand_ins, missing=rendering.missing),)
