"""The demonstration (演示): its unit, its story in a throw-away store, and the desk that people try the window at."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from oa_desktop.bootstrap.building import build_office, make_aside, office_in
from oa_desktop.bootstrap.establishing import establish
from oa_desktop.bootstrap.resources import build_scheme
from oa_desktop.bootstrap.world import RandomIds, ScriptClock
from oa_desktop.catalogue.desks import DeskDocument, load_desk
from oa_desktop.catalogue.scenarios import load_scenario
from oa_desktop.catalogue.stories import load_story
from oa_desktop.catalogue.units import load_unit
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.kinds import DocumentKind, kind_of_title
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.stories import Story, StoryAct, Version
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.office import Office
from oa_desktop.security.accounts import Terms
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.training.sealing import publish_revocations, take_seals_into_use
from oa_desktop.training.telling import Cast, Telling, TextOf, play_together

DEMONSTRATION = "demonstration"
_BEFORE = timedelta(hours=1)
"""How long before its first act the unit of the desk is founded."""
_UNGUARDED = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
"""Everybody can read the passwords of the demonstration: nobody has to guess them. A new one is guarded as usual."""


@cache
def demonstration_unit() -> DescribedUnit:
    """Return the unit of the demonstration."""
    return load_unit(resource_path(DEMONSTRATION) / "unit.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """A demonstration that is ready to be played.

    Attributes:
        tellings: The documents, by name.
        findings: What was found in a text that somebody brought.
        archivist: Who sees all of it at the end.
        sealed_electronically: Whether the unit's electronic seals are used.
        altered: Whether altered copies of what was sealed are left too.
    """

    cast: Cast
    tellings: Mapping[str, Telling]
    archivist: str
    findings: tuple[Finding, ...] = ()
    sealed_electronically: bool = False
    altered: bool = False

    def play(self, before: Callable[[Telling, StoryAct], object] = lambda _telling, _act: None) -> None:
        """Play it, as :func:`play_together`; of what was sealed it is known at the end that nothing was revoked."""
        play_together(tuple(self.tellings.values()), before=before)
        if self.sealed_electronically:
            publish_revocations(self.cast)


@contextlib.contextmanager
def tell_demonstration(text: bytes | None, name: str) -> Iterator[Play]:
    """Give the demonstration's story, ready to be played in a throw-away store.

    Args:
        text: A source to handle instead of the story's own; None for the story's.
        name: File name of that source.
    """
    folder = resource_path(DEMONSTRATION)
    story = load_story(folder / "story.yaml")
    final = text if text is not None else (folder / story.source).read_bytes()
    with _cast(demonstration_unit(), story.acts[0].at) as (cast, clock):
        read = cast.office.reader.read(final, name or story.source)
        texts = _versions(cast, story, final) if text is None else lambda _version: _completed(read.manuscript, cast)
        telling = Telling(cast=cast, story=story, texts=texts, clock=clock)
        yield Play(cast=cast, tellings={"document": telling}, archivist=story.acts[-1].account, findings=read.findings)


def scenarios() -> Mapping[str, Path]:
    """Return the files of the scenarios that can be played, by name."""
    return {path.stem: path for path in sorted((resource_path(DEMONSTRATION) / "scenarios").glob("*.yaml"))}


@contextlib.contextmanager
def tell_scenario(path: Path) -> Iterator[Play]:
    """Give a scenario, ready to be played in a throw-away store.

    Args:
        path: Its file; its unit's file lies beside that of the demonstration.

    Raises:
        Refused: ``resource.faulty``.
        Unavailable: ``resource.unreadable``.
    """
    scenario = load_scenario(path)
    unit = load_unit(resource_path(DEMONSTRATION) / scenario.unit)
    with _cast(unit, min(one.story.acts[0].at for one in scenario.documents)) as (cast, clock):
        if scenario.sealed_electronically:
            take_seals_into_use(cast)
        tellings: dict[str, Telling] = {}
        for one in scenario.documents:
            texts = _versions(cast, one.story, one.text.encode())
            answering = tellings.get(one.answers)
            tellings[one.name] = Telling(cast=cast, story=one.story, texts=texts, clock=clock, answering=answering)
        yield Play(
            cast=cast,
            tellings=tellings,
            archivist=scenario.archivist,
            sealed_electronically=scenario.sealed_electronically,
            altered=scenario.altered,
        )


@contextlib.contextmanager
def _cast(unit: DescribedUnit, begin: datetime) -> Iterator[tuple[Cast, ScriptClock]]:
    """Establish a unit in a throw-away store."""
    with tempfile.TemporaryDirectory(prefix="oa-desktop-demo-") as home, cast_below(Path(home), unit, begin) as given:
        yield given


@contextlib.contextmanager
def cast_below(home: Path, unit: DescribedUnit, begin: datetime) -> Iterator[tuple[Cast, ScriptClock]]:
    """Establish a unit below a root, at a time of its own."""
    clock = ScriptClock(begin)
    office = build_office(home, Realm.DEMONSTRATION, clock=clock, terms=_UNGUARDED)
    try:
        establish(office, unit, RandomIds())
        cast = Cast(office=office, unit=unit)
        yield cast, clock
        cast.leave()
    finally:
        office.close()


def _versions(cast: Cast, story: Story, final: bytes) -> TextOf:
    """Return what reads the versions of a text."""

    def version(wanted: Version) -> Manuscript:
        typed = story.text(final.decode("utf-8"), wanted)
        return _completed(cast.office.reader.read(typed.encode(), Path(story.source).stem + ".txt").manuscript, cast)

    return version


def _completed(manuscript: Manuscript, cast: Cast) -> Manuscript:
    """Return a text with what a demonstration needs to issue it, where its writer left that open."""
    organ = cast.unit.name
    return replace(
        manuscript,
        issuing_organs=manuscript.issuing_organs or manuscript.signatories or (organ,),
        signatories=manuscript.signatories or manuscript.issuing_organs or (organ,),
        title=manuscript.title or "（未写标题）",
        kind=manuscript.kind or ("" if kind_of_title(manuscript.title) else DocumentKind.NOTICE.value),
    )


def found_demonstration(
    home: Path, now: datetime, tell: Callable[[int, int], None], *, terms: Terms = _UNGUARDED
) -> None:
    """Found the demonstration's unit below a root, with documents at every step on its desk.

    Args:
        home: The root.
        now: The present time; the documents came in on the working days before it.
        tell: Is told steps done and steps in all.
        terms: The conditions of signing in; if not given those of passwords that everybody can read.

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
    take_seals_into_use(cast)
    archivist = cast.unit.holder(Role.ARCHIVIST)
    cast.session(archivist.account).archive.adopt_scheme(build_scheme("organ"))
    play_together([_begun(cast, one, clock) for one in documents], tell)
    cast.leave()


def _begun(cast: Cast, document: DeskDocument, clock: ScriptClock) -> Telling:
    read = cast.office.reader.read(document.text.encode(), document.story.source)
    return Telling(cast=cast, story=document.story, texts=lambda _version: read.manuscript, clock=clock)
