"""Files on their way in (带进来的文件): what they are, before any of them is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.units.unit_settings import LARGEST_ATTACHMENT_MB
from oa_desktop.i18n.problems import say
from oa_desktop.office.drafting.attaching import beside, fit_name
from oa_desktop.office.ports.pages import Reading
from oa_desktop.office.session import Session
from oa_desktop.ui.tasks import Progress

LARGEST_SOURCE = 50_000_000
"""Bytes of a file that may be offered as a text (稿子) at all; its reader has a limit of its own."""
_KB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that somebody brings.

    Attributes:
        path: Where it lies.
        name: Its name without the folder.
        size: Bytes.
        refusal: Why it is not taken, in words; empty where it may be.
    """

    path: Path
    name: str
    size: int = 0
    refusal: str = ""


def look_at(session: Session, paths: Iterable[Path]) -> tuple[Incoming, ...]:
    """Return what some files are; none of them is opened."""
    limit = session.organisation().setting(LARGEST_ATTACHMENT_MB)
    return tuple(_look_at(path, limit) for path in paths)


def _look_at(path: Path, limit_mb: int) -> Incoming:
    try:
        name, size = fit_name(path.name), _size(path)
    except (Refused, Unavailable) as error:
        return Incoming(path=path, name=path.name, refusal=_words(error))
    if size > limit_mb * 1_000_000:
        refused = Refused("attachment.too-large", name=name, limit=limit_mb)
        return Incoming(path=path, name=name, size=size, refusal=_words(refused))
    return Incoming(path=path, name=name, size=size)


def _words(error: OfficeError) -> str:
    text = say(error.code, error.params)
    return text.what + text.why


def _size(path: Path) -> int:
    """Return the size of a file in bytes.

    Raises:
        Refused: ``attachment.no-file``: a folder, or what may never end.
        Unavailable: ``source.unreadable``.
    """
    try:
        facts = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    if not path.is_file():
        raise Refused("attachment.no-file", name=path.name)
    return facts.st_size


def keep(session: Session, one: Incoming, progress: Progress) -> Attachment:
    """Keep a file, telling how far it has come.

    Raises:
        Cancelled: Nobody wants it any more; nothing is kept.
        Refused: ``attachment.too-large``: it has grown meanwhile.
        Unavailable: ``source.unreadable``, ``disk.full``.
    """
    try:
        stream = _Told(one.path, progress, one.size)
    except OSError as error:
        raise unreadable(one.path, error) from error
    with stream:
        return session.writing.keep_file(one.name, stream, one.size)


class _Told(FileIO):
    """A file that tells how far it has been read, in KB."""

    def __init__(self, path: Path, progress: Progress, size: int) -> None:
        super().__init__(path)
        self._path = path
        self._progress = progress
        self._total = size
        self._done = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read some bytes.

        Raises:
            Cancelled: Nobody wants it any more.
            Unavailable: ``source.unreadable``.
        """
        try:
            data = super().read(-1 if size is None else size)
        except OSError as error:
            raise unreadable(self._path, error) from error
        self._done += len(data)
        self._progress.step(self._done // _KB, max(self._done, self._total) // _KB)
        return data


def read_source(session: Session, path: Path) -> Reading:
    """Read a text that somebody brings; its pictures are kept.

    Raises:
        Refused: ``source.too-large``, ``source.not-text``, ``source.empty``, ``source.too-hard``.
        Unavailable: ``source.unreadable``, ``confine.failed``.
    """
    reading = session.writing.read(source_bytes(path), path.name, beside(path))
    session.pictures.keep_all(reading.pictures)
    return reading


def source_bytes(path: Path) -> bytes:
    """Return a file that may be offered as a text.

    Raises:
        Refused: ``source.too-large``, ``attachment.no-file``.
        Unavailable: ``source.unreadable``.
    """
    size = _size(path)
    if size > LARGEST_SOURCE:
        raise Refused("source.too-large", name=path.name, limit=LARGEST_SOURCE, size=size)
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> Unavailable:
    """Return what is said of a file that cannot be read."""
    return Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error))
