"""The worker's side: confine oneself, then serve calls until the program is gone."""

import importlib
import io
import math
import os
import signal
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from oa_desktop.confine import enforcement
from oa_desktop.confine.audit import Breach
from oa_desktop.confine.wire import EndOfStream, encode, receive, write

_MOST_BYTES = 1 << 40


def serve() -> None:
    """Greet, confine this process for good, and serve calls from standard input until it ends."""
    stream_in, stream_out = _private_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    greeting: Any = receive(stream_in, _MOST_BYTES)
    enforced = enforcement.confine(greeting["limits"], greeting["parent"])
    write(stream_out, encode({"kind": "value", "value": enforced}))
    while _serve_one(stream_in, stream_out):
        pass


def _serve_one(stream_in: BinaryIO, stream_out: BinaryIO) -> bool:
    """Serve one call; return whether another can follow."""
    try:
        request: Any = receive(stream_in, _MOST_BYTES)
    except EndOfStream:
        return False
    enforcement.allow_processor_time(math.ceil(time.process_time() + request["seconds"]) + 1)
    write(stream_out, _frame(request))
    return True


def _frame(request: dict[str, Any]) -> list[bytes]:
    """Call the function and return its answer encoded; whatever a foreign file causes is an answer too."""
    try:
        value = _function(request["name"])(*request["args"], **request["kwargs"])
        return encode({"kind": "value", "value": value})
    except Exception as error:
        report = _report(_kind(error), error)
    return encode(report)


def _function(name: str) -> Callable[..., object]:
    """Import a function by `module:qualified.name`; only the program itself names functions."""
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    function: Callable[..., object] = found
    return function


def _kind(error: BaseException) -> str:
    """Sort a failure, looking through exceptions that were raised from others."""
    following: BaseException | None = error
    for _ in range(20):
        if isinstance(following, Breach):
            return "refused"
        if isinstance(following, MemoryError):
            return "memory"
        following = following and (following.__cause__ or following.__context__)
    return "error"


def _report(kind: str, error: BaseException) -> dict[str, object]:
    return {"kind": kind, "message": f"{type(error).__name__}: {error}"[:500], "error": type(error).__name__}


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to the program for ourselves, so that nothing printed can mix into the frames."""
    stream_in, stream_out = (io.FileIO(os.dup(handle), mode) for handle, mode in ((0, "rb"), (1, "wb")))
    nothing = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1):
        os.dup2(nothing, handle)
    return io.BufferedReader(stream_in, 1 << 20), io.BufferedWriter(stream_out, 1 << 20)
