"""``form``: a form (表单) as PDF, empty or filled in; needs no account and no store."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.adapters import build_renderer
from oa_desktop.bootstrap.resources import forms
from oa_desktop.catalogue.forms import ORGAN, load_filling
from oa_desktop.cli.files import refuse_overwriting
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.pages import Look


@click.command("form", help=_("把表单 NAME 写成 PDF；写 DATA.yaml 则填好再写。不写 NAME 的列出有哪些表单、哪些栏。"))
@click.argument("name", required=False)
@click.argument("data", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("OUT.pdf。"))
@click.option("--organ", default="", help=_("印在表名前面的机关名称。"))
def command(name: str | None, data: Path | None, output: Path | None, organ: str) -> None:
    """Write a form as PDF, or list the forms."""
    known = forms()
    if name is None:
        write_table((_("表单"), _("各栏")), [(one.title, "、".join(one.labels)) for one in known.values()])
        return
    if name not in known:
        raise click.UsageError(_("没有“{name}”这张表，有的是：{known}。").format(name=name, known="、".join(known)))
    if output is None or output.suffix.lower() != ".pdf":
        raise click.UsageError(_("请用 -o 写明输出文件，后缀是 .pdf。"))
    values = dict(load_filling(data, known[name])) if data else {}
    if data:
        refuse_overwriting(data, output)
    filled = known[name].filled(values.pop(ORGAN, organ), values)
    write_file(output, build_renderer().form(filled, Look()))
    click.echo(_("已写到 {path}").format(path=output))
