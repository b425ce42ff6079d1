"""A second desk of the archive's demonstration (二号工作台), where what is done here at the same time is not known."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.restoring import Proof, restore_unit
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.exchange.carriers import Carrier
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.session import Session
from oa_desktop.training.telling import Cast

_DESK, _DISC, _SCANNER, _CLEAN = "二号工作台", "GP-001", "病毒查杀（演示）", "未发现病毒"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondDesk:
    """A desk that knows what was known here when it was set up, and learns nothing more.

    Attributes:
        cast: The people, signed in there.
    """

    cast: Cast

    def package(self) -> bytes:
        """Return what was written there, as the first desk takes it in."""
        registrar = _one_of(self.cast, Role.REGISTRAR)
        return registrar.desks.make(_carrier(registrar)).data


def take_in(cast: Cast, package: bytes) -> None:
    """Take in what the other desk wrote."""
    registrar = _one_of(cast, Role.REGISTRAR)
    registrar.desks.take_in(package, _carrier(registrar))


@contextlib.contextmanager
def second_desk(cast: Cast, clock: ScriptClock) -> Iterator[SecondDesk]:
    """Set up a second desk from a backup, as an office does, and close it again."""
    keeper = cast.unit.holder(Role.SYSTEM_ADMINISTRATOR)
    with tempfile.TemporaryDirectory(prefix="oa-desktop-demo-") as folder:
        backup, home = Path(folder) / "backup", Path(folder) / "home"
        cast.session(keeper.account).administration.back_up(backup)
        proof = Proof(account=keeper.account, password=keeper.password, desk=_DESK)
        restore_unit(home, Realm.DEMONSTRATION, backup, proof)
        with contextlib.closing(build_office(home, Realm.DEMONSTRATION, clock=clock)) as office:
            there = Cast(office=office, unit=cast.unit)
            yield SecondDesk(cast=there)
            there.leave()


def _one_of(cast: Cast, role: Role) -> Session:
    return cast.session(cast.unit.holder(role).account)


def _carrier(session: Session) -> Carrier:
    people = [one.id for one in session.organisation().people if one.id != session.standing.person]
    return Carrier(number=_DISC, applicant=people[0], approver=people[1], scanner=_SCANNER, outcome=_CLEAN)
