"""What the central service is told to serve (中心服务的启动参数); it costs nobody anything who does not serve."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from oa_desktop.domain.realms import Realm


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOrder:
    """What is to be served, where and for whom.

    Attributes:
        store: A file, or the address of a database, ``postgresql://…``.
        key: File of the key that everything is sealed under.
        listen: Address and port, as they were written.
        certificate: File of the service's own key and certificate, PEM.
        machines: Folder of those who may ask.
        realm: 域.
    """

    store: str
    key: Path
    listen: str
    certificate: Path
    machines: Path
    realm: Realm

    @property
    def public(self) -> Path:
        """File of the certificate that desks are given."""
        return self.certificate.with_suffix(".public.pem")
