"""Naming a document on the command line: by its number (文号), its whole id, or the beginning of its id."""

from __future__ import annotations

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.queries import Named
from oa_desktop.office.session import Session

SHORT = 8
"""Characters of an id that lists show."""


def find_document(session: Session, name: str) -> DossierId:
    """Return the one document that a name means.

    Raises:
        Refused: ``dossier.unknown`` for none, ``dossier.ambiguous`` for several.
    """
    rows = session.ask(Named(name=name))
    if not rows:
        raise Refused("dossier.unknown", dossier=name)
    if len(rows) > 1:
        raise Refused("dossier.ambiguous", name=name, count=len(rows))
    return rows[0].dossier
