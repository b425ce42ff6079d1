"""Ways to change what a bag says of itself (bag-info.txt, its lists), all digests renewed so that they fit."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
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


def _last_first(data: bytes) -> bytes:
    return b"".join(reversed(data.splitlines(keepends=True)))


LISTS: Mapping[str, Hand] = {
    "capital letters": lambda data: re.sub(rb"^[0-9a-f]+", lambda told: told[0].upper(), data, flags=re.MULTILINE),
    "one capital letter": lambda data: re.sub(rb"[a-f]", lambda told: told[0].upper(), data, count=1),
    "a blank line": lambda data: data + b"\n",
    "a blank line before all": lambda data: b"\n" + data,
    "other ends of lines": lambda data: data.replace(b"\n", b"\r\n"),
    "the end of an old machine": lambda data: data[:-1] + b"\r",
    "no end of the last line": lambda data: data.removesuffix(b"\n"),
    "a mark of the order of bytes": lambda data: b"\xef\xbb\xbf" + data,
    "a tabulator": lambda data: re.sub(rb" +", b"\t", data, count=1),
    "more spaces": lambda data: re.sub(rb"^(\S+)( +)", rb"\1\2    ", data, count=1),
    "a star, as for binary files": lambda data: re.sub(rb"^(\S+ +)", rb"\1*", data, count=1),
    "a line twice": lambda data: data + data.splitlines(keepends=True)[0],
    "the last line first": _last_first,
}
"""Ways to write a list of a bag otherwise, of which none says anything else."""


def lists_otherwise(bag: Path) -> Iterator[tuple[str, str]]:
    """Change the lists in every way in turn, and give which and how while it is changed.

    Then each is missed once, and at the end stands a list that nobody asked for, by true digests.
    """
    kept = {path: path.read_bytes() for path in sorted(bag.iterdir()) if path.is_file()}
    lists = [path for path in kept if "manifest" in path.name]
    turns = zip(itertools.cycle(lists), LISTS.items(), strict=False)
    hands: list[tuple[Path, str, Hand | None]] = [(path, how, hand) for path, (how, hand) in turns]
    hands += [(path, "it is gone", None) for path in lists]
    hands += [(bag / "bagit.txt", "it declares otherwise", lambda data: data.replace(b"UTF", b"utf"))]
    hands += [(bag / "manifest-md5.txt", "another list", lambda _: _by_md5(bag))]
    for path, how, hand in hands:
        _put(path, hand(kept.get(path, b"")) if hand else b"")
        if "tag" not in path.name:
            _tagged_anew(bag, kept[bag / "tagmanifest-sha256.txt"])
        yield path.name, how
        for each in {path, *kept}:
            _put(each, kept.get(each, b""))


def _put(path: Path, data: bytes) -> None:
    if data:
        path.write_bytes(data)
    else:
        path.unlink()


def _by_md5(bag: Path) -> bytes:
    files = sorted(one for one in (bag / "data").rglob("*") if one.is_file())
    digests = {one.relative_to(bag).as_posix(): hashlib.md5(one.read_bytes()).hexdigest() for one in files}
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode()


def _tagged_anew(bag: Path, before: bytes) -> None:
    """Write the list of tags with the digests of what lies there now, byte for byte as it was written otherwise."""
    lines = [re.split("( +)", line) for line in before.decode().splitlines()]
    there = [(gap, name) for _, gap, name in lines if (bag / name).is_file()]
    text = "".join(f"{hashlib.sha256((bag / name).read_bytes()).hexdigest()}{gap}{name}\n" for gap, name in there)
    (bag / "tagmanifest-sha256.txt").write_text(text, "utf-8")


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
