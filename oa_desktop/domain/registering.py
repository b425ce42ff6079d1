"""What a number register (文号登记) allows now: a number is used once, kept once, and given up with a reason."""

from __future__ import annotations

from oa_desktop.domain.actions.numbers import RegisterAction, VoidNumber
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbering import DocumentNumber, NumberRegister, NumberState


def refuse_unregistrable(register: NumberRegister, action: RegisterAction) -> None:
    """Refuse an act on a number that the register does not allow.

    Raises:
        Refused: ``number.taken``, ``number.not-taken``, ``number.no-reason``, ``number.form``.
    """
    number = DocumentNumber(code=action.code, year=action.year, serial=action.serial)
    line = next((one for one in register.lines if one.serial == action.serial), None)
    if isinstance(action, VoidNumber):
        if line is None or line.state not in (NumberState.USED, NumberState.RESERVED):
            raise Refused("number.not-taken", number=str(number))
    elif line is not None:
        raise Refused("number.taken", number=str(number))
    if not getattr(action, "reason", "").strip():
        raise Refused("number.no-reason", number=str(number))
