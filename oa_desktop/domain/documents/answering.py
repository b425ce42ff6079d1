"""答复: of which kind a document is that answers another one, and how it names what it answers.

A 批复 answers a 请示 of a subordinate, a 函 an organ that is no subordinate (条例 Art. 8); how one quotes is practice.
What an answer begins with is data (``resources/beginnings/答复-*.md``).
"""

from __future__ import annotations

import re

from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.units.correspondents import Relationship

_MATTER = re.compile(r"关于(?P<matter>.+?)的?$")


def usual_answer(kind: str, sender: Relationship | None) -> DocumentKind:
    """Return the kind that usually answers a document.

    Args:
        kind: 文种 of what came.
        sender: How the sender stands to the unit; None where the address book does not say.
    """
    if sender is Relationship.SUPERIOR:
        return DocumentKind.REPORT
    asks = kind == DocumentKind.REQUEST.value
    return DocumentKind.REPLY if asks and sender in (Relationship.SUBORDINATE, None) else DocumentKind.LETTER


def quoted(title: str, incoming: Incoming) -> str:
    """Return a document as one quotes it: title first, then number (practice)."""
    bare = title.removeprefix(incoming.sender)
    return f"《{bare}》" + (f"（{incoming.number}）" if incoming.number else "")


def matter_of(title: str, kind: str) -> str:
    """Return what a document is about (事由), as its title says it; empty where it does not.

    Args:
        title: 标题.
        kind: 文种, with which the title ends.
    """
    found = _MATTER.search(title.removesuffix(kind))
    return found["matter"] if found else ""


def came_slots(title: str, kind: str, incoming: Incoming) -> dict[str, str]:
    """Return what an answer says of what came, by the slots of its beginning, each on one line."""
    said = {"来文机关": incoming.sender, "来文": quoted(title, incoming), "来文事由": matter_of(title, kind)}
    return {name: " ".join(words.split()) for name, words in said.items()}
