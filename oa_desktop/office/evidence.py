"""What checking needs in thirty years (核验包): the journal, and every text, page and file that its entries name.

The first line of the journal file names each file with its digest, and the machine seals it, so that nothing can be
altered, left out or slipped in beside what the entries themselves record: decisions/0033.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oa_desktop.domain.actions import declaration_of
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.file_names import fit_for_disks
from oa_desktop.domain.history import UnknownAct, read_action
from oa_desktop.domain.ids import Digest, DossierId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.zipping import zipped
from oa_desktop.office.desk import Desk
from oa_desktop.office.filing import journal_file
from oa_desktop.office.ports.keys import Signer

JOURNAL = "办理记录.jsonl"
VERIFIER = "核验程序.py"
README = "说明.txt"
_SAYS = """这里是一份公文的办理记录，和记录里提到的每一稿、每一页版面、每一个附件、每一笔手写，原样放着。

核验：oa-desktop verify 这个包；没有原来的程序时，装有 Python 3.11 以上的机器上运行 python 核验程序.py 这个包。
退出码 0 是完好，1 是有改动（说明在哪里）。改动、增加、拿走任何一个文件，都核验得出来。

签名用 SM2（GB/T 32918.2），摘要用 SM3（GB/T 32905），标识 1234567812345678；
密钥在令牌里而令牌只有 ECDSA 的，用 P-256 和 SHA-256（s 取小的一个）；算法也写在每条记录里。
公钥在单位自己的记录里，从建立单位的那一条起一条接一条；请把核验时说出的建立指纹与当年抄存的核对。
"""


def evidence(desk: Desk, wanted: DossierId, machine: Signer, verifier: bytes) -> bytes:
    """Return a document with all that its signatures are over, as a ZIP.

    Args:
        desk: Of who asks.
        wanted: The document.
        machine: Seals the list of the files.
        verifier: The second verifier, one file of Python.

    Raises:
        Refused: ``dossier.unknown``.
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    desk.known(wanted)
    entries = [one.entry for one in desk.store.entries(dossier_journal(wanted))]
    files = {name: desk.store.blobs.read(digest) for name, digest in named_files(entries).items()}
    files |= {VERIFIER: verifier, README: _SAYS.encode()}
    beside = {name: desk.crypto.digest(data) for name, data in files.items()}
    return zipped({JOURNAL: journal_file(desk, wanted, machine, beside), **files})


def named_files(entries: list[Entry]) -> Mapping[str, Digest]:
    """Return a name for every content that entries of a document name, in the order of the journal; each once."""
    names: dict[Digest, str] = {}
    for entry in (one.entry for one in in_order(entries).placed):
        for name, digest in _called(entry):
            names.setdefault(digest, f"{len(names) + 1:03d}-{name}")
    return {name: digest for digest, name in names.items()}


def _called(entry: Entry) -> Iterator[tuple[str, Digest]]:
    action = read_action(entry)
    term = "" if isinstance(action, UnknownAct) else declaration_of(action).term
    yield from ((f"附件-{fit_for_disks(one.name)}", one.digest) for one in _files(action))
    ink: Digest = getattr(action, "ink", Digest(""))
    ofd: Digest = getattr(action, "ofd", Digest(""))
    pages = ((f"版面（{term}）.pdf", entry.rendering), (f"版面（{term}）.ofd", ofd))
    contents = (("文稿.json", entry.source), *pages, ("手写.json", ink))
    yield from ((name, digest) for name, digest in contents if digest)
    yield from ((f"所见版面（{term}）.pdf", digest) for digest in entry.attachments if digest == _seen_page(action))
    yield from ((f"内容（{term}）", digest) for digest in entry.attachments)


def _files(action: object) -> Iterator[Attachment]:
    scan: Attachment | None = getattr(action, "scan", None)
    yield from (*getattr(action, "attachments", ()), *getattr(action, "pictures", ()), *((scan,) if scan else ()))


def _seen_page(action: object) -> Digest:
    seen = action.seen if isinstance(action, DossierAction) else None
    return seen.page if seen else Digest("")
