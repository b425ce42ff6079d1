"""A filter of system calls (seccomp) for workers on Linux: what native code may not do either.

The filter is a program for the kernel's packet filter machine, made from a table. It refuses sockets, other
programs and processes, and every change of the file system; reading files and starting threads stay allowed.
Written for the Linux kernel interface: seccomp(2), <linux/seccomp.h>, <linux/filter.h>, <linux/audit.h>.
"""

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass

_LOAD = 0x20
_JUMP_EQUAL = 0x15
_JUMP_AT_LEAST = 0x35
_JUMP_ANY_BIT = 0x45
_RETURN = 0x06

_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_REFUSE = 0x00050000 | errno.EPERM
_PRETEND_MISSING = 0x00050000 | errno.ENOSYS

_NUMBER_AT = 0
_ARCHITECTURE_AT = 4
_ARGUMENTS_AT = 16

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2

_CLONE_THREAD = 0x00010000
_OPEN_TO_CHANGE = 0o3 | 0o100 | 0o1000 | 0o20000000


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """The numbers of one processor family.

    Attributes:
        audit: its name to the kernel.
        refused: system calls that always fail with EPERM.
        opens: calls that open files, each with the position of its flags.
        clone: the call that starts threads and processes.
        missing: calls said not to exist, so that the C library uses older ones whose arguments can be looked at.
        ceiling: numbers from here on belong to a second interface and are refused; 0 for none.
    """

    audit: int
    refused: tuple[int, ...]
    opens: tuple[tuple[int, int], ...]
    clone: int
    missing: tuple[int, ...] = (435, 437)  # clone3, openat2
    ceiling: int = 0


# io_uring_setup _enter _register, pidfd_send_signal, pidfd_getfd, mount by file handles, fchmodat2
_SAME_EVERYWHERE = (425, 426, 427, 424, 438, 428, 429, 430, 431, 432, 433, 442, 452)

_X86_64 = Architecture(
    audit=0xC000003E,
    refused=(
        *(41, 42, 43, 44, 46, 49, 50, 288),  # socket connect accept sendto sendmsg bind listen accept4
        *(57, 58, 59, 322),  # fork vfork execve execveat
        *(62, 101, 129, 310, 311),  # kill ptrace rt_sigqueueinfo process_vm_readv process_vm_writev
        *(76, 77, 285, 82, 83, 84, 85),  # truncate ftruncate fallocate rename mkdir rmdir creat
        *(86, 87, 88, 90, 91, 92, 93, 94),  # link unlink symlink chmod fchmod chown fchown lchown
        *(132, 133, 188, 189, 190, 197, 198, 199, 235),  # utime mknod setxattr.. removexattr.. utimes
        *(258, 259, 260, 261, 263, 264, 265, 266, 268, 280, 316),  # the same relative to a folder
        *(155, 161, 165, 166, 272, 308),  # pivot_root chroot mount umount2 unshare setns
        *(248, 249, 250, 298, 321, 323),  # add_key request_key keyctl perf_event_open bpf userfaultfd
        *_SAME_EVERYWHERE,
    ),
    opens=((2, 1), (257, 2), (304, 2)),  # open openat open_by_handle_at
    clone=56,
    ceiling=0x40000000,
)

_GENERIC_REFUSED = (
    *(198, 200, 201, 202, 203, 206, 211, 242),  # socket bind listen accept connect sendto sendmsg accept4
    *(221, 281),  # execve execveat
    *(129, 117, 138, 270, 271),  # kill ptrace rt_sigqueueinfo process_vm_readv process_vm_writev
    *(45, 46, 47, 33, 34, 35, 36, 37, 38, 276),  # truncate ftruncate fallocate mknodat mkdirat .. renameat2
    *(52, 53, 54, 55, 88, 5, 6, 7, 14, 15, 16),  # fchmod fchmodat fchownat fchown utimensat xattrs
    *(39, 40, 41, 51, 97, 268),  # umount2 mount pivot_root chroot unshare setns
    *(217, 218, 219, 241, 280, 282),  # add_key request_key keyctl perf_event_open bpf userfaultfd
    *_SAME_EVERYWHERE,
)
_GENERIC_OPENS = ((56, 2), (265, 2))  # openat open_by_handle_at


def _generic(audit: int) -> Architecture:
    return Architecture(audit=audit, refused=_GENERIC_REFUSED, opens=_GENERIC_OPENS, clone=220)


ARCHITECTURES: dict[str, Architecture] = {
    "x86_64": _X86_64,
    "aarch64": _generic(0xC00000B7),
    "riscv64": _generic(0xC00000F3),
    "loongarch64": _generic(0xC0000102),
}


def install() -> list[str]:
    """Install the filter for this process and every thread it will start; report the means, if it took.

    A process of a 32-bit interpreter, another processor or a kernel without filters goes without.
    """
    architecture = ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or architecture is None or sys.maxsize < 1 << 32:
        return []
    return ["seccomp"] if _load(program(architecture)) else []


def program(architecture: Architecture) -> bytes:
    """Return the filter for an architecture in the kernel's form, 8 bytes an instruction."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in _instructions(architecture))


def _instructions(architecture: Architecture) -> Iterator[tuple[int, int, int, int]]:
    """Write the filter: each rule loads the number anew, decides, or falls through to the next."""
    yield _LOAD, 0, 0, _ARCHITECTURE_AT
    yield _JUMP_EQUAL, 1, 0, architecture.audit
    yield _RETURN, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER_AT
    if architecture.ceiling:
        yield _JUMP_AT_LEAST, 0, 1, architecture.ceiling
        yield _RETURN, 0, 0, _REFUSE
    for number in architecture.refused:
        yield _JUMP_EQUAL, 0, 1, number
        yield _RETURN, 0, 0, _REFUSE
    for number in architecture.missing:
        yield _JUMP_EQUAL, 0, 1, number
        yield _RETURN, 0, 0, _PRETEND_MISSING
    for number, position in architecture.opens:
        yield from _by_flags(number, position, _OPEN_TO_CHANGE, when_set=_REFUSE, when_clear=_ALLOW)
    yield from _by_flags(architecture.clone, 0, _CLONE_THREAD, when_set=_ALLOW, when_clear=_REFUSE)
    yield _RETURN, 0, 0, _ALLOW


def _by_flags(
    number: int, position: int, mask: int, *, when_set: int, when_clear: int
) -> Iterator[tuple[int, int, int, int]]:
    """Decide a call by bits in the low half of one of its arguments (little-endian, as all four families are)."""
    yield _JUMP_EQUAL, 0, 4, number
    yield _LOAD, 0, 0, _ARGUMENTS_AT + 8 * position
    yield _JUMP_ANY_BIT, 0, 1, mask
    yield _RETURN, 0, 0, when_set
    yield _RETURN, 0, 0, when_clear


class _FilterProgram(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _load(code: bytes) -> bool:
    """Give the filter to the kernel."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = (ctypes.c_int, *(ctypes.c_ulong,) * 4)
    buffer = ctypes.create_string_buffer(code, len(code))
    described = _FilterProgram(len(code) // 8, ctypes.addressof(buffer))
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    outcome: int = prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(described), 0, 0)
    return outcome == 0
