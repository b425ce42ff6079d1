"""Where the program's data files lie: in the source tree, in an installed package, or in a frozen program."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def resource_roots() -> tuple[Path, ...]:
    """Name the folders that may hold ``resources``, the most specific first.

    A frozen program (PyInstaller) unpacks its data into ``sys._MEIPASS``; an installed wheel carries them inside the
    package; a source checkout has them beside it.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    places = (Path(frozen), PACKAGE, PACKAGE.parent) if frozen else (PACKAGE, PACKAGE.parent)
    return tuple(place / "resources" for place in places)


def resource_path(relative: str, roots: Iterable[Path] | None = None) -> Path:
    """Find a data file or folder of the program, such as ``fonts/README.md``.

    Args:
        relative: Path below ``resources``, with forward slashes.
        roots: Folders to look in; those of this program when not given.

    Raises:
        FileNotFoundError: No root holds it: the installation is incomplete.
    """
    for root in resource_roots() if roots is None else roots:
        if (root / relative).exists():
            return root / relative
    raise FileNotFoundError(f"the program's data file {relative} is missing")
