"""``code``: what the symbol (公文二维条码) of a paper says, as a scanner types it; needs no account and no store."""

from __future__ import annotations

import sys

import click

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbers.document_code import read_code
from oa_desktop.i18n import _


@click.command("code", help=_("把扫描得到的公文二维条码逐项列出：TEXT 以 GB0626-2005 开头，写 - 从标准输入读。"))
@click.argument("text")
def command(text: str) -> None:
    """Write the fields of a string, a line each; empty ones are left out."""
    fields = read_code(sys.stdin.read() if text == "-" else text)
    if fields is None:
        raise Refused("code.unknown")
    for name, value in fields.items():
        if value:
            click.echo(f"{_(name)}：{value}")
