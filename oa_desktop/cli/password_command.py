"""``password``: change one's own password (口令)."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.i18n import _


@click.command("password", help=_("更改自己的口令。用 --password-fd 时，文件的第一行是原口令，第二行是新口令。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """Change one's own password."""
    told.refuse_nobody()
    old, new = told.secret(_("原口令")), told.new_password(told.account)
    office = told.office()
    office.change_password(told.account, old, new)
    click.echo(_("口令已更改。"))
