"""Bombs that come by disc (journals, packages, backups) are refused within little memory and time, by a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oa_desktop.confine.confinement import Confinement
from oa_desktop.confine.limits import MEBIBYTE, Limits
from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage.backup import back_up
from oa_desktop.storage.restore import read_manifest
from tests.builders import STORE_KEY, new_store, stores_in
from tests.rigs import disc_bombs

LIMITS = Limits(seconds=20.0, memory_bytes=512 * MEBIBYTE, calls=1000)
"""The judges: a reader that takes more than this dies, and the test says of which bomb."""
FEWEST = 70


@pytest.mark.parametrize("entrance", disc_bombs.ENTRANCES)
def test_a_bomb_by_disc_is_refused_within_little_memory_and_time(entrance: str) -> None:
    kinds, _read = disc_bombs.ENTRANCES[entrance]
    with Confinement(LIMITS) as room:
        fates = {name: room.run(disc_bombs.throw, entrance, name) for name in kinds}
    assert "read" not in fates.values(), fates


def test_the_catalogue_of_discs_has_seventy_bombs() -> None:
    assert sum(len(kinds) for kinds, _read in disc_bombs.ENTRANCES.values()) >= FEWEST


@pytest.mark.parametrize("put", ["pipe", "endless", "link"])
def test_a_backup_of_anything_but_files_is_refused_before_it_is_read(put: str, tmp_path: Path) -> None:
    new_store(tmp_path / "official").close()
    back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "backup")
    place = tmp_path / "backup" / "store.db"
    place.unlink()
    if put == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero" if put == "endless" else tmp_path / "official" / "store.db")
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        read_manifest(tmp_path / "backup", stores_in(tmp_path / "official"))
