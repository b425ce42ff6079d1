"""What may be done from a ledger (台账里能办的事): what it asks for, and the act that it comes to, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.office.queries import FieldRow
from oa_desktop.office.session import Session

Said = dict[str, Any]


def _any_row(_session: Session, _row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAct:
    """An act that is offered in a ledger.

    Attributes:
        name: By which tests find it.
        term: What the office calls it.
        fields: Returns what it asks for, of the line that is chosen; None for no line.
        wish: Returns the act, from what was filled in.
        fits: Whether it is offered for a line that is chosen.
        needs_line: Whether a line has to be chosen.
        advice: What is said above the fields.
        done: What is said afterwards.
    """

    name: str
    term: str
    fields: Callable[[Session, Any], tuple[FieldRow, ...]]
    wish: Callable[[Session, Any, Said], Action]
    done: str
    fits: Callable[[Session, Any], bool] = _any_row
    needs_line: bool = True
    advice: str = ""
