"""``rebuild``: make lists and search again from the journals."""

from __future__ import annotations

import click

from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.i18n import _


@click.command("rebuild", help=_("由办理记录重建列表和检索；办理记录本身不动。"))
@with_surroundings
def command(told: Surroundings) -> None:
    """Make the projections again."""
    with told.session() as (_office, session):
        count = session.administration.rebuild()
    click.echo(_("已重建列表和检索，您能知道的公文有 {count} 件。").format(count=count))
