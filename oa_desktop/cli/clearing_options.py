"""What 清退登记 and 销毁登记 are told by commands."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from oa_desktop.domain.copies.clearing import Found
from oa_desktop.i18n import _

_COPIES = _("哪些份（清退、销毁登记）：份号，或者单位和份数。")
_FOUND = _("清点结果（清退登记）：完好、缺页、损毁、缺失、未退。")
_SUPERVISOR = _("监销人（销毁登记），写两次。")
_OPTIONS = (
    click.option("--copy", "clearing_copies", multiple=True, help=_COPIES),
    click.option(
        "--found",
        "clearing_found",
        default=Found.SOUND.value,
        show_default=True,
        help=_FOUND,
    ),
    click.option("--day", "clearing_day", default="", metavar="YYYY-MM-DD", help=_("退还、销毁的日期；不写是今天。")),
    click.option("--giver", "clearing_giver", default="", help=_("退还人（清退登记）。")),
    click.option("--supervisor", "clearing_supervisors", multiple=True, help=_SUPERVISOR),
    click.option("--place", "clearing_place", default="", help=_("销毁地点（销毁登记）。")),
    click.option("--method", "clearing_method", default="粉碎", show_default=True, help=_("销毁方式（销毁登记）。")),
    click.option("--approved-by", "clearing_approved_by", default="", help=_("批准人（销毁登记）。")),
)
_NAMES = ("copies", "found", "day", "giver", "supervisors", "place", "method", "approved_by")


def with_clearing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take these options; they are given to it together as ``clearing``."""

    @functools.wraps(command)
    def called(*given: Any, **options: Any) -> Any:
        said = {name: options.pop(f"clearing_{name}") for name in _NAMES}
        return command(*given, clearing=said, **options)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called
