"""Ways to change what a bag says of itself (bag-info.txt), its lists renewed so that they fit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

Hand = Callable[[bytes], bytes]


def _count(data: bytes) -> bytes:
    return next(line for line in data.splitlines(keepends=True) if line.startswith(b"Payload-Oxum"))


DESCRIPTIONS: Mapping[str, Hand] = {
    "a field is added": lambda data: data + "附注: 本件已作废\n".encode(),
    "a field is changed": lambda data: data.replace("县".encode(), "市".encode(), 1),
    "a field is lost": lambda data: b"".join(data.splitlines(keepends=True)[:-1]),
    "fields stand in another order": lambda data: b"".join(reversed(data.splitlines(keepends=True))),
    "the count stands elsewhere": lambda data: data.replace(_count(data), b"") + _count(data),
    "it counts twice": lambda data: data.replace(_count(data), _count(data) * 2),
    "it counts otherwise, too": lambda data: data.replace(_count(data), b"Payload-Oxum: 1.1\n" + _count(data)),
    "it counts otherwise": lambda data: data.replace(b"Payload-Oxum: ", b"Payload-Oxum: 1"),
    "it counts nothing": lambda data: data.replace(_count(data), b""),
    "a mark of the order of bytes": lambda data: b"\xef\xbb\xbf" + data,
    "other ends of lines": lambda data: data.replace(b"\n", b"\r\n"),
    "a blank line": lambda data: data + b"\n",
    "no end of the last line": lambda data: data.removesuffix(b"\n"),
}


def described_otherwise(bag: Path, hand: Hand) -> None:
    """Change the description of a bag, and the list that names it."""
    path = bag / "bag-info.txt"
    before = path.read_bytes()
    assert hand(before) != before
    path.write_bytes(hand(before))
    listed_anew(bag)


def listed_anew(bag: Path) -> None:
    """Renew the list of the files that describe a bag."""
    tags = bag / "tagmanifest-sha256.txt"
    names = [line.split(maxsplit=1)[1] for line in tags.read_text("utf-8").splitlines()]
    digests = {name: hashlib.sha256((bag / name).read_bytes()).hexdigest() for name in names}
    tags.write_text("".join(f"{digest}  {name}\n" for name, digest in digests.items()), "utf-8")
