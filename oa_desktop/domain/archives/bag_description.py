"""What a bag says of itself (``bag-info.txt``, RFC 8493 2.2.2): sealed with its journal but for the count of its files.

A line a field, in the order of the names. The count cannot be sealed, since the journal that bears the seal is counted
too; it is made anew from the files that lie there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from oa_desktop.domain.ids import Digest

INFO: Final = "bag-info.txt"
SEALED: Final = f"../{INFO}"
"""What its lines are called in the sealed list of the journal, whose names begin in the folder of the files."""
COUNTED: Final = "Payload-Oxum"
_COUNT: Final = re.compile(rb"^Payload-Oxum: [0-9]+\.[0-9]+\n", re.MULTILINE)
_LINE_END: Final = re.compile(r"[\r\n]")


def described(fields: Iterable[tuple[str, str]]) -> bytes:
    """Return the lines that are sealed."""
    return b"".join(sorted(f"{name}: {_LINE_END.sub('', words)}\n".encode() for name, words in fields))


def count_of(sizes: Iterable[int]) -> bytes:
    """Return the line that counts files, given their sizes in bytes."""
    each = tuple(sizes)
    return f"{COUNTED}: {sum(each)}.{len(each)}\n".encode()


def with_count(lines: bytes, count: bytes) -> bytes:
    """Return the whole description: the line that counts stands where its name belongs."""
    return b"".join(sorted((*lines.splitlines(keepends=True), count)))


def is_as_sealed(said: bytes, digest: Digest, digest_of: Callable[[bytes], Digest], count: bytes | None = None) -> bool:
    """Whether a description is that of which the digest was sealed, byte for byte.

    Args:
        said: The description.
        digest: Of its other lines.
        digest_of: Returns the digest of bytes.
        count: The line that counts; None where nobody knows what is to be counted.
    """
    told = _COUNT.search(said)
    if not told or count not in (None, told[0]):
        return False
    lines = said.replace(told[0], b"", 1)
    return said == with_count(lines, told[0]) and digest_of(lines) == digest
