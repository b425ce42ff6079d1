"""``verify``: whether a store, journals, an archival item or a signed file are what their writers signed.

A file or an archival item needs no account; the whole store does. The exit code says what came of it: 0 intact and
trusted, 1 altered or invalid, 4 intact as far as can be seen and not to be decided here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import click

from oa_desktop.bootstrap.adapters import build_packages, build_signed_files, read_trust
from oa_desktop.bootstrap.judging import is_backup, lies_beside, verify_backup_folder, verify_beside
from oa_desktop.cli import journal_report
from oa_desktop.cli.context import Surroundings, with_surroundings
from oa_desktop.cli.file_report import write_verdict
from oa_desktop.cli.files import kept_heads, open_file, read_file, refuse_special
from oa_desktop.domain.journal_file import MAGIC
from oa_desktop.domain.remembered import Remembered
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import FileVerdict, Outcome
from oa_desktop.domain.verification import Verdict
from oa_desktop.i18n import _
from oa_desktop.office.exchanging.verdict import is_package, package_verdict
from oa_desktop.office.trust.verdict_page import record

LARGEST_FOREIGN: Final = 200_000_000
"""Bytes of a signed file from outside that is taken apart at all."""
_HEAD: Final = 1024 * 1024
EXIT: Final[Mapping[Outcome, int]] = {Outcome.HOLDS: 0, Outcome.BROKEN: 1, Outcome.UNDECIDED: 4}


@click.command(
    "verify",
    help=_(
        "核验 PATH：盖章的版式文件（OFD、PDF）、交换包、备份、办理记录文件、核验包或者归档件的文件夹，都不需要账户；"
        "不写则核验整个库。"
        "结束时的代码：0 完好可信，1 被改动或者不成立，4 没有发现改动但此处无法判定。"
    ),
)
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--trust",
    "trusted",
    type=click.Path(exists=True, path_type=Path, file_okay=False),
    help=_("信任文件夹：里面是信任根、中间机构、吊销列表、制章人的证书。"),
)
@click.option(
    "--heads",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("核验整个库时，与这个链头单文件（audit heads 写的 .txt）核对：库被换成旧的，就对不上。"),
)
@click.option(
    "--head",
    "typed",
    multiple=True,
    help=_("与链头单上照抄的一行核对，摘要至少抄前 16 位；可以写多次。"),
)
@click.option("--json", "as_json", is_flag=True, help=_("写成 JSON：每一层的结论、代号、位置和说明。"))
@with_surroundings
def command(
    told: Surroundings,
    *,
    path: Path | None,
    trusted: Path | None,
    heads: Path | None,
    typed: tuple[str, ...],
    as_json: bool,
) -> int:
    """Verify a path, or the whole store."""
    trust = read_trust(trusted) if trusted else Trust()
    if path is None:
        return _of_journals(_of_store(told, kept_heads(heads, typed)), as_json)
    if heads or typed:
        raise click.UsageError(_("链头单只与整个库核对，不要同时写路径。"))
    if not path.is_dir():
        refuse_special(path)
    if is_backup(path):
        return _told(verify_backup_folder(path), path, as_json)
    if lies_beside(path):
        return _of_item(path, as_json)
    return _of_file(path, trust, as_json)


def _of_file(path: Path, trust: Trust, as_json: bool) -> int:
    """Verify a file by what it holds: signed pages, an exchange package, or else journals."""
    begins, ends = _both_ends(path)
    files = build_signed_files()
    if is_package(begins) and not files.kind(begins + ends):
        return _told(_of_package(path), path, as_json)
    own = is_package(begins) or MAGIC.encode() in begins.partition(b"\n")[0]
    data = read_file(path, largest=sys.maxsize if own else LARGEST_FOREIGN) if ends else begins
    return _told(files.verify(data, trust), path, as_json) if files.kind(data) else _of_item(path, as_json)


def _both_ends(path: Path) -> tuple[bytes, bytes]:
    """Return how a file begins, and how it ends where that is somewhere else; they say what it is.

    No more is read than it is said to have: a log of the system has none, and never ends.
    """
    with open_file(path) as stream:
        size = path.stat().st_size
        begins = stream.read(min(_HEAD, size))
        stream.seek(max(_HEAD, size - _HEAD))
        return begins, stream.read(max(0, min(_HEAD, size - _HEAD)))


def _of_package(path: Path) -> FileVerdict:
    """Verify an exchange package piece by piece, however large it is."""
    with open_file(path) as stream:
        return package_verdict(build_packages(), stream)


def _told(verdict: FileVerdict, path: Path, as_json: bool) -> int:
    _write(as_json, lambda: record(verdict), lambda: write_verdict(verdict, path.name))
    return EXIT[verdict.outcome]


def _write(as_json: bool, plain: Callable[[], Mapping[str, object]], words: Callable[[], None]) -> None:
    if as_json:
        click.echo(json.dumps(plain(), ensure_ascii=False, indent=2))
    else:
        words()


def _of_journals(verdict: Verdict, as_json: bool) -> int:
    _write(as_json, lambda: journal_report.record(verdict), lambda: journal_report.report(verdict))
    return EXIT[Outcome.HOLDS if verdict.sound else Outcome.BROKEN]


def _of_item(path: Path, as_json: bool) -> int:
    found = verify_beside(path)
    _write(as_json, lambda: journal_report.item_record(found), lambda: journal_report.report_item(found))
    return EXIT[Outcome.BROKEN if found.faults or not found.journal.sound else Outcome.HOLDS]


def _of_store(told: Surroundings, kept: tuple[Remembered, ...]) -> Verdict:
    with told.session() as (_office, session):
        return session.administration.verify(kept=kept)
