"""What a package says of the paper that is in it (随包说明), or of one that came (回执); the parts of its inside."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.actions.exchanging import Receipt
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.errors import Refused

LETTER = "letter.json"
"""The part that says what the others are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFile:
    """One file of a paper.

    Attributes:
        name: As people know it.
        part: The part of the package that it is.
    """

    name: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """随包说明: the elements of a paper, as whoever signs for it writes them down, and its files, the page first.

    Attributes:
        sender: 来文机关: the organ that issued it.
        number: 发文字号.
        dated: 成文日期, ISO.
        recipients: 主送机关, as they stand on it.
        copies: 份数.
        copy_numbers: 份号.
        receipt: What it answers, where it brings a receipt and no paper.
    """

    sender: str
    title: str = ""
    number: str = ""
    kind: str = ""
    classification: str = ""
    urgency: str = ""
    dated: str = ""
    recipients: str = ""
    copies: int = 1
    copy_numbers: str = ""
    files: tuple[LetterFile, ...] = ()
    receipt: Receipt | None = None

    def encode(self) -> bytes:
        """Return the part of the package."""
        return canonical.encode(codec.to_json(self))


def read_letter(parts: dict[str, bytes]) -> Letter:
    """Return what a package says of itself, once every part is accounted for.

    Raises:
        Refused: ``package.damaged``: nothing says what is in it, or a part is not what is said.
    """
    try:
        letter = codec.from_json(Letter, canonical.decode(parts.get(LETTER, b"")))
    except (NotCanonical, codec.Undecodable):
        raise Refused("package.damaged", part=LETTER) from None
    odd = {LETTER, *(one.part for one in letter.files)}.symmetric_difference(parts)
    if odd or len(letter.files) != len(parts) - 1:
        raise Refused("package.damaged", part=min(odd, default=LETTER))
    return letter
