"""The realms (域): three worlds that never meet."""

from __future__ import annotations

from enum import StrEnum

TRAINING_CODE = "训"
"""With this every 机关代字 of an exercise begins, so that its numbers are never taken for real ones."""


class Realm(StrEnum):
    """Where a store, a journal, a key or a page belongs."""

    OFFICIAL = "official"
    DEMONSTRATION = "demonstration"
    TRAINING = "training"

    @property
    def label(self) -> str:
        """The word on the window, in packages and on pages: 正式, 演示 or 实训."""
        return {"official": "正式", "demonstration": "演示", "training": "实训"}[self.value]

    @property
    def mark(self) -> str:
        """The organisation in certificates made for practice (演示专用, 实训专用); empty in the OFFICIAL realm."""
        return "" if self is Realm.OFFICIAL else f"{self.label}专用"
