"""What looks into the files of the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oa_desktop.office.ports.formats import Formats, Scanning, unscanned
from oa_desktop.office.ports.trust import SignedFiles


def _has_place(_pdf: bytes) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What looks into files.

    Attributes:
        formats: Of which format they are.
        signed: The seals and signatures on them.
        scan: Whether they carry viruses.
        has_place: Whether the first page of a PDF has a place for 归档章; where nobody looks, it has.
    """

    formats: Formats
    signed: SignedFiles
    scan: Scanning = unscanned
    has_place: Callable[[bytes], bool] = _has_place
