"""What is left of a run (练习记录): its journals, verified, and what there is to know of the texts that they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.archiving import ArrangeItem
from oa_desktop.domain.actions.exercising import BeginExercise, HandBackPart, RecordHappening, TakeOverPart, WorkOn
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, DossierId, EntryId, ItemId, PersonId, dossier_of
from oa_desktop.domain.manuscript import Manuscript

OFFICIAL_STORE = "official-store "
"""How a happening begins that says what the official store was like."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """练习记录.

    Attributes:
        entries: Of all journals, in whatever order.
        people: Who has which account.
        texts: The manuscripts that the journals name.
        findings: Rules that find something in a text, each as often as it does.
        reports: Names of what the four properties (四性) ask and a report of this digest did not pass.
    """

    entries: tuple[Entry, ...]
    people: Mapping[str, PersonId]
    texts: Mapping[Digest, Manuscript] = field(default_factory=dict)
    findings: Mapping[Digest, tuple[str, ...]] = field(default_factory=dict)
    reports: Mapping[Digest, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def course(self) -> tuple[Entry, ...]:
        """All entries in the order of the exercise's time."""
        return tuple(sorted(self.entries, key=_when))

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """All entries of a kind, in the order of the exercise's time."""
        found: dict[str, list[Entry]] = {}
        for one in self.course:
            found.setdefault(one.kind, []).append(one)
        return {kind: tuple(entries) for kind, entries in found.items()}

    @cached_property
    def place(self) -> Mapping[EntryId, int]:
        """Where each entry stands in the order of the exercise's time."""
        return {one.id: place for place, one in enumerate(self.course)}

    @cached_property
    def documents(self) -> Mapping[str, DossierId]:
        """Which document was begun with which paper of the exercise, the last that was."""
        begun = {one.act: dossier for one in self.course if (dossier := dossier_of(one.journal))}
        worked = ((read_action(one), begun.get(one.act)) for one in self.by_kind.get(_WORK_ON, ()))
        return {act.material: dossier for act, dossier in worked if isinstance(act, WorkOn) and dossier}

    @property
    def begin(self) -> Entry:
        """The entry by which the exercise was begun, the last time that it was.

        Raises:
            Refused: ``training.result-empty``: nobody began one; ``training.result-newer``: as no act known here.
        """
        entries = self.by_kind.get(_BEGIN, ())
        if not entries:
            raise Refused("training.result-empty")
        if not isinstance(read_action(entries[-1]), BeginExercise):
            raise Refused("training.result-newer")
        return entries[-1]

    @property
    def begun(self) -> BeginExercise:
        """How it was begun, as :attr:`begin`."""
        return cast(BeginExercise, read_action(self.begin))

    @cached_property
    def official_store(self) -> tuple[str, ...]:
        """Fingerprints of the official store (正式库指纹): the first from before the run, the last after it."""
        happened = (read_action(one) for one in self.by_kind.get(_HAPPENED, ()))
        told = (one.happening for one in happened if isinstance(one, RecordHappening))
        return tuple(one.removeprefix(OFFICIAL_STORE) for one in told if one.startswith(OFFICIAL_STORE))

    @cached_property
    def taken_over(self) -> frozenset[str]:
        """Roles of role players that a person plays now (接管), by their ids in the exercise."""
        turns = sorted((*self.by_kind.get(_TAKE, ()), *self.by_kind.get(_HAND_BACK, ())), key=_when)
        last = {one.part: one for one in map(read_action, turns) if isinstance(one, TakeOverPart | HandBackPart)}
        return frozenset(part for part, one in last.items() if isinstance(one, TakeOverPart))

    @cached_property
    def items(self) -> Mapping[ItemId, DossierId]:
        """Which document each item of the archive is."""
        arranged = (read_action(one) for one in self.by_kind.get(_ARRANGE, ()))
        return {one.item: one.document for one in arranged if isinstance(one, ArrangeItem)}

    def behind(self, earlier: Record) -> Record:
        """Return the record without the entries that an earlier one has already."""
        known = {one.id for one in earlier.entries}
        return replace(self, entries=tuple(one for one in self.entries if one.id not in known))

    @cached_property
    def _folded(self) -> dict[DossierId, Dossier]:
        return {}

    def dossier(self, material: str) -> Dossier | None:
        """Return what came of a paper of the exercise, None where nobody began with it."""
        wanted = self.documents.get(material)
        return self.folded(wanted) if wanted else None

    def folded(self, dossier: DossierId) -> Dossier:
        """Return what the journal of a document comes to."""
        if dossier not in self._folded:
            self._folded[dossier] = fold(dossier, [one for one in self.course if dossier_of(one.journal) == dossier])
        return self._folded[dossier]


_BEGIN = DECLARATIONS[BeginExercise].kind
_WORK_ON = DECLARATIONS[WorkOn].kind
_TAKE, _HAND_BACK, _HAPPENED = (DECLARATIONS[one].kind for one in (TakeOverPart, HandBackPart, RecordHappening))
_ARRANGE = DECLARATIONS[ArrangeItem].kind


def _when(entry: Entry) -> tuple[int, str, int]:
    return entry.claimed_seconds, entry.journal, entry.seq
