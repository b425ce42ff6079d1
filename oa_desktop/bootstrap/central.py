"""Building the central service (中心服务) out of real adapters, and what it needs before it runs for the first time."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oa_desktop.bootstrap.adapters import build_crypto
from oa_desktop.bootstrap.service_order import ServiceOrder
from oa_desktop.domain.errors import Unavailable
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.leaving import make_folder
from oa_desktop.office.ports.central import Central
from oa_desktop.security import sealing, sm3
from oa_desktop.security.durable import RealDisk, replace_durably
from oa_desktop.security.line_certificate import make_line_certificate
from oa_desktop.storage.central import store as stores
from oa_desktop.storage.cipher import Cipher
from oa_desktop.storage.disk import disk_errors

_KEY_SIZE = 32


def prepare(order: ServiceOrder) -> None:
    """Make what is not there yet: key, certificate, folder; nothing that is there is touched.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    make_folder(order.machines)
    if not order.key.exists():
        _keep(order.key, secrets.token_bytes(_KEY_SIZE))
    if not order.certificate.exists():
        made = make_line_certificate(order.listen)
        _keep(order.public, made.public)
        _keep(order.certificate, made.private)


def _keep(path: Path, data: bytes) -> None:
    """Write a file for this user alone, durably: what is sealed under a key that a power cut took is lost with it."""
    make_folder(path.parent)
    with disk_errors():
        replace_durably(RealDisk(), path, data)


@contextmanager
def opened(order: ServiceOrder) -> Iterator[Central]:
    """Open the store and give the service that answers by it.

    Raises:
        Refused: ``store.newer``, ``store.other-realm``.
        Unavailable: ``central.no-key``, ``central.busy``, ``disk.full``.
    """
    cipher = Cipher(sealer=sealing, digests=sm3, randbytes=secrets.token_bytes)
    key = _key_in(order.key)
    if order.store.startswith("postgresql:"):
        store = stores.open_on_postgresql(order.store, key, order.realm, cipher)
    else:
        store = stores.open_in_a_file(Path(order.store), key, order.realm, cipher)
    try:
        yield CentralService(store, build_crypto())
    finally:
        store.close()


def _key_in(file: Path) -> bytes:
    try:
        key = file.read_bytes()
    except OSError as error:
        raise Unavailable("central.no-key", path=file.name) from error
    if len(key) != _KEY_SIZE:
        raise Unavailable("central.no-key", path=file.name)
    return key
