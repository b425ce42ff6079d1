"""What a signed OFD states about itself; nothing of it is believed yet. GB/T 33190-2016 18."""

from __future__ import annotations

from dataclasses import dataclass

Places = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fault that was met while reading: a rule of verdicts, and where."""

    rule: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A part whose digest a signature states (引用).

    Attributes:
        file: As it is written.
        part: The part that this names; empty where there is none.
        value: Its digest, as it is written.
    """

    file: str
    part: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedSignature:
    """A signature as its description (Signature.xml) and the list of signatures have it.

    Attributes:
        name: What it is called: the folder that it lies in.
        part: The description.
        method: How the digests of the references are made, as it is written.
        time: When it claims to be made, as it is written.
        references: What it signs.
        shown: Whether it shows a seal on a page.
        seal: The part that holds its seal; empty where it lies in the value alone.
        value: The part that holds its value; empty where there is none.
    """

    name: str
    part: str
    method: str
    time: str
    references: tuple[Reference, ...]
    shown: bool
    seal: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of signatures (Signatures.xml).

    Attributes:
        part: The list.
        parts: The descriptions that it names.
        as_implied: Whether its bytes are what these signatures imply.
    """

    part: str
    parts: Places
    as_implied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a package states.

    Attributes:
        lists: Its lists of signatures; one in most.
        signatures: In the order of the lists.
        faults: What may not be.
        several: Whether readers may choose what they show: several documents, or versions of one.
        links: Parts in which a click leads out of the document.
        borrowed: Parts that name a font whose file is not in the package.
        copy_of: SM3 of the file of which it says that it is a copy with 归档章; empty where it says so of none.
    """

    several: bool = False
    links: Places = ()
    borrowed: Places = ()
    copy_of: str = ""
    lists: tuple[Listing, ...] = ()
    signatures: tuple[StatedSignature, ...] = ()
    faults: tuple[Stated, ...] = ()
