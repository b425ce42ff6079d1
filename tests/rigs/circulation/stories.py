"""The walk as hypothesis takes it: the same acts and the same oracle, and a failure is shortened to a short story.

Every rule is one act of the walk; what chance decides in it comes from one number, so that leaving an act out leaves
the others as they were.
"""

from __future__ import annotations

import itertools
import random
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from oa_desktop.domain.ids import DossierId
from tests.fakes.crowd import EVERYBODY
from tests.rigs.circulation.saying import PEOPLE
from tests.rigs.circulation.walk import KINDS, Report, Walk

ACTS_OF_A_STORY = 55
STORIES = 16
"""As many on one seed: what chance has led to before leads it on, so that many seeds see more than many stories."""
ROUTES = 24
_CHANCE = st.integers(0, 2**24)


class Told(AssertionError):
    """Something did not hold: what, and the story that led there."""


class Stories(RuleBasedStateMachine):
    """What people do to one document on one of the routes of a walk."""

    walk: ClassVar[Walk]
    document: DossierId
    acts: int = 0
    met: int = 0

    @initialize(route=st.integers(0, ROUTES - 1), beginner=st.sampled_from(EVERYBODY), chance=_CHANCE)
    def begin(self, route: int, beginner: str, chance: int) -> None:
        """Begin a document, whatever was told before."""
        self._chance(chance)
        flows = list(self.walk.office.flows.values())
        self.document = self.walk.begin(flows[route % len(flows)], beginner)

    @rule(chance=_CHANCE)
    def likely(self, chance: int) -> None:
        """Somebody, mostly who has it in hand, does what they mostly may."""
        self._one(chance)

    @precondition(lambda story: story.acts % 4 == 3)
    @rule(who=st.sampled_from(PEOPLE), what=st.sampled_from(KINDS), chance=_CHANCE)
    def anything(self, who: str, what: str, chance: int) -> None:
        """Anybody tries anything."""
        self._one(chance, who, what)

    @precondition(lambda story: story.acts % 10 == 9 and story.met < story.acts)
    @rule(chance=_CHANCE)
    def apart(self, chance: int) -> None:
        """Two act at the same time, on two machines that learn of each other afterwards; once after the same act."""
        self._chance(chance)
        self.met = self.acts
        self.walk.meet(self.document)
        self._told()

    def _one(self, chance: int, *wish: str) -> None:
        self._chance(chance)
        self.walk.one(self.document, self.acts, *wish)
        self.acts += 1
        self._told()

    def _chance(self, chance: int) -> None:
        self.walk.rng = random.Random(chance)

    def _told(self) -> None:
        faults = self.walk.report.faults
        if faults:
            story = faults[0]
            faults.clear()
            raise Told(story)


def tell(number: int, steps: int, *, acts: int = ACTS_OF_A_STORY) -> Report:
    """Tell stories on the routes of a seed until as many acts were tried.

    Raises:
        Told: The shortest story found after which something does not hold.
    """
    walk = Walk(number, Report(), routes=ROUTES)
    seeds = itertools.count(1000 * number)
    while walk.report.steps < steps:
        machine: Any = seed(next(seeds))(type("Story", (Stories,), {"walk": walk}))
        run_state_machine_as_test(machine, settings=settings(_SETTINGS, stateful_step_count=acts))
    return walk.report


_SETTINGS = settings(
    max_examples=STORIES,
    database=None,
    deadline=None,
    print_blob=False,
    report_multiple_bugs=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=tuple(HealthCheck),
)
