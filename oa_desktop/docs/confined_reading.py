"""Reading what people bring inside a confined process (`oa_desktop.office.ports.pages.Reader`).

The file's bytes go in; canonical JSON and the bytes of pictures come back. Nothing of the file is parsed in this
process, and each picture is taken in by a call of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oa_desktop.docs.arriving_pictures import Arriving, Taken
from oa_desktop.docs.reading.files import read_file
from oa_desktop.docs.reading.words import words_in
from oa_desktop.domain import canonical, codec
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript, with_digests
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.pages import Beside, Reading, nothing_beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What comes back from a child of a text, without its pictures."""

    manuscript: Manuscript
    findings: tuple[Finding, ...] = ()


class ConfinedReader:
    """Reads sources in a limited child process; one process serves many files.

    Args:
        digest: What pictures are known by.
    """

    def __init__(self, digest: Callable[[bytes], Digest]) -> None:
        self._digest = digest

    def read(self, data: bytes, name: str, beside: Beside = nothing_beside) -> Reading:
        """Return the manuscript that a file holds, with its pictures.

        Raises:
            Refused: ``source.not-text``, ``source.too-large``, ``source.damaged``, ``source.locked``,
                ``source.no-text``, ``source.too-hard``: it took too long or too much.
            Unavailable: ``confine.failed``.
        """
        found = ask(read_confined, data, name, too_hard=Refused("source.too-hard", name=name))
        read = codec.from_json(Read, canonical.decode(found["text"]))
        arriving = Arriving(beside=beside, take_in=self._taken, digest=self._digest)
        arriving.take_all(found["pictures"])
        return Reading(
            manuscript=with_digests(read.manuscript, arriving.digests),
            findings=(*read.findings, *arriving.findings),
            pictures=arriving.kept,
        )

    def words(self, data: bytes, name: str) -> tuple[str, ...]:
        """Return every line of words in a file, none of one that cannot be read.

        Raises:
            Refused: ``source.too-hard``.
            Unavailable: ``confine.failed``.
        """
        found = ask(words_confined, data, name, too_hard=Refused("source.too-hard", name=name))
        return tuple(str(found["words"]).split("\n"))

    def picture(self, data: bytes) -> bytes:
        """Return a picture as it is kept.

        Raises:
            Refused: ``picture.unknown``, ``picture.damaged``, ``picture.too-large``, ``picture.too-hard``.
        """
        return self._taken(data).plain

    def _taken(self, data: bytes, crop: Sequence[int] = ()) -> Taken:
        try:
            taken = ask(take_in_confined, data, list(crop), too_hard=Refused("picture.too-hard"))
        except Unavailable as failure:
            raise Refused("picture.damaged") from failure
        return Taken(plain=taken["picture"], shows_seal=taken["shows_seal"])


def read_confined(data: bytes, name: str) -> object:
    """Read a source, in the child; the answer is a text and its pictures, or a refusal."""
    return answer(lambda: _read(data, name))


def words_confined(data: bytes, name: str) -> object:
    """Look for the words of a file, in the child."""
    return answer(lambda: {"words": "\n".join(words_in(data, name))})


def _read(data: bytes, name: str) -> object:
    reading = read_file(data, name)
    text = canonical.encode(codec.to_json(Read(manuscript=reading.manuscript, findings=reading.findings)))
    pictures = [
        {
            "key": one.key,
            "line": one.line,
            "unit": one.unit,
            "name": one.name,
            "file": one.file,
            "data": one.data,
            "crop": one.crop,
            "may_be_seal": one.may_be_seal,
        }
        for one in reading.pictures
    ]
    return {"text": text, "pictures": pictures}


def take_in_confined(data: bytes, crop: list[int]) -> object:
    """Take a picture in, in the child; the answer is the picture, or a refusal."""
    return answer(lambda: _taken_in(data, crop))


def _taken_in(data: bytes, crop: list[int]) -> object:
    from oa_desktop.docs.pictures.seals import shows_seal  # noqa: PLC0415 - only a worker decodes pictures
    from oa_desktop.docs.pictures.taking_in import take_in  # noqa: PLC0415 - only a worker decodes pictures

    plain = take_in(data, crop)
    return {"picture": plain, "shows_seal": shows_seal(plain)}
