"""A transcript (成绩单): what a class releases to the seat that wrote an exam, signed by the class's machine.

It names nobody but by 学号: who sat at the seat knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.partners import UnitCard
from oa_desktop.domain.ids import EntryId, UnitId
from oa_desktop.domain.signed_line import Holds, line_holds, line_of, signed_line

MAGIC = "oa-desktop-transcript"
VERSION = 1
LARGEST = 1024 * 1024
"""Bytes of a transcript that is still read; one of a hundred checks has 50,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptLine:
    """What came of one check.

    Attributes:
        judged: Whether a person judged it.
        why: Why it matters; empty where no points were lost, as the next two.
        mend: How to do it right.
        clause: Where it stands.
        said: Why the instructor gave so many points, and what they answer to an appeal.
    """

    asks: str
    points: int
    most: int
    judged: bool = False
    why: str = ""
    mend: str = ""
    clause: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """成绩单.

    Attributes:
        unit: The class's.
        class_name: What it is called.
        run: The entry by which the exam was begun: no other seat has it.
        exercise: Its id.
        edition: Version of its data.
        title: What the exercise is called.
        numbers: 学号 of who sat there.
        hints: What hints cost.
        words: 老师的话.
        released: The day, ISO.
    """

    unit: UnitId
    class_name: str
    run: EntryId
    exercise: str
    edition: str
    title: str
    numbers: tuple[str, ...]
    total: int
    has_passed: bool
    hints: int
    lines: tuple[TranscriptLine, ...]
    words: str
    released: str
    magic: str = MAGIC
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What a seat keeps of an exam that it handed in (已交的考卷).

    Attributes:
        run: The entry by which it was begun.
        exercise: Its id.
        edition: Version of its data.
    """

    run: EntryId
    exercise: str
    edition: str


def write_transcript(transcript: Transcript, sign: Callable[[bytes], bytes]) -> bytes:
    """Return a transcript as a file."""
    return signed_line(canonical.encode(codec.to_json(transcript)), sign)


def parsed_transcript(data: bytes) -> Transcript:
    """Return what a file says, nothing of it believed yet.

    Raises:
        Refused: ``transcript.other``: it is none; ``transcript.newer``.
    """
    try:
        value = canonical.decode(line_of(data, LARGEST))
    except NotCanonical:
        value = None
    if not isinstance(value, dict) or value.get("magic") != MAGIC:
        raise Refused("transcript.other")
    if value.get("version") != VERSION:
        raise Refused("transcript.newer")
    try:
        return codec.from_json(Transcript, value)
    except codec.Undecodable:
        raise Refused("transcript.other") from None


def read_transcript(data: bytes, card: UnitCard | None, kept: tuple[HandedIn, ...], holds: Holds) -> Transcript:
    """Return the transcript of an exam that was written at this seat, for the class that it joined.

    Args:
        data: The file.
        card: Of the class that the seat joined; None for none.
        kept: The exams that were handed in here.
        holds: Verifies.

    Raises:
        Refused: As :func:`parsed_transcript`; ``transcript.other-class``, ``transcript.altered``,
            ``transcript.other-seat``, ``transcript.other-exercise``.
    """
    found = parsed_transcript(data)
    if card is None or found.unit != card.unit:
        raise Refused("transcript.other-class", name=found.class_name)
    if not line_holds(data, LARGEST, card.signing_key, holds):
        raise Refused("transcript.altered")
    own = next((one for one in kept if one.run == found.run), None)
    if own is None:
        raise Refused("transcript.other-seat", title=found.title)
    if (own.exercise, own.edition) != (found.exercise, found.edition):
        raise Refused("transcript.other-exercise", title=found.title)
    return found
