"""Elements of XML as text, written one after the other: nothing larger than an element is ever held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from oa_desktop.domain.archives.metadata import Branch

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say."""
_INSTEAD: Final = "\ufffd"
_MARKS: Final = re.compile(f"[&<>]|{_NOT_XML.pattern}")
"""What stands otherwise between tags; most words have none of it."""


def text(words: str) -> str:
    """Return words as they stand between tags; a sign that XML cannot say stands as U+FFFD."""
    return escape(_NOT_XML.sub(_INSTEAD, words)) if _MARKS.search(words) else words


def start(name: str, **attributes: str) -> str:
    """Return the tag that begins an element."""
    said = (f" {key}={quoteattr(_NOT_XML.sub(_INSTEAD, value))}" for key, value in attributes.items())
    return f"<{name}{''.join(said)}>"


def element(name: str, words: str, **attributes: str) -> str:
    """Return an element that holds words alone."""
    begins = start(name, **attributes) if attributes else f"<{name}>"
    return f"{begins}{text(words)}</{name}>\n"


def tree(branches: Iterable[Branch]) -> Iterator[str]:
    """Yield elements with what they hold."""
    for name, held in branches:
        if isinstance(held, str):
            yield element(name, held)
        else:
            yield f"<{name}>\n"
            yield from tree(held)
            yield f"</{name}>\n"
