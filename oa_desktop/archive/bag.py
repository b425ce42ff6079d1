"""A filed document as a BagIt bag (RFC 8493): plain files, digests beside them, readable without this program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import bagit

from oa_desktop.archive.bag_forms import DECLARATION, OF_PACKAGE, OF_TAGS, list_of
from oa_desktop.archive.transfer import write_transfer
from oa_desktop.archive.writing import Folder, Sums
from oa_desktop.domain.archives.bag_description import INFO, SEALED, count_of, described, with_count
from oa_desktop.domain.errors import Unavailable
from oa_desktop.office.archiving.packing import Package
from oa_desktop.office.filing import FiledItem

_CHECKSUMS: Sequence[str] = ("sha256",)


def write_bag(item: FiledItem, folder: Path) -> None:
    """Write an archival item into an empty or new folder.

    Raises:
        Unavailable: ``archive.not-empty``, or ``disk.failed`` when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Unavailable("archive.not-empty", folder=str(folder))
        for one in item.files:
            (folder / one.name).write_bytes(one.data)
        bagit.make_bag(str(folder), bag_info=dict(item.description), checksums=list(_CHECKSUMS))
    except OSError as error:
        raise Unavailable("disk.failed", reason=error.strerror or str(error)) from error


PAYLOAD: Final = "data/"


def write_bag_of(package: Package, folder: Folder) -> None:
    """Write a bag around a transfer folder (移交信息包), with lists by SHA-256 and by SM3.

    Validators that know no SM3 take its list for one more file that describes the bag, which the tag list guards.
    """
    said = described(_fields(package))
    write_transfer(package, folder, inside=PAYLOAD, also={SEALED: package.digest(said)})
    payload = dict(sorted(folder.sums.items()))
    folder.put(DECLARATION, OF_PACKAGE.declaration)
    folder.put(INFO, with_count(said, count_of(one.size for one in payload.values())))
    for algorithm in ("sha256", "sm3"):
        folder.put(f"manifest-{algorithm}.txt", _list(payload, algorithm))
    tags = {name: sums for name, sums in folder.sums.items() if name not in payload}
    folder.put(OF_TAGS, _list(tags, "sha256"))


def _list(sums: dict[str, Sums], algorithm: str) -> bytes:
    return list_of((name, getattr(one, algorithm)) for name, one in sums.items())


def _fields(package: Package) -> Iterator[tuple[str, str]]:
    yield "Source-Organization", package.unit
    yield "Bagging-Date", package.time[:10]
    yield "External-Identifier", f"{package.scheme.fonds}-{package.year}"
    yield "External-Description", f"{package.scheme.fonds_name} {package.year}年度归档文件 {len(package.lines)}件"
