"""The realms (域): three worlds that never meet."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

TRAINING_CODE = "训"
"""With this every 机关代字 of an exercise begins, so that its numbers are never taken for real ones."""
_SAID_IN_FILES, _CERTIFIED = "oa_desktop 域：", "（如实证明）"


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


def realm_note(word: str, *, certifies: bool = False) -> str:
    """Return what a file says beside its pages of the realm that made it; nothing where its pages bear no word.

    Args:
        word: The one that its pages bear (演示, 实训, 实训专用).
        certifies: Whether what they say is true all the same (学时证明).
    """
    return f"{_SAID_IN_FILES}{word}{_CERTIFIED if certifies else ''}" if word else ""


def practised_in(words: Iterable[str]) -> str:
    """Return the word of the realm in which a file says it was practised; empty where none does, or it certifies."""
    said = (one.strip() for one in words if not one.strip().endswith(_CERTIFIED))
    return next((one.removeprefix(_SAID_IN_FILES) for one in said if one.startswith(_SAID_IN_FILES)), "")
