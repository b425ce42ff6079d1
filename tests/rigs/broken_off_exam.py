"""An exam in a process of its own that is killed in the middle: ``python -m tests.rigs.broken_off_exam FOLDER``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from oa_desktop.bootstrap.ground import TrainingGround
from oa_desktop.domain.training.exercise import Mode
from oa_desktop.training.course import Enrolment
from oa_desktop.training.exam_clock import ExamClock


def broken_off(root: Path) -> int:
    """Let an exam be begun and killed below a folder; return how its process ended."""
    return subprocess.run([sys.executable, "-m", __name__, str(root)], check=False).returncode


def begin_and_die(root: Path) -> None:
    """Begin an exam, answer a question of it, and be killed."""
    ground = TrainingGround(root, lambda: "1")
    course = ground.begin(Enrolment(exercise="card-annex", mode=Mode.EXAM, trainees=("张三",), extra=5))
    assert course.session.notices == (), "nobody is told of a clock that runs behind"
    ground.keep_time(course, ExamClock(spent=timedelta(minutes=4), last=ground.clocks()))
    course.answer("where", ("behind",))
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    begin_and_die(Path(sys.argv[1]))
