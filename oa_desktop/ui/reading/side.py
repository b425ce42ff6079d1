"""A side (一面) of a document: a place among its tabs; what stands there is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.domain.ids import DossierId

Part = TypeVar("Part", bound=QWidget)


class Side(QWidget, Generic[Part]):
    """The place of one part; nobody waits for a part that nobody has looked at."""

    def __init__(
        self, make: Callable[[QWidget], Part], fetch: Callable[[Part, DossierId | None], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._fetch = fetch

    @cached_property
    def part(self) -> Part:
        """What stands here."""
        part = self._make(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part)
        self.setFocusProxy(part)
        return part

    def look_at(self, document: DossierId | None) -> None:
        """Fetch for the part what there is of a document."""
        self._fetch(self.part, document)

    @property
    def made(self) -> bool:
        """Whether it has been looked at."""
        return "part" in vars(self)
