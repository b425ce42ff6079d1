"""How commands let a book (登记簿) out as a file: the ending of its name says as what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.books.books import Book, Written
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.leaving import write_file
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.office.session import Session

_FILES: Mapping[str, BookFile] = {".pdf": BookFile.PRINT, ".xlsx": BookFile.WORKBOOK, ".csv": BookFile.CSV}
OUTPUT = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("写到这个文件：.xlsx、.csv 或者 .pdf。")
)


def hand_out(session: Session, book: Book, outline: Outline, output: Path) -> None:
    """Write a book to a file; that it leaves is recorded first."""
    file = file_of(output)
    write_file(output, session.shelf.hand_out(book, outline, file))
    click.echo(_("已写到 {path}").format(path=output))


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
