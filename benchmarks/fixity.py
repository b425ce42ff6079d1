"""固化检查: proving every content of a store, against hashing the same bytes on the same cores."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.figures import Line, in_turn, ratio
from benchmarks.unit import open_unit
from oa_desktop.domain.units.roles import Role
from oa_desktop.security import sm3
from oa_desktop.storage.cores import on_every_core

_CONTENTS, _SIZE = 400, 200_000
"""Contents and the bytes of each: a page in PDF and a scan between them."""
_ROUNDS = 5
_SHARE = 0.7
_MEGABYTE = 1_000_000


def measure() -> Iterator[Line]:
    """Give the lines about fixity."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home), None)
        unit.session(Role.ARCHIVIST)
        plain = [os.urandom(_SIZE) for _ in range(_CONTENTS)]
        digests = [unit.store.blobs.keep(one) for one in plain]
        proved, raw = in_turn(
            lambda _: lambda: _all(unit.store.blobs.proofs(digests)),
            lambda _: lambda: _all(on_every_core(sm3.digest, plain)),
            rounds=_ROUNDS,
            warm=1,
        )
        size = _CONTENTS * _SIZE / _MEGABYTE
        yield ratio(f"{size:.0f} MB of contents proved / hashed on the same cores", proved, raw, goal=1 / _SHARE)
        for name, times in (("proved", proved), ("hashed alone", raw)):
            yield Line(name=f"  {name}", figure=size / median(times), unit="MB/s")


def _all(things: Iterator[object]) -> None:
    for _ in things:
        pass
