"""What the network looks like from a Windows machine: its own commands and settings are read, nobody outside is asked.

``route print``, ``ipconfig /all`` and ``netstat`` answer in the language of the system: numbers, addresses and the
layout are read, and of the words only those in the tables below, English and Chinese.
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from oa_desktop.bootstrap.interfaces import Interface, Kind

_ROUTE_4 = re.compile(r"^\s*0\.0\.0\.0\s+0\.0\.0\.0\s+(\S+)\s+(\S+)\s+\d+", re.MULTILINE)
_ROUTE_6 = re.compile(r"^\s*(\d+)\s+\d+\s+::/0\s", re.MULTILINE)
_NOTHING_YET = frozenset({"127.0.0.1", "0.0.0.0"})  # noqa: S104 - read, not listened on
_LISTENING = re.compile(r"^\s*TCP\s+\S+:(\d+)\s+\S+\s+LISTENING\s+(\d+)", re.MULTILINE)
_FIELD = re.compile(r"^\s+(?P<name>[^:]*?)[ .]*\s*[:：] ?(?P<value>.*)$")
_ADDRESS = re.compile(r"[0-9a-fA-F:.]{3,}")
_GONE = ("disconnected", "断开")
_ADDRESSES, _SERVERS, _MEDIA, _DESCRIPTION = (
    ("IPv4", "IPv6", "IP Address", "IP 地址"),
    ("DNS Servers", "DNS 服务器"),
    ("Media State", "媒体状态", "媒体连接状态"),
    ("Description", "描述"),
)
_KINDS: Mapping[Kind, re.Pattern[str]] = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in {
        Kind.TETHERING: r"remote ndis|rndis|apple mobile device",
        Kind.BLUETOOTH: r"bluetooth|蓝牙",
        Kind.DIAL_UP: r"^ppp|mobile broadband|wwan|modem|移动宽带|宽带连接|拨号",
        Kind.TUNNEL: r"tap-|wintun|wireguard|openvpn|vpn|anyconnect|sangfor|虚拟专用",
        Kind.BRIDGE: r"hyper-v|vmware|virtualbox|vethernet|bridge|网桥",
        Kind.WIRELESS: r"wireless|wi-?fi|802\.11|wlan|无线",
    }.items()
}
"""How an adapter of a kind is called or described; the first that fits counts."""
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_PROXY_SETTINGS = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What Windows says; empty where it does not answer.

    Attributes:
        routes: Of ``route print``.
        adapters: Of ``ipconfig /all``.
        connections: Of ``netstat -ano -p tcp``.
        settings: The values of the internet settings of this user that may name a proxy.
    """

    routes: str
    adapters: str
    connections: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class _Adapter:
    """One adapter with what stands below it."""

    title: str
    described: str = ""
    disconnected: bool = False
    addresses: list[str] = field(default_factory=list)
    servers: list[str] = field(default_factory=list)

    @property
    def is_on(self) -> bool:
        return bool(self.addresses) and not self.disconnected

    @property
    def name(self) -> str:
        """Return what the user called it: what follows the kind of adapter."""
        return re.split(r"adapter |适配器 ?", self.title, maxsplit=1)[-1]

    @property
    def kind(self) -> Kind:
        said = f"{self.title}\n{self.described}"
        return next((kind for kind, words in _KINDS.items() if words.search(said)), Kind.WIRED)


def default_routes(answers: Answers) -> tuple[str, ...]:
    """Return the addresses and numbers of the interfaces that lead out of the local networks."""
    inner = {own for _gateway, own in _ROUTE_4.findall(answers.routes) if own not in _NOTHING_YET}
    return tuple(sorted(inner | set(_ROUTE_6.findall(answers.routes))))


def public_addresses(answers: Answers) -> tuple[str, ...]:
    """Return the addresses of this machine that are not private ones."""
    return _public(one for adapter in _adapters(answers.adapters) for one in adapter.addresses)


def public_servers(answers: Answers) -> tuple[str, ...]:
    """Return the name servers with a public address that an adapter which is on asks."""
    return _public(one for adapter in _adapters(answers.adapters) if adapter.is_on for one in adapter.servers)


def unexpected(answers: Answers) -> tuple[Interface, ...]:
    """Return the adapters that are on and are no ordinary cable."""
    found = (one for one in _adapters(answers.adapters) if one.is_on and one.kind is not Kind.WIRED)
    return tuple(Interface(name=one.name, kind=one.kind) for one in found)


def proxies(answers: Answers) -> tuple[str, ...]:
    """Return the settings that name a proxy, or where one is found."""
    told = answers.settings
    named = ("ProxyServer",) if told.get("ProxyEnable") and told.get("ProxyServer") else ()
    return (*named, *(("AutoConfigURL",) if told.get("AutoConfigURL") else ()))


def listening(answers: Answers, process: int) -> tuple[int, ...]:
    """Return the TCP ports on which a process listens."""
    return tuple(
        sorted({int(port) for port, owner in _LISTENING.findall(answers.connections) if int(owner) == process})
    )


def _adapters(text: str) -> list[_Adapter]:
    """Return the adapters of ``ipconfig /all``, each below a line that is not indented and ends in a colon."""
    found, into = list[_Adapter](), list[str]()
    for line in text.splitlines():
        if line[:1].strip() and line.rstrip().endswith((":", "：")):
            found.append(_Adapter(line.rstrip().rstrip(":：")))
        elif found and line.strip():
            into = _noted(found[-1], line, into)
    return found


def _noted(adapter: _Adapter, line: str, into: list[str]) -> list[str]:
    """Note a line of an adapter, and return the list that lines of nothing but an address go on with."""
    told = _FIELD.match(line)
    name = told["name"] if told and not _is_address(line.strip()) else ""
    value = told["value"].strip() if told and name else line.strip()
    if name.startswith(_DESCRIPTION):
        adapter.described = value
    adapter.disconnected |= name.startswith(_MEDIA) and any(word in value for word in _GONE)
    if name:
        into = next((to for names, to in _lists(adapter) if any(one in name for one in names)), [])
    into += [found for found in _ADDRESS.findall(value.partition("(")[0].partition("%")[0])[:1] if _is_address(found)]
    return into


def _lists(adapter: _Adapter) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    yield _SERVERS, adapter.servers
    yield _ADDRESSES, adapter.addresses


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.partition("%")[0].partition("(")[0])
    except ValueError:
        return False
    return True


def _public(addresses: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted({one for one in addresses if ipaddress.ip_address(one).is_global}))


# --- asking this machine ------------------------------------------------------------------------------------------


def ask(run: Callable[[tuple[str, ...]], str] | None = None) -> Answers:
    """Ask this machine, which is a Windows one."""
    run = run or _run
    return Answers(
        routes=run(("route", "print")),
        adapters=run(("ipconfig", "/all")),
        connections=run(("netstat", "-ano", "-p", "tcp")),
        settings=_settings(),
    )


def _run(command: tuple[str, ...]) -> str:
    """Return what a command of the system's own folder says, in the letters of its console."""
    name, *arguments = command
    path = os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", f"{name}.exe")  # noqa: PTH118
    try:
        told = subprocess.run(  # noqa: S603 - the system's own commands, by their whole paths
            [path, *arguments], capture_output=True, timeout=10, check=False, creationflags=_NO_WINDOW
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.decode("oem" if sys.platform == "win32" else "utf-8", errors="replace")


def _settings() -> dict[str, object]:
    found: dict[str, object] = {}
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows has it

        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _PROXY_SETTINGS) as key:
            for name in ("ProxyEnable", "ProxyServer", "AutoConfigURL"):
                with contextlib.suppress(OSError):
                    found[name] = winreg.QueryValueEx(key, name)[0]
    return found
