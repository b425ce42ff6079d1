"""Media that packages travel on (介质) and what is written down of each (介质交换登记); office practice."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """What is written down of a medium that carried a package out or in.

    Attributes:
        number: 介质编号.
        applicant: 申请人.
        approver: 审批人; never who does it, and never who applied.
        scanner: 杀毒软件 that looked at the medium; of what goes out it may be empty.
        outcome: What that found.
        remark: 备注.
    """

    number: str
    applicant: PersonId
    approver: PersonId
    scanner: str = ""
    outcome: str = ""
    remark: str = ""


def refuse_carrier(carrier: Carrier, actor: PersonId, *, arriving: bool) -> None:
    """Refuse a medium of which too little is written down, or that fewer than two people answer for.

    Raises:
        Refused: ``carrier.no-number``, ``carrier.one-person``, ``carrier.unscanned``.
    """
    if not carrier.number.strip():
        raise Refused("carrier.no-number")
    if carrier.approver in ("", actor, carrier.applicant):
        raise Refused("carrier.one-person")
    if arriving and not (carrier.scanner.strip() and carrier.outcome.strip()):
        raise Refused("carrier.unscanned")
