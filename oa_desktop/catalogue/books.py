"""Books (登记簿) from ``resources/registers/*.yaml``, which an office may edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from oa_desktop.catalogue.checking import Rule, faults_of, read_checked
from oa_desktop.catalogue.faults import Faulty, fault
from oa_desktop.catalogue.yaml_source import Source, read_yaml
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.office.books.books import BY_HAND, DETAILS, LISTS, ORDINAL, Book, BookColumn
from oa_desktop.office.lists.columns import COLUMNS
from oa_desktop.office.lists.outlines import Grouping, Sorting
from oa_desktop.office.queries import DossierList

_LABEL, _SAYS, _WIDTH = "栏", "取", "宽"
_SAID = (ORDINAL, BY_HAND, *COLUMNS)


def load_books(directory: Path) -> dict[str, Book]:
    """Return the books of a directory by their titles, in the order of the file names.

    Raises:
        Refused: ``resource.faulty``: the first fault, with file, line and column.
        Unavailable: ``resource.unreadable``.
    """
    books = (_book(read_checked(path, "register", _RULES)) for path in sorted(directory.glob("*.yaml")))
    return {book.title: book for book in books}


def check_book(path: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong with the file of a book.

    Raises:
        Unavailable: ``resource.unreadable``.
    """
    try:
        return faults_of(read_yaml(path), "register", _RULES)
    except Faulty as faulty:
        return (faulty.finding,)


def _book(content: Any) -> Book:
    return Book(
        title=content["title"],
        of=LISTS[content["of"]],
        columns=tuple(map(_column, content["columns"])),
        sorting=Sorting(content["sorting"]),
        reverse=content.get("reverse") == "是",
        grouping=Grouping(content.get("grouping", Grouping.NONE.value)),
        footer=content.get("footer", ""),
    )


def _column(fields: Mapping[str, str]) -> BookColumn:
    return BookColumn(label=fields[_LABEL], says=_said(fields), width=int(fields[_WIDTH]))


def _said(fields: Mapping[str, str]) -> str:
    return fields.get(_SAYS, fields[_LABEL])


def _unknown(source: Source, content: Any) -> Iterator[Finding]:
    words = (("of", LISTS), ("sorting", tuple(map(str, Sorting))), ("grouping", tuple(map(str, Grouping))))
    for name, known in words:
        if name in content and content[name] not in known:
            yield fault("resource.unknown-name", source.spot((name,)), name=content[name], known="、".join(known))
    says = (*_SAID, *DETAILS.get(LISTS.get(content["of"], DossierList), ()))
    for place, fields in enumerate(content["columns"]):
        if _said(fields) not in says:
            spot = source.spot(("columns", place, _SAYS if _SAYS in fields else _LABEL))
            yield fault("resource.unknown-name", spot, name=_said(fields), known="、".join(says))


def _repeated(source: Source, content: Any) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, fields in enumerate(content["columns"]):
        if fields[_LABEL] in seen:
            yield fault("form-file.repeated", source.spot(("columns", place, _LABEL)), name=fields[_LABEL])
        seen.add(fields[_LABEL])


_RULES: tuple[Rule, ...] = (_unknown, _repeated)
"""What the file of a book must keep."""
