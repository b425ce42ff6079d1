"""Keys to sort by (排序键): titles in the order of their pinyin, numbers by organ, year and serial.

Chinese has no order of its own in Unicode. A resource lists the characters in the order of their usual reading; a key
is the title with every character replaced by the one that holds its rank, so that any database compares keys as text.
A character with several readings stands under the usual one, as in the system's own lists.
"""

from __future__ import annotations

from functools import cache

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbers.numbering import read_number
from oa_desktop.i18n.pinyin import in_order
from oa_desktop.storage.words import plain


def title_key(title: str) -> str:
    """Return what a title is sorted by."""
    return plain(title).translate(_ranks())


def number_key(number: str) -> str:
    """Return what a number (文号) is sorted by, its serial in five digits; text of another form stands for itself."""
    try:
        read = read_number(number)
    except Refused:
        return number
    return f"{read.code}〔{read.year}〕{read.serial:05d}"


@cache
def _ranks() -> dict[int, int]:
    """Return which character's code stands for which character: the one that holds its rank by code."""
    by_pinyin = in_order()
    return dict(zip(map(ord, by_pinyin), sorted(map(ord, by_pinyin)), strict=True))
