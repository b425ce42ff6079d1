"""``doctor``: whether this machine is fit for the work, subject by subject, each with what to do."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path

import click

from oa_desktop.bootstrap.checks.contents import look_inside
from oa_desktop.bootstrap.health import Health, State, examine, faults
from oa_desktop.bootstrap.machine import Machine, this_machine
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.errors import Unavailable
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file


@click.command(
    "doctor",
    help=_("体检：检查字体、密码库、密钥、库、显示、时钟和隔离，逐项说明怎么办。不需要账户；写 --as 的还逐页查库。"),
)
@click.option(
    "--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=_("把结果同时写到这个文件。")
)
@with_surroundings
def command(told: Surroundings, report: Path | None) -> None:
    """Examine the machine, and end with code 3 when something is in the way of work."""
    machine = this_machine(told.root, told.chosen_realm)
    examined = (*examine(machine), *_inside(told))
    text = report_text(machine, examined)
    click.echo(text, nl=False)
    if report:
        write_file(report, text.encode("utf-8"))
    if faults(examined):
        raise Unavailable("doctor.faults", count=faults(examined))


def _inside(told: Surroundings) -> tuple[Health, ...]:
    """Look at the inside of the store where somebody is named; without an account nothing is asked."""
    if not told.account:
        return ()
    password = told.password(told.account)
    return look_inside(lambda: told.with_pin(lambda pin: told.office().examine(told.account, password, pin=pin)))


def report_text(machine: Machine, examined: Sequence[Health]) -> str:
    """Return the whole report: where and when, the table, and how many subjects are in which state."""
    written = io.StringIO()
    with redirect_stdout(written):
        click.echo(_head(machine))
        write_table((_("项目"), _("状况"), _("情况")), _lines(examined))
        click.echo(_foot(examined))
    return written.getvalue()


def _lines(examined: Sequence[Health]) -> Iterator[tuple[str, str, str]]:
    """Yield a line for each subject, and below one that is not sound what to do."""
    for one in examined:
        yield one.subject, _(one.state.value), one.what
        if one.remedy:
            yield "", _("怎么办"), one.remedy


def _head(machine: Machine) -> str:
    return _("{realm}域，数据目录 {home}，{now}").format(
        realm=machine.realm.label, home=machine.home, now=machine.now.isoformat(sep=" ")
    )


def _foot(examined: Sequence[Health]) -> str:
    counts = ((_(state.value), sum(one.state is state for one in examined)) for state in State)
    return "，".join(_("{state}{count}项").format(state=state, count=count) for state, count in counts) + "。"
