"""The window's own preferences (窗口偏好): sizes, colours, layout; nothing of a document, no secret."""

from __future__ import annotations

from enum import Enum, StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings

from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.sizes import TextSize

_IDLE, _USUAL_MINUTES = "lock/idle-minutes", "10"
Choice = TypeVar("Choice", bound=Enum)
_TAKEN, _YES, _NO = "taken", "yes", "no"


class PagePlace(StrEnum):
    """Where the page of a document stands, seen from the list."""

    RIGHT = "在清单右边"
    BELOW = "在清单下面"


class WorkLayout(StrEnum):
    """How the window is laid out for whoever works in it."""

    DESK = "办公桌"
    LEADER = "领导办公"


class Preferences:
    """What one user of this machine has arranged; a garbled file means the usual arrangement."""

    def __init__(self, file: Path) -> None:
        self._kept = QSettings(str(file), QSettings.Format.IniFormat)

    def write_out(self) -> None:
        """Write at once what would be written some time later, where the file may be gone by then."""
        self._kept.sync()

    @property
    def text_size(self) -> TextSize:
        """Size of all text."""
        return self._choice("look/text-size", TextSize.STANDARD)

    @text_size.setter
    def text_size(self, size: TextSize) -> None:
        self._kept.setValue("look/text-size", size.name)

    @property
    def scheme(self) -> Scheme:
        """Colours."""
        return self._choice("look/scheme", Scheme.SYSTEM)

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._kept.setValue("look/scheme", scheme.name)

    @property
    def page_place(self) -> PagePlace:
        """Where the page of a document stands."""
        return self._choice("look/page-place", PagePlace.RIGHT)

    @page_place.setter
    def page_place(self, place: PagePlace) -> None:
        self._kept.setValue("look/page-place", place.name)

    @property
    def idle_minutes(self) -> int:
        """After how many minutes in which nobody touches anything the window locks; 0 for never."""
        kept = self.word(_IDLE, _USUAL_MINUTES)
        return int(kept if kept.isdecimal() else _USUAL_MINUTES)

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self.keep_word(_IDLE, str(minutes))

    def work_layout(self, account: str, usual: WorkLayout) -> WorkLayout:
        """Return the layout that somebody has chosen, the usual one where nobody has."""
        return self._choice(f"work-layout/{account}", usual)

    def keep_work_layout(self, account: str, layout: WorkLayout) -> None:
        """Remember the layout that somebody has chosen."""
        self.keep_word(f"work-layout/{account}", layout.name)

    def reminds(self, account: str) -> bool:
        """Whether somebody is told what is due; they are unless they do not want it."""
        return self.word(f"reminders/{account}", _YES) == _YES

    def keep_reminds(self, account: str, *, wanted: bool) -> None:
        """Remember whether somebody wants to be told what is due."""
        self.keep_word(f"reminders/{account}", _YES if wanted else _NO)

    @property
    def and_next(self) -> bool:
        """Whether the next document is chosen after an act at the desk."""
        return self.word("desk/and-next") == _YES

    @and_next.setter
    def and_next(self, wanted: bool) -> None:
        self.keep_word("desk/and-next", _YES if wanted else "")

    @property
    def single_keys(self) -> bool:
        """Whether single letters are commands in a list."""
        return self.word("desk/single-keys") == _YES

    @single_keys.setter
    def single_keys(self, wanted: bool) -> None:
        self.keep_word("desk/single-keys", _YES if wanted else "")

    @property
    def tour_taken(self) -> bool:
        """Whether somebody has been shown round on this machine."""
        return self.word("guiding/tour") == _TAKEN

    @tour_taken.setter
    def tour_taken(self, taken: bool) -> None:
        self.keep_word("guiding/tour", _TAKEN if taken else "")

    def word(self, name: str, usual: str = "") -> str:
        """Return a remembered word."""
        return str(self._kept.value(name, usual))

    def keep_word(self, name: str, word: str) -> None:
        """Remember a word."""
        self._kept.setValue(name, word)

    def layout(self, name: str) -> QByteArray:
        """Return a remembered arrangement, empty where there is none."""
        kept = self._kept.value(f"layout/{name}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remember an arrangement."""
        self._kept.setValue(f"layout/{name}", state)

    def _choice(self, name: str, usual: Choice) -> Choice:
        kept = str(self._kept.value(name, usual.name))
        return type(usual).__members__.get(kept, usual)
