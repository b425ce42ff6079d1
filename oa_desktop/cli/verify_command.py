"""``verify``: whether journals are what their writers signed; a file without any account, or the whole store."""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.bootstrap.building import build_crypto
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.journal_file import read_journal_file, verify_journal_file
from oa_desktop.domain.verification import Verdict
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say


@click.command("verify", help=_("核验办理记录。写 FILE 则核验一个办理记录文件（不需要账户），不写则核验整个库。"))
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_surroundings
def command(told: Surroundings, file: Path | None) -> None:
    """Verify a file of journals, or the whole store."""
    report(_of_file(file) if file else _of_store(told))


def report(verdict: Verdict) -> None:
    """Write what verification found.

    Raises:
        Refused: ``verify.faults``: something does not hold.
    """
    for fault in verdict.faults:
        words = say(fault.rule, {"journal": fault.journal, "device": fault.device, "seq": fault.seq})
        click.echo(str(words), err=True)
    click.echo(
        _("核验了 {journals} 本记录、{entries} 条、{signatures} 个签名，{faults} 处问题。").format(
            journals=verdict.journals,
            entries=verdict.entries,
            signatures=verdict.signatures,
            faults=len(verdict.faults),
        )
    )
    for founding in verdict.foundings:
        click.echo(_("建立单位的指纹：{digest}（请与建立时抄存的核对）。").format(digest=spaced(founding)))
    if not verdict.sound:
        raise Refused("verify.faults", count=len(verdict.faults))


def spaced(digest: str) -> str:
    """Return a digest in groups of eight, to be compared by eye."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _of_file(file: Path) -> Verdict:
    held = read_journal_file(read_file(file))
    crypto = build_crypto()
    return verify_journal_file(held, digest_of=crypto.digest, holds=crypto.verify)


def _of_store(told: Surroundings) -> Verdict:
    with told.session() as (_office, session):
        return session.verify()
