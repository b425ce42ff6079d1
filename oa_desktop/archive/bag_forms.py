"""The one form in which this program writes what no signature of a bag covers: its declaration and its lists.

The digests in the lists follow from the files, and those from the signed journal; so does every byte around them. A
list that says the same in other bytes was written by somebody else.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from oa_desktop.archive.lists import BagList, read_lists
from oa_desktop.domain.archives.bag_description import INFO
from oa_desktop.domain.beside import FileFault

DECLARATION: Final = "bagit.txt"
OF_TAGS: Final = "tagmanifest-sha256.txt"
_GAP: Final = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class BagForm:
    """How the program writes one kind of bag.

    Attributes:
        declaration: The bytes of ``bagit.txt``.
        lists: The names of the lists of files.
        gap: What stands between digest and name in the list of tags.
        orders: Orders in which the list of tags may name the files that describe the bag.
    """

    declaration: bytes
    lists: Sequence[str]
    gap: str
    orders: Sequence[Sequence[str]]


def _declared(version: str) -> bytes:
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n".encode()


_LISTS: Final = ("manifest-sha256.txt", "manifest-sm3.txt")
_TAGS: Final = (DECLARATION, INFO, *_LISTS)
OF_ITEM: Final = BagForm(
    declaration=_declared("0.97"), lists=_LISTS[:1], gap=" ", orders=tuple(itertools.permutations(_TAGS[:-1]))
)
"""归档件, written by the library of RFC 8493: it names the tags in the order in which the disk gives them."""
OF_PACKAGE: Final = BagForm(declaration=_declared("1.0"), lists=_LISTS, gap=_GAP, orders=(tuple(sorted(_TAGS)), _TAGS))
"""归档信息包; earlier versions named the tags in the order in which they were written."""


def list_of(lines: Iterable[tuple[str, str]], gap: str = _GAP) -> bytes:
    """Return the bytes of a list of names and digests in their order."""
    return "".join(f"{digest}{gap}{name}\n" for name, digest in lines).encode()


def form_faults(folder: Path, form: BagForm) -> Iterator[FileFault]:
    """Give declaration and lists of a bag that the program would have written otherwise, where all else is sound.

    Names are taken as they stand in a list: in Unicode one name may be written in two ways, and files keep theirs.

    Raises:
        OSError: The disk does not give it.
    """
    held = {one.name: one for one in read_lists(folder)}
    wanted = {*form.lists, OF_TAGS}
    yield from (FileFault(rule="archive.file-missing", file=name) for name in sorted(wanted - held.keys()))
    yield from (FileFault(rule="archive.file-foreign", file=name) for name in sorted(held.keys() - wanted))
    if (folder / DECLARATION).read_bytes() != form.declaration:
        yield FileFault(rule="archive.list-otherwise", file=DECLARATION)
    for name in sorted(wanted & held.keys()):
        if held[name].data not in _written(held[name], form):
            yield FileFault(rule="archive.list-otherwise", file=name)


def _written(one: BagList, form: BagForm) -> Iterator[bytes]:
    if not one.of_tags:
        yield list_of(sorted(one.lines))
        return
    digests = dict(one.lines)
    for order in form.orders:
        if digests.keys() == set(order):
            yield list_of(((name, digests[name]) for name in order), form.gap)
