"""The demonstration (演示): its unit, its story in a throw-away store, and the desk that people try the window at."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from oa_desktop.bootstrap.building import build_office, make_aside, office_in
from oa_desktop.bootstrap.establishing import establish
from oa_desktop.bootstrap.telling import Cast, Telling, play_together
from oa_desktop.bootstrap.world import RandomIds, ScriptClock
from oa_desktop.catalogue.desks import DeskDocument, load_desk
from oa_desktop.catalogue.stories import Version, load_story
from oa_desktop.catalogue.units import DemonstrationUnit, load_unit
from oa_desktop.domain.findings import Finding
from oa_desktop.domain.kinds import DocumentKind, kind_of_title
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.office import Office
from oa_desktop.security.accounts import Terms

DEMONSTRATION = "demonstration"
_BEFORE = timedelta(hours=1)
"""How long before its first act the unit of the desk is founded."""


@cache
def demonstration_unit() -> DemonstrationUnit:
    """Return the unit of the demonstration."""
    return load_unit(resource_path(DEMONSTRATION) / "unit.yaml")


@contextlib.contextmanager
def tell_demonstration(text: bytes | None, name: str) -> Iterator[tuple[Telling, tuple[Finding, ...]]]:
    """Give the demonstration's story, ready to be played in a throw-away store, and what was found in its text.

    Args:
        text: A source to handle instead of the story's own; None for the story's.
        name: File name of that source.
    """
    folder = resource_path(DEMONSTRATION)
    story, unit = load_story(folder / "story.yaml"), demonstration_unit()
    final = text if text is not None else (folder / story.source).read_bytes()
    clock = ScriptClock(story.acts[0].at)
    with tempfile.TemporaryDirectory(prefix="oa-desktop-demo-") as home:
        office = build_office(Path(home), Realm.DEMONSTRATION, clock=clock)
        try:
            establish(office, unit, RandomIds())
            read = office.reader.read(final, name or story.source)

            def version(wanted: Version) -> Manuscript:
                earlier = story.text(final.decode("utf-8", errors="replace"), wanted) if text is None else None
                return _completed(
                    office.reader.read(earlier.encode(), story.source).manuscript if earlier else read.manuscript,
                    unit,
                )

            cast = Cast(office=office, unit=unit)
            yield Telling(cast=cast, story=story, texts=version, clock=clock), read.findings
            cast.leave()
        finally:
            office.close()


def _completed(manuscript: Manuscript, unit: DemonstrationUnit) -> Manuscript:
    """Return a text with what a demonstration needs to issue it, where its writer left that open."""
    organ = unit.name
    return replace(
        manuscript,
        issuing_organs=manuscript.issuing_organs or manuscript.signatories or (organ,),
        signatories=manuscript.signatories or manuscript.issuing_organs or (organ,),
        title=manuscript.title or "（未写标题）",
        kind=manuscript.kind or ("" if kind_of_title(manuscript.title) else DocumentKind.NOTICE.value),
    )


def found_demonstration(
    home: Path, now: datetime, tell: Callable[[int, int], None], *, terms: Terms | None = None
) -> None:
    """Found the demonstration's unit below a root, with documents at every step on its desk.

    Args:
        home: The root.
        now: The present time; the documents came in on the working days before it.
        tell: Is told steps done and steps in all.
        terms: The conditions of signing in; the usual ones if not given.

    Raises:
        Refused: ``unit.exists``.
        Unavailable: ``disk.full``, ``store.busy`` while another program founds here; nothing is left behind.
    """
    documents = load_desk(resource_path(DEMONSTRATION) / "desk.yaml", now)
    clock = ScriptClock(min(one.story.acts[0].at for one in documents) - _BEFORE)

    def make(office: Office) -> None:
        tell(0, sum(len(one.story.acts) for one in documents))
        establish(office, demonstration_unit(), RandomIds())
        _lay_on_desk(office, documents, clock, tell)

    make_aside(
        home,
        Realm.DEMONSTRATION,
        make,
        office_aside=lambda folder: office_in(folder, Realm.DEMONSTRATION, clock, terms),
    )


def _lay_on_desk(
    office: Office, documents: Sequence[DeskDocument], clock: ScriptClock, tell: Callable[[int, int], None]
) -> None:
    """Play what has been done to every document."""
    cast = Cast(office=office, unit=demonstration_unit())
    play_together([_begun(cast, one, clock) for one in documents], tell)
    cast.leave()


def _begun(cast: Cast, document: DeskDocument, clock: ScriptClock) -> Telling:
    read = cast.office.reader.read(document.text.encode(), document.story.source)
    return Telling(cast=cast, story=document.story, texts=lambda _version: read.manuscript, clock=clock)
