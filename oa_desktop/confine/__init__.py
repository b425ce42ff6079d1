"""Runs a named function in a limited child process: foreign files are read there and nowhere else.

`run(function, *args, limits=Limits(...))` hands JSON-able values and bytes to a worker process and hands back the
same; a crash, an endless loop, a memory bomb or an attempt at the network ends the worker, not the program, and
comes back as `ConfinedFailure`. One worker serves many calls. Nothing of the rest of the program is known here.

What holds a worker back, weakest first, and where:

- an audit hook refuses sockets, programs and changes of files that Python code asks for: everywhere;
- wall time is kept by the parent, which kills: everywhere;
- memory (address space), processor time, size of written files, open files, no core dumps: by resource limits on
  POSIX; macOS ignores the address space limit; on Windows memory and processes by a job object, whose calls are
  tested and which no Windows machine has run yet;
- a network of its own with nothing in it: on Linux, where the kernel lets this user make one;
- a filter of system calls, so that native code has no sockets, no programs, no other processes and read-only
  files: on Linux on x86-64, arm64, riscv64 and loongarch64.

`enforced(limits)` tells what the worker on this machine really has. Reading files is not prevented. In a frozen
program `__main__` must call `serve_if_asked(sys.argv)` before anything else.
"""

from oa_desktop.confine.confinement import Confinement, enforced, run
from oa_desktop.confine.failure import ConfinedFailure, Kind
from oa_desktop.confine.limits import Limits
from oa_desktop.confine.start import HIDDEN_ARGUMENT, serve_if_asked
from oa_desktop.confine.wire import Value

__all__ = [
    "HIDDEN_ARGUMENT",
    "ConfinedFailure",
    "Confinement",
    "Kind",
    "Limits",
    "Value",
    "enforced",
    "run",
    "serve_if_asked",
]
