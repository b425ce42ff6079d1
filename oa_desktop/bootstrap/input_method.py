"""The input method (输入法): by which way Chinese that is typed reaches the window on a Linux desktop.

Qt brings a plug-in for ibus and, as it is installed from wheels, none for fcitx; fcitx5 speaks ibus too. Either leaves
the address at which it listens in the user's folder.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from pathlib import Path

CHOICE = "QT_IM_MODULE"
"""What Qt looks at."""
IBUS, FCITX = "ibus", "fcitx"
_NAMES = ("XMODIFIERS", "GTK_IM_MODULE", CHOICE, "QT_IM_MODULES")
"""Where a desktop says which input method it runs."""


def way(environment: Mapping[str, str], plugins: Path) -> str:
    """Return ``ibus`` or ``fcitx``, by which Qt has to go; empty where it is left to Qt.

    Args:
        environment: As the desktop has set it.
        plugins: Where Qt has its plug-ins.
    """
    named = " ".join(environment.get(name, "") for name in _NAMES).lower()
    if FCITX in named and any((plugins / "platforminputcontexts").glob(f"*{FCITX}*")):
        return FCITX
    if FCITX in named or IBUS in named:
        return IBUS
    told = environment.get(CHOICE) or environment.get("WAYLAND_DISPLAY")
    return IBUS if not told and _listens(environment) else ""


def choose(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Let Qt go by the way that there is; called before the application is made."""
    if way(environment, plugins) == IBUS:
        environment[CHOICE] = IBUS


def _listens(environment: Mapping[str, str]) -> bool:
    """Whether an input method has left its address; where that is out of date, Qt finds nobody and goes without."""
    configuration = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", ""), ".config")
    return any(Path(configuration, "ibus", "bus").glob("*"))
