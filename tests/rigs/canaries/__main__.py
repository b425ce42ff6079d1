"""Let canaries into every command and every part of the window: ``python -m tests.rigs.canaries ROOT``.

``ROOT/in`` holds what people bring, ``ROOT/out`` what they take out by intent; below ``ROOT/home`` lies everything that
the program writes of its own accord. The program is killed in the end in the middle of typing, as by a power cut. It
says how many canaries went which way, and which commands were given.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

_PLACES = {
    "HOME": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "runtime",
    "TMPDIR": "tmp",
    "OA_DESKTOP_HOME": "store",
}


def main(root: Path) -> None:
    for folder in ("in", "out"):
        (root / folder).mkdir(parents=True)
    for name, below in _PLACES.items():
        place = root / "home" / below
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[name] = str(place)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    tempfile.tempdir = None
    os.chdir(root / "home" / "tmp")
    from tests.rigs.canaries.commands import Shell  # noqa: PLC0415 - the places are known only now
    from tests.rigs.canaries.nest import Nest  # noqa: PLC0415
    from tests.rigs.canaries.sockets import Watch  # noqa: PLC0415
    from tests.rigs.canaries.window import sit_down  # noqa: PLC0415

    nest, watch = Nest(), Watch()
    watch.start()
    shell = Shell(root, nest)
    shell.found()
    shell.give_every_command()
    done = sit_down(root, nest)
    told = {
        "ways": nest.ways,
        "commands": sorted(shell.given),
        "window": sorted(done),
        "sockets": sorted(watch.seen),
        "looks": watch.looks,
    }
    print(json.dumps(told, ensure_ascii=False))
    sys.stdout.flush()
    os._exit(0)  # as when somebody pulls the plug


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
