"""Options that take one of the program's own files by its name, or a file that somebody wrote."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.i18n import _
from oa_desktop.i18n.resources import resource_path

_UNKNOWN = _("没有“{name}”；自带的有：{names}，自己写的要是一个 .yaml 文件")


class NamedFile(click.ParamType[str]):
    """A name in a folder of the resources, or a YAML file.

    Args:
        folder: Of the resources.
    """

    name = _("名称或文件")

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return what was written; refuse a name that nothing has, with those that there are."""
        names = sorted(path.stem for path in resource_path(self.folder).glob("*.yaml"))
        if value in names or (value.endswith(".yaml") and Path(value).exists()):
            return value
        raise click.BadParameter(_UNKNOWN.format(name=value, names="、".join(names)), ctx, param)


PROFILE = NamedFile("profiles")
TEMPLATE = NamedFile("templates")
