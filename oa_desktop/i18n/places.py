"""Where something was found, as people say it: an element, lines of a text, or a line of a named file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from oa_desktop.i18n import _

NAMED_LINES = 5
"""How many line numbers are named before they are only counted."""


class Located(Protocol):
    """A place: a name, lines of it, and a column; see :class:`oa_desktop.domain.documents.findings.Place`."""

    @property
    def name(self) -> str:
        """The element or the file."""

    @property
    def lines(self) -> tuple[int, ...]:
        """Numbers of lines."""

    @property
    def unit(self) -> str:
        """What these numbers count."""

    @property
    def column(self) -> int:
        """0 where it is not known."""

    @property
    def paragraph(self) -> int:
        """The paragraph of the element; 0 for all of it."""

    @property
    def page(self) -> int:
        """The page; 0 where none was looked at."""


def in_words(place: Located) -> str:
    """Return a place in words: ``标题``, ``正文第 2 段``, ``a.yaml:3:1``, ``第 3 行第 13 列``, ``第 3、8 行``."""
    if not place.lines:
        return _of_paper(place)
    if place.name:
        return ":".join(map(str, (place.name, place.lines[0], place.column)))
    if place.column:
        return _("第 {line} 行第 {column} 列").format(line=place.lines[0], column=place.column)
    return _of_lines(place.lines, _(place.unit))


def _of_paper(place: Located) -> str:
    page = _("第 {page} 页").format(page=place.page) if place.page else ""
    return page + _(place.name) + (_of_count(place) if place.paragraph else "")


def _of_count(place: Located) -> str:
    """Return which paragraph of a text is meant, or which name of a list."""
    is_text = place.name == "正文" or place.name[-1:].isdigit()
    return (_("第 {count} 段") if is_text else _("第 {count} 个")).format(count=place.paragraph)


def _of_lines(lines: Sequence[int], unit: str) -> str:
    named = "、".join(map(str, lines[:NAMED_LINES]))
    template = _("第 {named} {unit}等 {count} 处") if len(lines) > NAMED_LINES else _("第 {named} {unit}")
    return template.format(named=named, unit=unit, count=len(lines))
