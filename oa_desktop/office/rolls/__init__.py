"""Rolls (名册): who is in the unit and whom it writes to, out into a workbook and in again."""

from oa_desktop.office.rolls.previewing import Outcome, Preview, PreviewRow
from oa_desktop.office.rolls.roll import RollKind
from oa_desktop.office.rolls.rolls import FirstPassword, Listing, Rolls, Taken, reason

__all__ = ["FirstPassword", "Listing", "Outcome", "Preview", "PreviewRow", "RollKind", "Rolls", "Taken", "reason"]
