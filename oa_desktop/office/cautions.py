"""What to know before one stands for a paper (办前提示): said to whoever signs, numbers or seals it."""

from __future__ import annotations

from oa_desktop.domain.findings import Severity
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk


def cautions(desk: Desk, query: q.Cautions) -> tuple[q.CautionRow, ...]:
    """Return what is wrong with the present paper of a document."""
    text = desk.manuscript(desk.known(query.dossier).source)
    rendering = desk.render(text)
    faults = tuple(one for one in desk.inspection.of_text(text) if one.severity is Severity.FAULT)
    return (q.CautionRow(findings=faults, stand_ins=rendering.stand_ins, missing=rendering.missing),)
