"""The step (环节) that a document is in."""

from __future__ import annotations

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Step


def current_step(dossier: Dossier) -> Step:
    """Return the step that the document is in.

    Raises:
        Refused: The document is in no step.
    """
    if dossier.flow is None or not dossier.flow.has(dossier.step):
        raise Refused("dossier.unknown", dossier=dossier.id)
    return dossier.flow.step(dossier.step)
