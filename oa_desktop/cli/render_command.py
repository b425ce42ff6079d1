"""``render``: a source file as PDF, OFD or DOCX; needs no account and no store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from oa_desktop.bootstrap.building import build_reader, build_renderer
from oa_desktop.bootstrap.resources import USUAL_TEMPLATE, build_template
from oa_desktop.cli.files import read_file, refuse_overwriting, write_findings
from oa_desktop.cli.named_files import TEMPLATE
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.office.attaching import beside
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.pages import Enclosure, Look, Rendering

_FIXED, _OFD, _EDITABLE = ".pdf", ".ofd", ".docx"


@click.command("render", help=_("把 SOURCE（文本、Markdown、DOCX、PDF 或 OFD）排成公文版式，写成 PDF、OFD 或 DOCX。"))
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("OUT.pdf、OUT.ofd 或 OUT.docx。"),
)
@click.option("--unsealed", is_flag=True, help=_("不加盖印章的公文。"))
@click.option("--template", type=TEMPLATE, default=USUAL_TEMPLATE, help=_("版式模板：自带的名称，或者 .yaml 文件。"))
@click.option("--annexes-apart", is_flag=True, help=_("附件不与正文装订在一起：附件另编页码，版记随正文。"))
@click.option(
    "--enclose",
    "enclosed",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("随 OFD 带上这个文件，可以写多次。"),
)
def command(
    source: Path, output: Path, *, unsealed: bool, template: str, annexes_apart: bool, enclosed: tuple[Path, ...]
) -> None:
    """Write a source as PDF, OFD or DOCX."""
    _refuse_misuse(output, (source, *enclosed), encloses=bool(enclosed))
    reading = build_reader().read(read_file(source), source.name, beside(source))
    write_findings(reading.findings)
    look = Look(
        sealed=not unsealed,
        template=build_template(template),
        pictures=reading.pictures,
        annexes_apart=annexes_apart,
    )
    if output.suffix.lower() == _EDITABLE:
        write_file(output, build_renderer().document(reading.manuscript, look))
        click.echo(_("已写到 {path}").format(path=output))
    else:
        rendering = _rendering(output, reading.manuscript, look, enclosed)
        write_file(output, rendering.data)
        _tell(output, rendering)


def _refuse_misuse(output: Path, read: Sequence[Path], *, encloses: bool) -> None:
    """Refuse a file that nothing here can be written as, or that is written over what it is made from.

    Raises:
        click.UsageError: Either of these.
    """
    ending = output.suffix.lower()
    if ending not in (_FIXED, _OFD, _EDITABLE):
        raise click.UsageError(_("输出文件的后缀要是 .pdf、.ofd 或 .docx。"))
    if encloses and ending != _OFD:
        raise click.UsageError(_("只有 OFD 能带上别的文件，输出文件的后缀要是 .ofd。"))
    for one in read:
        refuse_overwriting(one, output)


def _rendering(output: Path, manuscript: Manuscript, look: Look, enclosed: Sequence[Path]) -> Rendering:
    renderer = build_renderer()
    if output.suffix.lower() == _OFD:
        files = [Enclosure(name=one.name, data=read_file(one)) for one in enclosed]
        return renderer.render_ofd(manuscript, look, files)
    return renderer.render(manuscript, look)


def _tell(output: Path, rendering: Rendering) -> None:
    """Say where pages are, with which fonts they were made, and what does not stand on them as it was typed."""
    click.echo(_("已写到 {path}，共 {pages} 页").format(path=output, pages=rendering.pages))
    for line in rendering.fonts:
        click.echo(line)
    if rendering.remark:
        click.echo(rendering.remark, err=True)
    if rendering.missing:
        click.echo(_("没有字体能显示这些字，页面上用〓代替：{chars}").format(chars=rendering.missing), err=True)
