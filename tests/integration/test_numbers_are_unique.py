"""A number is one paper's alone: clerks at once, programs at once, and programs that are killed."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from oa_desktop.domain.actions import handling as act
from oa_desktop.office import queries as q
from tests.fakes.office import FakeOffice

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")


def contend(*words: object) -> dict[str, Any]:
    """Run the rig in a process of its own: it forks, and a test runner has threads."""
    place = ("--place", MEMORY) if MEMORY.is_dir() else ()
    command = [sys.executable, "-m", "tests.rigs.numbering", *map(str, (*words, *place))]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    print(ended.stderr.decode(errors="replace"))
    report: dict[str, Any] = json.loads(ended.stdout.decode().splitlines()[-1])
    return report


def test_a_number_that_was_confirmed_is_one_paper_s_alone_however_many_take_at_once_and_are_killed():
    report = contend("--seed", 1, "--kills", 10, "--programs", 3, "--clerks", 3)
    assert report["faults"] == []
    assert report["confirmed"] >= 20
    assert report["beaten"] >= 1, "nobody met anybody"


def test_the_rig_sees_a_register_that_nobody_asks():
    report = contend("--seed", 1, "--kills", 4, "--bug", "unchecked")
    assert any("was confirmed" in fault for fault in report["faults"]), report


def test_documents_that_are_numbered_in_the_same_second_get_numbers_of_their_own():
    office = FakeOffice()
    waiting = [office.bring_to("number") for _ in range(6)]
    registrar, gate = office.as_("registrar"), threading.Barrier(len(waiting))

    def number(dossier: str) -> None:
        gate.wait()
        registrar.perform(act.AssignNumber(dossier=dossier, code="清政办发"))

    clerks = [threading.Thread(target=number, args=(one,)) for one in waiting]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join()
    assert sorted(office.state(one).number for one in waiting) == [f"清政办发〔2026〕{n}号" for n in range(1, 7)]
    [row] = registrar.ask(q.NumberRegisters(year=2026))
    assert (row.used, row.unsaid) == (6, ())
