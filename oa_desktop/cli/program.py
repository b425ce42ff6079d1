"""The program's command line: its commands, its exit codes, and how it says what went wrong.

0 done · 1 refused, with one sentence · 2 usage · 3 the surroundings (disk, keys, fonts) do not allow it ·
4 (``verify`` alone) not to be decided here.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from oa_desktop import __version__
from oa_desktop.bootstrap.places import log_file
from oa_desktop.cli.accident import tell
from oa_desktop.cli.chinese_help import ChineseContext
from oa_desktop.cli.context import Surroundings, with_options
from oa_desktop.cli.opening import SERVICE, WINDOW, Opener, Server, open_window
from oa_desktop.cli.streams import Outlet, open_outlets
from oa_desktop.cli.usage import usage_sentence
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say

DONE, REFUSED, USAGE, SURROUNDINGS = 0, 1, 2, 3

COMMANDS = {
    "window": _("打开窗口（不写命令也是打开窗口）"),
    "found": _("建立单位"),
    "password": _("更改自己的口令"),
    "people": _("列出和登记人员，授予权限，更换口令和密钥"),
    "department": _("列出和设立内设机构"),
    "organ": _("列出和登记发文机关、机关代字"),
    "correspondent": _("列出和登记往来机关，导出和读入通讯录"),
    "seal": _("电子印章：启用、保管、停用、销毁，印章登记簿"),
    "certificate": _("列出、签发、换发、吊销数字证书，建立本单位的证书机构"),
    "trust": _("列出信任的证书机构，导入、导出信任列表和吊销列表"),
    "second": _("列出等第二个人确认的事项，确认、退掉、撤销"),
    "recover": _("凭恢复码给系统管理员换口令，或者换一个恢复码"),
    "rekey": _("更换存储密钥，让旧的密钥文件和旧口令打不开以后的库"),
    "setting": _("查看或调整单位的设置"),
    "new": _("用一份稿子拟稿"),
    "receive": _("签收一份来文"),
    "matter": _("内部事项：签报、审批单、电话记录、用印审批、信息公开审签"),
    "list": _("列出待办、在办、已办、发文登记，筛选、分组，写成电子表格"),
    "register": _("列出登记簿，打印，写成电子表格"),
    "clear": _("文件清退：清单、通知、销毁清册"),
    "loan": _("借阅：登记借出和归还，借阅登记簿"),
    "paper": _("纸质涉密文件：收到、退回、销毁，涉密文件登记簿"),
    "archive": _("归档：分类方案、保管期限表，试归档，整理成件，撤销、修改著录、入盒"),
    "statistics": _("统计：办结率、办理用时、退回原因，写成电子表格"),
    "package": _("交换包：制作、查看、导入、回执，介质交换登记簿"),
    "sync": _("中心服务：列出等着送去的，现在就同步"),
    "partner": _("交换单位：本单位名片，登记和停止交换单位"),
    "show": _("查看一份公文，写出页面、稿纸、办理记录"),
    "act": _("办理一份公文：送审、审核、退回、签发、编号、用印、核发、归档"),
    "matrix": _("列出操作矩阵：什么时候可以办什么，各人手里的怎么样"),
    "classification": _("列出定过密的公文和到期的密级，登记定密权限"),
    "delegate": _("外出时委托别人代办，列出和收回委托"),
    "search": _("按标题、文号、正文检索"),
    "number": _("查看文号登记，预留、断号、作废"),
    "render": _("把一份稿子排成公文版式"),
    "impose": _("把排好的 PDF 做成印制用的：套打、骑马订、对折，校准打印机"),
    "inspect": _("检查一份稿子的要素、行文、用语和标点"),
    "flow": _("列出流程和环节，检查流程文件"),
    "form": _("列出表单，写出空白的或者填好的表单"),
    "template": _("列出、检查、采用版式模板"),
    "code": _("看扫描得到的公文二维条码写的什么"),
    "compare": _("比对两份稿子的文字"),
    "revisions": _("列出一份公文的历稿和每一稿改了多少"),
    "verify": _("核验盖章的文件、办理记录、归档件或者整个库"),
    "audit": _("查看审计记录"),
    "rebuild": _("由办理记录重建列表和检索"),
    "backup": _("备份整个库"),
    "restore": _("由备份恢复"),
    "doctor": _("检查这台计算机"),
    "serve": _("作为内网的中心服务运行，供本单位几台工作台合并办理记录"),
    "training": _("实训：列出课次和小题，检查、试跑场景，评分"),
    "demo": _("演示：一份通知从拟稿到归档"),
}
"""The commands and what each is for; each stands in a module of its own, imported when it is called for."""


class _Commands(click.Group):
    """A group that imports the module of a command only when it is needed, so that help and start stay quick."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section(_("命令")):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"oa_desktop.cli.{cmd_name}_command").command
        command.context_class = ChineseContext
        return command


@click.command(
    cls=_Commands,
    help=_("公文办公桌：党政机关公文的拟稿、审核、签发、用印和归档。"),
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@with_options
@click.pass_context
def program(context: click.Context, /, **options: Any) -> int | None:
    """Remember where and as whom the command behind acts; without a command the window opens."""
    told = Surroundings(**{name: value for name, value in options.items() if value is not None})
    (context.meta[WINDOW], context.meta[SERVICE]), context.obj = context.obj, told
    told.stay_in_realm(context)
    return open_window(told) if context.invoked_subcommand is None else None


def run(arguments: Sequence[str], opener: Opener | None = None, server: Server | None = None) -> int:
    """Run one command and return the exit code; whatever happens is said in one sentence.

    Args:
        arguments: What was typed behind the program's name.
        opener: What opens the window.
        server: What serves as the central service.
    """
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    try:
        return _run(arguments, opener, server)
    except KeyboardInterrupt:
        click.echo(_INTERRUPTED, err=True)
        return REFUSED
    except Exception as error:
        click.echo(tell(error, _command(arguments), log_file()), err=True)
        return SURROUNDINGS


_INTERRUPTED = _("已中断；打断之前办成的仍然算数，请用 list 或 show 看清再办。")


def _command(arguments: Sequence[str]) -> str:
    """Return the command's name and nothing else that was typed."""
    return next((word for word in arguments if word in COMMANDS), "")


def _run(arguments: Sequence[str], opener: Opener | None, server: Server | None) -> int:
    try:
        code = program.main(args=list(arguments), prog_name="oa-desktop", standalone_mode=False, obj=(opener, server))
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        click.echo(help_wanted.format_message(), err=True)
        return USAGE
    except click.ClickException as usage:
        click.echo(usage_sentence(usage), err=True)
        return USAGE
    except click.Abort as abort:
        click.echo(_INTERRUPTED if isinstance(abort.__cause__, KeyboardInterrupt) else _("已取消。"), err=True)
        return REFUSED
    except OfficeError as problem:
        click.echo(sentence(problem), err=True)
        return REFUSED if isinstance(problem, Refused) else SURROUNDINGS
    return code if isinstance(code, int) else DONE


def sentence(problem: OfficeError) -> str:
    """Return what happened, why, and what to do, as one sentence."""
    text = say(problem.code, problem.params)
    return "；".join(part.rstrip("。；") for part in (text.what, text.why, text.do) if part) + "。"


def main(opener: Opener, server: Server) -> None:
    """Run the command that the operating system was given; window and service are begun by whoever knows them."""
    outlets = open_outlets()
    code = run(sys.argv[1:], opener, server)
    for outlet in outlets:
        outlet.flush()
    sys.exit(code or _arrived(outlets))


def _arrived(outlets: Sequence[Outlet]) -> int:
    """Say it where the words of a command that was done did not arrive; return the exit code."""
    failed = next((one.failed for one in outlets if one.failed), None)
    if failed is None:
        return DONE
    why = say("disk.failed", {"reason": failed.strerror or str(failed)}).why
    click.echo(_("命令已经做完，但是该显示的没有写出去；{why}").format(why=why), err=True)
    return SURROUNDINGS
