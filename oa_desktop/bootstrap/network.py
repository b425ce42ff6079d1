"""What the network looks like from this machine, read from its own tables and settings; nobody outside is asked."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oa_desktop.bootstrap import network_of_windows as windows
from oa_desktop.bootstrap.interfaces import FOLDER, Interface, unexpected
from oa_desktop.i18n import _

PROC = Path("/proc")

_LISTENING = "0A"
_UP = 0x1
_LOCAL_ADDRESS = re.compile(r"\|-- (\S+)\n\s+/32 host LOCAL")
_SOCKET = re.compile(r"socket:\[(\d+)\]")


_PROXIES = frozenset({"http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "socks_proxy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where it is written how this machine reaches others."""

    resolvers: Path = Path("/etc/resolv.conf")
    interfaces: Path = FOLDER
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What can be seen of the network.

    Attributes:
        known: Whether this system lets us see it without asking anybody.
        default_routes: Interfaces that lead out of the local networks.
        public: Addresses of this machine that are not private ones, as text.
        listening: TCP ports on which this process listens.
        resolvers: Name servers with a public address.
        proxies: Variables of the environment that name a proxy.
        interfaces: Interfaces that are on and are no ordinary cable.
    """

    known: bool
    default_routes: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    listening: tuple[int, ...] = ()
    resolvers: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    interfaces: tuple[Interface, ...] = ()

    @property
    def ways_out(self) -> tuple[str, ...]:
        """What may lead out of the network of the office, in words; an inner default route is among it."""
        said = (
            (_("有默认路由（{names}）"), self.default_routes),
            (_("有公网地址（{names}）"), self.public),
            (_("用公网的域名服务器（{names}）"), self.resolvers),
            (_("设了代理（{names}）"), self.proxies),
            (_("开着{names}"), tuple(one.words for one in self.interfaces)),
        )
        return tuple(words.format(names="、".join(names)) for words, names in said if names)


def look(proc: Path = PROC, *, places: Places | None = None) -> Outlook:
    """Look at the network of this machine.

    Args:
        proc: Where the kernel's tables are.
        places: What else is looked at; that of this machine if not given.
    """
    places = places or Places()
    tables = proc / "net"
    if not tables.is_dir():
        return seen_in_windows(windows.ask()) if sys.platform == "win32" else Outlook(known=False)
    return Outlook(
        known=True,
        default_routes=tuple(sorted({*_routes(tables / "route"), *_routes_6(tables / "ipv6_route")})),
        public=tuple(sorted({*_public(_addresses(tables))})),
        listening=tuple(sorted(set(_listening(proc)))),
        resolvers=tuple(_resolvers(places.resolvers)),
        proxies=tuple(sorted({*_named_proxies(places.environ)})),
        interfaces=unexpected(places.interfaces),
    )


def seen_in_windows(answers: windows.Answers, environ: Mapping[str, str] | None = None) -> Outlook:
    """Return what can be seen of the network from what Windows says; nothing is known where it says nothing."""
    if not answers.routes.strip() or not answers.adapters.strip():
        return Outlook(known=False)
    return Outlook(
        known=True,
        default_routes=windows.default_routes(answers),
        public=windows.public_addresses(answers),
        listening=windows.listening(answers, os.getpid()),
        resolvers=windows.public_servers(answers),
        proxies=tuple(sorted({*windows.proxies(answers), *_named_proxies(os.environ if environ is None else environ)})),
        interfaces=windows.unexpected(answers),
    )


def _named_proxies(environ: Mapping[str, str]) -> Iterator[str]:
    return (name for name in environ if name.lower() in _PROXIES and environ[name])


def _resolvers(path: Path) -> Iterator[str]:
    """Yield the public name servers; one that is no address is left to whoever wrote it."""
    for words in _lines(path):
        if words[:1] == ["nameserver"] and len(words) > 1:
            with contextlib.suppress(ValueError):
                if ipaddress.ip_address(words[1].partition("%")[0]).is_global:
                    yield words[1]


def _lines(path: Path) -> list[list[str]]:
    """Return the words of each line of a table; a kernel without IPv6 has fewer tables."""
    return [line.split() for line in _text(path).splitlines()]


def _text(path: Path) -> str:
    return path.read_text(encoding="ascii", errors="replace") if path.exists() else ""


def _routes(path: Path) -> Iterator[str]:
    for interface, destination, _gateway, flags, _count, _use, _metric, mask, *_rest in _lines(path)[1:]:
        if int(destination, 16) == int(mask, 16) == 0 and int(flags, 16) & _UP:
            yield interface


def _routes_6(path: Path) -> Iterator[str]:
    for destination, prefix, *_rest, interface in _lines(path):
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
