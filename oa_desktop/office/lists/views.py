"""Views (视图): lists as a person likes to see them, under a name, for that person alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from oa_desktop.domain.errors import Refused
from oa_desktop.office.books.books import LISTS
from oa_desktop.office.desk import Desk
from oa_desktop.office.drafting.phrases import OWN_ROWS
from oa_desktop.office.lists.outlines import SAID_BY_SESSION, Dated, DueBy, Filter, Grouping, Outline, Sorting

VIEW = OWN_ROWS + "view/"
"""What the key of a view begins with, among what the store keeps of a person."""
_LONGEST = 20
"""Characters of a name."""
_NAMES = {of: name for name, of in LISTS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A list under a name.

    Attributes:
        outline: Which list, what it is narrowed to, its order and its groups.
        columns: What stands above its columns; empty for the usual ones.
    """

    name: str
    outline: Outline
    columns: tuple[str, ...] = ()

    def encode(self) -> bytes:
        """Return it as JSON."""
        outline = self.outline
        shown = {"of": _NAMES[outline.of], "sorting": outline.sorting, "grouping": outline.grouping}
        written = {**shown, "reverse": outline.reverse, "columns": self.columns, "filter": asdict(outline.filter)}
        return json.dumps(written, ensure_ascii=False).encode()


class Views:
    """The views of one person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[View, ...]:
        """Return the views by name; one that a later release has kept otherwise is passed over."""
        kept = self._desk.store.drafts(self._desk.standing.person)
        named = {key.removeprefix(VIEW): data for key, data in kept.items() if key.startswith(VIEW)}
        found = (_decoded(name, data) for name, data in sorted(named.items()))
        return tuple(view for view in found if view)

    def keep(self, view: View) -> None:
        """Keep a view in the place of the one of the same name.

        Raises:
            Refused: ``list-view.name``: it has no name, or too long a one.
            Unavailable: ``store.read-only``.
        """
        if not 0 < len(view.name) <= _LONGEST:
            raise Refused("list-view.name", limit=_LONGEST)
        plain = replace(view, outline=replace(view.outline, limit=0))
        self._desk.store.keep_draft(self._desk.standing.person, VIEW + view.name, plain.encode())

    def drop(self, name: str) -> None:
        """Forget a view."""
        self._desk.store.drop_draft(self._desk.standing.person, VIEW + name)


def _decoded(name: str, data: bytes) -> View | None:
    try:
        kept = json.loads(data)
        outline = Outline(
            of=LISTS[kept["of"]],
            filter=_filter(kept["filter"]),
            sorting=Sorting(kept["sorting"]),
            grouping=Grouping(kept["grouping"]),
            reverse=bool(kept["reverse"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return View(name=name, outline=outline, columns=tuple(map(str, kept.get("columns", ()))))


def _filter(kept: Mapping[str, Any]) -> Filter:
    known = {one.name for one in fields(Filter)} - SAID_BY_SESSION
    given: dict[str, Any] = {name: value for name, value in kept.items() if name in known}
    return Filter(**{**given, "dated": Dated(given["dated"]), "due": DueBy(given["due"])})
