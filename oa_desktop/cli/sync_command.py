"""``sync``: how this desk stands to the intranet's central service (中心服务), and a round with it."""

from __future__ import annotations

import click

from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.i18n import _
from oa_desktop.office.central.words import in_words, meaning


@click.group("sync", cls=ChineseGroup, help=_("看有什么等着送到中心服务，或者现在就同步。"))
def command() -> None:
    """Lead to the commands below."""


@command.command("status", help=_("列出等着送到中心服务的，不连接它。"))
@with_surroundings
def status(told: Surroundings) -> None:
    """Say how this desk stands, and list what waits."""
    with told.session() as (_office, session):
        accord, waiting = session.central.accord(), session.central.unsent()
    click.echo(_("{words}。{meaning}").format(words=in_words(accord), meaning=meaning(accord)))
    if waiting:
        rows = [(one.title, one.act, one.person, one.time[:16].replace("T", " ")) for one in waiting]
        write_table((_("公文"), _("办理"), _("办理人"), _("时间")), rows)


@command.command("run", help=_("现在就和中心服务同步，直到两边一样。"))
@with_surroundings
def run(told: Surroundings) -> None:
    """Go a round with the service."""
    with told.session() as (_office, session):
        accord = session.central.run()
    click.echo(_("{words}。{meaning}").format(words=in_words(accord), meaning=meaning(accord)))
