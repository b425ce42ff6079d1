"""What is found in a PDF before anybody is asked about keys and trust; all of it plain, so that it can cross."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.trust.verdicts import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A signature, and what is still to be asked about it; certificates and values go beside it.

    Attributes:
        name: Of its field.
        claimed: Time that it claims, ISO 8601; empty for none.
        source: Where that time came from.
        method: How it was signed; empty for a way that is not known.
        seal_size: How many bytes the seal's own value covers.
        statements: What is said of it already.
    """

    name: str
    claimed: str = ""
    source: str = ""
    method: str = ""
    seal_size: int = 0
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is found in a file.

    Attributes:
        signatures: In the order in which they were made.
        statements: What belongs to none of them.
        is_signed: Whether anything in it wants to be a signature.
        is_read: Whether all of it could be read.
    """

    signatures: tuple[Asked, ...] = ()
    statements: tuple[Statement, ...] = ()
    is_signed: bool = True
    is_read: bool = True
