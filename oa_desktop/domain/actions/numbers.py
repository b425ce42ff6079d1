"""Actions on a number register (文号登记); the register's journal is written where its authority lies."""

from __future__ import annotations

from dataclasses import dataclass, field

from oa_desktop.domain import codec
from oa_desktop.domain.actions.declaration import Action, Scope, declare
from oa_desktop.domain.ids import DossierId, RegisterName

MOST_AT_ONCE = 500
"""How many numbers one act may be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAction(Action):
    """An action on the register of one code (机关代字) in one year.

    Attributes:
        serial: The number, or the first of several.
        series: 号类, of incoming documents alone.
    """

    code: str
    year: int
    serial: int
    series: str = field(default="", metadata={codec.LATER: True})

    @property
    def register(self) -> RegisterName:
        """Which register it is about."""
        return RegisterName(code=self.code, year=self.year, series=self.series)

    @property
    def serials(self) -> range:
        """The numbers that it is about."""
        return range(self.serial, self.serial + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeAction(RegisterAction):
    """An action on one number, or on several that follow one another.

    Attributes:
        through: The last of several; 0 for one number alone.
        reason: Why.
    """

    reason: str
    through: int = field(default=0, metadata={codec.LATER: True})

    @property
    def serials(self) -> range:
        """The numbers that it is about."""
        return range(self.serial, min(self.through or self.serial, self.serial + MOST_AT_ONCE - 1) + 1)


@declare("take-number", "用号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNumber(RegisterAction):
    """用号: a document takes the next number, or one that was reserved; recorded together with its AssignNumber."""

    dossier: DossierId
    title: str = ""


@declare("take-number-by-hand", "手工用号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNumberByHand(TakeNumber):
    """手工用号: as :class:`TakeNumber`, a number out of turn, by somebody to whom that was granted, with the reason."""

    reason: str


@declare("take-number-on-paper", "纸质用号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeNumberOnPaper(RangeAction):
    """纸质用号: a number, or several, for what is handled on paper alone.

    Attributes:
        reason: A remark, empty for none.
        title: Title of the paper.
        date: Its 成文日期, ISO.
        handler: Who handles it (经办人).
    """

    title: str
    date: str
    handler: str


@declare("reserve-number", "预留文号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveNumber(RangeAction):
    """预留: keep a number, or several, for papers to come, with the reason."""


@declare("release-number", "解除预留", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNumber(RangeAction):
    """解除预留: a number that was reserved is free again, with the reason."""


@declare("skip-number", "登记断号", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class SkipNumber(RangeAction):
    """断号: say why a number stays unused."""


@declare("void-number", "文号作废", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumber(RangeAction):
    """作废: a number that was taken will never be used, with the reason."""


@declare("void-number-with-document", "文号随文作废", scope=Scope.REGISTER)
@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumberWithDocument(RegisterAction):
    """随文作废: the document that a number was given to is void, and so is the number; recorded in the same act."""

    dossier: DossierId
    reason: str
