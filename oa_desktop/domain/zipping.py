"""A reproducible ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP can hold."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files by their names, in their order; its bytes depend on nothing else."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return buffer.getvalue()
