"""The part of confinement that works everywhere: Python's audit hook (PEP 578).

It holds back Python code, also of libraries; native code does not pass here, for that see `enforcement`.
"""

import os
import sys

_REFUSED_FAMILIES = ("socket.", "subprocess.", "shutil.", "ftplib.", "smtplib.", "urllib.", "http.", "winreg.")
_REFUSED = frozenset(
    {
        "os.chmod",
        "os.chown",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.kill",
        "os.killpg",
        "os.link",
        "os.mkdir",
        "os.posix_spawn",
        "os.putenv",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.spawn",
        "os.startfile",
        "os.symlink",
        "os.system",
        "os.truncate",
        "os.utime",
        "pty.spawn",
    }
)
_HARMLESS = frozenset({"socket.gethostname"})
_CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Breach(PermissionError):
    """Confined code asked for what a worker may not do."""


def install() -> None:
    """Refuse sockets, programs and changes of files from here on; there is no way back."""
    sys.addaudithook(_look)


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        _look_at_open(arguments)
    elif event in _REFUSED or (event.startswith(_REFUSED_FAMILIES) and event not in _HARMLESS):
        raise Breach(f"{event} is not allowed here")


def _look_at_open(arguments: tuple[object, ...]) -> None:
    flags = arguments[2] if len(arguments) > 2 else 0
    if isinstance(flags, int) and flags & _CHANGES and arguments[0] != os.devnull:
        raise Breach("writing a file is not allowed here")
