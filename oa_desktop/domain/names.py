"""Names (名称) that an entry keeps for good: they are what they look like, and have room on a page."""

from __future__ import annotations

import unicodedata

from oa_desktop.domain.errors import Refused

LONGEST = 120
"""Characters of the name of a unit, a department, an organ or a person."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of what a name does not show: controls, marks of direction, halves of characters, ends of lines."""


def has_unseen(name: str) -> bool:
    """Whether a name holds what nobody sees."""
    return any(map(_is_unseen, name))


def with_codes(name: str) -> str:
    """Return a name with the code of every character that is not seen."""
    return "".join(f"\\u{ord(char):04x}" if _is_unseen(char) else char for char in name)


def without_unseen(text: str) -> str:
    """Return words as they look: their lines and tabs, without what nobody sees."""
    return "".join(char for char in text if char in "\n\t" or not _is_unseen(char))


def refuse_unfit_name(*names: str) -> None:
    """Refuse names that are not what they look like, or that no page has room for.

    Raises:
        Refused: ``organisation.name-unseen``, ``organisation.name-long``.
    """
    for name in names:
        if len(name) > LONGEST:
            raise Refused("organisation.name-long", name=with_codes(name[:20]), most=LONGEST)
        if has_unseen(name):
            raise Refused("organisation.name-unseen", name=with_codes(name))


def _is_unseen(char: str) -> bool:
    return unicodedata.category(char) in _UNSEEN
