"""A store that was closed lets go of its hold for good: a late call does not take it from who follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage.hold import Hold


def test_a_late_call_to_a_closed_store_does_not_take_the_hold_from_who_follows(tmp_path: Path) -> None:
    database, lock = tmp_path / "store.db", tmp_path / "lock"
    database.write_bytes(b"")
    first, second = Hold(database, lock), Hold(database, lock)
    first.take()
    first.release()
    with pytest.raises(Unavailable) as told:
        first.refuse_reader()
    assert told.value.code == "store.read-only"
    second.take()
    second.refuse_reader()
    assert second.writable and not first.writable
