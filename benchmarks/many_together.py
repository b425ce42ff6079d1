"""A year of documents, many of them handled together: what one person does to all of them is one act of the program.

So a year of 10,000 documents is there in minutes, with journals, signatures, texts and scans as the program writes
them; every scan is a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from oa_desktop.bootstrap.archive_year import DRAFTER, REGISTRAR, SCAN, Came, Goes, Step, Year, issuing, sound
from oa_desktop.domain.actions import Action
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.desk import Desk

AT_ONCE = 50
"""Documents that are handled together."""
_PAUSE = timedelta(minutes=10)


def play(year: Year, documents: int, tell: Callable[[int, int], object]) -> None:
    """Let so many documents, in which nothing is wrong, be handled and filed; ``tell`` counts them."""
    for first in range(0, documents, AT_ONCE):
        tell(first, documents)
        day = year.begin(first, documents)
        many = [sound(place, day) for place in range(first, min(first + AT_ONCE, documents))]
        came = [_with_own_scan(year, one, first + place) for place, one in enumerate(many) if isinstance(one, Came)]
        _come(year, [one for one in came if not one.sent_back])
        _come(year, [one for one in came if one.sent_back])
        _go(year, [one for one in many if isinstance(one, Goes)])
    tell(documents, documents)


def _with_own_scan(year: Year, came: Came, place: int) -> Came:
    """Return a document whose scan is like no other's."""
    scan = year.page(came.incoming.sender) + f"%{place}\n".encode()
    return replace(came, files={SCAN: scan})


def _come(year: Year, many: Sequence[Came]) -> None:
    documents = _together(year, REGISTRAR, [partial(year.arrival, one) for one in many])
    _handle(year, documents, [year.reading(one) for one in many])


def _go(year: Year, many: Sequence[Goes]) -> None:
    documents = _together(year, DRAFTER, [partial(year.draft, one) for one in many])
    _handle(year, documents, [issuing(one) for one in many])


def _handle(year: Year, documents: Sequence[DossierId], courses: Iterable[Iterable[Step]]) -> None:
    """Handle documents whose courses have the same acts of the same people, one act after the other."""
    for steps in zip(*courses, strict=True):
        kind, account, _ = steps[0]
        both = zip(documents, steps, strict=True)
        _together(year, account, [partial(year.wish, kind, account, one, said) for one, (_, _, said) in both])


def _together(year: Year, account: str, many: Sequence[Callable[[], Action]]) -> tuple[DossierId, ...]:
    """Let one person do things as one act, each laid before them in its turn; return their documents."""
    if not many:
        return ()
    year.clock.time += _PAUSE
    return year.session(account).perform_each([partial(_whatever, one) for one in many]).dossiers


def _whatever(act: Callable[[], Action], _desk: Desk) -> Action:
    """Return an act as somebody wants it, whatever was done before it in the same act."""
    return act()
