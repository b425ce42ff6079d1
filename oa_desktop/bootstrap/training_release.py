"""Releasing an exercise (发布场景): the one door to it, which lets pass what scores as it declares and nothing else."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from oa_desktop.bootstrap.training import scores
from oa_desktop.catalogue.exercise_packages import FILE, Files, content_digest, files_at
from oa_desktop.catalogue.exercises import exercise_in, value_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.exercise import Readiness
from oa_desktop.domain.training.results import Score
from oa_desktop.office.leaving import write_file
from oa_desktop.training.declaring import runs_otherwise
from oa_desktop.training.runs import BAD, REFERENCE

_STATE = re.compile(rf"^state: *[\"']?({'|'.join(Readiness)})[\"']? *(#.*)?\r?$", re.MULTILINE)
_TRIED = re.compile(r"^tried:.*\n", re.MULTILINE)


def try_out(path: Path, worlds: Path | None = None) -> Mapping[str, Score]:
    """Return what the reference and the bad run of an exercise come to.

    Raises:
        Refused: As :func:`.scores`.
    """
    if worlds is not None:
        return scores(path, (REFERENCE, BAD), worlds=worlds)
    with tempfile.TemporaryDirectory(prefix="oa-desktop-tried-") as made:
        return scores(path, (REFERENCE, BAD), worlds=Path(made))


def release(folder: Path, worlds: Path | None = None) -> None:
    """Try the exercise of a folder, and write down that it is released, with the digest of what was tried.

    Raises:
        Refused: ``training.not-declared``: it scores other than it declares; as :func:`.scores` and :func:`stated`.
        Unavailable: ``disk.full``.
    """
    files, found = files_at(folder), try_out(folder, worlds)
    exercise = exercise_in(files)
    wrong = tuple(runs_otherwise(exercise, found))
    if wrong:
        raise Refused("training.not-declared", exercise=exercise.id, found="；".join(one.rstrip("。") for one in wrong))
    write_file(folder / FILE, stated(files, Readiness.RELEASED).encode())


def stated(files: Files, state: Readiness) -> str:
    """Return the file of an exercise in another state; every other line stays as somebody wrote it.

    Raises:
        Refused: ``training.state-line``: the state is not written on a line of its own.
    """
    text = _TRIED.sub("", files[FILE])
    line = f"state: {state.value}"
    if state is not Readiness.DRAFT:
        line += f"\ntried: {content_digest(value_of(files), files)}"
    written, lines = _STATE.subn(line, text)
    if lines != 1:
        raise Refused("training.state-line")
    return written
