"""What the system itself enforces on a worker: resource limits, a network of its own, a system call filter."""

import ctypes
import os
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from oa_desktop.confine import audit, jobs, syscalls

try:
    import resource
except ImportError:  # Windows
    _resource: ModuleType | None = None
else:
    _resource = resource

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_SIGKILL = 9
_jobs: list[jobs.Job] = []
"""Held open as long as this process lives: it ends when its job is closed."""


def confine(limits: Mapping[str, Any], parent: int) -> dict[str, list[str]]:
    """Confine this process for good and report by what means, by subject.

    Args:
        limits: the fields of `Limits`.
        parent: process id of the program; when it is gone already, this process ends.
    """
    sys.dont_write_bytecode = True
    held = _go_into_job(limits["memory_bytes"])
    alone = _leave_network()
    dies = _die_with(parent)
    limited = _limit_resources(limits)
    filtered = syscalls.install()
    audit.install()
    return {
        "time": ["parent", *limited],
        "memory": [*(limited if sys.platform != "darwin" else []), *held],
        "files": ["audit", *limited, *filtered],
        "network": ["audit", *alone, *filtered],
        "programs": ["audit", *filtered, *held],
        "orphan": ["pipe", *dies],
    }


def allow_processor_time(seconds: int) -> None:
    """Let this process use that much processor time in all; beyond it the system ends it (POSIX)."""
    if _resource is None:
        return
    hard = _resource.getrlimit(_resource.RLIMIT_CPU)[1]
    _resource.setrlimit(_resource.RLIMIT_CPU, (seconds, hard))


def _limit_resources(limits: Mapping[str, Any]) -> list[str]:
    if _resource is None:
        return []
    for name, value in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", limits["open_files"]),
        ("RLIMIT_AS", limits["memory_bytes"]),
    ):
        _lower(_resource, getattr(_resource, name), value)
    return ["rlimit"]


def _go_into_job(memory_bytes: int) -> list[str]:
    """Let Windows hold this process; where it does not, no foreign file is read."""
    if os.name != "nt":
        return []
    _jobs.append(jobs.Job(jobs.THIS_PROCESS, memory_bytes, jobs.kernel32()))
    return ["job"]


def _lower(resource_: ModuleType, limit: int, value: int) -> None:
    """Set soft and hard limit, never above the hard limit that this process was given."""
    hard = resource_.getrlimit(limit)[1]
    within = value if hard == resource_.RLIM_INFINITY else min(value, hard)
    try:
        resource_.setrlimit(limit, (within, within))
    except (ValueError, OSError):
        if sys.platform != "darwin":
            raise


def _leave_network() -> list[str]:
    """Move to a network without any interface, where the kernel lets this user do so."""
    if sys.platform != "linux":
        return []
    libc = ctypes.CDLL(None, use_errno=True)
    moved = any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWUSER | _CLONE_NEWNET, _CLONE_NEWNET))
    return ["namespace"] if moved else []


def _die_with(parent: int) -> list[str]:
    """Have the kernel end this process when the program ends, and end now if it has."""
    if sys.platform != "linux":
        return []
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(0)
    return ["signal"]
