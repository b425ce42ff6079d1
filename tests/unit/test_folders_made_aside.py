"""A folder that is made aside takes its place only when all of it is known to be on the disk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage.aside import made_aside
from oa_desktop.storage.disk import RealDisk


class _FailsOnce(RealDisk):
    """A disk that loses what it was given first and says so once, as disks do."""

    def __init__(self) -> None:
        self.asked = 0

    def settle(self, folder: Path) -> bool:
        self.asked += 1
        if self.asked == 1:
            raise OSError(errno.EIO, "lost")
        return super().settle(folder)


def test_what_the_disk_lost_beside_other_work_takes_no_place_even_if_it_says_so_only_once(tmp_path: Path) -> None:
    disk = _FailsOnce()
    with (
        pytest.raises(Unavailable, match=r"disk\.failed"),
        made_aside(disk, tmp_path / "aside", tmp_path / "store") as settle,
    ):
        settle()
    assert not list(tmp_path.iterdir())


def test_what_was_made_after_the_disk_was_asked_takes_its_place_too(tmp_path: Path) -> None:
    with made_aside(RealDisk(), tmp_path / "aside", tmp_path / "store") as settle:
        settle()
        (tmp_path / "aside" / "late").write_bytes(b"late")
    assert (tmp_path / "store" / "late").read_bytes() == b"late"
