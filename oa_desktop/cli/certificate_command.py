"""``certificate``: the unit's certificates (数字证书), and its own authority that issues them."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.adapters import build_tokens
from oa_desktop.cli.chinese_help import ChineseGroup
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.cli.named_rows import SHOWN, row_named
from oa_desktop.cli.together import together
from oa_desktop.cli.words import write_table
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, Digest, PersonId
from oa_desktop.domain.trust.certificates import Certificate, CertificateFacts, Purpose, RevocationReason
from oa_desktop.i18n import _
from oa_desktop.i18n.moments import day_of
from oa_desktop.i18n.problems import say
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.keys import TokenSettings
from oa_desktop.office.queries import CertificateBook, CertificateRow, CertificateState
from oa_desktop.office.session import Session
from oa_desktop.office.trust.certifying import AUTHORITY_YEARS, HOLDER_YEARS, CertificateWish

_SECOND = click.option("--second", required=True, metavar="ACCOUNT", help=_("在场的另一位保管人的账号。"))
_YEARS = click.option(
    "--years", type=click.IntRange(1, AUTHORITY_YEARS), default=HOLDER_YEARS, show_default=True, help=_("有效几年。")
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ISSUED = {one.value: one for one in Purpose if one is not Purpose.AUTHORITY}


@click.group(
    "certificate", cls=ChineseGroup, help=_("列出本单位的数字证书；下面的命令查看、签发、换发、吊销、导入、导出。")
)
@with_surroundings
def command(told: Surroundings) -> None:
    """List the certificates where nothing else is asked for."""
    if click.get_current_context().invoked_subcommand:
        return
    with told.session() as (_office, session):
        rows = session.ask(CertificateBook())
    write_table(
        (_("编号"), _("持有人"), _("用途"), _("状态"), _("有效期"), _("签发者"), _("序列号"), _("备注")),
        [_cells(row) for row in rows],
    )


def _cells(row: CertificateRow) -> tuple[str, ...]:
    period = f"{day_of(row.since)}—{day_of(row.until)}"
    issuer = _("本单位（仅限内部）") if row.own else row.issuer
    purpose = row.purpose.value if row.purpose else "—"
    return (row.digest[:SHOWN], row.holder, purpose, row.state.value, period, issuer, row.serial, row.remark or "—")


@command.command("show", help=_("查看证书文件 FILE 写的什么，按本单位的信任列表说明能不能采信。"))
@click.argument("file", type=_FILE)
@with_surroundings
def show(told: Surroundings, file: Path) -> None:
    """Show what a certificate says and what is to be said of it."""
    data = read_file(file)
    with told.session() as (_office, session):
        said, verdict = session.trust.read(data), session.trust.judge(data)
    _write(said)
    for one in verdict:
        words = say(one.rule, one.told)
        click.echo(f"{one.outcome.value}　{words.what}{words.why}{words.do}")


def _write(said: Certificate) -> None:
    rows = (
        (_("持有人"), said.subject),
        (_("签发者"), said.issuer),
        (_("序列号"), said.serial),
        (_("有效期"), f"{day_of(said.not_before)}—{day_of(said.not_after)}"),
        (_("密钥"), f"{said.algorithm} {said.key}"),
        (_("指纹（SM3）"), said.digest),
    )
    write_table((_("项目"), _("内容")), rows)


@command.command("found", help=_("建立本单位自己的证书机构 NAME：安全保密管理员和另一位管理员在场，各输入口令。"))
@click.argument("name")
@_SECOND
@with_surroundings
def found(told: Surroundings, name: str, second: str) -> None:
    """Found the unit's own authority."""
    own = told.own_password()
    with told.session(own) as (_office, session):
        authority = session.trust.authority
        facts = together(told, own, second, lambda present: authority.found(name.strip(), present))
    _written(_("已建立证书机构"), facts)
    click.echo(_("它签发的证书仅限本单位内部使用；它的密钥要这两个人的口令才能打开，任何一人重置口令，都要重新建立。"))


@command.command("issue", help=_("给人员 ACCOUNT（可以写几个）、印章、设备签发证书，两位保管人在场。"))
@click.argument("accounts", nargs=-1, metavar="[ACCOUNT]...")
@click.option(
    "--purpose", type=click.Choice(sorted(_ISSUED)), default=Purpose.PERSON.value, show_default=True, help=_("用途。")
)
@click.option("--holder", default="", help=_("印章、设备的名称。"))
@click.option("--key", "key_file", type=_FILE, help=_("印章的公钥文件（DER）。"))
@_YEARS
@_SECOND
@with_surroundings
def issue(
    told: Surroundings,
    *,
    accounts: tuple[str, ...],
    purpose: str,
    holder: str,
    key_file: Path | None,
    years: int,
    second: str,
) -> None:
    """Issue certificates."""
    own, kind = told.own_password(), _ISSUED[purpose]
    if bool(accounts) != (kind in (Purpose.PERSON, Purpose.REVOCATIONS)):
        raise click.UsageError(_("人员和吊销列表的证书写账号；印章、制章的写 --holder 和 --key；设备的都不用写。"))
    public_key = read_file(key_file) if key_file else b""
    with told.session(own) as (_office, session):
        people = [_person(session, one) for one in accounts] or [PersonId("")]
        wishes = [
            CertificateWish(purpose=kind, person=person, holder=holder.strip(), public_key=public_key, years=years)
            for person in people
        ]
        authority = session.trust.authority
        for facts in together(told, own, second, lambda present: authority.issue(wishes, present)):
            _written(_("已签发"), facts)


@command.command("renew", help=_("换发证书 NUMBER：同一把密钥，新的有效期；两位保管人在场。"))
@click.argument("number")
@_YEARS
@_SECOND
@with_surroundings
def renew(told: Surroundings, number: str, years: int, second: str) -> None:
    """Renew a certificate."""
    own = told.own_password()
    with told.session(own) as (_office, session):
        row = _numbered(session, number)
        said = session.trust.read(session.trust.file(row.digest))
        wish = CertificateWish(
            purpose=row.purpose or Purpose.PERSON,
            person=row.person,
            holder=row.holder,
            public_key=said.public_key,
            years=years,
            replaces=row.digest,
        )
        authority = session.trust.authority
        (facts,) = together(told, own, second, lambda present: authority.issue([wish], present))
    _written(_("已换发"), facts)


@command.command("revoke", help=_("吊销证书 NUMBER，写明原因；同时做新的吊销列表。"))
@click.argument("number")
@click.option("--reason", type=click.Choice([one.value for one in RevocationReason]), required=True, help=_("原因。"))
@click.option("--remark", default="", help=_("另外要说明的。"))
@with_surroundings
def revoke(told: Surroundings, number: str, reason: str, remark: str) -> None:
    """Revoke a certificate of the unit's own authority."""
    with told.session() as (_office, session):
        row = _numbered(session, number)
        before = _revoked(session)
        session.trust.revoke(row.digest, RevocationReason(reason), remark)
        listed = session.trust.lists_here
        gone = [one for digest, one in _revoked(session).items() if before.get(digest) != one]
    for one in gone:
        click.echo(_("已吊销：{holder}，{serial}。").format(holder=one.holder, serial=one.serial))
    if not listed:
        click.echo(str(say("revocations.no-signer", {})), err=True)


def _revoked(session: Session) -> dict[Digest, CertificateRow]:
    rows = session.ask(CertificateBook())
    return {one.digest: one for one in rows if one.state is CertificateState.REVOKED}


@command.command("import", help=_("登记合法的电子认证机构发给本单位的证书文件 FILE。"))
@click.argument("file", type=_FILE)
@click.option("--person", "holder", default="", metavar="ACCOUNT", help=_("是谁的；印章的不写。"))
@with_surroundings
def take_in(told: Surroundings, file: Path, holder: str) -> None:
    """Enrol a certificate of another authority."""
    data = read_file(file)
    with told.session() as (_office, session):
        session.trust.enrol(data, _person(session, holder) if holder else PersonId(""))
        said = session.trust.read(data)
    _write(said)


@command.command("export", help=_("把证书 NUMBER 写成文件（DER）。"))
@click.argument("number")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_("写到哪里。"))
@with_surroundings
def export(told: Surroundings, number: str, output: Path) -> None:
    """Write a certificate as a file; a certificate is public."""
    with told.session() as (_office, session):
        write_file(output, session.trust.file(_numbered(session, number).digest))
    click.echo(str(output))


@command.command("token", help=_("查看密码令牌里的密钥；证明令牌确实持有它，写出公钥，供 issue --key 使用。"))
@click.option("--module", required=True, type=_FILE, help=_("令牌厂商的 PKCS#11 库文件。"))
@click.option("--label", default="", help=_("令牌的名称；只插了一个的不用写。"))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=_("公钥写到哪里。"))
@with_surroundings
def token(told: Surroundings, module: Path, label: str, output: Path | None) -> None:
    """Show the keys on a token; prove that it holds the first, and write the public key of that."""
    keys = build_tokens(TokenSettings(module=str(module), label=label))
    found = keys.all_keys()
    write_table((_("名称"), _("算法"), _("密钥")), [(one.label, one.algorithm, one.key) for one in found])
    if output is not None:
        if len(found) != 1:
            raise Refused("token.no-key")
        keys.open(found[0].key, told.secret(_("令牌的口令（PIN）"))).forget()
        write_file(output, found[0].public_key)
        click.echo(str(output))


def _person(session: Session, account: str) -> PersonId:
    return session.organisation().person_by_account(account).id


def _numbered(session: Session, number: str) -> CertificateRow:
    unknown = Refused("certificate.unknown", digest=Digest(number))
    return row_named(session.ask(CertificateBook()), number, lambda row: row.digest, unknown)


def _written(done: str, facts: CertificateFacts) -> None:
    purpose = facts.purpose.value if facts.purpose else ""
    click.echo(
        _("{done}：{holder}（{purpose}），{serial}，{since}—{until}，指纹 {digest}").format(
            done=done,
            holder=facts.holder,
            purpose=purpose,
            serial=facts.serial,
            since=day_of(facts.since),
            until=day_of(facts.until),
            digest=facts.digest or NOTHING,
        )
    )
