"""The rules of signing in (登录规则) that a unit has set: what a password must have, and what a wrong one costs.

They are unit settings; the key slots keep a copy, since passwords are asked for before anything else can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields

from oa_desktop.domain import codec
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units import unit_settings as settings
from oa_desktop.domain.units.organisation import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInRules:
    """What is asked of whoever signs in to one store; the values are those of a store that nobody has adjusted.

    Attributes:
        length: Characters of a password at least.
        classes: How many of lower case, upper case, digits and other signs it has at least.
        days: Days after which another one must be chosen.
        history: How many of the passwords before may not be chosen again.
        failures: Wrong passwords in a row that lock an account.
        lock_seconds: How long it stays locked.
        hours: Hours before a password may be changed again by whom it is of.

    Raises:
        ValueError: A value is weaker than any setting may be.
    """

    length: int = 8
    classes: int = 3
    days: int = 90
    history: int = 5
    failures: int = 5
    lock_seconds: int = 300
    hours: int = field(default=0, metadata={codec.LATER: True})

    def __post_init__(self) -> None:
        for one in fields(self):
            bounds = settings.SETTINGS[_SETTINGS[one.name].name]
            if not bounds.least <= getattr(self, one.name) <= bounds.most:
                raise ValueError(f"{one.name} is out of bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The setting that a rule comes from, and which of two values is the stricter one."""

    name: str
    stricter: Callable[[int, int], int]


_SETTINGS: Mapping[str, _Source] = {
    "length": _Source(name=settings.PASSWORD_LENGTH, stricter=max),
    "classes": _Source(name=settings.PASSWORD_CLASSES, stricter=max),
    "days": _Source(name=settings.PASSWORD_DAYS, stricter=min),
    "history": _Source(name=settings.PASSWORD_HISTORY, stricter=max),
    "hours": _Source(name=settings.PASSWORD_HOURS, stricter=max),
    "failures": _Source(name=settings.LOCK_FAILURES, stricter=min),
    "lock_seconds": _Source(name=settings.LOCK_SECONDS, stricter=max),
}


def usual_rules(grade: SystemGrade) -> SignInRules:
    """Return the rules of a unit of some grade that has adjusted nothing."""
    return rules_of([Organisation(grade=grade)])


def rules_of(organisations: Iterable[Organisation]) -> SignInRules:
    """Return the rules of a store: of each the strictest that any of its units has set.

    Raises:
        ValueError: There is no unit.
    """
    units = tuple(organisations)
    return SignInRules(**{name: _strictest(source, units) for name, source in _SETTINGS.items()})


def _strictest(source: _Source, units: tuple[Organisation, ...]) -> int:
    first, *others = (one.setting(source.name) for one in units)
    for value in others:
        first = source.stricter(first, value)
    return first
