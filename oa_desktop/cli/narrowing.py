"""The options by which commands narrow, sort and group a list of documents."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

import click

from oa_desktop.domain.documents.standings import WORDS
from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import NOBODY, Dated, Filter, Grouping, Outline, Sorting

_DAY = click.DateTime(["%Y-%m-%d"])


def _one_of(words: type[StrEnum]) -> click.Choice[str]:
    """Return what takes one of the office's words for something."""
    return click.Choice([word.value for word in words])


_OPTIONS = (
    click.option("--words", default="", help=_("标题、文号、正文里都有这些词。")),
    click.option("--kind", default="", help=_("文种。")),
    click.option("--urgency", default="", help=_("紧急程度。")),
    click.option("--secrecy", default="", help=_("密级，没有密级的写 无密级。")),
    click.option("--state", "phase", default="", help=_("状态：在办、办结、冲突。")),
    click.option("--step", default="", help=_("环节。")),
    click.option("--department", default="", help=_("拟稿部门。")),
    click.option("--person", "drafter", default="", help=_("拟稿人。")),
    click.option("--organ", default="", help=_("发文机关。")),
    click.option("--year", default="", help=_("拟稿年度，四位数字。")),
    click.option("--number", default="", help=_("文号，写全，或者只写到代字、年份。")),
    click.option("--supervised", default="", help=_("督办：未销号，或者在办、待销号、已销号、已撤销。")),
    click.option(
        "--standing",
        type=click.Choice([*WORDS]),
        default=None,
        help=_("今天的效力、公开情况：有效、修改、废止、失效、撤销，公开、撤下、到期。"),
    ),
    click.option("--waits", type=click.Choice([NOBODY]), default=None, help=_("有没有人能办的待办、待阅的。")),
    click.option("--since", type=_DAY, metavar=_("日期"), help=_("从这一天起，例如 2026-01-01。")),
    click.option("--until", type=_DAY, metavar=_("日期"), help=_("到这一天止。")),
    click.option(
        "--dated", type=_one_of(Dated), default=Dated.DRAFTED.value, help=_("上面两个日期指哪一个，默认拟稿日期。")
    ),
    click.option("--sort", "sorting", type=_one_of(Sorting), help=_("按什么排列。")),
    click.option("--reverse", is_flag=True, help=_("倒过来排。")),
    click.option("--group", "grouping", type=_one_of(Grouping), help=_("按什么分组。")),
)


Narrow = Callable[[Outline], Outline]
"""Makes the outline that was asked for of the usual one."""


def with_narrowing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take these options; what they make of an outline is given to it as ``narrow``."""

    @functools.wraps(command)
    def called(*given: Any, **options: Any) -> Any:
        order = {name: options.pop(name) for name in ("sorting", "grouping", "reverse")}
        wanted = _filter({one.name: options.pop(one.name) for one in fields(Filter) if one.name in options})
        return command(*given, narrow=lambda outline: _narrowed(outline, wanted, order), **options)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def _filter(given: Mapping[str, Any]) -> Filter:
    days = {name: given[name].date().isoformat() for name in ("since", "until") if given[name]}
    chosen = {name: given[name] or "" for name in ("standing", "waits")}
    return Filter(**{**given, **chosen, "since": "", "until": "", **days, "dated": Dated(given["dated"])})


def _narrowed(outline: Outline, wanted: Filter, order: Mapping[str, Any]) -> Outline:
    words: Mapping[str, type[StrEnum]] = {"sorting": Sorting, "grouping": Grouping}
    chosen: dict[str, Any] = {
        name: words[name](value) if name in words else value for name, value in order.items() if value
    }
    return replace(outline, filter=wanted, **chosen)
