"""Certificates and lists of revocations as files that an entry names."""

from __future__ import annotations

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.office.ports.store import Blobs


def kept_file(blobs: Blobs, data: bytes, name: str) -> Attachment:
    """Keep a certificate or list and return it as an entry names it."""
    return Attachment(name=name, size=len(data), digest=blobs.keep(data))
