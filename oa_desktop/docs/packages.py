"""Packages of XML parts, which DOCX and OFD are: text that XML can hold, and a reproducible ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from oa_desktop.docs.fonts import GETA

ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP can hold."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lawful(text: str) -> str:
    """Return the text with 〓 for every character that XML cannot hold."""
    return _NO_XML.sub(GETA, text)


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
