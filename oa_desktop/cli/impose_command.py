"""``impose``: a PDF as the print room needs it, or the page by which a printer is calibrated; needs no account."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.adapters import build_press
from oa_desktop.cli.files import read_file, refuse_overwriting
from oa_desktop.cli.presswork import with_presswork
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.printing import Presswork


@click.command("impose", help=_("把排好的 PDF（SOURCE）做成印制用的 PDF；原来的文件不动。"))
@click.argument("source", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_("写到这个文件。")
)
@click.option("--calibration", is_flag=True, help=_("写出打印机校准页，不要 SOURCE。"))
@with_presswork
def command(source: Path | None, output: Path, calibration: bool, work: Presswork) -> None:
    """Write a file as it goes to the printer, or the page for calibration."""
    if calibration == (source is not None):
        raise click.UsageError(_("请写一个 PDF 文件；要校准页的，只写 --calibration，不写文件。"))
    if source is None:
        write_file(output, build_press().calibration(Look()))
    else:
        refuse_overwriting(source, output)
        write_file(output, build_press().worked(read_file(source), work))
    click.echo(_("已写到 {path}").format(path=output))
