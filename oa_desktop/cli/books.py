"""How commands let a book (登记簿) out as a file: the ending of its name says as what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import click

from oa_desktop.cli.context import Surroundings
from oa_desktop.cli.documents import SHORT
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.books.books import Book, Written
from oa_desktop.office.books.ledgers import Ledger
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.leaving import write_file
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.office.session import Session

Line = TypeVar("Line")

_FILES: Mapping[str, BookFile] = {".pdf": BookFile.PRINT, ".xlsx": BookFile.WORKBOOK, ".csv": BookFile.CSV}
OUTPUT = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("写到这个文件：.xlsx、.csv 或者 .pdf。")
)


def hand_out(session: Session, book: Book, outline: Outline, output: Path) -> None:
    """Write a book to a file; that it leaves is recorded first."""
    file = file_of(output)
    write_file(output, session.shelf.hand_out(book, outline, file))
    click.echo(_("已写到 {path}").format(path=output))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBook(Generic[Line]):
    """A ledger that a command lists, or writes to a file.

    Attributes:
        read: Returns it.
        hand_out: Returns it as a file that leaves the store.
        id_of: By which id a line is named elsewhere; None where lines are not named.
    """

    read: Callable[[Session], Ledger[Line]]
    hand_out: Callable[[Session, BookFile], bytes]
    id_of: Callable[[Line], str] | None = None


def list_or_write(
    told: Surroundings, book: KeptBook[Line], output: Path | None, wanted: Callable[[Line], bool] = lambda _line: True
) -> None:
    """List the lines of a ledger that are wanted, or write all of it to a file, which is recorded first."""
    with told.session() as (_office, session):
        if output is not None:
            write_file(output, book.hand_out(session, file_of(output)))
            click.echo(_("已写到 {path}").format(path=output))
            return
        ledger = book.read(session)
    both = [(row, cells) for row, cells in zip(ledger.rows, ledger.cells, strict=True) if wanted(row)]
    named = (_("编号"),) if book.id_of else ()
    ids = [(book.id_of(row)[:SHORT],) if book.id_of else () for row, _cells in both]
    rows = [(*id_, *(cell or "—" for cell in cells)) for id_, (_row, cells) in zip(ids, both, strict=True)]
    write_table((*named, *ledger.labels), rows)
    click.echo(ledger.note)


def file_of(output: Path) -> BookFile:
    """Return as what a book is written to a file, by the ending of its name."""
    file = _FILES.get(output.suffix.lower())
    if file is None:
        raise click.UsageError(_("输出文件的后缀应当是 {known}。").format(known="、".join(_FILES)))
    return file


def write_parts(written: Written) -> None:
    """Write the lines of a book, those of each group under its head."""
    for part in written.parts:
        if written.grouped:
            click.echo(
                _("{head}　{count} {unit}").format(
                    head=part.head or _("（空）"), count=len(part.lines), unit=written.book.counts
                )
            )
        write_table(written.labels, [tuple(cell or "—" for cell in line) for line in part.lines])
