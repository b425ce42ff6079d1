"""What becomes of pages on their way to the printer, as options that several commands have."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

import click

from oa_desktop.i18n import _
from oa_desktop.office.clearing.counted import CopyRun
from oa_desktop.office.ports.printing import Folding, Presswork

_RUN = re.compile(r"(\d{1,6})\s*[-—~]\s*(\d{1,6})")
Command = Callable[..., Any]
_OFFSET = re.compile(r"([+-]?\d{1,2}(?:\.\d)?)[,，]([+-]?\d{1,2}(?:\.\d)?)")


class Offset(click.ParamType[tuple[int, int]]):
    """Two figures in millimetres, to the right and down, of one decimal place at most; in tenths inside."""

    name = "mm"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return both in tenths of a millimetre."""
        found = _OFFSET.fullmatch(str(value).strip())
        if found is None:
            self.fail(_("请写“向右,向下”多少毫米，例如 0.5,-1.2"), param, ctx)
        right, down = (round(float(figure) * 10) for figure in found.groups())
        return right, down


class Numbers(click.ParamType[CopyRun]):
    """The first and the last 份号 of a run."""

    name = "copies"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> CopyRun:
        """Return the run."""
        found = _RUN.fullmatch(str(value).strip())
        if found is None:
            self.fail(_("请写第一份和最后一份的份号，例如 1-30"), param, ctx)
        first, last = map(int, found.groups())
        return CopyRun(first=first, count=last - first + 1)


def with_presswork(command: Command) -> Command:
    """Give a command the options of the print room; it gets them as ``work``."""

    @functools.wraps(command)
    def wrapped(
        *args: Any, overprint: bool, no_seals: bool, offset: tuple[int, int], folding: str, backs: bool, **more: Any
    ) -> Any:
        work = Presswork(
            overprinted=overprint,
            seals=not no_seals,
            right_tenths=offset[0],
            down_tenths=offset[1],
            folding=_FOLDINGS[folding],
            backs=backs,
        )
        return command(*args, work=work, **more)

    made: Command = wrapped
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


_FOLDINGS = {"pages": Folding.PAGES, "booklet": Folding.BOOKLET, "folded": Folding.FOLDED}
_OPTIONS = (
    click.option("--overprint", is_flag=True, help=_("红头纸套打：不印红头和红线。")),
    click.option("--no-seals", is_flag=True, help=_("印章的位置也不印。")),
    click.option(
        "--offset",
        type=Offset(),
        default="0,0",
        metavar=_("右,下"),
        help=_("整页移动多少毫米，例如 0.5,-1.2：向右 0.5，向上 1.2。"),
    ),
    click.option(
        "--folding",
        type=click.Choice(list(_FOLDINGS)),
        default="pages",
        show_default=True,
        help=_("pages 逐页；booklet 拼成 A3 骑马订；folded 拼成 A3，每张各自对折。"),
    ),
    click.option("--backs", is_flag=True, help=_("双面打印用：单数页的，末尾补一个白面。")),
)
