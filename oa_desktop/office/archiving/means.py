"""What looks into the files of the archive."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.office.ports.formats import Formats, Scanning, unscanned
from oa_desktop.office.ports.trust import SignedFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What looks into files: their formats, the seals and signatures on them, and whether they carry viruses."""

    formats: Formats
    signed: SignedFiles
    scan: Scanning = unscanned
