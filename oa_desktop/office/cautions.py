"""What to know before one stands for a paper (办前提示): said to whoever signs, numbers or seals it."""

from __future__ import annotations

from oa_desktop.domain.findings import Finding, Severity
from oa_desktop.domain.ids import DossierId
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk


def findings_of(desk: Desk, dossier: DossierId) -> tuple[Finding, ...]:
    """Return what is wrong with the present text of a document and its pages."""
    state = desk.known(dossier)
    return desk.inspecting(state.signed).of_text(desk.manuscript(state.source))


def cautions(desk: Desk, query: q.Cautions) -> tuple[q.CautionRow, ...]:
    """Return what of a document's paper breaks a clause that demands, and which fonts it lacks."""
    state = desk.known(query.dossier)
    rendering = desk.render(desk.manuscript(state.source), signed=state.signed)
    faults = tuple(one for one in findings_of(desk, query.dossier) if one.severity is Severity.FAULT)
    return (q.CautionRow(findings=faults, stand_ins=rendering.stand_ins, missing=rendering.missing),)
