"""Telling what files are in a confined process (`oa_desktop.office.ports.formats.Formats`)."""

from __future__ import annotations

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.archives.formats import FileFormat
from oa_desktop.domain.errors import Refused
from oa_desktop.office.confined import answer, ask


class ConfinedFormats:
    """Tells what a file is in a limited child process; one process serves many files."""

    def identify(self, data: bytes, name: str) -> FileFormat:
        """Return what a file is; what is wrong with it is a doubt of the answer.

        Raises:
            Unavailable: ``confine.failed``.
        """
        try:
            found = ask(identify_confined, data, too_hard=Refused("source.too-hard", name=name))
        except Refused:
            return FileFormat(doubt="用的时间或者内存太多")
        return codec.from_json(FileFormat, canonical.decode(found["format"]))


def identify_confined(data: bytes) -> object:
    """Tell what a file is, in the child."""
    return answer(lambda: {"format": canonical.encode(codec.to_json(_identified(data)))})


def _identified(data: bytes) -> FileFormat:
    from oa_desktop.docs.formats.identifying import identify  # noqa: PLC0415 - only a worker takes files apart

    return identify(data)
