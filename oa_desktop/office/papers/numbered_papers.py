"""The papers that a numbered document has beside its page: 校样, 付印单, 封签, 交换清单."""

from __future__ import annotations

from dataclasses import dataclass, replace

from oa_desktop.domain.copies.proofs import ProofMark, next_round
from oa_desktop.domain.dossier import Dossier, Fixed
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.office import queries as q
from oa_desktop.office import reading
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers import dispatch_slips as exchange
from oa_desktop.office.papers.coded_forms import with_code
from oa_desktop.office.papers.print_order import PRINT_ORDER, print_order
from oa_desktop.office.papers.print_run import consignments_of, copies_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """A document that has its number: its state, and text and page of its 正本."""

    state: Dossier
    fixed: Fixed
    manuscript: Manuscript


def proof(desk: Desk, dossier: DossierId) -> bytes:
    """Return a 校样 as PDF: the page of the 正本 with numbered lines, for the next round (校次).

    Raises:
        Refused: ``dossier.unknown``, ``paper.before-number``.
    """
    paper = _numbered(desk, dossier, "校样")
    rendering = paper.fixed.rendering
    mark = ProofMark(round=next_round(paper.state.proofs, rendering), rendering=rendering)
    look = replace(desk.look_of(paper.manuscript, signed=paper.state.issued), proof=mark)
    return desk.renderer.render(paper.manuscript, look).data


def print_order_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 付印单 as PDF.

    Raises:
        Refused: ``dossier.unknown``, ``paper.before-number``.
    """
    paper = _numbered(desk, dossier, "付印单")
    form = print_order(
        desk.forms[PRINT_ORDER],
        paper.state,
        paper.manuscript,
        reading.timeline(desk, q.Timeline(dossier=dossier)),
        pages=desk.render(paper.manuscript, signed=paper.state.issued).pages,
        copies=copies_of(desk, dossier, paper.manuscript),
    )
    return _drawn(desk, paper, form)


def labels_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 封签 as PDF, one for each recipient.

    Raises:
        Refused: ``dossier.unknown``, ``paper.before-number``, ``paper.no-recipients``.
    """
    paper = _numbered(desk, dossier, "封签")
    made = exchange.labels(paper.state, paper.manuscript, consignments_of(desk, dossier, paper.manuscript))
    if not made:
        raise Refused("paper.no-recipients", paper="封签", title=paper.state.particulars.title)
    return desk.renderer.labels(made, desk.look())


def exchange_page(desk: Desk, dossier: DossierId) -> bytes:
    """Return the 交换清单 as PDF.

    Raises:
        Refused: ``dossier.unknown``, ``paper.before-number``, ``paper.no-recipients``.
    """
    paper = _numbered(desk, dossier, "交换清单")
    sent = consignments_of(desk, dossier, paper.manuscript)
    if not sent:
        raise Refused("paper.no-recipients", paper="交换清单", title=paper.state.particulars.title)
    form = exchange.exchange_list(paper.state, paper.manuscript, sent, copies_of(desk, dossier, paper.manuscript))
    return _drawn(desk, paper, form)


def _drawn(desk: Desk, paper: _Numbered, form: Form) -> bytes:
    coded = with_code(form, paper.state, paper.manuscript, desk.organisation().name)
    return desk.renderer.form(coded, desk.look())


def _numbered(desk: Desk, dossier: DossierId, paper: str) -> _Numbered:
    state = desk.known(dossier)
    if state.numbered is None:
        raise Refused("paper.before-number", paper=paper, title=state.particulars.title)
    return _Numbered(state=state, fixed=state.numbered, manuscript=desk.manuscript(state.numbered.source))
