"""The order of acts (办理动作的次序): what is alike stands together, what halts or ends a document stands apart."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ActGroup(IntEnum):
    """Acts that stand together, in the order of a bar and of menus."""

    ONWARD = 0
    """What completes the step; which act that is depends on the document."""
    TURN = 1
    """What else may become of the document now: changed, sent back, taken back."""
    OTHERS = 2
    """What brings others to it."""
    WORDS = 3
    """What leaves it where it is."""
    APART = 4
    """What halts or ends its handling: never a button beside the one that agrees."""


_KINDS: dict[ActGroup, tuple[str, ...]] = {
    ActGroup.TURN: (
        "classify",
        "unseal",
        "take-in",
        "resume",
        "settle",
        "revise",
        "sign-proof",
        "return",
        "reject",
        "recall",
    ),
    ActGroup.OTHERS: (
        "add-signers",
        "hand-over",
        "reassign",
        "circulate",
        "pass-on",
        "withdraw-signers",
        "recall-circulation",
        "urge",
        "supervise",
        "extend-supervision",
        "return-report",
        "close-supervision",
    ),
    ActGroup.WORDS: (
        "mark-read",
        "leave-opinion",
        "propose-classification",
        "reclassify",
        "declassify",
        "adjust-audience",
        "ask-extension",
        "set-validity",
        "record-return",
        "record-destruction",
        "answer-second",
    ),
    ActGroup.APART: ("suspend", "void"),
}
_PLACES = {kind: (group, place) for group, kinds in _KINDS.items() for place, kind in enumerate(kinds)}
_ELSEWHERE = (ActGroup.WORDS, len(_PLACES))


def group_of(kind: str, onward: Iterable[str] = ()) -> ActGroup:
    """Return with which acts one stands.

    Args:
        kind: Of the act.
        onward: Kinds that complete the step now.
    """
    return ActGroup.ONWARD if kind in onward else _PLACES.get(kind, _ELSEWHERE)[0]


def place_of(kind: str, onward: Iterable[str] = ()) -> tuple[int, int]:
    """Return what acts are sorted by; who is asked for nothing only reads, and finds what a reader does first."""
    group, place = (ActGroup.ONWARD, 0) if kind in onward else _PLACES.get(kind, _ELSEWHERE)
    reads_only = not onward and group is ActGroup.WORDS
    return (ActGroup.TURN if reads_only else group, place + len(_PLACES) * reads_only)
