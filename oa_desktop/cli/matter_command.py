"""``matter``: internal matters (内部事项): the blanks and what they ask for, one begun or filled in anew."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.resources import matters
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, tell, with_surroundings
from oa_desktop.cli.documents import SHORT, find_document
from oa_desktop.cli.files import keep_file, refuse_special
from oa_desktop.cli.words import one_line
from oa_desktop.domain.documents.matters import FieldKind, Matter, MatterField
from oa_desktop.i18n import _


@click.group("matter", cls=ChineseGroup, help=_("列出有哪些内部事项，各有哪些栏目；下面的命令开始一件、改填一件。"))
def command() -> None:
    """List the blanks and their fields where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    for matter in matters().values():
        click.echo(f"{matter.name}（{matter.id}）")
        for field in matter.fields:
            click.echo(f"    {_described(field)}")


def _described(field: MatterField) -> str:
    asked = "、".join(field.choices) if field.kind is FieldKind.CHOICE else field.kind.value
    return f"{field.label}（{asked}）" + (_("，必填") if field.required else "")


_SET = click.option(
    "--set", "said", multiple=True, metavar="栏目=内容", help=_("一栏写什么，可以写多次；内容里的 \\n 换行。")
)


@command.command("new", help=_("按 KIND（如 签报）的表样开始一件内部事项。"))
@click.argument("kind")
@_SET
@click.option(
    "--attach",
    "attached",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help=_("附上一个文件，可以写多次。"),
)
@with_surroundings
def new(told: Surroundings, *, kind: str, said: tuple[str, ...], attached: tuple[Path, ...]) -> None:
    """Begin a matter."""
    with told.session() as (_office, session):
        matter = session.matters.named(kind)
        for path in attached:
            refuse_special(path)
        files = tuple(keep_file(session, path) for path in attached)
        changed = session.perform(session.matters.begun(matter, _values(matter, said), files))
        tell(session, changed)
        title = one_line(session.dossier(changed.dossiers[0]).particulars.title) or _("无标题")
        click.echo(
            _("已开始{name}：{title}（编号 {id}）").format(
                name=matter.name, title=title, id=changed.dossiers[0][:SHORT]
            )
        )


@command.command("fill", help=_("改一件内部事项填的内容；没有写的栏目不变。"))
@click.argument("document")
@_SET
@with_surroundings
def fill(told: Surroundings, *, document: str, said: tuple[str, ...]) -> None:
    """Fill a matter in anew."""
    with told.session() as (_office, session):
        dossier = find_document(session, document)
        values = session.matters.values(dossier) | _values(session.matters.blank(dossier), said)
        session.perform(session.matters.revised(dossier, values))
        click.echo(_("已改好。"))


def _values(matter: Matter, said: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for one in said:
        name, sign, value = one.partition("=")
        if not sign:
            raise click.UsageError(_("--set 请写成 栏目=内容，如 --set 事由=增加值班人员。"))
        values[matter.named(name.strip()).id] = value.replace("\\n", "\n")
    return values
