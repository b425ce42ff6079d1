"""``demo --scenario archive``: a year of documents is archived, packed, taken in elsewhere, and tampered with."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from oa_desktop.bootstrap.adapters import build_renderer
from oa_desktop.bootstrap.archive_faults import Planted
from oa_desktop.bootstrap.archive_play import FEWEST, PlayedYear, play_year
from oa_desktop.bootstrap.archive_received import accepted, altered, received
from oa_desktop.bootstrap.archive_year import YEAR
from oa_desktop.bootstrap.packaging import properties_of_package, write_archive_package
from oa_desktop.cli.words import write_table
from oa_desktop.domain.archives.faults import Fault
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.properties import PropertyReport, Result, Stage
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine, LineSort
from oa_desktop.office.archiving.importing import Examined, PackageFault
from oa_desktop.office.archiving.packing import Package, PackedItem
from oa_desktop.office.archiving.property_page import TITLE, conclusion, data_of, property_form
from oa_desktop.office.filing import FiledFile
from oa_desktop.office.leaving import write_file
from oa_desktop.office.ports.pages import Look

ARCHIVE = "archive"
TAMPERED = "tampered"
_FEW = 3
"""Items of the package of which altered copies are left: the last ones in which nothing is wrong."""
_OFTEN = 50
_ALL = 1_000_000


def demonstrate(out: Path, documents: int, most: int = _ALL) -> None:
    """Play it, and leave ``eep``, ``transfer``, ``bag`` and ``tampered`` in a folder.

    Args:
        out: The folder.
        documents: How many are played.
        most: How many of those that are fit for it are arranged, the last ones.

    Raises:
        Refused: ``demo.not-empty``.
    """
    if out.exists() and any(out.iterdir()):
        raise Refused("demo.not-empty", folder=str(out))
    aside = tempfile.TemporaryDirectory(prefix="oa-desktop-demo-")
    with aside as laid_aside, play_year(max(documents, FEWEST), _progress) as played:
        archive = played.session.archive
        run = archive.dry_run(YEAR)
        _write_planted(played, run)
        fit = run.of(LineSort.TO_ARRANGE)[-most:]
        arranged = archive.arrange(run, {one.document for one in fit})
        pages = sum(one.facts.pages for one in fit)
        click.echo(_("整理了 {count} 件，共 {pages} 页。").format(count=len(arranged.documents), pages=pages))
        package = _made_once(archive.packages.package(YEAR), Path(laid_aside))
        for kind in PackageKind:
            _pack(package, kind, out / kind)
            _accept(kind, out / kind, played.card)
        _tamper(played, package, out)


def _progress(done: int, total: int) -> None:
    if done and (done % _OFTEN == 0 or done == total):
        click.echo(_("{done}/{total}").format(done=done, total=total), err=True)


def _write_planted(played: PlayedYear, run: DryRun) -> None:
    """Write which fault was planted where, and whether the dry run found it."""
    lines = {one.document: one for one in run.lines}
    rows = [(_("找到") if told else _("没有找到"), *_said(told, one)) for one, told in _looked_for(played, lines)]
    write_table((_("试归档"), _("怎样"), _("埋下的问题和怎么办")), rows)
    counts = "，".join(f"{one.value} {len(run.of(one))} 份" for one in LineSort)
    kinds = len({one.code for one in played.planted.values()})
    found = sum(told is not None for _one, told in _looked_for(played, lines))
    said = _("埋下 {kinds} 种、{planted} 份，找到 {found} 份。共 {all} 份：{counts}。")
    click.echo(said.format(kinds=kinds, planted=len(played.planted), found=found, all=len(run.lines), counts=counts))


def _looked_for(played: PlayedYear, lines: Mapping[DossierId, DryRunLine]) -> Iterator[tuple[Planted, Fault | None]]:
    for document, planted in played.planted.items():
        faults = lines[document].faults if document in lines else ()
        yield planted, next((one for one in faults if one.code == planted.code), None)


def _said(told: Fault | None, planted: Planted) -> tuple[str, str]:
    if told is None:
        return "—", planted.code
    said = say(told.code, told.params)
    return _("问题") if told.hinders else _("请看"), said.what + said.do


def _made_once(package: Package, folder: Path) -> Package:
    """Return a package whose items are made, and recorded as having left, once for all its kinds.

    Their files lie in a folder meanwhile: memory holds those of one item.
    """
    made = tuple(_laid_aside(one, folder / str(place)) for place, one in enumerate(package.items()))
    return replace(package, items=lambda: (one() for one in made))


def _laid_aside(packed: PackedItem, folder: Path) -> Callable[[], PackedItem]:
    """Write the files of an item into a folder; return what reads them again."""
    folder.mkdir()
    for one in packed.files:
        (folder / one.name).write_bytes(one.data)
    return partial(_taken_up, replace(packed, files=()), folder, tuple(one.name for one in packed.files))


def _taken_up(packed: PackedItem, folder: Path, names: tuple[str, ...]) -> PackedItem:
    files = tuple(FiledFile(name=name, data=(folder / name).read_bytes()) for name in names)
    return replace(packed, files=files)


def _pack(package: Package, kind: PackageKind, folder: Path) -> None:
    """Write a package, take it into an empty store, and say how that compares."""
    write_archive_package(package, kind, folder)
    came = received(folder, package)
    said = _(
        "{name}/：收进一个空的库，{documents} 份公文；"
        "办理记录 {entries} 条、内容 {contents} 个逐字节相同，不同的 {others} 个。"
    )
    click.echo(
        said.format(
            name=kind.value, documents=came.documents, entries=came.entries, contents=came.contents, others=came.others
        )
    )


def _accept(kind: PackageKind, folder: Path, card: bytes) -> None:
    """Let another unit receive a package into its empty store, and say what it keeps."""
    came = accepted(folder, card)
    said = _(
        "{name}/：别的单位接收进馆，{items} 件；再写出来，{same} 个文件（其中办理记录 {journals} 份）逐字节相同，"
        "不同的 {others} 个；移交单位凭名片认定：{outcome}；四性检测：{properties}；查毒：{viruses}。"
    )
    act = came.holding
    click.echo(
        said.format(
            name=kind.value,
            items=act.items,
            same=came.same,
            journals=came.journals,
            others=came.others,
            outcome=act.outcome.value,
            properties=act.properties.value,
            viruses=act.viruses.value,
        )
    )


def _tamper(played: PlayedYear, package: Package, out: Path) -> None:
    """Leave altered copies of some items, say what is wrong with each, and leave the failing report of one."""
    few = out / TAMPERED / _("原样")
    codes = tuple(one.code for one in package.lines if one.act.document not in played.planted)[-_FEW:]
    items = tuple(one for one in package.items() if one.code in codes)
    asked = replace(played.session.archive.packages.package(YEAR, codes), items=lambda: iter(items))
    write_archive_package(asked, PackageKind.TRANSFER, few)
    for name, found in altered(few, out / TAMPERED).items():
        for fault in _faults(found):
            click.echo(f"{TAMPERED}/{name}：{say(fault.rule, dict(fault.params)).what}")
    report = _failed(out / TAMPERED / "改一个字节")
    form = property_form(report, played.session.organisation().name)
    write_file(out / TAMPERED / f"{TITLE}.pdf", build_renderer().form(form, Look()))
    write_file(out / TAMPERED / f"{TITLE}.json", data_of(report))
    click.echo(f"{TITLE}：{report.code} {conclusion(report)}")


def _faults(found: Examined | PackageFault) -> Iterator[PackageFault]:
    yield from found.faults if isinstance(found, Examined) else (found,)


def _failed(package: Path) -> PropertyReport:
    """Return the report on the item that fails; its time is that of the program, not of the story."""
    reports = properties_of_package(package, Stage.TRANSFER)
    return next(one for one in reports if one.result is Result.FAILED)
