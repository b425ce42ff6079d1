"""How a trust list is written as a folder (信任文件夹): which files lie in it.

::

    trust/
      anchors/      certificates that are trusted outright (信任根)
      own/          likewise, of the unit's own authority: what rests on them is 仅限本单位内部
      between/      certificates of authorities between them and a holder
      revocations/  lists of revoked certificates (CRL)
      makers/       certificates of those who may make seals; none where any may
"""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust

ANCHORS, OWN, BETWEEN, REVOCATIONS, MAKERS = FOLDERS = ("anchors", "own", "between", "revocations", "makers")


def trust_files(trust: Trust, digest_of: Callable[[bytes], Digest]) -> dict[str, bytes]:
    """Return the files, DER, by their path in the folder."""
    own = [one for one in trust.anchors if digest_of(one) in trust.own]
    anchors = [one for one in trust.anchors if one not in own]
    held = (anchors, own, trust.between, trust.revocations, trust.makers)
    return {
        f"{kind}/{count:02}.{'crl' if kind == REVOCATIONS else 'cer'}": data
        for kind, items in zip(FOLDERS, held, strict=True)
        for count, data in enumerate(items, start=1)
    }
