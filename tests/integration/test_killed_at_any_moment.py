"""The program is killed at random points of everything that anybody does; nothing confirmed is lost or half done.

``python -m tests.rigs --seed N`` replays a home; ``python -m benchmarks.soak`` does the same for hours.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.rigs.archive_acts import ARCHIVE_ACTS
from tests.rigs.archive_deaths import FAULTS
from tests.rigs.planted import BUGS
from tests.rigs.proving import OnceProved
from tests.rigs.upheavals import UPHEAVALS
from tests.rigs.walk import ACTS

ROOT = Path(__file__).parents[2]
HOMES, KILLS = 3, 38
UPHEAVED = 8
ARCHIVED = 25
MEMORY = Path("/dev/shm")
"""A kill leaves what was written to the operating system; a disk in memory shows the same and is quicker."""


def start(*words: object, rig: str = "tests.rigs") -> subprocess.Popen[bytes]:
    """Start the rig in a process of its own: it forks, and a test runner has threads."""
    place = ("--place", MEMORY) if MEMORY.is_dir() else ()
    command = [sys.executable, "-m", rig, *map(str, (*words, *place))]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def reports(rig: subprocess.Popen[bytes]) -> list[dict[str, Any]]:
    out, err = rig.communicate()
    print(err.decode(errors="replace"))
    lines = out.decode().splitlines()
    assert lines, "the rig itself failed, see above"
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("seed", [1, 1 + HOMES])
def test_nothing_confirmed_is_lost_and_nothing_is_half_done_however_often_the_program_is_killed(seed):
    (told,) = reports(start("--seed", seed, "--homes", HOMES, "--kills", KILLS))
    assert told["faults"] == []
    assert told["kills"] >= 100, "of two hundred"
    assert set(ACTS) - set(told["in_flight"]) == set(), "acts that no kill hit"


def test_a_unit_is_founded_restored_or_brought_up_whole_or_not_at_all_however_often_the_program_is_killed():
    rigs = [start("--kills", 0, "--upheavals", UPHEAVED, "--seed", seed) for seed in (1, 2)]
    told = [one for rig in rigs for one in reports(rig)]
    assert [fault for one in told for fault in one["faults"]] == []
    in_flight = sum((Counter(one["in_flight"]) for one in told), Counter())
    assert set(UPHEAVALS) <= set(in_flight)
    assert all(in_flight[kind] >= 12 for kind in UPHEAVALS), in_flight


ARCHIVE = "tests.rigs.archive_deaths"


def test_nothing_of_the_archive_is_half_filed_packed_mended_or_destroyed_however_often_the_program_is_killed():
    (told,) = reports(start("--kills", ARCHIVED, "--seed", 1, rig=ARCHIVE))
    assert told["faults"] == []
    assert told["in_flight"] == dict.fromkeys(ARCHIVE_ACTS, ARCHIVED)
    assert told["kills"] >= 200


def test_the_rig_finds_every_bug_that_is_planted_in_the_archive():
    told = reports(start("--kills", 40, "--seed", 3, "--bugs", *FAULTS, rig=ARCHIVE))
    found = dict(zip(FAULTS, told, strict=True))
    assert {name: bool(one["faults"]) for name, one in found.items()} == dict.fromkeys(FAULTS, True)


class _Asked:
    """Crypto by which what ends alike was signed, and which notes what it was asked."""

    def __init__(self):
        self.asked = []

    def verify(self, *parts):
        self.asked.append(parts)
        return len({one[-1:] for one in parts}) == 1


def test_a_look_takes_no_signature_for_proved_of_which_a_byte_is_another():
    crypto, proved = _Asked(), set()
    looking = OnceProved(crypto=crypto, proved=proved)
    sound, others = (b"a1", b"b1", b"c1"), [(b"a1", b"b1", b"c2"), (b"a1", b"b2", b"c1"), (b"a1b", b"1", b"c2")]
    assert [looking.verify(*sound) for _ in range(2)] == [True, True]
    assert [looking.verify(*one) for one in (*others, *others)] == [False, False, False] * 2
    assert crypto.asked == [sound, *others, *others]


SEEN_AS = {
    "acknowledge-before-commit": "lost",
    "blob-after-entry": "lost content",
    "number-in-two-transactions": "half an act",
    "projection-outside-transaction": "projection",
    "key-slots-without-rename": "key-slots.damaged",
    "password-written-in-place": "key-slots.damaged",
    "settlement-projected-later": "projection",
    "enrolment-not-to-be-repeated": "work did not go on",
    "backup-file-by-file": "backup.missing",
    "founding-file-by-file": "of found",
    "restoring-file-by-file": "of restore",
    "migration-in-parts": "tables of both versions",
}


IN_UPHEAVALS = [bug for bug in BUGS if set(UPHEAVALS) & set(BUGS[bug].kinds)]
IN_HOMES = [bug for bug in BUGS if bug not in IN_UPHEAVALS]


@pytest.mark.parametrize(
    ("bugs", "kills"),
    [(IN_HOMES, ("--seed", 3, "--kills", 40)), (IN_UPHEAVALS, ("--seed", 6, "--kills", 0, "--upheavals", 60))],
    ids=["homes", "upheavals"],
)
def test_the_rig_finds_every_planted_bug(bugs, kills):
    """One process tries them all on what it has founded once."""
    found = dict(zip(bugs, reports(start(*kills, "--homes", 6, "--bugs", *bugs)), strict=True))
    missed = {bug: told for bug, told in found.items() if not any(SEEN_AS[bug] in fault for fault in told["faults"])}
    assert missed == {}
