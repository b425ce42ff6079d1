"""What must be so before a document ends, or is stopped: nothing of it is still out, and the reason is said."""

from __future__ import annotations

from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.actions import together
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import out_with_readers
from oa_desktop.domain.handling.supervising import refuse_unsettled
from oa_desktop.domain.history import declaration_of_act


def refuse_unended(dossier: Dossier) -> None:
    """Refuse to end what is supervised (督办) or out with readers (传阅)."""
    refuse_unsettled(dossier.supervisions, dossier.particulars.title)
    _refuse_readers(dossier)


def _refuse_readers(dossier: Dossier) -> None:
    """Refuse to conclude while the paper is with readers: somebody always knows where it is (Art. 24)."""
    waiting = out_with_readers(dossier.tasks)
    if waiting:
        raise Refused("circulate.still-out", title=dossier.particulars.title, count=len(waiting))


def refuse_without_reason(_: Dossier, action: together.Suspend | together.Void | arrival.Reject) -> None:
    """Refuse to stop a document for a time or for good without a reason."""
    if not action.reason.strip():
        raise Refused("act.no-reason", act=declaration_of_act(action).term)
