"""Whose signing key has to lie on a token (密码令牌), as the unit has set it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from oa_desktop.domain.units.unit_settings import TOKEN_REQUIRED
from oa_desktop.office.ports.keys import KeyHome, Unlocked
from oa_desktop.office.ports.wiring import Ports

_EVERYBODY = 2


class Opened(Protocol):
    """An open office, as far as this asks it."""

    @property
    def ports(self) -> Ports:
        """What it is wired to."""


def lacks_token(opened: Opened, organisation: Organisation, unlocked: Unlocked) -> bool:
    """Whether somebody may not sign in because the key lies elsewhere than on a token.

    Nobody is locked out of a unit that has set it too early: it counts once a system administrator and a security
    administrator, who could mend it, have their keys on tokens.
    """
    wanted = organisation.setting(TOKEN_REQUIRED)
    if not wanted or unlocked.home is KeyHome.TOKEN:
        return False
    return (wanted == _EVERYBODY or _administers(organisation, unlocked.person)) and _can_mend(
        organisation, opened.ports.slots.homes()
    )


def _administers(organisation: Organisation, person: PersonId) -> bool:
    return any(ADMINISTRATORS & set(post.roles) for post in organisation.posts_of(person))


def _can_mend(organisation: Organisation, homes: Mapping[PersonId, KeyHome]) -> bool:
    holders = [person for person, home in homes.items() if home is KeyHome.TOKEN]
    have = {role for person in holders for post in organisation.posts_of(person) for role in post.roles}
    return {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR} <= have
