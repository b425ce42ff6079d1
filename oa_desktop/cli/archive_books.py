"""``archive print``: lists of the archive and what is said on its boxes, as pages or as a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from oa_desktop.bootstrap.resources import build_columns
from oa_desktop.cli.books import file_of
from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.printed import SPINES_MM
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.ids import NO_DISPOSAL, ArchiveName, DisposalId
from oa_desktop.i18n import _
from oa_desktop.office.archiving.books import ArchiveBook, Wanted
from oa_desktop.office.archiving.receiving import ReceivingFile
from oa_desktop.office.leaving import write_file
from oa_desktop.office.session import Session

_BOOKS = {
    "catalogue": ArchiveBook.CATALOGUE,
    "transfer": ArchiveBook.TRANSFER,
    "registration": ArchiveBook.REGISTRATION,
    "ended": ArchiveBook.ENDED,
    "disposed": ArchiveBook.DISPOSED,
    "notes": ArchiveBook.NOTES,
    "cover": ArchiveBook.COVER,
    "spine": ArchiveBook.SPINE,
}


@click.command(
    "print",
    cls=ChineseCommand,
    help=_(
        "做目录和盒上的纸：BOOK 是 catalogue 归档文件目录、transfer 移交清册、"
        "registration 移交与接收登记表、ended 到期档案清册、disposed 销毁清册、"
        "notes 备考表、cover 盒封面、spine 盒脊。"
    ),
)
@click.argument("book", type=click.Choice(list(_BOOKS)))
@click.option("--year", type=click.IntRange(1949, 2999), default=None, help=_("年度；不写是今年。"))
@click.option(
    "--retention", type=click.Choice([one.value for one in Retention]), default=None, help=_("只做这一保管期限的。")
)
@click.option("--division", default=None, help=_("只做这一机构或者问题代号的。"))
@click.option("--box", default="", help=_("只做这一盒号的。"))
@click.option(
    "--spine", "spine_mm", type=click.Choice([str(one) for one in SPINES_MM]), default="30", help=_("盒脊厚度，毫米。")
)
@click.option("--list", "named", default="", metavar="LIST", help=_("只做这一份销毁清册，销毁以前也可以；写编号。"))
@click.option(
    "--columns",
    default="",
    metavar="FILE",
    help=_("归档文件目录照接收档案的档案馆要的列做：文件，或者样例名 item；这样的也可以写到 .xml。"),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help=_("写到这个文件：.pdf、.xlsx 或者 .csv。"),
)
@with_surroundings
def command(
    told: Surroundings,
    *,
    book: str,
    year: int | None,
    named: str,
    retention: str | None,
    spine_mm: str,
    columns: str,
    output: Path,
    **narrowed: Any,
) -> None:
    """Write a list of the archive, or what is said on its boxes, to a file; that it leaves is recorded first."""
    template = build_columns(columns) if columns else None
    if template and _BOOKS[book] is not ArchiveBook.CATALOGUE:
        raise click.UsageError(_("--columns 只用于 catalogue。"))
    if named and _BOOKS[book] is not ArchiveBook.DISPOSED:
        raise click.UsageError(_("--list 只用于 disposed。"))
    file = ReceivingFile.XML if template and output.suffix.lower() == ".xml" else file_of(output)
    with told.session() as (_office, session):
        register, disposal = _listed(session, named) if named else (_of_year(session, year), NO_DISPOSAL)
        wanted = Wanted(
            register=register,
            disposal=disposal,
            retention=retention or "",
            spine_mm=int(spine_mm),
            columns=template,
            **narrowed,
        )
        write_file(output, session.archive_books.hand_out(_BOOKS[book], wanted, file))
    click.echo(_("已写到 {path}").format(path=output))


def _listed(session: Session, named: str) -> tuple[ArchiveName, DisposalId]:
    register, found = session.archive.keeping.disposal(named)
    return register.name, found.id


def _of_year(session: Session, year: int | None) -> ArchiveName:
    of = year or date.today().year
    return known_scheme(session.organisation().schemes, of).archive(of)
