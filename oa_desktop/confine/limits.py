"""What a worker may spend."""

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a worker and of each call it serves.

    Attributes:
        seconds: wall time, and processor time, of one call.
        memory_bytes: address space of the worker, its libraries included (a bare worker takes about 40 MiB).
        answer_bytes: the largest answer that is taken from a worker.
        open_files: file handles.
        calls: calls after which a worker is replaced by a fresh one.
        start_seconds: wall time for the worker to start.
    """

    seconds: float = 30.0
    memory_bytes: int = 1024 * MEBIBYTE
    answer_bytes: int = 256 * MEBIBYTE
    open_files: int = 64
    calls: int = 1_000
    start_seconds: float = 60.0
