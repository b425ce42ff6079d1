"""Arriving (到岗): what signing in comes to before the desk is shown, and what whoever arrives is told."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody who has been let in.

    Attributes:
        session: The person's session.
        account: The account that was typed.
        unit: Name of the person's unit.
    """

    session: Session
    account: str
    unit: str


def arrive(office: Office, account: str, password: str, pin: str = "") -> Arrival:
    """Sign somebody in; done behind the window.

    Raises:
        Refused, Unavailable: as :meth:`Office.sign_in`.
    """
    session = office.sign_in(account, password, pin=pin)
    return Arrival(session=session, account=account, unit=session.organisation().name)


def notices_of(session: Session) -> tuple[str, ...]:
    """Return, in words, what somebody who arrives should know; empty most days."""
    told = tuple(str(say(code, {})) for code in session.notices)
    return (*told, *_of_the_network(session), *_of_the_class(session), *_of_the_password(session))


def _of_the_network(session: Session) -> Iterator[str]:
    with contextlib.suppress(Refused):  # who has been let in may have plugged something in since
        if ways := session.told_of_isolation():
            yield str(say("isolation.told", {"ways": ways}))


def _of_the_class(session: Session) -> Iterator[str]:
    with contextlib.suppress(Refused):  # who is here keeps no class
        if left := session.teaching.undeleted:
            yield str(say("class.half-deleted", {"count": len(left)}))


def _of_the_password(session: Session) -> Iterator[str]:
    if session.failed_attempts:
        failed = _("上次登录之后，有{count}次用这个账号登录没有成功；不是本人输错的，请告诉安全审计员。")
        yield failed.format(count=session.failed_attempts)
    if session.password.ends_soon:
        yield str(say("password.ends-soon", {"days": session.password.days_left}))
