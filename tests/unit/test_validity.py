"""Until when a normative document holds, and that it was changed or repealed."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions.validity import SetValidity
from oa_desktop.domain.documents.validity import Status, Validity
from oa_desktop.domain.errors import Refused
from tests.fakes.office import FakeOffice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def test_a_period_is_stated_after_the_number_and_lapses_without_an_entry(office: FakeOffice) -> None:
    document = office.bring_to("file")
    office.as_("registrar").perform(SetValidity(dossier=document, until="2031-04-15"))
    stated = office.state(document).validity
    assert stated == Validity(until="2031-04-15")
    assert [stated.on(day) for day in ("2031-04-15", "2031-04-16")] == [Status.IN_FORCE, Status.LAPSED]


def test_a_document_that_is_concluded_is_repealed_by_another(office: FakeOffice) -> None:
    document = office.bring_to("file")
    office.step(document)
    wish = SetValidity(dossier=document, status=Status.REPEALED, basis="清政办发〔2030〕3号", reason="已有新规定")
    office.as_("registrar").perform(wish)
    stated = office.state(document).validity
    assert stated
    assert stated.on("2050-01-01") is Status.REPEALED


@pytest.mark.parametrize(
    ("step", "until", "code"),
    [
        ("issue", "", "validity.before-number"),
        ("seal", "明年", "date.no-day"),
        ("seal", "2001-01-01", "validity.before-document"),
    ],
)
def test_what_cannot_be_is_refused(office: FakeOffice, step: str, until: str, code: str) -> None:
    document = office.bring_to(step)
    with pytest.raises(Refused) as refused:
        office.as_("reviewer").perform(SetValidity(dossier=document, until=until))
    assert refused.value.code == code
