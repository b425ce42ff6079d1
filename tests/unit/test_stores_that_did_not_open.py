"""Why a store did not open is written down beside it where the trail is to tell, and told there in the office's words."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from oa_desktop.domain.errors import Unavailable
from oa_desktop.i18n import problems
from oa_desktop.office.kept_out import TOLD_LATER
from oa_desktop.office.office import Office
from oa_desktop.office.queries import AuditTrail
from tests.builders import says
from tests.fakes.office import FakeOffice


@dataclass
class Shut:
    """A place whose store does not open."""

    code: str

    def facts(self) -> Any:
        raise Unavailable(self.code)


@pytest.mark.parametrize(
    ("code", "told"), [*((one, {one: 1}) for one in sorted(TOLD_LATER)), ("store.busy", {}), ("disk.failed", {})]
)
def test_what_is_wrong_with_the_store_itself_is_kept_and_what_passes_is_not(code: str, told: dict[str, int]) -> None:
    fake = FakeOffice()
    with says(code):
        Office(fake.realm, replace(fake.ports, stores=Shut(code))).sign_in("drafter", "口令")
    assert fake.slots.troubles == told


def test_the_auditor_reads_it_in_words_and_nothing_else_that_was_written_there() -> None:
    office = FakeOffice()
    office.slots.troubles = {"no such": 1, **dict.fromkeys(TOLD_LATER, 2)}
    office.office.sign_in("drafter", "口令")
    told = [row.detail for row in office.as_("auditor").ask(AuditTrail(text="打开库"))]
    assert sorted(told) == sorted(f"打开库；{problems.name_of('incident', one)}；2 次" for one in TOLD_LATER)
    assert not any(one in line for one in TOLD_LATER for line in told)
