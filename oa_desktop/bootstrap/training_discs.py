"""Discs of an exercise (光盘): packages that its unit made of its archive, each harmed as the exercise says."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from oa_desktop.archive.bag_forms import list_of
from oa_desktop.archive.lists import read_lists
from oa_desktop.bootstrap.tampering import change_byte
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.exercise import Disc, Harm
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from oa_desktop.security import sm3
from oa_desktop.training.stage import Stage

_DISCS = "光盘"
_REWRITABLE = ".xml"
"""How files end whose words can be replaced, in small letters."""


def discs_in(home: Path) -> Path:
    """Return the folder in which the discs of an exercise lie that is laid out below a root."""
    return home / _DISCS


def lay_discs(stage: Stage, home: Path) -> None:
    """Pack what is arranged when an exercise begins, and lay a copy below its root for every disc, as it is by now.

    Raises:
        Refused: ``training.disc-lacks``: a disc names a file or words that the package has not; as packing does.
        Unavailable: ``disk.full``.
    """
    if not stage.exercise.discs:
        return
    archivist = stage.cast.session(stage.cast.unit.holder(Role.ARCHIVIST).account)
    with tempfile.TemporaryDirectory(prefix="oa-desktop-training-") as made:
        whole, packages = Path(made) / _DISCS, archivist.archive.packages
        packages.pack(packages.package(stage.exercise.begin.year), PackageKind.BAG, whole)
        for one in stage.exercise.discs:
            place = discs_in(home) / one.name
            shutil.copytree(whole, place)
            if one.harm is not Harm.NONE:
                _HARMS[one.harm](place, _meant(place, one, _folder_of(stage, archivist, one)), one)


def _folder_of(stage: Stage, archivist: Session, disc: Disc) -> str:
    """Return the name of the folder of an item, empty where the whole package is meant.

    Raises:
        Refused: ``training.disc-lacks``: what is meant is not arranged.
    """
    if not disc.document:
        return ""
    document = stage.journals().documents.get(disc.document)
    items = archivist.ask(q.ArchiveItems(document=document)) if document else ()
    if not items:
        raise Refused("training.disc-lacks", disc=disc.name, said=disc.document)
    return items[0].code


def _meant(bag: Path, disc: Disc, folder: str) -> tuple[Path, ...]:
    """Return the files that a disc means.

    Raises:
        Refused: ``training.disc-lacks``: there is none.
    """
    files = (one for one in sorted((bag / "data").rglob("*")) if one.is_file() and disc.file in one.name)
    found = tuple(one for one in files if not folder or one.parent.name == folder)
    if not found:
        raise Refused("training.disc-lacks", disc=disc.name, said=disc.file)
    return found


def _change(_bag: Path, files: tuple[Path, ...], _disc: Disc) -> None:
    change_byte(files[0])


def _lose(_bag: Path, files: tuple[Path, ...], _disc: Disc) -> None:
    files[0].unlink()


def _rewrite(bag: Path, files: tuple[Path, ...], disc: Disc) -> None:
    """Replace words wherever they stand, and make all lists fit that nobody signs.

    Raises:
        Refused: ``training.disc-lacks``: they stand nowhere.
    """
    texts = {one: one.read_text("utf-8") for one in files if one.suffix.lower() == _REWRITABLE}
    for old, new in disc.replaced.items():
        if not any(old in text for text in texts.values()):
            raise Refused("training.disc-lacks", disc=disc.name, said=old)
        texts = {one: text.replace(old, new) for one, text in texts.items()}
    for one, text in texts.items():
        one.write_bytes(text.encode())
    _make_lists_fit(bag)


def _make_lists_fit(bag: Path) -> None:
    """Write the lists of a bag anew over the files as they are now, the list of the lists last."""
    for one in sorted(read_lists(bag), key=lambda each: each.of_tags):
        lines = ((name, _sum(bag / name, one.algorithm)) for name, _before in one.lines)
        (bag / one.name).write_bytes(list_of(lines))


def _sum(file: Path, algorithm: str) -> str:
    data = file.read_bytes()
    return sm3.digest(data) if algorithm == "sm3" else hashlib.new(algorithm, data).hexdigest()


_HARMS: Mapping[Harm, Callable[[Path, tuple[Path, ...], Disc], None]] = {
    Harm.CHANGED: _change,
    Harm.LOST: _lose,
    Harm.REWRITTEN: _rewrite,
}
