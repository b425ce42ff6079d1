"""Telling what a file is (格式识别), and whether a program against viruses found something in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.archives.specimen import Scan

Scanning: TypeAlias = Callable[[Mapping[str, bytes]], Scan | None]
"""What a program against viruses says of files by their names; None where none with signatures looked at them all."""


def unscanned(_files: Mapping[str, bytes]) -> Scan | None:
    """Return that nobody looked for viruses."""
    return None


class Formats(Protocol):
    """Tells formats."""

    def identify(self, data: bytes, name: str) -> FileFormat:
        """Return what a file is, by its bytes alone; what is wrong with it is a doubt of the answer.

        Raises:
            Unavailable: ``confine.failed``.
        """
        ...
