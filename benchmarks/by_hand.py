"""The first day by real hands: ``python -m benchmarks.by_hand [--pictures out/by-hand] [--input fcitx5]``.

The program is started as a user starts it, on a screen of its own, and used from outside: things are found by what a
screen reader is told of them, clicked and typed into by the X server. Every step leaves a picture. With ``--input``
Chinese is written by a real input method into every sort of field instead. What became of it is appended as one line to
``benchmarks/results/by-hand.jsonl``; the exit code is 1 when somebody could not go on, 3 when the machine
lacks something.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledger import commit, note
from tests.rigs.by_hand.bus import Bus
from tests.rigs.by_hand.clerk import Clerk, NotSeenError
from tests.rigs.by_hand.hands import Hands
from tests.rigs.by_hand.input_methods import INPUT_METHODS, InputMethod
from tests.rigs.by_hand.screen import Screen, missing
from tests.rigs.by_hand.story import CHARACTERS, chinese_everywhere, first_day

LEDGER = "by-hand.jsonl"
PROGRAM = (sys.executable, "-m", "oa_desktop", "window", "--realm", "demonstration")


def main(arguments: list[str]) -> int:
    """Live the day, say and note what became of it."""
    asked = _parser().parse_args(arguments)
    method = INPUT_METHODS.get(asked.input)
    if packages := missing(dict.fromkeys(method.command[:1], method.packages) if method else {}):
        print(f"缺少系统软件包。请执行：sudo apt-get install -y --no-install-recommends {' '.join(packages)}")
        return 3
    shutil.rmtree(asked.pictures, ignore_errors=True)
    asked.pictures.mkdir(parents=True)
    since = time.monotonic()
    steps, fault = _day(asked.pictures, method)
    line = {
        "commit": commit("oa_desktop", "resources", "tests/rigs/by_hand"),
        "input": asked.input,
        "seconds": round(time.monotonic() - since, 1),
        "steps": steps,
        "pictures": len(list(asked.pictures.glob("*.png"))),
        "fault": fault,
    }
    print(f"{len(steps)} steps, {line['seconds']} s, {line['pictures']} pictures in {asked.pictures}. {fault}")
    note(LEDGER, line)
    return 1 if fault else 0


def _day(pictures: Path, method: InputMethod | None) -> tuple[list[str], str]:
    """Return the steps that were done, and why there are no more, empty where the day came to its end."""
    with tempfile.TemporaryDirectory(prefix="oa-desktop-hands-") as folder, Screen(Path(folder)) as screen:
        if method:
            method.start(screen)
        hands = Hands(screen.environment, "" if method else CHARACTERS)
        program = screen.start(*PROGRAM)
        bus = Bus(screen.environment["DBUS_SESSION_BUS_ADDRESS"])
        clerk = Clerk(screen, bus, hands, pictures)
        try:
            chinese_everywhere(clerk, method.switch) if method else first_day(clerk)
        except NotSeenError as seen:
            return clerk.steps, f"not seen: {seen}"
        finally:
            bus.close()
        code, said = program.wait(), screen.said(program)
        return clerk.steps, f"exit code {code}: {said}" if code or said else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.by_hand")
    parser.add_argument("--pictures", type=Path, default=Path("out/by-hand"), help="folder for a picture of every step")
    parser.add_argument("--input", choices=sorted(INPUT_METHODS), default="", help="write by this input method instead")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
