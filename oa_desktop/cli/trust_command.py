"""``trust``: which authorities the unit believes (信任列表), and their lists of revocations, in and out by disc."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.cli.named_rows import SHOWN, row_named
from oa_desktop.cli.together import together
from oa_desktop.cli.words import write_table
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import TrustedAs
from oa_desktop.i18n import _
from oa_desktop.i18n.moments import day_of
from oa_desktop.office.queries import AuthorityRow, TrustList
from oa_desktop.office.session import Session

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_BASIS = click.option("--basis", required=True, help=_("从哪里来、怎样核对过。"))


@click.group(
    "trust", cls=ChineseGroup, help=_("列出本单位信任的证书机构；下面的命令增加、取消、导入、导出，更新吊销列表。")
)
@with_surroundings
def command(told: Surroundings) -> None:
    """List the authorities where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = session.ask(TrustList())
    write_table(
        (
            _("编号"),
            _("机构"),
            _("信任类别"),
            _("状态"),
            _("有效期至"),
            _("吊销情况知道到"),
            _("依据（本单位的写保管人）"),
        ),
        [_cells(row) for row in rows],
    )


def _cells(row: AuthorityRow) -> tuple[str, ...]:
    kind = _("本单位（仅限内部）") if row.own else row.trusted_as
    known = day_of(row.known_until) or _("没有吊销列表")
    return (row.digest[:SHOWN], row.holder, kind, row.state.value, day_of(row.until), known, row.basis)


@command.command("add", help=_("信任证书机构：FILE 是它的证书；根证书的指纹要先用别的办法核对。"))
@click.argument("file", type=_FILE)
@click.option(
    "--type",
    "kind",
    type=click.Choice([one.value for one in TrustedAs]),
    default=TrustedAs.ANCHOR.value,
    show_default=True,
    help=_("作什么用。"),
)
@_BASIS
@with_surroundings
def add(told: Surroundings, file: Path, kind: str, basis: str) -> None:
    """Trust another authority."""
    data = read_file(file)
    with told.session() as (_office, session):
        session.trust.trust(data, TrustedAs(kind), basis)
        said = session.trust.read(data)
    click.echo(_("已信任：{holder}，指纹（SM3）{digest}").format(holder=said.holder, digest=said.digest))


@command.command("remove", help=_("不再信任机构 NUMBER，写明原因。"))
@click.argument("number")
@click.option("--reason", required=True, help=_("为什么。"))
@with_surroundings
def remove(told: Surroundings, number: str, reason: str) -> None:
    """Trust an authority no more."""
    with told.session() as (_office, session):
        row = _numbered(session, number)
        session.trust.distrust(row.digest, reason)
    click.echo(_("不再信任：{holder}").format(holder=row.holder))


@command.command("import", help=_("导入 PATH：一份吊销列表，或者一个信任文件夹（已经有的跳过，“own”里的不导入）。"))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--basis", default="", help=_("信任文件夹从哪里来、怎样核对过；只导入吊销列表的不用写。"))
@with_surroundings
def take_in(told: Surroundings, path: Path, basis: str) -> None:
    """Take in a list of revocations, or all of a folder that is not known yet."""
    if path.is_dir():
        _take_in_folder(told, path, basis)
        return
    data = read_file(path)
    with told.session() as (_office, session):
        session.trust.take_in_list(data)
    click.echo(_("吊销列表已导入。"))


def _take_in_folder(told: Surroundings, path: Path, basis: str) -> None:
    with told.session() as (_office, session):
        news = session.trust.news_in(path)
        session.trust.take_in_all(news, basis)
    click.echo(_("导入了 {count} 份。").format(count=news.count))
    for sentence in news.passed_over:
        click.echo(sentence)


@command.command("export", help=_("把信任列表和吊销列表写进文件夹 DIR，刻盘交给要核验的机器；记入办理记录。"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@with_surroundings
def export(told: Surroundings, folder: Path) -> None:
    """Write the trust list as a folder."""
    with told.session() as (_office, session):
        session.trust.export(folder)
    click.echo(str(folder))


@command.command("publish", help=_("给本单位的证书机构做一份新的吊销列表，让吊销情况知道到今天。"))
@click.option(
    "--second", default="", metavar="ACCOUNT", help=_("做列表的密钥泄露了、没有人做得了的：在场的另一位保管人的账号。")
)
@with_surroundings
def publish(told: Surroundings, second: str) -> None:
    """Make a new list of revocations of the own authority; of two keepers by its own key."""
    own = told.own_password()
    with told.session(own) as (_office, session):
        if second:
            together(told, own, second, session.trust.authority.list_together)
        else:
            session.trust.publish()
        row = next(one for one in session.ask(TrustList()) if one.own)
    words = _("吊销列表已更新，下次应当在 {due} 以前更新。")
    click.echo(words.format(due=day_of(row.list_due)))


def _numbered(session: Session, number: str) -> AuthorityRow:
    unknown = Refused("certificate.unknown", digest=Digest(number))
    row = row_named(session.ask(TrustList()), number, lambda one: one.digest, unknown)
    if row.own:
        raise Refused("certificate.own-stays", holder=row.holder)
    return row
