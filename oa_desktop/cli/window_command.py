"""``window``: open the window."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.opening import open_window
from oa_desktop.i18n import _


@click.command("window", help=_("打开窗口。--realm demonstration 打开演示单位。"))
@with_surroundings
def command(told: Surroundings) -> int:
    """Open the window."""
    return open_window(told)
