"""Help pages in Chinese also where click has words of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from oa_desktop.i18n import _

WORDS = {
    "Options": _("选项"),
    "Commands": _("命令"),
    "Show this message and exit.": _("显示这段说明。"),
    "Show the version and exit.": _("显示版本。"),
    "[OPTIONS]": _("[选项]"),
    "[COMMAND] [ARGS]...": _("[命令 [参数]…]"),
    "COMMAND [ARGS]...": _("命令 [参数]…"),
    "INTEGER RANGE": _("数"),
    "INTEGER": _("数"),
    "TEXT": _("文字"),
    "FILE": _("文件"),
    "DIRECTORY": _("目录"),
    "[required]": _("[必填]"),
    "[default: ": _("[默认："),
    "; required]": _("；必填]"),
}
"""What click says by itself, and how it is said here; longer ones first where one holds another."""


def in_chinese(text: str) -> str:
    """Return what click says with its own words in Chinese."""
    for english, chinese in WORDS.items():
        text = text.replace(english, chinese)
    return text


class ChineseFormatter(click.HelpFormatter):
    """Writes click's own headings and remarks in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, in_chinese(args), prefix or _("用法："))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a heading, and indent what stands under it."""
        with super().section(in_chinese(name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with what each is for."""
        super().write_dl([(in_chinese(term), in_chinese(text)) for term, text in rows], col_max, col_spacing)


class ChineseContext(click.Context):
    """A context whose help is in Chinese."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help is in Chinese."""

    context_class = ChineseContext


class ChineseGroup(click.Group):
    """A command with commands below it; called alone it does what it does alone."""

    context_class = ChineseContext
    command_class = ChineseCommand

    def __init__(self, name: str | None = None, **given: Any) -> None:
        super().__init__(name, **{"invoke_without_command": True, **given})
