"""What of another unit's trust folder is taken in (导入信任文件夹): nothing that rests on its own authority."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Certificate, Trust
from oa_desktop.office.ports.trust import Certificates


def without_own(folder: Trust, certificates: Certificates, digest_of: Callable[[bytes], Digest]) -> Trust:
    """Return a folder without the own authority of whoever wrote it, and what that issued: 仅限其内部.

    Raises:
        Refused: ``certificate.unreadable``, ``revocations.unreadable``.
    """
    read = certificates.read
    between = tuple(map(read, folder.between))
    names = _below(frozenset(read(one).subject for one in folder.anchors if digest_of(one) in folder.own), between)
    return replace(
        folder,
        anchors=tuple(one for one in folder.anchors if digest_of(one) not in folder.own),
        own=frozenset(),
        between=tuple(one.data for one in between if one.issuer not in names),
        makers=tuple(one for one in folder.makers if read(one).issuer not in names),
        revocations=tuple(one for one in folder.revocations if certificates.read_list(one).issuer not in names),
    )


def _below(names: frozenset[str], between: tuple[Certificate, ...]) -> frozenset[str]:
    """Return some names of authorities with those whom they certified, and so on."""
    more = names | {one.subject for one in between if one.issuer in names}
    return names if more == names else _below(more, between)
