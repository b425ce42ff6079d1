"""What people can do, one frozen dataclass an action; importing this package enters all of them in the table."""

from oa_desktop.domain.actions import (
    auditing,
    clearing,
    delegating,
    handling,
    incoming,
    internal,
    numbers,
    on_paper,
    organising,
    seconding,
    supervising,
    together,
    validity,
)
from oa_desktop.domain.actions.declaration import (
    BY_KIND,
    DECLARATIONS,
    Action,
    Declaration,
    Merge,
    Scope,
    declaration_of,
)

__all__ = [
    "BY_KIND",
    "DECLARATIONS",
    "Action",
    "Declaration",
    "Merge",
    "Scope",
    "auditing",
    "clearing",
    "declaration_of",
    "delegating",
    "handling",
    "incoming",
    "internal",
    "numbers",
    "on_paper",
    "organising",
    "seconding",
    "supervising",
    "together",
    "validity",
]
