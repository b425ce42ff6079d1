"""What is written about a signed file: every layer with its mark, its word and its reason, and what it comes to."""

from __future__ import annotations

import click

from oa_desktop.cli.streams import in_one_line
from oa_desktop.domain.trust.verdicts import FileVerdict
from oa_desktop.i18n import _
from oa_desktop.office.trust.verdict_page import MARKS, VerdictLine, conclusion, known_until, parts


def write_verdict(verdict: FileVerdict, name: str) -> None:
    """Write the verdict on a file, the conclusion last, where it is seen."""
    click.echo(_("{name}（{format}）").format(name=name, format=verdict.format))
    for part in parts(verdict):
        click.echo(in_one_line(part.title))
        for line in part.lines:
            _write_line(line)
    click.echo(f"{MARKS[verdict.outcome]} {conclusion(verdict)}{known_until(verdict)}")


def _write_line(line: VerdictLine) -> None:
    click.echo(in_one_line(f"  {line.mark}　{line.layer}：{line.what}"))
    if line.why or line.do:
        click.echo(in_one_line(f"      {line.why}{line.do}"))
