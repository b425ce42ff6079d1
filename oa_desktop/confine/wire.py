"""The frames between the program and its worker: JSON and bytes, never pickles.

A frame is magic, length of the JSON, length of the bytes, the JSON, the bytes. In the JSON an object
`{"$bytes": 3}` stands for the fourth piece of the bytes. Whoever reads a frame trusts no length and no shape in it.
"""

import json
import struct
from collections.abc import Mapping
from typing import BinaryIO, TypeAlias

Value: TypeAlias = "bool | int | float | str | bytes | list[Value] | dict[str, Value] | None"

_HEAD = struct.Struct(">4sIQ")
_MAGIC = b"OAC1"
_MARK = "$bytes"
_LONGEST_JSON = 64 << 20


class WireFault(Exception):
    """What arrived is no frame, or a frame that is not allowed."""


class EndOfStream(WireFault):
    """The other side is gone."""


def encode(value: object) -> list[bytes]:
    """Return the parts of a frame, ready to be written one after another.

    Raises:
        TypeError: the value holds something that is neither JSON nor bytes.
        RecursionError: the value is nested too deeply, or in itself.
    """
    pieces: list[bytes] = []
    tree = _outward(value, pieces)
    text = json.dumps({"sizes": [len(piece) for piece in pieces], "value": tree}).encode("ascii")
    return [_HEAD.pack(_MAGIC, len(text), sum(map(len, pieces))), text, *pieces]


def write(stream: BinaryIO, frame: list[bytes]) -> None:
    """Write an encoded frame.

    Raises:
        OSError: the other side is gone.
    """
    for part in frame:
        stream.write(part)
    stream.flush()


def receive(stream: BinaryIO, most_bytes: int) -> Value:
    """Read one frame.

    Raises:
        EndOfStream: nothing more comes.
        WireFault: it is no frame, or larger than `most_bytes`.
    """
    magic, text_size, bytes_size = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if magic != _MAGIC or text_size > min(_LONGEST_JSON, most_bytes) or bytes_size > most_bytes:
        raise WireFault("no frame, or too large")
    text, data = _exactly(stream, text_size), _exactly(stream, bytes_size)
    try:
        frame = json.loads(text)
        return _inward(frame["value"], _cut(data, frame["sizes"]))
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise WireFault(f"malformed frame: {type(error).__name__}") from error


def _outward(value: object, pieces: list[bytes]) -> object:
    """Return the value with every bytes object moved to the pieces."""
    if isinstance(value, bytes | bytearray | memoryview):
        pieces.append(bytes(value))
        return {_MARK: len(pieces) - 1}
    if isinstance(value, Mapping):
        return {_key(key): _outward(item, pieces) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_outward(item, pieces) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} cannot cross to or from a worker")


def _key(key: object) -> str:
    if not isinstance(key, str) or key == _MARK:
        raise TypeError(f"{key!r} cannot be a key")
    return key


def _inward(tree: object, pieces: list[bytes]) -> Value:
    if isinstance(tree, dict):
        if _MARK in tree:
            return pieces[_index(tree)]
        return {key: _inward(item, pieces) for key, item in tree.items()}
    if isinstance(tree, list):
        return [_inward(item, pieces) for item in tree]
    if tree is None or isinstance(tree, bool | int | float | str):
        return tree
    raise TypeError(type(tree).__name__)


def _index(tree: dict[str, object]) -> int:
    number = tree[_MARK]
    if len(tree) != 1 or type(number) is not int or number < 0:
        raise ValueError("bad reference to bytes")
    return number


def _cut(data: bytes, sizes: list[int]) -> list[bytes]:
    """Cut the bytes into pieces whose sizes must add up exactly."""
    if not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) != len(data):
        raise ValueError("the sizes do not fit the bytes")
    pieces, start = [], 0
    for size in sizes:
        pieces.append(data[start : start + size])
        start += size
    return pieces


def _exactly(stream: BinaryIO, size: int) -> bytes:
    """Read that many bytes, growing with what really arrives."""
    parts, missing = [], size
    while missing:
        part = stream.read(min(missing, 1 << 20))
        if not part:
            raise EndOfStream("the stream ended")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
