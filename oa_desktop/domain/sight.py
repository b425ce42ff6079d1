"""Sight (可见范围): what a signed-in person may know. Storage turns it into the WHERE clause of every query."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import DepartmentId, PersonId, UnitId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """可见范围: unit, clearance, and how one may be related to a document.

    A document is seen when it belongs to the unit, its secrecy is within the clearance, its audience (知悉范围), where
    it is limited, includes the person or their department, and one of these holds:
    the person is a party to it; a task of it falls to the person (role, department, person); the person heads the
    department that drafted it; it is issued and the person keeps the registers.

    Attributes:
        person: Empty for an administrator: such a sight sees no document at all.
        roles: Roles of the post that handle documents.
        heads_department: Sees all that ``department`` drafted.
        reads_issued: Sees all whose present text has been issued.
        on_behalf: Whom the person stands for (委托): what falls to them in turn is seen too, up to its own clearance.
        name: Of whom somebody stands for.
        kinds: Only documents of these kinds fall to whoever stands for them; empty for all.
        acts: Only tasks that these acts complete; empty for all.
    """

    unit: UnitId
    person: PersonId
    department: DepartmentId
    roles: tuple[Role, ...]
    clearance: Secrecy
    heads_department: bool = False
    reads_issued: bool = False
    on_behalf: tuple[Sight, ...] = ()
    name: str = ""
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
