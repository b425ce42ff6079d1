"""Telling what a file is (格式识别), and whether a program against viruses found something in it."""

from __future__ import annotations

from typing import Protocol

from oa_desktop.domain.archives.formats import FileFormat


class Formats(Protocol):
    """Tells formats."""

    def identify(self, data: bytes, name: str) -> FileFormat:
        """Return what a file is, by its bytes alone; what is wrong with it is a doubt of the answer.

        Raises:
            Unavailable: ``confine.failed``.
        """
        ...
