"""Files that travel inside an OFD (附件, GB/T 33190-2016 20): no annexes of the paper, which have pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from oa_desktop.docs.ofd.markup import child, number, root, to_bytes
from oa_desktop.office.ports.pages import Enclosure

FOLDER = "Doc_0/Attachs"
_KIB = 1024
_UNKNOWN = "bin"


def enclosure_files(enclosed: Sequence[Enclosure]) -> dict[str, bytes]:
    """Return the files of the package for what is enclosed: the list, and every file under a plain name."""
    listed = root("Attachments")
    files: dict[str, bytes] = {}
    for count, one in enumerate(enclosed, start=1):
        ending = _ending(one.name)
        location, size = f"File_{count}.{ending}", number(len(one.data) / _KIB)
        entry = child(listed, "Attachment", ID=count, Name=one.name, Format=ending, Size=size)
        child(entry, "FileLoc", location)
        files[f"{FOLDER}/{location}"] = one.data
    return {f"{FOLDER}/Attachments.xml": to_bytes(listed), **files}


def _ending(name: str) -> str:
    """Return the ending of a name as every system can write it."""
    kept = (char for char in PurePath(name).suffix.lower() if char.isascii() and char.isalnum())
    return "".join(kept) or _UNKNOWN
