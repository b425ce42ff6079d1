"""Actions on a number register (文号登记); the register's journal is written where its authority lies."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Action, Scope, declare
from oa_desktop.domain.ids import DossierId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAction(Action):
    """An action on the register of one code (机关代字) in one year."""

    code: str
    year: int
    serial: int


@declare("take-number", "用号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNumber(RegisterAction):
    """用号: a document takes a number; recorded together with its AssignNumber."""

    dossier: DossierId
    title: str = ""


@declare("reserve-number", "预留文号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveNumber(RegisterAction):
    """预留: keep a number for a paper that is handled elsewhere, with the reason."""

    reason: str


@declare("skip-number", "登记断号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class SkipNumber(RegisterAction):
    """断号: say why a number stays unused."""

    reason: str


@declare("void-number", "文号作废", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumber(RegisterAction):
    """作废: a number that was taken will never be used, with the reason."""

    reason: str
