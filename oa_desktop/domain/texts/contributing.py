"""Who changed what (由谁改的): the versions of a text to which a difference between its first and its last is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.texts.aligning import Unit
from oa_desktop.domain.texts.comparing import Difference, Passage, passages_of
from oa_desktop.domain.texts.tracing import TracedPassage, trace

Contributors = tuple[int, ...]


def contributors(versions: Sequence[Manuscript], rows: Sequence[Difference]) -> tuple[Contributors, ...]:
    """Return for each difference between the first and the last version which ones brought it, counted from 0.

    Args:
        versions: The texts, the oldest first.
        rows: What :func:`compare` or :func:`side_by_side` says of the first and the last.
    """
    gone, come = _traced(versions)
    return tuple(
        tuple(sorted({*(gone[one.old] if one.old else ()), *(come[one.new] if one.new else ())})) for one in rows
    )


def _traced(versions: Sequence[Manuscript]) -> tuple[Mapping[Passage, set[int]], Mapping[Passage, set[int]]]:
    """Return who took something out of each passage of the first version, and who put something into the last's."""
    gone: dict[Passage, set[int]] = {}
    come: dict[Passage, set[int]] = {}
    last = len(versions) - 1
    for groups in zip(*map(passages_of, versions), strict=True):
        for one in trace([[Unit("", passage.text) for passage in group] for group in groups]):
            if 0 in one.versions:
                gone.setdefault(groups[0][one.places[0]], set()).update(_went(one))
            if last in one.versions:
                come.setdefault(groups[last][one.places[-1]], set()).update(_came(one, last))
    return gone, come


def _went(one: TracedPassage) -> Iterator[int]:
    return (each.went for each in one.stretches if not each.came and each.went is not None)


def _came(one: TracedPassage, last: int) -> Iterator[int]:
    return (each.came for each in one.stretches if each.came and each.stands_in(last))
