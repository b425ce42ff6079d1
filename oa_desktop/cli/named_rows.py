"""Rows of a list as they are named on the command line: by the first digits of what never changes about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from oa_desktop.domain.errors import Refused

Row = TypeVar("Row")
SHOWN: Final = 8
"""Digits that a list shows."""
_LEAST: Final = 4
"""Digits that name something; a line's place, which changes with every act, is shorter."""


def row_named(rows: Sequence[Row], said: str, digits: Callable[[Row], str], unknown: Refused) -> Row:
    """Return the one row that is meant.

    Raises:
        Refused: What was given for none; ``row.ambiguous`` for several.
    """
    wanted = said.strip().lower()
    found = [one for one in rows if len(wanted) >= _LEAST and digits(one).startswith(wanted)]
    if not found:
        raise unknown
    if len(found) > 1:
        raise Refused("row.ambiguous", said=said, count=len(found))
    return found[0]
