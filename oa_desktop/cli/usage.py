"""What is said about a command that was written wrongly: which word, and where to look."""

from __future__ import annotations

import re
from difflib import get_close_matches

import click

from oa_desktop.cli.chinese_help import in_chinese
from oa_desktop.i18n import _


def usage_sentence(error: click.ClickException) -> str:
    """Return what is wrong with a command line, as one sentence in Chinese."""
    what = _what(error).rstrip("。.")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "oa-desktop"
    return _("命令写得不对：{what}；请用 {path} --help 查看写法。").format(what=what, path=path)


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return _("没有 {option} 这个选项").format(option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _("缺少 {parameter}").format(parameter=_name(error.param))
    if path := _PATH.search(error.message):
        return _PATHS[path["fault"]].format(path=path["path"])
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _("{parameter} 不能这样写（{reason}）").format(parameter=_name(error.param), reason=_reason(error))
    if isinstance(error, click.BadOptionUsage):
        return _("{option} 后面的内容缺了，或者多了").format(option=error.option_name)
    found = getattr(error, "command_name", "") or _unknown_command(error)
    if found:
        return _("没有 {command} 这条命令").format(command=found)
    message = error.format_message()
    return _("多写了 {words}").format(words=message[len(_EXTRA) :].strip(" s()")) if _EXTRA in message else message


_PATHS = {
    "does not exist": _("没有“{path}”这个文件或文件夹"),
    "is a directory": _("“{path}”是文件夹，这里要写一个文件"),
    "is a file": _("“{path}”是文件，这里要写一个文件夹"),
    "is not readable": _("“{path}”没有读取的权限"),
    "is not writable": _("“{path}”没有写入的权限"),
}
"""What click says of a path that cannot be used, and how it is said here."""
_PATH = re.compile(rf"(?P<mark>['\"])(?P<path>.*)(?P=mark) (?P<fault>{'|'.join(_PATHS)})\.")
_EXTRA = "Got unexpected extra argument"


def _reason(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return _choices(tuple(map(str, kind.choices)), error.message)
    if isinstance(kind, click.IntRange):
        return _("请写一个数，{least} 以上").format(least=kind.min) + (
            _("，{most} 以下").format(most=kind.max) if kind.max is not None else ""
        )
    if isinstance(kind, click.DateTime):
        return _("请写成 2026-04-16 这样的日期")
    return _("请写一个数") if isinstance(kind, click.types.IntParamType) else error.message


def _choices(choices: tuple[str, ...], said: str) -> str:
    """Return what may be written: of many words those that are near, and where all of them are named."""
    if len(choices) <= _MANY:
        return _("可以写：{choices}").format(choices="、".join(choices))
    found = _TYPED.search(said)
    typed = found["typed"] if found else ""
    within = [one for one in choices if typed and (typed in one or one in typed)]
    near = within or get_close_matches(typed, choices, n=5, cutoff=0.5)
    return _("是不是要写：{near}").format(near="、".join(near)) if near else _("没有这一种")


_MANY = 20
"""So many words are read at a glance; more are looked up."""
_TYPED = re.compile(r"^(?P<mark>['\"])(?P<typed>.*?)(?P=mark) ")


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return _("参数")
    return (
        parameter.opts[0]
        if isinstance(parameter, click.Option)
        else in_chinese(parameter.make_metavar(_NO_CONTEXT).strip("[]"))
    )


_NO_CONTEXT = click.Context(click.Command("oa-desktop"))


def _unknown_command(error: click.ClickException) -> str:
    message = error.format_message()
    return message.split("'")[1] if message.startswith("No such command '") else ""
