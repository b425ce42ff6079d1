"""A life and a look in the process that forks, so that no fork has to put the same statements into words again.

What is warm is what a program that has been open for a while has in its memory: code, and statements as text.
"""

from __future__ import annotations

import copy
import gc
import random
import shutil
import tempfile
import threading
from pathlib import Path

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.office.office import Office
from tests.rigs import oracle
from tests.rigs.death import Death
from tests.rigs.ledger import Ledger
from tests.rigs.upheavals import passwords_of_the_unit
from tests.rigs.walk import ACTS, Plan, Walk
from tests.rigs.world import MORNING, REALM, ports


def warm(founded: Path, key: bytes) -> None:
    """Let everything be done once to a copy of a home, look at it as after a death, and leave nothing open."""
    with tempfile.TemporaryDirectory(dir=founded.parent) as place:
        folder, ledger = Path(shutil.copytree(founded, Path(place) / "warm")), passwords_of_the_unit()
        _live(folder, ledger)
        _look(folder, key, ledger, set())
    settle()


def warm_to_look(store: Path, key: bytes, ledger: Ledger, proved: set[str]) -> None:
    """Look at a copy of a store as after a death, note which signatures held, and leave nothing open."""
    with tempfile.TemporaryDirectory(dir=store.parent) as place:
        _look(Path(shutil.copytree(store, Path(place) / "warm")), key, copy.deepcopy(ledger), proved)
    settle()


def _live(folder: Path, ledger: Ledger) -> None:
    clock = ScriptClock(MORNING)
    office = Office(REALM, ports(folder, "warm", clock))
    walk = Walk(
        office=office,
        clock=clock,
        ledger=ledger,
        rng=random.Random("warm"),
        tell=lambda _: None,
        death=Death(call=lambda _: None),
        plan=Plan(kind="none", warm_up=0, way="step", share=0.0),
        backups=folder.parent,
    )
    for act in ACTS.values():
        act(walk)
    office.close()


def _look(folder: Path, key: bytes, ledger: Ledger, proved: set[str]) -> None:
    clock = ScriptClock(MORNING)
    world = ports(folder, "look", clock)
    oracle.look(oracle.Home(world=world, clock=clock, ledger=ledger, key=key, everybody=True, proved=proved))


def settle() -> None:
    """Look for rubbish a last time: what lies here now stays, and no fork walks through it."""
    gc.collect()
    gc.freeze()
    assert threading.active_count() == 1, "who forks has no threads"
