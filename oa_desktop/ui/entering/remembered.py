"""What the sign-in page remembers (登录页记住的): names of accounts and of the unit, on this machine alone; no 口令."""

from __future__ import annotations

from oa_desktop.domain.realms import Realm
from oa_desktop.ui.preferences import Preferences

_MOST = 12


class Remembered:
    """Who signed in on this machine before, the newest first."""

    def __init__(self, preferences: Preferences, realm: Realm) -> None:
        self._preferences = preferences
        self._place = f"sign-in/{realm.value}"

    @property
    def accounts(self) -> tuple[str, ...]:
        """Names of accounts."""
        return tuple(filter(None, self._preferences.word(f"{self._place}/accounts").split()))

    @property
    def unit(self) -> str:
        """Name of the unit of whoever was here last; empty where nobody was."""
        return self._preferences.word(f"{self._place}/unit")

    def remember(self, account: str, unit: str) -> None:
        """Remember somebody who was let in."""
        known = dict.fromkeys((account, *self.accounts))
        self._preferences.keep_word(f"{self._place}/accounts", " ".join(tuple(known)[:_MOST]))
        self._preferences.keep_word(f"{self._place}/unit", unit)

    def forget(self) -> None:
        """Forget everybody, and the unit."""
        for name in ("accounts", "unit"):
            self._preferences.keep_word(f"{self._place}/{name}", "")
