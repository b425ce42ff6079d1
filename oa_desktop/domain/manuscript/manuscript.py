"""The elements of a paper as typed, and what stands in all of its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.domain.manuscript.blocks import Block, Picture, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """附件: a paper bound in behind the body, with its own title."""

    title: str = ""
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One field of a form that was filled in (栏目), by its id."""

    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """稿件: the elements of 党政机关公文处理工作条例 (2012) Art. 9 and the handling fields, as typed.

    Attributes:
        copy_number: 份号.
        classification: 密级和保密期限.
        urgency: 紧急程度.
        issuing_organs: 发文机关, lead organ first; the mark 发文机关标志 is made from them.
        document_number: 发文字号.
        signers: 签发人, shown on upward documents.
        title: 标题; a line feed where the writer breaks it.
        kind: 文种; empty when it follows from the title.
        recipients: 主送机关, as typed, without the final colon.
        body: 正文.
        attachment_notes: 附件说明, one name each, without numbers.
        signatories: 发文机关署名.
        date: 成文日期.
        note: 附注, without its brackets.
        annexes: 附件.
        copied_to: 抄送机关, as typed.
        printed_by: 印发机关.
        printed_on: 印发日期.
        publicity: 公开属性.
        copies: 印数.
        page_format: 公文格式; empty when it follows from the kind.
        attendees: 出席 of minutes (纪要), units and names.
        excused: 请假 of minutes.
        observers: 列席 of minutes.
        secrecy_basis: 定密依据 of a secret paper; on its 发文稿纸, not on its page.
        filled: What stands in the form of an internal matter (内部事项); nothing on a document.
    """

    copy_number: str = ""
    classification: str = ""
    urgency: str = ""
    issuing_organs: tuple[str, ...] = ()
    document_number: str = ""
    signers: tuple[str, ...] = ()
    title: str = ""
    kind: str = ""
    recipients: str = ""
    body: tuple[Block, ...] = ()
    attachment_notes: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    date: str = ""
    note: str = ""
    annexes: tuple[Annex, ...] = ()
    copied_to: str = ""
    printed_by: str = ""
    printed_on: str = ""
    publicity: str = ""
    copies: str = ""
    page_format: str = field(default="", metadata={codec.LATER: True})
    attendees: str = field(default="", metadata={codec.LATER: True})
    excused: str = field(default="", metadata={codec.LATER: True})
    observers: str = field(default="", metadata={codec.LATER: True})
    secrecy_basis: str = field(default="", metadata={codec.LATER: True})
    filled: tuple[Filled, ...] = field(default=(), metadata={codec.LATER: True})

    def encode(self) -> bytes:
        """Return the canonical bytes: the source (源) that is stored and signed."""
        return canonical.encode(codec.to_json(self))

    @classmethod
    def decode(cls, data: bytes) -> Manuscript:
        """Return the manuscript that canonical bytes stand for.

        Raises:
            NotCanonical: The bytes are not canonical JSON.
            Undecodable: They are, but of something else.
        """
        return codec.from_json(cls, canonical.decode(data))


def blocks_of(manuscript: Manuscript) -> Iterator[Block]:
    """Yield the blocks of the body and of the annexes, in reading order."""
    yield from manuscript.body
    for annex in manuscript.annexes:
        yield from annex.body


def with_blocks(manuscript: Manuscript, change: Callable[[Block], Block]) -> Manuscript:
    """Return the manuscript with every block of the body and of the annexes changed."""
    annexes = tuple(replace(annex, body=tuple(map(change, annex.body))) for annex in manuscript.annexes)
    return replace(manuscript, body=tuple(map(change, manuscript.body)), annexes=annexes)


def with_digests(manuscript: Manuscript, digests: Mapping[Digest, Digest | None]) -> Manuscript:
    """Return the manuscript with other digests for its pictures; those that have None there are left out."""

    def change(body: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_with_digest(block, digests) for block in body if not _is_left_out(block, digests))

    annexes = tuple(replace(annex, body=change(annex.body)) for annex in manuscript.annexes)
    return replace(manuscript, body=change(manuscript.body), annexes=annexes)


def _with_digest(block: Block, digests: Mapping[Digest, Digest | None]) -> Block:
    return replace(block, digest=digests.get(block.digest) or NOTHING) if isinstance(block, Picture) else block


def _is_left_out(block: Block, digests: Mapping[Digest, Digest | None]) -> bool:
    return isinstance(block, Picture) and digests.get(block.digest, NOTHING) is None


def picture_digests(manuscript: Manuscript) -> tuple[Digest, ...]:
    """Return the digests of the pictures that a manuscript names, in reading order, each once."""
    pictures = (block for block in blocks_of(manuscript) if isinstance(block, Picture))
    return tuple(dict.fromkeys(one.digest for one in pictures if one.digest))


def plain_text(manuscript: Manuscript) -> str:
    """Return every word that a reader may search for, one element or paragraph a line."""
    return "\n".join(line for line in _lines(manuscript) if line)


def _lines(manuscript: Manuscript) -> Iterator[str]:
    yield manuscript.title.replace("\n", "")
    yield manuscript.document_number
    yield manuscript.recipients
    yield from words_of(manuscript.body)
    yield from (one.value for one in manuscript.filled)
    yield from manuscript.attachment_notes
    yield from (manuscript.attendees, manuscript.excused, manuscript.observers)
    yield from manuscript.signatories
    yield manuscript.date
    yield manuscript.note
    for annex in manuscript.annexes:
        yield annex.title
        yield from words_of(annex.body)
    yield manuscript.copied_to
    yield manuscript.printed_by
