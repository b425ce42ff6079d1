"""Files of every kind that can be read: what a file is, its first bytes and its parts say, and not its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from oa_desktop.docs.reading.docx import read_docx
from oa_desktop.docs.reading.docx_parts import is_docx
from oa_desktop.docs.reading.ofd import read_ofd
from oa_desktop.docs.reading.ofd_pages import is_ofd
from oa_desktop.docs.reading.package import Locked, Textless, TooLarge, Unreadable
from oa_desktop.docs.reading.pdf import is_pdf, read_pdf
from oa_desktop.docs.reading.reader import Reading, read_source
from oa_desktop.domain.errors import Refused

FILE_LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file.

    Attributes:
        name: What people call it.
        knows: Whether a file is of this kind.
        read: Reads one.
    """

    name: str
    knows: Callable[[bytes], bool]
    read: Callable[[bytes], Reading]


KINDS = (
    FileKind(name="DOCX", knows=is_docx, read=read_docx),
    FileKind(name="OFD", knows=is_ofd, read=read_ofd),
    FileKind(name="PDF", knows=is_pdf, read=read_pdf),
)
"""What nobody of these knows is taken for text."""
_CODES: Mapping[type[Exception], str] = MappingProxyType(
    {
        Unreadable: "source.damaged",
        Locked: "source.locked",
        Textless: "source.no-text",
        TooLarge: "source.too-hard",
        RecursionError: "source.too-hard",
    }
)
"""What a reader raises, and how it is said."""


def kind_of(data: bytes) -> FileKind | None:
    """Return the kind of a file; None for one that is taken for text."""
    return next((kind for kind in KINDS if kind.knows(data)), None)


def read_file(data: bytes, name: str = "", *, limit: int = FILE_LIMIT) -> Reading:
    """Read a file.

    Args:
        data: The file.
        name: Its name, for the words of a refusal.
        limit: The largest size of one that is no text, in bytes.

    Raises:
        Refused: ``source.too-large``, ``source.damaged``, ``source.locked``, ``source.too-hard``, ``source.no-text``;
            ``source.not-text`` for a file of a kind that is not read, and what :func:`read_source` refuses.
    """
    kind = kind_of(data)
    if kind is None:
        return read_source(data, name)
    if len(data) > limit:
        raise Refused("source.too-large", name=name, size=len(data), limit=limit)
    with refusing(kind, name):
        return kind.read(data)


@contextmanager
def refusing(kind: FileKind | None, name: str) -> Iterator[None]:
    """Say in the words of a refusal what goes wrong inside with a file of a kind and a name.

    Raises:
        Refused: ``source.damaged``, ``source.locked``, ``source.no-text`` or ``source.too-hard``.
    """
    try:
        yield
    except tuple(_CODES) as error:
        raise Refused(_CODES[type(error)], name=name, kind=kind.name if kind else "") from error
