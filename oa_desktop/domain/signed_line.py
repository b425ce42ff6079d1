"""A line and the signature over it (签名的一行): how a small file says who wrote it, a line each, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical

Holds = Callable[[bytes, bytes, bytes], bool]
"""public key, message, signature → whether it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    signature: str


def signed_line(line: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """Return a file of a canonical line and the signature over it."""
    return line + b"\n" + canonical.encode(codec.to_json(_Signature(signature=sign(line).hex()))) + b"\n"


def line_of(data: bytes, largest: int) -> bytes:
    """Return the line of such a file, nothing of it believed yet."""
    return data[:largest].partition(b"\n")[0]


def line_holds(data: bytes, largest: int, key: str, holds: Holds) -> bool:
    """Return whether the owner of a key signed the line.

    Args:
        data: The file.
        largest: Bytes of it that are looked at.
        key: Public, hexadecimal.
        holds: Verifies.
    """
    line, _, rest = data[:largest].partition(b"\n")
    try:
        signature = bytes.fromhex(codec.from_json(_Signature, canonical.decode(rest.rstrip(b"\n"))).signature)
        return holds(bytes.fromhex(key), line, signature)
    except (NotCanonical, codec.Undecodable, ValueError):
        return False
