"""The books (登记簿) of an office as a session has them: looked at, printed, and taken along as a file of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.realms import realm_note
from oa_desktop.office.books.books import Book, Written, write_out
from oa_desktop.office.circulating.circulation_slip import reader_lines
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.due_dates import ask_store
from oa_desktop.office.lists.outlines import Filter, Outline
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.ports.tables import Table
from oa_desktop.office.queries import Circulated, DossierList, Supervised
from oa_desktop.office.supervising.lines import matter_lines
from oa_desktop.office.trail.incidents import watched


class BookFile(StrEnum):
    """As what a book leaves the store."""

    PRINT = "打印"
    WORKBOOK = "电子表格"
    CSV = "CSV"


class Tabular(Protocol):
    """What can be printed as a form and taken along as a table."""

    def form(self, organ: str, day: str) -> Form:
        """Return it as a form of an organ, printed on a day (ISO)."""

    def tables(self) -> Sequence[Table]:
        """Return it as tables, at least one."""


MOST = 2000
"""Documents of a book that looks into each of them."""
_DETAILS: Mapping[type[DossierList], Callable[[Desk, DossierId, Filter], Iterable[Mapping[str, str]]]] = {
    Circulated: lambda desk, dossier, _: reader_lines(desk, dossier),
    Supervised: lambda desk, dossier, narrowed: matter_lines(desk, dossier, narrowed.supervised),
}


@watched("登记簿")
class BookShelf:
    """What stands in the books, and how it leaves the store: never without a record of it.

    Attributes:
        books: The books of the office by their titles.
    """

    def __init__(self, office: OpenOffice, desk: Desk) -> None:
        self._office = office
        self._desk = desk
        self.books: Mapping[str, Book] = office.ports.books

    def written(self, book: Book, outline: Outline) -> Written:
        """Return a book with the documents of an outline, as far as they may be known.

        Raises:
            Refused: ``book.too-many``: each document would have to be looked into.
        """
        groups = ask_store(self._desk, outline)
        details = _DETAILS.get(book.of)
        if details and sum(len(group.keys) for group in groups) > MOST:
            raise Refused("book.too-many", title=book.title, limit=MOST)
        of_one = (lambda dossier: details(self._desk, dossier, outline.filter)) if details else None
        return write_out(book, outline, groups, lambda query: ask_store(self._desk, query), of_one)

    def made(self, written: Tabular, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return a book as a file; printed, with what becomes of it on its way to the printer."""
        data = _FILES[file](self, written)
        return data if work == AS_IT_IS else self._office.ports.press.worked(data, work)

    def hand_out(self, book: Book, outline: Outline, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return a book as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        written = self.written(book, outline)
        data = self.made(written, file, work)
        what = f"{book.title}（{file.value}，{written.count}{book.counts}）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data

    def _print(self, written: Tabular) -> bytes:
        day = self._office.ports.clock.now().date().isoformat()
        form = written.form(self._desk.organisation().name, day)
        return self._desk.renderer.form(form, self._desk.look())

    def _workbook(self, written: Tabular) -> bytes:
        return self._office.ports.tables.write(written.tables())

    def _csv(self, written: Tabular) -> bytes:
        lines = io.StringIO()
        writer = csv.writer(lines)
        for place, table in enumerate(written.tables()):
            writer.writerows([[], [table.title]] if place else [])
            writer.writerow([column.title for column in table.columns])
            writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
        note = realm_note(self._desk.look().mark)
        writer.writerows([[], [note]] if note else [])
        return lines.getvalue().encode("utf-8-sig")


_FILES: Mapping[BookFile, Callable[[BookShelf, Tabular], bytes]] = {
    BookFile.PRINT: BookShelf._print,
    BookFile.WORKBOOK: BookShelf._workbook,
    BookFile.CSV: BookShelf._csv,
}


_CALCULATED = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Signs with which a cell begins that is calculated, also as an input method for Chinese writes them."""


def _harmless(cell: str) -> str:
    """Return a cell that no program takes for a formula: one that begins like one begins with an apostrophe."""
    return f"'{cell}" if cell.lstrip().startswith(_CALCULATED) else cell
