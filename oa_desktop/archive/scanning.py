"""Having files looked at for viruses by ClamAV, where it is installed with signatures; without them nobody looked.

What lies in the encrypted store is laid before it in memory alone: where the system has no folder there, it is not
looked at. A file that the program gave up on was not looked at either.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from oa_desktop.domain.archives.specimen import Scan

_PROGRAM: Final = "clamscan"
_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder that never reaches a disk, with a random one in it
_LIMITS: Final = ("--max-filesize=2000M", "--max-scansize=2000M", "--alert-exceeds-max=yes", "--alert-encrypted=yes")
_QUIET: Final = ("--no-summary", "--infected", "--recursive", "--stdout")
_SECONDS: Final = 1800.0
_CLEAN, _FOUND = 0, 1
_ENDING: Final = " FOUND"
_GAVE_UP: Final = "Heuristics.Limits.Exceeded"
_PARTS: Final = 3
"""Of its version where it has signatures: the program, the signatures' number and their day."""


def _in_path() -> str:
    return shutil.which(_PROGRAM) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClamScan:
    """The program of this machine.

    Attributes:
        program: Returns where it is; empty where there is none.
        memory: A folder in memory.
    """

    program: Callable[[], str] = _in_path
    memory: Path = _IN_MEMORY

    def files(self, held: Mapping[str, bytes]) -> Scan | None:
        """Return what it says of files by their names, None where nobody looked at them all."""
        called = self._called()
        if not called or not self.memory.is_dir():
            return None
        with tempfile.TemporaryDirectory(dir=self.memory, prefix="oa-") as room:
            names = {str(place): name for place, name in enumerate(held)}
            laid = Path(room) / "files"
            laid.mkdir()
            for place, name in names.items():
                (laid / place).write_bytes(held[name])
            found = self._run(laid, f"--tempdir={room}")
        return found if found is None else Scan(program=called, infected=tuple(names[one] for one in found))

    def folder(self, folder: Path) -> Scan | None:
        """Return what it says of the files of a folder, by their names in it, None where nobody looked at them all."""
        called = self._called()
        found = self._run(folder) if called else None
        return None if found is None else Scan(program=called, infected=found)

    def _called(self) -> str:
        """Return what the program and its signatures are called; empty where either is missing."""
        done = self._ask("--version")
        parts = done.stdout.decode(errors="replace").strip().split("/") if done and done.returncode == 0 else []
        return f"{parts[0]}，病毒库{parts[1]}" if len(parts) == _PARTS and all(parts) else ""

    def _run(self, folder: Path, *options: str) -> tuple[str, ...] | None:
        """Return the names of what carries viruses, None where the program did not look at everything."""
        done = self._ask(*_QUIET, *_LIMITS, *options, "--", str(folder))
        if done is None or done.returncode not in (_CLEAN, _FOUND):
            return None
        said = [one.removesuffix(_ENDING).rpartition(": ") for one in _lines(done.stdout) if one.endswith(_ENDING)]
        if any(virus == _GAVE_UP for _, _, virus in said) or bool(said) is (done.returncode == _CLEAN):
            return None
        return tuple(dict.fromkeys(os.path.relpath(path, folder) for path, _, _ in said))

    def _ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
        program = self.program()
        if not program:
            return None
        try:
            return subprocess.run(  # noqa: S603 - the program that the machine's administrator installed
                (program, *arguments),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                check=False,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.SubprocessError):
            return None


def _lines(data: bytes) -> list[str]:
    return data.decode(errors="replace").splitlines()
