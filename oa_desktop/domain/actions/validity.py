"""Stating whether a normative document is in force (登记效力). How offices work."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Scope, declare
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.documents.validity import Status


@declare("set-validity", "登记效力", scope=Scope.DOSSIER)
@dataclass(frozen=True, slots=True, kw_only=True)
class SetValidity(DossierAction):
    """登记效力: until when a document that was sent out holds, or that it was changed, repealed or revoked.

    Attributes:
        status: What it is now.
        until: 有效期, ISO; empty for no end.
        basis: The document by which it was changed or repealed.
    """

    status: Status = Status.IN_FORCE
    until: str = ""
    basis: str = ""
    reason: str = ""
