"""Clearing a seat for the next class (重置座位): what trainees did there goes, what the program needs stays."""

from __future__ import annotations

import shutil
from pathlib import Path

from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.sittings import last_sitting
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.storage.disk import disk_errors
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.stores import DATABASE, LOCK

RUNS, RESULTS, CLASS_CARD = "runs", "results", "class.oacard"
"""Where a seat keeps what was laid out, what was handed in, and the card of its class."""
_BUSY = "store.read-only"
"""What hinders whoever wants to write where another program does."""


def reset_seat(root: Path, *, results: bool = False, unfinished: bool = False) -> int:
    """Clear a seat; return how many runs are gone.

    Exercises that a teacher made, the class of a teacher, and what is laid out beforehand to begin quickly, stay; so
    does the card of the class as long as results do, for by the card their transcripts (成绩单) are read.

    Args:
        root: Where everything lies that belongs to exercises.
        results: Whether result files and reports go as well, and the seat leaves its class; they stay until they are
            collected otherwise.
        unfinished: Whether an exam that was broken off goes as well.

    Raises:
        Refused: ``training.exam-open``: an exam was broken off and not handed in; ``training.seat-busy``: somebody
            works at an exercise.
        Unavailable: ``disk.failed``.
    """
    found = last_sitting(root / RUNS)
    if found is not None and not unfinished:
        raise Refused("training.exam-open", names="、".join(found.sitting.enrolment.trainees) or "……")
    runs = tuple(root.glob(f"{RUNS}/*"))
    if any(map(_is_worked_at, runs)):
        raise Refused("training.seat-busy")
    with disk_errors():
        for one in (RUNS, *((RESULTS,) if results else ())):
            if (root / one).exists():
                shutil.rmtree(root / one)
        if results:
            (root / CLASS_CARD).unlink(missing_ok=True)
    return len(runs)


def _is_worked_at(run: Path) -> bool:
    folder = realm_folder(run, Realm.TRAINING)
    if not (folder / LOCK).exists():
        return False
    hold = Hold(folder / DATABASE, folder / LOCK)
    hold.take()
    busy = hold.hindrance is not None and hold.hindrance.code == _BUSY
    hold.release()
    return busy
