"""What people of an exercise do with a register of numbers (文号登记), beside what a document takes by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import numbers as act

Said = Mapping[str, str | tuple[str, ...]]


def _on_paper(code: str, year: int, said: Said) -> Action:
    """Give numbers to what was handled on paper: ``serial`` ``through``, with what it is and who handled it."""
    told = {name: str(said[name]) for name in ("title", "date", "handler", "reason")}
    return act.TakeNumberOnPaper(code=code, year=year, serial=_serial(said), through=int(str(said["through"])), **told)


def _void(code: str, year: int, said: Said) -> Action:
    """Say of a number that was taken that it will never be used."""
    return act.VoidNumber(code=code, year=year, serial=_serial(said), reason=str(said["reason"]))


def _serial(said: Said) -> int:
    return int(str(said["serial"]))


REGISTER_ACTS: Mapping[str, Callable[[str, int, Said], Action]] = {
    "take-number-on-paper": _on_paper,
    "void-number": _void,
}
"""Acts on the register of a paper's code that an exercise can write down, by their kinds."""
