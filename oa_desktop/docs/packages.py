"""Packages of XML parts, which DOCX and OFD are: text that XML can hold."""

from __future__ import annotations

import re

from oa_desktop.docs.fonts.fonts import GETA

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lawful(text: str) -> str:
    """Return the text with 〓 for every character that XML cannot hold."""
    return _NO_XML.sub(GETA, text)
