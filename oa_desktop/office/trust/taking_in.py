"""What of another unit's trust folder is taken in (导入信任文件夹): nothing that rests on its own authority."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Certificate, RevocationList, Trust, TrustedAs, list_facts_of
from oa_desktop.domain.trust.trust_book import TrustBook
from oa_desktop.domain.trust.trusting import age_of, is_passed
from oa_desktop.i18n import _
from oa_desktop.office.ports.trust import Certificates


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderNews:
    """What a trust folder has that the unit does not know.

    Attributes:
        authorities: Certificates, and as what they are trusted.
        lists: The newest list of revocations of each authority, where the unit has no newer one.
        older: How many lists are older than others that the unit or the folder has; they are passed over.
        own: Whether its writer's own authority is in it, which is passed over too.
    """

    authorities: tuple[tuple[TrustedAs, Certificate], ...]
    lists: tuple[RevocationList, ...]
    older: int
    own: bool

    @property
    def count(self) -> int:
        """How many certificates and lists come in."""
        return len(self.authorities) + len(self.lists)

    @property
    def passed_over(self) -> Iterator[str]:
        """What does not come in, and why, in sentences."""
        if self.own:
            yield _("“own”里对方单位自己的证书机构和它签发的没有导入：它们仅限那个单位内部。")
        if self.older:
            yield _("{count} 份吊销列表比已经有的旧，没有导入，不影响其他的。").format(count=self.older)


def news_of(
    folder: Trust, book: TrustBook, certificates: Certificates, digest_of: Callable[[bytes], Digest]
) -> FolderNews:
    """Return what of a folder is news to the unit.

    Raises:
        Refused: ``certificate.unreadable``, ``revocations.unreadable``.
    """
    theirs = without_own(folder, certificates, digest_of)
    kinds = {TrustedAs.ANCHOR: theirs.anchors, TrustedAs.BETWEEN: theirs.between, TrustedAs.MAKER: theirs.makers}
    held = ((kind, data) for kind, found in kinds.items() for data in found if not book.knows(digest_of(data)))
    known = {one.file.digest for one in book.lists}
    lists = [certificates.read_list(one) for one in theirs.revocations if digest_of(one) not in known]
    newest = {one.issuer: one for one in sorted(lists, key=lambda one: age_of(list_facts_of(one)))}
    news = tuple(one for one in newest.values() if not is_passed(book, list_facts_of(one)))
    return FolderNews(
        authorities=tuple((kind, certificates.read(data)) for kind, data in held),
        lists=news,
        older=len(lists) - len(news),
        own=bool(folder.own),
    )


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
