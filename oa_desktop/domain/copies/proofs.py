"""校样 and 校对: the proofs of a numbered paper that are read before it is printed; office practice, in no standard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.ids import Digest, PersonId

MOST_ROUNDS = 9
"""校次 of one paper at most: what flow files and sign-offs may name."""

_NAMES = ("初校", "二校", "三校", "四校", "五校", "六校", "七校", "八校", "九校")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """校对: somebody signed for a page that they read.

    Attributes:
        round: 校次, from 1.
        rendering: Digest of the page (正本) that was read.
        person: Who read it.
        time: When, as claimed.
    """

    round: int
    rendering: Digest
    person: PersonId
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofMark:
    """What a proof (校样) says of itself beside the page.

    Attributes:
        round: 校次, from 1.
        rendering: Digest of the page that it shows.
    """

    round: int
    rendering: Digest


def round_name(number: int) -> str:
    """Return the office's word for a round (校次): 初校, 二校, 三校."""
    return _NAMES[number - 1] if 1 <= number <= MOST_ROUNDS else f"第{number}校"


def rounds_signed(proofs: Iterable[Proof], rendering: Digest) -> frozenset[int]:
    """Return the rounds in which somebody has signed for a page."""
    return frozenset(one.round for one in proofs if one.rendering == rendering)


def next_round(proofs: Iterable[Proof], rendering: Digest) -> int:
    """Return the round that comes after those in which a page was signed for."""
    return max(rounds_signed(proofs, rendering), default=0) + 1
