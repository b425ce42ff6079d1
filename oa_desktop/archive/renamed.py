"""A folder of a package that bears another name than was sealed: one fault, and not two for each file in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from oa_desktop.domain.beside import FileFault
from oa_desktop.office.archiving.importing import PackageFault

_LOST: Final = frozenset({"evidence.file-missing", "archive.file-missing"})
_MORE: Final = frozenset({"evidence.file-foreign", "archive.file-foreign", "archive.file-unlisted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A folder that bears another name.

    Attributes:
        was: Its path as it was sealed.
        now: Its path as it is here.
        below: The paths in it that are the same here, each from its slash on.
    """

    was: str
    now: str
    below: frozenset[str]

    def explains(self, fault: FileFault) -> bool:
        """Whether a file is lost, or nobody's, only because of the name of its folder."""
        top, below = _parted(fault.file)
        return (fault.rule in _LOST and top == self.was) or (
            fault.rule in _MORE and top == self.now and below in self.below
        )


def renamed(faults: Iterable[FileFault]) -> tuple[Renamed, ...]:
    """Return the folders of which most files that are lost lie under their names in another one beside it."""
    found = tuple(faults)
    lost, more = (_by_folder(one.file for one in found if one.rule in rules) for rules in (_LOST, _MORE))
    both = ((was, now, lost[was] & more[now]) for was in lost for now in more if was != now)
    return tuple(Renamed(was=was, now=now, below=same) for was, now, same in both if 2 * len(same) > len(lost[was]))


def _by_folder(files: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return the paths below each outermost folder; what lies in none is left out."""
    lying: dict[str, set[str]] = {}
    for top, below in (_parted(one) for one in files if "/" in one):
        lying.setdefault(top, set()).add(below)
    return {top: frozenset(below) for top, below in lying.items()}


def _parted(file: str) -> tuple[str, str]:
    """Return the outermost folder of a path, and the rest from its slash on."""
    top, slash, below = file.partition("/")
    return top, slash + below


def told(faults: Collection[FileFault]) -> Iterator[PackageFault]:
    """Yield what is to be told of the files of a package: folders under another name once, then file by file."""
    moved = renamed(faults)
    for one in moved:
        said: dict[str, str | int] = {"file": one.now, "was": one.was, "count": len(one.below)}
        yield PackageFault(rule="evidence.folder-renamed", params=said)
    for fault in faults:
        if not any(one.explains(fault) for one in moved):
            yield PackageFault(rule=fault.rule, params={"file": fault.file})
