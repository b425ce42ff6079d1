"""People as they are named on the command line: by account, by name, or by id."""

from __future__ import annotations

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId
from oa_desktop.office.session import Session


def person_named(session: Session, named: str) -> PersonId:
    """Return the one person of the unit of an account, a name or an id.

    Raises:
        Refused: ``person.ambiguous``, ``person.unknown``.
    """
    people = session.organisation().people
    found = [one.id for one in people if named in (one.account, one.name, one.id)]
    if len(found) > 1:
        raise Refused("person.ambiguous", name=named)
    return found[0] if found else session.organisation().person_by_account(named).id
