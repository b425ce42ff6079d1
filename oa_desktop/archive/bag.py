"""A filed document as a BagIt bag (RFC 8493): plain files, digests beside them, readable without this program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bagit

from oa_desktop.domain.errors import Unavailable
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
