"""What the network looks like from this machine, read from the kernel's own tables (Linux); nobody is asked."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")

_LISTENING = "0A"
_UP = 0x1
_LOCAL_ADDRESS = re.compile(r"\|-- (\S+)\n\s+/32 host LOCAL")
_SOCKET = re.compile(r"socket:\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What can be seen of the network.

    Attributes:
        known: Whether this system lets us see it without asking anybody.
        default_routes: Interfaces that lead out of the local networks.
        public: Addresses of this machine that are not private ones, as text.
        listening: TCP ports on which this process listens.
    """

    known: bool
    default_routes: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    listening: tuple[int, ...] = ()


def look(proc: Path = PROC) -> Outlook:
    """Look at the network of this machine.

    Args:
        proc: Where the kernel's tables are.
    """
    tables = proc / "net"
    if not tables.is_dir():
        return Outlook(known=False)
    return Outlook(
        known=True,
        default_routes=tuple(sorted({*_routes(tables / "route"), *_routes_6(tables / "ipv6_route")})),
        public=tuple(sorted({*_public(_addresses(tables))})),
        listening=tuple(sorted(set(_listening(proc)))),
    )


def _lines(path: Path) -> list[list[str]]:
    """Return the words of each line of a table; a kernel without IPv6 has fewer tables."""
    return [line.split() for line in _text(path).splitlines()]


def _text(path: Path) -> str:
    return path.read_text(encoding="ascii", errors="replace") if path.exists() else ""


def _routes(path: Path) -> Iterator[str]:
    for interface, destination, _gateway, flags, _count, _use, _metric, mask, *_ in _lines(path)[1:]:
        if int(destination, 16) == int(mask, 16) == 0 and int(flags, 16) & _UP:
            yield interface


def _routes_6(path: Path) -> Iterator[str]:
    for destination, prefix, *_, interface in _lines(path):
        if int(destination, 16) == int(prefix, 16) == 0 and interface != "lo":
            yield interface


def _addresses(tables: Path) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    yield from (ipaddress.IPv4Address(found) for found in _LOCAL_ADDRESS.findall(_text(tables / "fib_trie")))
    yield from (ipaddress.IPv6Address(int(words[0], 16)) for words in _lines(tables / "if_inet6"))


def _public(addresses: Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> Iterator[str]:
    return (str(address) for address in addresses if address.is_global)


def _listening(proc: Path) -> Iterator[int]:
    own = set(_own_sockets(proc / "self" / "fd"))
    for table in ("tcp", "tcp6"):
        for words in _lines(proc / "net" / table)[1:]:
            if words[3] == _LISTENING and words[9] in own:
                yield int(words[1].rsplit(":", 1)[1], 16)


def _own_sockets(folder: Path) -> Iterator[str]:
    """Yield the inode numbers of this process's sockets; a file may be closed while we look."""
    for link in folder.iterdir() if folder.is_dir() else ():
        try:
            found = _SOCKET.fullmatch(str(link.readlink()))
        except OSError:
            continue
        if found:
            yield found[1]
