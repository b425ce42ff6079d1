"""Keeping out what an installation of its grade may not hold (拦截涉密标志): refused, and reported without words."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum, StrEnum
from typing import Any, BinaryIO

from oa_desktop.domain import codec
from oa_desktop.domain.actions import Action
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.exchange.letters import Letter
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm, practised_in
from oa_desktop.domain.secrecy.classification import Secrecy, SystemGrade, refuse_above
from oa_desktop.domain.secrecy.secrecy_marks import highest_mark, mark_in_name, refuse_marks
from oa_desktop.office.ports.pages import Reader
from oa_desktop.office.ports.store import Blobs

LARGEST_LOOKED_INTO = 50_000_000
"""Bytes of a file whose words are looked through; of a larger one the name alone."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")


class Came(StrEnum):
    """By which way it was to come in."""

    TEXT = "文稿"
    DRAFT = "正在写的稿子"
    SOURCE = "读入的文件"
    FILE = "附件"
    WORDS = "办理时写的话"
    PACKAGE = "交换包"


Report = Callable[[Came, str], object]
"""Is told by which way what was refused came, and of which level it was."""
Takes = Callable[[bytes], bool]
"""Tells whether the bytes of a file may come in."""


def _anything(_data: bytes) -> bool:
    return True


class Guard:
    """What stands at every way into the store, for one person.

    Args:
        grade: 系统等级.
        reader: Finds the words of files.
        report: Reports what was refused.
        takes: Whether a file may come in at all; an exercise takes none but its own.
        realm: Of the store; an official one takes nothing that says it was made for practice.
    """

    def __init__(
        self,
        grade: SystemGrade,
        reader: Reader,
        report: Report,
        takes: Takes = _anything,
        realm: Realm = Realm.OFFICIAL,
    ) -> None:
        self._takes = takes
        self._realm = realm
        self._grade = grade
        self._reader = reader
        self._report = report
        self._told: set[tuple[Came, str]] = set()

    def refuse_text(self, manuscript: Manuscript, came: Came = Came.TEXT) -> None:
        """Refuse a text of which anything bears a mark above the grade.

        Raises:
            Refused: ``classification.above-grade``.
        """
        self._reported(came, lambda: _refuse_manuscript(self._grade, manuscript))

    def refuse_words(self, action: Action) -> None:
        """Refuse an act whose words bear such a mark.

        Raises:
            Refused: ``classification.above-grade``.
        """
        words = tuple(_words(action))
        self._reported(Came.WORDS, lambda: refuse_marks(self._grade, words, (str(getattr(action, "title", "")),)))

    def refuse_letter(self, letter: Letter, parts: Mapping[str, bytes]) -> None:
        """Refuse what a package brings, before anything of it is kept: what it says of itself, its files and names.

        Raises:
            Refused: ``classification.above-grade``.
        """
        self._reported(Came.PACKAGE, lambda: _refuse_said(self._grade, letter))
        for one in letter.files:
            data = parts[one.part]
            self.refuse_file(one.name, io.BytesIO(data), len(data), Came.PACKAGE)

    def refuse_file(self, name: str, stream: BinaryIO, size: int, came: Came = Came.FILE) -> BinaryIO:
        """Return a file that is brought, from its beginning, unless its name or its words bear such a mark.

        Raises:
            Refused: ``classification.above-grade``; ``training.foreign-file``, ``training.practice-file``.
        """
        self._reported(came, lambda: refuse_marks(self._grade, (), (name,)))
        if size > LARGEST_LOOKED_INTO:
            self._refuse_foreign(b"", name, came)
            return stream
        data = stream.read()
        if not data.startswith(_PICTURES):
            words = self._words(data, name)
            self._reported(came, lambda: refuse_marks(self._grade, words))
            self._refuse_practised(words, name)
        self._refuse_foreign(data, name, came)
        return io.BytesIO(data)

    def _refuse_foreign(self, data: bytes, name: str, came: Came) -> None:
        """Refuse in an exercise a file from elsewhere; a package says outside which realm it is of.

        Raises:
            Refused: ``training.foreign-file``.
        """
        if came is not Came.PACKAGE and not self._takes(data):
            raise Refused("training.foreign-file", name=name)

    def _refuse_practised(self, words: Sequence[str], name: str) -> None:
        """Refuse in an official store a file that says it was made for practice (演示, 实训).

        Raises:
            Refused: ``training.practice-file``.
        """
        realm = practised_in(words)
        if realm and self._realm is Realm.OFFICIAL:
            raise Refused("training.practice-file", name=name, realm=realm)

    def words_of(self, manuscript: Manuscript) -> tuple[str, ...]:
        """Return every text of a manuscript."""
        return tuple(_strings(codec.to_json(manuscript)))

    def level_of(self, manuscript: Manuscript) -> Secrecy:
        """Return the level of the highest mark in a manuscript, whatever the grade."""
        return max(highest_mark(self.words_of(manuscript)), mark_in_name(manuscript.title))

    def words_of_file(self, blobs: Blobs, file: Attachment) -> tuple[str, ...]:
        """Return the words of a file that is kept; none of a picture, of one too large, and of one nobody can read."""
        if file.size > LARGEST_LOOKED_INTO:
            return ()
        data = blobs.read(file.digest)
        return () if data.startswith(_PICTURES) else self._words(data, file.name)

    def _words(self, data: bytes, name: str) -> tuple[str, ...]:
        """Return the words of a file; one that cannot be read is taken as it is, for nobody can say what it holds."""
        try:
            return self._reader.words(data, name)
        except OfficeError:
            return ()

    def _reported(self, came: Came, look: Callable[[], None]) -> None:
        try:
            look()
        except Refused as refused:
            if refused.code == "classification.above-grade":
                self._tell(came, str(refused.params.get("level", "")))
            raise

    def _tell(self, came: Came, level: str) -> None:
        """Report it; what somebody goes on writing is tried again every few seconds, and reported once."""
        if came is Came.DRAFT and (came, level) in self._told:
            return
        self._told.add((came, level))
        self._report(came, level)


def _refuse_said(grade: SystemGrade, letter: Letter) -> None:
    refuse_above(grade, letter.classification)
    refuse_marks(grade, _words(letter), (letter.title,))


def _words(of: Any) -> Iterator[str]:
    """Yield every text of an act, also of what stands within it; a choice out of several is none, nor is a flow."""
    if isinstance(of, str) and not isinstance(of, Enum):
        yield of
    elif is_dataclass(of) and not isinstance(of, Flow):
        yield from (word for one in fields(of) for word in _words(getattr(of, one.name)))
    elif isinstance(of, tuple | list):
        yield from (word for one in of for word in _words(one))


def _refuse_manuscript(grade: SystemGrade, manuscript: Manuscript) -> None:
    refuse_above(grade, manuscript.classification)
    refuse_marks(grade, _strings(codec.to_json(manuscript)), (manuscript.title, *manuscript.attachment_notes))


def _strings(value: Json) -> Iterator[str]:
    """Yield every text of a manuscript; the pieces of one paragraph, which may look different, are one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        spans = value.get("spans")
        if isinstance(spans, list):
            yield "".join(str(one["text"]) for one in spans if isinstance(one, dict) and "text" in one)
        yield from (said for one in value.values() for said in _strings(one))
    elif isinstance(value, list | tuple):
        yield from (said for one in value for said in _strings(one))
