"""``archive replay``: how an item was handled, step by step, with the page of each step (办理过程回放)."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.chinese_help import ChineseCommand
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.archiving.replay import ReplayStep
from oa_desktop.office.leaving import make_folder, write_file


@click.command("replay", cls=ChineseCommand, help=_("回放一件的办理过程：CODE 是档号；每一步写明当时看到的版面。"))
@click.argument("code")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("把每一步的版面（PDF）写到这个文件夹；写出记入审计。"),
)
@with_surroundings
def command(told: Surroundings, code: str, output: Path | None) -> None:
    """Write the steps of an item, and their pages to a folder where one is named."""
    with told.session() as (_office, session):
        document, replays = session.archive.named(code).act.document, session.archive.replays
        steps = replays.steps(document)
        files = replays.hand_out(document) if output else {}
    write_table(
        (_("步"), _("时间"), _("办理人"), _("办理"), _("意见"), _("版面")),
        list(map(_cells, range(1, len(steps) + 1), steps)),
    )
    if output:
        make_folder(output)
        for name, data in files.items():
            write_file(output / name, data)
        click.echo(_("已写到 {path}").format(path=output))


def _cells(number: int, step: ReplayStep) -> tuple[str, ...]:
    row = step.row
    said = (row.time[:16].replace("T", " "), f"{row.title} {row.name}".strip(), row.act, " ".join(row.words.split()))
    return (str(number), *(one or "—" for one in said), step.shown.value)
