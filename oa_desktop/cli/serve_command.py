"""``serve``: be the central service of the intranet, until it is told to stop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from oa_desktop.bootstrap.central import prepare
from oa_desktop.bootstrap.places import keep_private
from oa_desktop.bootstrap.service_order import ServiceOrder
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.opening import serve
from oa_desktop.i18n import _

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("serve", help=_("作为内网的中心服务运行，供本单位几台工作台合并办理记录。不需要账户。"))
@click.option(
    "--store", metavar="FILE", required=True, help=_("存在哪里：一个文件，或者 postgresql://用户@主机/库名。")
)
@click.option("--key", metavar="FILE", type=_FILE, required=True, help=_("加密用的密钥文件，32 字节。"))
@click.option("--listen", metavar="ADDRESS:PORT", required=True, help=_("在哪个内网地址上提供，例如 10.1.2.3:8443。"))
@click.option("--certificate", metavar="FILE", type=_FILE, required=True, help=_("自己的密钥和证书（PEM）。"))
@click.option(
    "--machines", metavar="DIR", type=_FOLDER, required=True, help=_("登记的计算机的证书，每个单位一个文件夹。")
)
@click.option("--prepare", "only_prepare", is_flag=True, help=_("只建好还没有的密钥、证书和文件夹，不运行。"))
@with_surroundings
def command(told: Surroundings, *, only_prepare: bool, **said: Any) -> int:
    """Serve, or make what it needs."""
    order = ServiceOrder(realm=told.chosen_realm, **said)
    if not only_prepare:
        return serve(order)
    keep_private()
    prepare(order)
    click.echo(_("建好了。给各台计算机的公开证书：{path}").format(path=order.public))
    return 0
