"""What Windows enforces on a worker: a job object, which limits its memory and lets it start no other process.

The worker makes the job and goes into it before it is told anything, as whoever started it may be a launcher in
between; nothing may break away.
"""

from __future__ import annotations

import ctypes
from typing import Any, Protocol

THIS_PROCESS = -1
"""What ``GetCurrentProcess`` returns."""
_EXTENDED = 9
"""``JobObjectExtendedLimitInformation``."""
_ONE_PROCESS, _PROCESS_MEMORY, _DIE_ON_FAULT, _KILL_ON_CLOSE = 0x8, 0x100, 0x400, 0x2000
FLAGS = _ONE_PROCESS | _PROCESS_MEMORY | _DIE_ON_FAULT | _KILL_ON_CLOSE
"""Neither ``BREAKAWAY_OK`` (0x800) nor ``SILENT_BREAKAWAY_OK`` (0x1000) is among them."""


class BasicLimits(ctypes.Structure):
    """``JOBOBJECT_BASIC_LIMIT_INFORMATION``."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class Counters(ctypes.Structure):
    """``IO_COUNTERS``."""

    _fields_ = tuple((name, ctypes.c_uint64) for name in ("Reads", "Writes", "Others", "Read", "Written", "Other"))


class ExtendedLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", Counters),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class Kernel(Protocol):
    """What is called of ``kernel32``; a function returns 0 where it fails."""

    CreateJobObjectW: Any
    SetInformationJobObject: Any
    AssignProcessToJobObject: Any
    CloseHandle: Any


class Job:
    """A job object with one worker in it; the worker ends when it is closed.

    Raises:
        OSError: Windows does not hold the worker.
    """

    def __init__(self, process: int, memory_bytes: int, kernel: Kernel) -> None:
        self._kernel = kernel
        self._handle = ctypes.c_void_p(_done("CreateJobObjectW", kernel.CreateJobObjectW(None, None)))
        told = limits_of(memory_bytes)
        try:
            size = ctypes.sizeof(told)
            set_up = kernel.SetInformationJobObject(self._handle, _EXTENDED, ctypes.byref(told), size)
            _done("SetInformationJobObject", set_up)
            held = kernel.AssignProcessToJobObject(self._handle, ctypes.c_void_p(process))
            _done("AssignProcessToJobObject", held)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """End the job, and with it the worker."""
        self._kernel.CloseHandle(self._handle)


def limits_of(memory_bytes: int) -> ExtendedLimits:
    """Return the limits of a worker as Windows takes them; time is the parent's to watch, call by call."""
    told = ExtendedLimits(ProcessMemoryLimit=memory_bytes)
    told.BasicLimitInformation.LimitFlags = FLAGS
    told.BasicLimitInformation.ActiveProcessLimit = 1
    return told


def kernel32() -> Kernel:
    """Return the functions of this Windows, their handles as wide as pointers."""
    library: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    library.CreateJobObjectW.restype = ctypes.c_void_p
    library.CreateJobObjectW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p)
    library.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
    library.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    library.CloseHandle.argtypes = (ctypes.c_void_p,)
    kernel: Kernel = library
    return kernel


def _done(call: str, answer: int | None) -> int:
    if not answer:
        raise OSError(f"{call} failed")
    return answer
