"""What may be said but once (只能写一次): where a description says it twice, readers take one or the other.

GB/T 33190-2016 7.4, 18. The same holds for an element of another namespace that bears a name of the standard: some
readers look at the names alone. And where a word is wanted, nothing else may stand among its letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from oa_desktop.docs.reading.package import Node

_ONCE: Final[Mapping[str, frozenset[str]]] = {
    "DocBody": frozenset({"DocInfo", "DocRoot", "Signatures", "Versions"}),
    "Signature": frozenset({"SignedInfo", "SignedValue"}),
    "SignedInfo": frozenset({"Provider", "SignatureMethod", "SignatureDateTime", "References", "Seal"}),
    "Seal": frozenset({"BaseLoc"}),
    "Reference": frozenset({"CheckValue"}),
}
"""What stands at most once, by what it stands in."""
_WORDS: Final = frozenset({"DocRoot", "Signatures", "SignedValue", "SignatureDateTime", "BaseLoc", "CheckValue"})
_NAMES: Final = frozenset({*_ONCE, *(name for names in _ONCE.values() for name in names), "StampAnnot"})


def is_ambiguous(root: Node) -> bool:
    """Tell whether a part of a signature can be read in two ways."""
    return any(True for _ in _faults(root))


def _faults(root: Node) -> Iterator[Node]:
    space = _parted(root)[0]
    for one in root.iter("{*}*"):
        own, name = _parted(one)
        once = _ONCE.get(name, frozenset())
        inside = [(_parted(each)[1], each) for each in one.iterchildren("{*}*")]
        counted = Counter(found for found, _ in inside)
        split = any(found in once & _WORDS and len(each) for found, each in inside)
        if split or any(counted[each] > 1 for each in once) or (name in _NAMES and own != space):
            yield one


def _parted(one: Node) -> tuple[str, str]:
    """Return namespace and name of an element."""
    space, _, name = str(one.tag).rpartition("}")
    return space, name
