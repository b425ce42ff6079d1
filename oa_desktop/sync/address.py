"""Where the central service is (中心服务的地址): a numeric address of the intranet and a port, and nothing else."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from oa_desktop.domain.errors import Refused

_PORTS = range(1, 1 << 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place in the intranet.

    Attributes:
        host: Numeric; nobody is asked for names.
        port: TCP port.
    """

    host: str
    port: int


def read_address(text: str) -> Address:
    """Return the address that ``10.1.2.3:8443`` or ``[fd00::1]:8443`` names.

    Raises:
        Refused: ``central.not-private``: it is a public address, one of many machines, or none at all.
    """
    host, _, port = text.strip().rpartition(":")
    found = Address(host=host.removeprefix("[").removesuffix("]"), port=int(port) if _is_number(port) else 0)
    if found.port not in _PORTS or not _is_private(found.host):
        raise Refused("central.not-private", address=text)
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len("65535")


def _is_private(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return not (address.is_global or address.is_unspecified or address.is_multicast)
