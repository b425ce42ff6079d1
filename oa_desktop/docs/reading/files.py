"""Files of every kind that can be read: what a file is, its first bytes and its parts say, and not its name."""

from __future__ import annotations

from collections.abc import Callable

from oa_desktop.docs.reading.docx import is_docx, read_docx
from oa_desktop.docs.reading.ofd import read_ofd
from oa_desktop.docs.reading.ofd_pages import is_ofd
from oa_desktop.docs.reading.pdf import is_pdf, read_pdf
from oa_desktop.docs.reading.reader import Reading, read_source

READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes, str], Reading]], ...] = (
    (is_docx, read_docx),
    (is_ofd, read_ofd),
    (is_pdf, read_pdf),
)
"""Who knows a kind of file, and who reads it; what nobody knows is taken for text."""


def read_file(data: bytes, name: str = "") -> Reading:
    """Read a file.

    Args:
        data: The file.
        name: Its name.

    Raises:
        Refused: What its reader refuses; ``source.not-text`` for a file of a kind that is not read.
    """
    read = next((read for knows, read in READERS if knows(data)), read_source)
    return read(data, name)
