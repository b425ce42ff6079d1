"""页数: how many pages an item has, and of which of its files nobody can say it.

A file that can be edited breaks into pages otherwise on every machine: only its fixed rendering (版式件) has a number
of pages. What lies there in two formats under one name is one paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from oa_desktop.domain.archives.items import Part, PartRole

_PAGED = frozenset({"docx", "doc", "wps", "wpt", "odt", "uot", "rtf", "ofd", "pdf"})
"""Formats of papers that have pages."""
_FILES = frozenset({PartRole.CAME, PartRole.ATTACHMENT})


def with_fixed_pages(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return parts of which those that nobody counted have the pages of their own fixed rendering."""
    counted = {_paper(one): one.pages for one in parts if one.pages and one.format in _PAGED}
    return tuple(
        replace(one, pages=counted.get(_paper(one), 0)) if one.format in _PAGED and not one.pages else one
        for one in parts
    )


def pages_of(parts: Iterable[Part]) -> int:
    """Return 页数 of what was counted; a paper in several formats counts once, two of one format and name twice."""
    papers: dict[object, int] = {}
    called = Counter[object]()
    for place, one in enumerate(parts):
        called[_paper(one), one.format] += 1
        paper = (_paper(one), called[_paper(one), one.format]) if one.format in _PAGED else place
        papers[paper] = max(papers.get(paper, 0), one.pages)
    return sum(papers.values())


def uncounted(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the names of files by others that have pages and of which nobody knows how many."""
    yield from (one.name for one in parts if one.role in _FILES and _is_unsaid(one))


def _paper(part: Part) -> tuple[str, str]:
    return ("" if part.role in _FILES else part.role, PurePath(part.name).stem)


def _is_unsaid(part: Part) -> bool:
    return bool(part.digest) and part.format in _PAGED and not part.pages
