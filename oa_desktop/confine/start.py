"""How a worker is started, from source and from a frozen program: data, not code paths."""

import os
import sys
from pathlib import Path

HIDDEN_ARGUMENT = "--confined-worker"
"""The argument by which a frozen program becomes a worker."""

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP", "TMP")


def command(module: str = "oa_desktop.confine", argument: str = HIDDEN_ARGUMENT) -> tuple[str, ...]:
    """Return the command that starts a module of this program as a process of its own; a worker, if none is named.

    Args:
        module: From source.
        argument: By which a frozen program, which has no modules to be named, becomes the same.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, argument)
    return (sys.executable, "-B", "-P", "-m", module)


def environment() -> dict[str, str]:
    """Return the environment of a worker: where the modules are, and nothing that it has no need to know."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    places = os.pathsep.join(str(Path(place).absolute()) for place in sys.path)
    return {**passed_on, "PYTHONPATH": places, "PYTHONUTF8": "1"}


def serve_if_asked(arguments: list[str]) -> None:
    """Become a worker, and never return, when a frozen program was started as one.

    Args:
        arguments: `sys.argv`.
    """
    if arguments[1:2] != [HIDDEN_ARGUMENT]:
        return
    from oa_desktop.confine.child import serve  # noqa: PLC0415 - only a worker needs it, and only now

    serve()
    sys.exit(0)
