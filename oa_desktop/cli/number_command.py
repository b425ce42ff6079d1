"""``number``: the registers (文号登记), and numbers that are reserved, released, skipped, void or given to a paper."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import click

from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.cli.books import OUTPUT, file_of
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.words import write_table
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import RegisterName
from oa_desktop.domain.numbers.numbering import read_number, runs_of, start_of
from oa_desktop.domain.numbers.registering import refuse_foreign_register
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.numbers.words import standing, when
from oa_desktop.office.queries import NumberLedger, NumberRegisters, NumberRow
from oa_desktop.office.session import Session

ACTS: Mapping[str, type[act.RangeAction]] = {
    "reserve": act.ReserveNumber,
    "release": act.ReleaseNumber,
    "skip": act.SkipNumber,
    "void": act.VoidNumber,
    "paper": act.TakeNumberOnPaper,
}
WORDS = {"预留": "reserve", "解除": "release", "断号": "skip", "作废": "void", "纸质": "paper"}
_SERIALS = re.compile(r"(?P<first>[0-9]+)(?:号?[-—–~～至](?P<last>[0-9]+))?号?")


@click.command(
    "number",
    help=_(
        "查看文号登记：不写 CODE 列出一年的登记簿；CODE 是机关代字，如 清政办发，列出它的每一个号。写 ACT（预留、解除、"
        "断号、作废、纸质，或 reserve、release、skip、void、paper）和 SERIAL（序号，如 18、20-25，或 〔2026〕18号）"
        "则登记这些号，由登记编号的人办理；CODE 也可以写成整个文号。"
    ),
)
@click.argument("code", required=False, default="")
@click.argument("kind", required=False, type=click.Choice([*WORDS, *ACTS]), metavar="[ACT]")
@click.argument("serial", required=False, default="")
@click.option("--year", type=click.IntRange(1900, 2099), help=_("哪一年的登记簿；不写则是今年。"))
@click.option("--series", default="", help=_("收文编号的号类，如 办件、阅件；发文不分号类。"))
@click.option("--reason", default="", help=_("为什么预留、解除、断号或作废；纸质的可以写备注。"))
@click.option("--title", default="", help=_("纸质公文的标题（纸质）。"))
@click.option("--handler", default="", help=_("纸质公文的经办人（纸质）。"))
@click.option("--date", default="", metavar="YYYY-MM-DD", help=_("纸质公文的成文日期（纸质）。"))
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON，一个号一个对象。"))
@OUTPUT
@with_surroundings
def command(told: Surroundings, *, code: str, kind: str | None, serial: str, as_json: bool, **said: Any) -> None:
    """Write a register, or say how some of its numbers stand."""
    year, output = said.pop("year") or SystemClock().now().year, said.pop("output")
    name, serials = _meant(code.strip(), serial.strip(), year, said.pop("series"))
    if kind and serials is None:
        raise click.UsageError(_("请写明是哪一个号，例如 number 清政办发 作废 18 --reason 重号"))
    with told.session() as (_office, session):
        if not name.code:
            _write_registers(session, year, as_json=as_json)
            return
        refuse_foreign_register(session.organisation(), name)
        if kind and serials:
            done = _register(session, ACTS[WORDS.get(kind, kind)], name, serials, said)
            click.echo(done, err=as_json)
        if output is not None:
            write_file(output, session.number_book.hand_out(name, file_of(output)))
            click.echo(_("已写到 {path}").format(path=output), err=as_json)
        else:
            _write_ledger(session, name, as_json=as_json)


def _meant(code: str, serial: str, year: int, series: str) -> tuple[RegisterName, tuple[int, int] | None]:
    """Return the register that was typed, and the first and the last number, None where only a register is meant.

    Raises:
        Refused: ``number.form``.
    """
    if "〔" in code or "〔" in serial:
        number = read_number(code if "〔" in code else code + serial.removeprefix(code))
        return RegisterName(code=number.code, year=number.year), (number.serial, number.serial)
    name = RegisterName(code=code, year=year, series=series)
    if not serial:
        return name, None
    found = _SERIALS.fullmatch(serial)
    if found is None:
        raise Refused("number.form", text=start_of(name) + serial)
    return name, (int(found["first"]), int(found["last"] or found["first"]))


def _register(
    session: Session, action: type[act.RangeAction], name: RegisterName, serials: tuple[int, int], said: dict[str, str]
) -> str:
    first, last = serials
    wanted = {one.name for one in fields(action)}
    through = last if last != first else 0
    more = {key: value for key, value in said.items() if key in wanted}
    made = action(code=name.code, year=name.year, series=name.series, serial=first, through=through, **more)
    session.perform(made)
    numbers = f"{start_of(name)}{runs_of(made.serials)}号"
    return _("已办理{act}：{number}。").format(act=DECLARATIONS[action].term, number=numbers)


def _write_ledger(session: Session, name: RegisterName, *, as_json: bool) -> None:
    """Write a register, one number a line, and the numbers that nothing is said of."""
    rows = session.ask(NumberLedger(register=name))
    if as_json:
        _write_json(rows)
        return
    if not rows:
        click.echo(_("{start}还没有登记文号。").format(start=start_of(name)))
        return
    head = (_("文号"), _("状态"), _("原因"), _("标题"), _("登记人"), _("登记时间"))
    write_table(head, [_cells(row) for row in rows])
    unsaid = [row.serial for row in rows if row.unsaid]
    if unsaid:
        click.echo(_("这些号空着，请查明后登记断号并写明原因：{serials}。").format(serials=runs_of(unsaid)))


def _cells(row: NumberRow) -> tuple[str, ...]:
    return (row.number, standing(row), row.reason or "—", row.title or "—", row.person or "—", when(row) or "—")


def _write_registers(session: Session, year: int, *, as_json: bool) -> None:
    rows = session.ask(NumberRegisters(year=year))
    if as_json:
        _write_json(rows)
        return
    head = (_("登记簿"), _("机关"), _("已用"), _("作废"), _("预留"), _("断号"), _("未说明"), _("下一个号"))
    write_table(
        head,
        [
            (
                start_of(row.register),
                row.organ or _("收文"),
                *map(str, (row.used, row.void, row.reserved, row.skipped)),
                runs_of(row.unsaid) or "—",
                row.next,
            )
            for row in rows
        ],
    )


def _write_json(rows: Sequence[Any]) -> None:
    click.echo(json.dumps([asdict(one) for one in rows], ensure_ascii=False, indent=2))
