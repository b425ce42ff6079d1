"""Pictures of a text on their way in (图): each is had, taken in and named, or keeps its place and is told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oa_desktop.docs.reading.remarks import WHOLE
from oa_desktop.domain.documents.findings import Finding, Place, finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.office.ports.pages import Beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A picture that was taken in.

    Attributes:
        plain: As it is kept.
        shows_seal: Whether it is that of a seal (印章).
    """

    plain: bytes
    shows_seal: bool = False


@dataclass(slots=True, kw_only=True)
class Arriving:
    """The pictures of one text.

    Attributes:
        beside: Finds those that are files of their own.
        take_in: Returns a picture as it is kept, or refuses it.
        digest: What it is known by then.
        digests: Digests by the keys that stand in the text until now; nothing for what could not be had, None for
            what is no picture of the text.
        kept: The pictures, by digest.
        findings: What could not be had.
    """

    beside: Beside
    take_in: Callable[[bytes, Sequence[int]], Taken]
    digest: Callable[[bytes], Digest]
    digests: dict[Digest, Digest | None] = field(default_factory=dict)
    kept: dict[Digest, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def take_all(self, pictures: Iterable[Mapping[str, Any]]) -> None:
        """Take pictures in, as a reader has found them; one that is found again is the same."""
        for picture in pictures:
            key = Digest(picture["key"])
            if key not in self.digests:
                self.digests[key] = self._taken(picture)
        seals = sum(digest is None for digest in self.digests.values())
        if seals:
            self.findings.append(finding("source.seal", WHOLE, count=seals))

    def _taken(self, picture: Mapping[str, Any]) -> Digest | None:
        place = Place(lines=(picture["line"],), unit=picture["unit"])
        data = self.beside(picture["file"]) if picture["file"] else picture["data"]
        if data is None:
            self.findings.append(finding("source.picture-missing", place, file=picture["file"]))
            return NOTHING
        try:
            taken = self.take_in(data, picture["crop"])
        except Refused:
            self.findings.append(finding("source.picture-unread", place, name=picture["name"]))
            return NOTHING
        if picture["may_be_seal"] and taken.shows_seal:
            return None
        digest = self.digest(taken.plain)
        self.kept[digest] = taken.plain
        return digest
