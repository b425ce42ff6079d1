"""The machine may go dark while somebody types: what was typed two seconds before is there at the next sign-in."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.domain.realms import Realm
from tests.founded import found_quickly
from tests.rigs.typist import typed

MOST_LOST = 2.0
"""Seconds of typing that may be lost."""
ENOUGH = 110
"""Keys after which the program is killed: four seconds of typing and more."""
TRIES = 3
"""A machine that is busy with something else may be slow once; a program that keeps nothing fails every time."""
DRAFTER = "zhouyue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """What had been typed when the program was killed, and what was left."""

    keys: int
    safe: int
    kept: str


def type_and_die(home: Path) -> Death:
    """Let somebody type, kill the program without a word, and sign in again."""
    command = [sys.executable, "-m", "tests.rigs.typist", str(home), DRAFTER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as program:
        said = [program.stdout.readline() for _ in range(ENOUGH)]
        died = time.monotonic()
        program.send_signal(signal.SIGKILL)
        said += program.stdout.readlines()
    keys = [line.split() for line in said if line.endswith("\n")]
    safe = max(int(count) for count, when in keys if float(when) < died - MOST_LOST)
    return Death(keys=len(keys), safe=safe, kept=found_again(home))


def found_again(home: Path) -> str:
    office = build_office(home, Realm.DEMONSTRATION)
    session = office.sign_in(
        DRAFTER, next(one.password for one in demonstration_unit().people if one.account == DRAFTER)
    )
    titles = [one.text.title for one in session.drafts.all().values()]
    session.sign_out()
    office.close()
    return max(titles, key=len, default="")


def test_a_program_that_is_killed_while_somebody_types_loses_two_seconds_at_most(tmp_path):
    deaths = []
    for number in range(TRIES):
        home = tmp_path / str(number)
        found_quickly(home)
        death = type_and_die(home)
        assert death.kept == typed(len(death.kept)), "what is left is what was typed, from its beginning"
        deaths.append(death)
        if len(death.kept) >= death.safe:
            return
    raise AssertionError(deaths)
