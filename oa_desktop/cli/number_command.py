"""``number``: the register (文号登记) of one code and year, and numbers that are reserved, skipped or void."""

from __future__ import annotations

from collections.abc import Mapping

import click

from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbering import DocumentNumber, read_number
from oa_desktop.i18n import _
from oa_desktop.office.queries import NumberGaps, Numbers
from oa_desktop.office.session import Session

ACTS: Mapping[str, type[act.ReserveNumber | act.SkipNumber | act.VoidNumber]] = {
    "reserve": act.ReserveNumber,
    "skip": act.SkipNumber,
    "void": act.VoidNumber,
}
WORDS = {"预留": "reserve", "断号": "skip", "作废": "void"}


@click.command(
    "number",
    help=_(
        "查看文号登记：CODE 是机关代字，如 清政办发。写 ACT（预留、断号、作废，或 reserve、skip、void）和 SERIAL"
        "（序号，如 18，或 〔2026〕18号）则登记这个号，由登记编号的人办理；CODE 也可以写成整个文号。"
    ),
)
@click.argument("code")
@click.argument("kind", required=False, type=click.Choice([*WORDS, *ACTS]), metavar="[ACT]")
@click.argument("serial", required=False, default="")
@click.option("--year", type=click.IntRange(1900, 2099), help=_("哪一年的登记簿；不写则是今年。"))
@click.option("--reason", default="", help=_("为什么预留、断号或作废。"))
@with_surroundings
def command(told: Surroundings, *, code: str, kind: str | None, serial: str, year: int | None, reason: str) -> None:
    """Write a register, or say how one of its numbers stands."""
    this_year = year or SystemClock().now().year
    meant = _meant(code.strip(), serial.strip(), this_year)
    if kind and meant is None:
        raise click.UsageError(_("请写明是哪一个号，例如 number 清政办发 作废 18 --reason 重号"))
    with told.session() as (_office, session):
        if kind and meant:
            _register(session, WORDS.get(kind, kind), meant, reason)
        _write(session, *((meant.code, meant.year) if meant else (code.strip(), this_year)))


def _meant(code: str, serial: str, year: int) -> DocumentNumber | None:
    """Return the number that was typed, None where only a register is meant.

    Raises:
        Refused: ``number.form``.
    """
    if "〔" in code:
        return read_number(code)
    if not serial:
        return None
    if "〔" in serial:
        return read_number(code + serial.removeprefix(code))
    return read_number(f"{code}〔{year}〕{serial.removesuffix('号')}号")


def _register(session: Session, kind: str, number: DocumentNumber, reason: str) -> None:
    action = ACTS[kind](code=number.code, year=number.year, serial=number.serial, reason=reason)
    session.perform(action)
    click.echo(_("已办理{act}：{number}。").format(act=DECLARATIONS[BY_KIND[f"{kind}-number"]].term, number=number))


def _write(session: Session, code: str, year: int) -> None:
    """Write a register, one number a line, and the numbers that nothing is said of."""
    if session.organisation().organ_of_code(code) is None:
        raise Refused("number.unknown-code", code=code)
    rows = session.ask(Numbers(code=code, year=year))
    if not rows:
        click.echo(_("{code}〔{year}〕还没有登记文号。").format(code=code, year=year))
        return
    head = (_("发文字号"), _("状态"), _("原因"), _("标题"))
    write_table(head, [(row.number, row.state, row.reason or "—", row.title or "—") for row in rows])
    for gap in session.ask(NumberGaps(code=code, year=year)):
        serials = "、".join(map(str, gap.serials))
        click.echo(_("这些号空着，请查明后登记断号并写明原因：{serials}。").format(serials=serials))
