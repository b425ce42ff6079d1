"""Programs that take numbers of one register at once while they are killed: ``python -m tests.rigs.numbering``.

Several programs have one store open, several clerks in each; one program at a time may write, and whoever waits takes
over when it dies. A number that was confirmed to a clerk is theirs for good: it stands in the ledger under their paper,
nobody else's paper has it, and no number is lost in between. The last line of the output is the report as JSON; the exit
code is 1 when that did not hold. ``--kills 2000`` is a soak; ``--bug unchecked`` plants a fault that must be seen.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions.numbers import TakeNumberOnPaper
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import RegisterName
from oa_desktop.office import door
from oa_desktop.office import queries as q
from oa_desktop.office.office import Office
from oa_desktop.office.session import Session
from tests.rigs.walk import REGISTRAR
from tests.rigs.world import MORNING, REALM, found, ports, unit

REGISTER = RegisterName(code="清政办发", year=MORNING.year)
_PAUSE_S = 0.002
"""How long a clerk waits whose program may not write."""
_LIVES_S = (0.05, 0.6)
"""Within how many seconds a program dies."""


@dataclass
class Report:
    """What became of a register.

    Attributes:
        kills: Programs that were killed.
        confirmed: Numbers that were confirmed to a clerk.
        beaten: Times that somebody else was the quicker.
        faults: What did not hold.
    """

    kills: int = 0
    confirmed: int = 0
    beaten: int = 0
    faults: list[str] = field(default_factory=list)


class Program:
    """One program at work, until it is killed.

    Attributes:
        said: Where it says what was confirmed, a line each; what was said survives it.
    """

    def __init__(self, folder: Path, said: Path, name: str, clerks: int) -> None:
        self._folder, self._said, self._name, self._clerks = folder, said, name, clerks

    def run(self) -> None:
        """Let every clerk take numbers, for ever."""
        office = Office(REALM, ports(self._folder, self._name, ScriptClock(MORNING)))
        password = next(one.password for one in unit().people if one.account == REGISTRAR)
        at_work = [office.sign_in(REGISTRAR, password) for _ in range(self._clerks)]
        threads = [threading.Thread(target=self._clerk, args=(one, place)) for place, one in enumerate(at_work)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def _clerk(self, session: Session, place: int) -> None:
        rng = random.Random(f"{self._name}/{place}")
        for count in range(10**9):
            self._take(session, f"{self._name}-{place}-{count}", through=rng.choice((0, 0, 0, 2)))

    def _take(self, session: Session, title: str, *, through: int) -> None:
        rows = session.ask(q.NumberRegisters(year=REGISTER.year))
        [row] = [one for one in rows if one.register == REGISTER]
        serials = range(row.used + 1, row.used + through + 2)
        try:
            session.perform(_wish(serials[0], serials[-1], title))
        except Refused as refused:
            self._tell(beaten=refused.code)
        except Unavailable:
            time.sleep(_PAUSE_S)
        else:
            self._tell(serials=[*serials], title=title)

    def _tell(self, **facts: object) -> None:
        line = json.dumps(facts).encode() + b"\n"
        place = os.open(self._said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(place, line)
        os.close(place)


def _wish(serial: int, through: int, title: str) -> TakeNumberOnPaper:
    return TakeNumberOnPaper(
        code=REGISTER.code,
        year=REGISTER.year,
        serial=serial,
        through=through,
        title=title,
        handler="何某",
        date="2026-04-16",
        reason="",
    )


def begin(program: Program) -> int:
    """Start a program in a fork; return its process."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            program.run()
        os._exit(1)
    return child


def contend(folder: Path, *, kills: int, programs: int, clerks: int, seed: int) -> Report:
    """Let programs contend for a register and kill them one after the other; return what became of it."""
    rng, report, said = random.Random(seed), Report(), folder / "said"
    home = folder / "home"
    home.mkdir()
    key = found(home)
    alive = [begin(Program(home, said, f"{seed}.{place}", clerks)) for place in range(programs)]
    while report.kills < kills:
        time.sleep(rng.uniform(*_LIVES_S))
        victim = alive.pop(rng.randrange(len(alive)))
        report.faults += _killed(victim)
        report.kills += 1
        alive.append(begin(Program(home, said, f"{seed}.{programs + report.kills}", clerks)))
    for one in alive:
        report.faults += _killed(one)
    _look(home, said, key, report)
    return report


def _killed(process: int) -> list[str]:
    """Kill a program; one that has ended of its own accord is a fault."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return [] if os.WIFSIGNALED(status) else [f"a program ended by itself: {status}"]


def _look(home: Path, said: Path, key: bytes, report: Report) -> None:
    lines = [json.loads(line) for line in said.read_bytes().splitlines()] if said.exists() else []
    beaten = Counter(line["beaten"] for line in lines if "beaten" in line)
    report.beaten = beaten.pop("number.taken", 0)
    report.faults += [f"refused {times} times: {code}" for code, times in beaten.items()]
    confirmed = [(serial, line["title"]) for line in lines for serial in line.get("serials", ())]
    report.confirmed = len(confirmed)
    office = Office(REALM, ports(home, "look", ScriptClock(MORNING)))
    session = office.sign_in(REGISTRAR, next(one.password for one in unit().people if one.account == REGISTRAR))
    rows = {row.serial: row for row in session.ask(q.NumberLedger(register=REGISTER))}
    report.faults += [
        f"{n} was confirmed {times} times" for n, times in Counter(n for n, _ in confirmed).items() if times > 1
    ]
    report.faults += [f"{n} is not {title}'s" for n, title in confirmed if n not in rows or rows[n].title != title]
    report.faults += [f"nothing is said of {row.serial}" for row in rows.values() if row.unsaid]
    report.faults += [f"{len(rows)} numbers up to {max(rows)}"] if rows and max(rows) != len(rows) else []
    report.faults += [f"{one.rule} {one.journal}" for one in session.administration.verify().faults]
    office.close()


def plant() -> None:
    """Let the program ask no register whether a number is taken; where nothing asks it, there is nothing to plant."""
    patch.object(door, "refuse_unregistrable", lambda *_: None).start()


def main() -> int:
    """Contend as the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--programs", type=int, default=3)
    parser.add_argument("--clerks", type=int, default=3)
    parser.add_argument("--place", type=Path)
    parser.add_argument("--bug", choices=("", "unchecked"), default="")
    asked = parser.parse_args()
    if asked.bug:
        plant()
    with tempfile.TemporaryDirectory(prefix="oa-desktop-numbers-", dir=asked.place) as folder:
        words = {"kills": asked.kills, "programs": asked.programs, "clerks": asked.clerks, "seed": asked.seed}
        report = contend(Path(folder), **words)
    print(json.dumps(report.__dict__, ensure_ascii=False, sort_keys=True))
    return 1 if report.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
