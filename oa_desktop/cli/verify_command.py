"""``verify``: whether journals are what their writers signed.

A file of journals or an archival item needs no account; the whole store does.
"""

from __future__ import annotations

from pathlib import Path

import click

from oa_desktop.archive.verifying import ItemVerdict
from oa_desktop.bootstrap.building import build_crypto, verify_archive
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.files import read_file
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId, unit_of
from oa_desktop.domain.journal_file import read_journal_file, verify_journal_file
from oa_desktop.domain.verification import Verdict
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say


@click.command(
    "verify", help=_("核验办理记录。写 FILE 则核验一个办理记录文件或者归档件的文件夹（不需要账户），不写则核验整个库。")
)
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path))
@with_surroundings
def command(told: Surroundings, file: Path | None) -> None:
    """Verify a file of journals, an archival item, or the whole store."""
    if file and file.is_dir():
        _report_item(verify_archive(file))
    else:
        report(_of_file(file) if file else _of_store(told))


def _report_item(found: ItemVerdict) -> None:
    for fault in found.faults:
        click.echo(str(say(fault.rule, {"file": fault.file})), err=True)
    told = _("核对了归档件的 {files} 个文件，{faults} 处问题。")
    click.echo(told.format(files=found.files, faults=len(found.faults)))
    click.echo(_("发文稿纸、办理记录.txt 和 bag-info.txt 没有签名，只与清单核对过；有出入的，以办理记录.jsonl 为准。"))
    report(found.journal, len(found.faults))


def report(verdict: Verdict, others: int = 0) -> None:
    """Write what verification found, beside other faults that were told already.

    Raises:
        Refused: ``verify.faults``: something does not hold.
    """
    units = {one.unit: one.name for one in verdict.foundings if len(verdict.foundings) > 1}
    for fault in verdict.faults:
        words = say(fault.rule, {"journal": fault.journal, "device": fault.device, "seq": fault.seq})
        unit = units.get(unit_of(fault.journal) or UnitId(""))
        click.echo(_("{unit}：{words}").format(unit=unit, words=words) if unit else str(words), err=True)
    click.echo(
        _("核验了 {journals} 本记录、{entries} 条、{signatures} 个签名，{faults} 处问题。").format(
            journals=verdict.journals,
            entries=verdict.entries,
            signatures=verdict.signatures,
            faults=len(verdict.faults),
        )
    )
    for founding in verdict.foundings:
        said = _("{name}建立单位的指纹：{digest}（请与建立时抄存的核对）。")
        click.echo(said.format(name=founding.name, digest=spaced(founding.fingerprint)))
    if verdict.unnamed:
        told = _("另有 {count} 份内容没有哪条记录提到，多半是没有办成的事留下的；不影响使用，程序不会自动删去。")
        click.echo(told.format(count=verdict.unnamed))
    if others or not verdict.sound:
        raise Refused("verify.faults", count=others + len(verdict.faults))


def spaced(digest: str) -> str:
    """Return a digest in groups of eight, to be compared by eye."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _of_file(file: Path) -> Verdict:
    held = read_journal_file(read_file(file))
    crypto = build_crypto()
    return verify_journal_file(held, digest_of=crypto.digest, holds=crypto.verify)


def _of_store(told: Surroundings) -> Verdict:
    with told.session() as (_office, session):
        return session.administration.verify()
