"""Network interfaces (网卡) that an office machine should not have: read from the kernel's own folder (Linux)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from oa_desktop.i18n import _

FOLDER = Path("/sys/class/net")
_UP = 0x1
_BEGINNING = re.compile(r"[a-z]+")


class Kind(StrEnum):
    """What an interface is, as far as it matters to an isolated machine."""

    WIRED = "有线"
    WIRELESS = "无线"
    TUNNEL = "虚拟专用网"
    DIAL_UP = "拨号"
    TETHERING = "手机共享网络"
    BRIDGE = "网桥"
    BLUETOOTH = "蓝牙"


_MARKS = {
    "wireless": Kind.WIRELESS,
    "phy80211": Kind.WIRELESS,
    "tun_flags": Kind.TUNNEL,
    "bridge": Kind.BRIDGE,
}
"""What lies in the folder of an interface of a kind."""
_NAMES = {
    "wlan": Kind.WIRELESS,
    "wlp": Kind.WIRELESS,
    "tun": Kind.TUNNEL,
    "tap": Kind.TUNNEL,
    "wg": Kind.TUNNEL,
    "ipsec": Kind.TUNNEL,
    "ppp": Kind.DIAL_UP,
    "wwan": Kind.DIAL_UP,
    "br": Kind.BRIDGE,
    "virbr": Kind.BRIDGE,
    "docker": Kind.BRIDGE,
    "bnep": Kind.BLUETOOTH,
}
"""How the name of an interface of a kind begins, before a digit or a hyphen."""
_DRIVERS = {
    "rndis_host": Kind.TETHERING,
    "cdc_ether": Kind.TETHERING,
    "cdc_ncm": Kind.TETHERING,
    "ipheth": Kind.TETHERING,
    "cdc_mbim": Kind.DIAL_UP,
    "qmi_wwan": Kind.DIAL_UP,
    "wireguard": Kind.TUNNEL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """An interface that is switched on and is no ordinary cable."""

    name: str
    kind: Kind

    @property
    def words(self) -> str:
        """Name and kind."""
        return _("{kind} {name}").format(kind=_(self.kind.value), name=self.name)


def unexpected(folder: Path = FOLDER) -> tuple[Interface, ...]:
    """Return the interfaces that are on and are no ordinary cable; none where the system does not show them."""
    return tuple(_unexpected(folder)) if folder.is_dir() else ()


def _unexpected(folder: Path) -> Iterator[Interface]:
    for one in sorted(folder.iterdir()):
        kind = _kind(one)
        if one.name != "lo" and kind is not Kind.WIRED and int(_text(one / "flags") or "0", 16) & _UP:
            yield Interface(name=one.name, kind=kind)


def _kind(one: Path) -> Kind:
    marked = (kind for mark, kind in _MARKS.items() if (one / mark).exists())
    driver = (one / "device" / "driver").resolve().name
    beginning = _BEGINNING.match(one.name)
    named = _NAMES.get(beginning[0]) if beginning else None
    return next(marked, None) or _DRIVERS.get(driver) or named or Kind.WIRED


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""
