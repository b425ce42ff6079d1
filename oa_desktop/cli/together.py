"""What two people do together, both being present (两个人同时在场)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from oa_desktop.cli.context import Surroundings
from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.keys import ASKS_FOR_PIN, Credentials

Made = TypeVar("Made")


def together(told: Surroundings, own: str, second: str, work: Callable[[Sequence[Credentials]], Made]) -> Made:
    """Return what both keepers do together, whoever is signed in first; one with a token is asked for its PIN."""
    theirs = told.password(second)
    present: Sequence[Credentials] = (
        Credentials(account=told.account, password=own),
        Credentials(account=second, password=theirs),
    )
    for _turn in present:
        try:
            return work(present)
        except Refused as refused:
            if refused.code not in ASKS_FOR_PIN:
                raise
            asked = refused.params["account"]
            present = tuple(replace(one, pin=told.pin(one.account)) if one.account == asked else one for one in present)
    return work(present)
