"""``render``: a source file as PDF, OFD or DOCX, without account or store; a document with its tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import click

from oa_desktop.bootstrap.adapters import build_reader, build_renderer
from oa_desktop.bootstrap.resources import USUAL_TEMPLATE, build_template
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.documents import find_document
from oa_desktop.cli.files import read_file, refuse_overwriting, write_findings
from oa_desktop.cli.named_files import TEMPLATE
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.office.drafting.attaching import beside
from oa_desktop.office.leaving import write_file
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Enclosure, Look, Rendering

_FIXED, _OFD, _EDITABLE = ".pdf", ".ofd", ".docx"


@click.command("render", help=_("把 SOURCE（文本、Markdown、DOCX、PDF 或 OFD）排成公文版式，写成 PDF、OFD 或 DOCX。"))
@click.argument("source")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("OUT.pdf、OUT.ofd 或 OUT.docx。"),
)
@click.option(
    "--tracked",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("SOURCE 是一份公文：把带修改痕迹的可编辑稿写成 OUT.docx。"),
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
@with_surroundings
def command(
    told: Surroundings, *, source: str, output: Path | None, tracked: Path | None, **options: Unpack[_Options]
) -> None:
    """Write a source as PDF, OFD or DOCX, or a document with what was changed in it."""
    if (output is None) is (tracked is None):
        raise click.UsageError(_("请写明 -o 或者 --tracked 其中一个。"))
    if tracked is not None:
        _write_tracked(told, source, tracked)
    elif output is not None:
        _write(_FILE.convert(source, None, None), output, **options)


class _Options(TypedDict):
    """How a source is set."""

    unsealed: bool
    template: str
    annexes_apart: bool
    enclosed: tuple[Path, ...]


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _write_tracked(told: Surroundings, name: str, output: Path) -> None:
    if output.suffix.lower() != _EDITABLE:
        raise click.UsageError(_("带修改痕迹的可编辑稿，后缀要是 .docx。"))
    with told.session() as (_office, session):
        write_file(output, session.papers.hand_out(find_document(session, name), Paper.TRACKED))
    click.echo(_("已写到 {path}").format(path=output))


def _write(
    source: Path, output: Path, *, unsealed: bool, template: str, annexes_apart: bool, enclosed: tuple[Path, ...]
) -> None:
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
