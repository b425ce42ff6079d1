"""The office inspects a paper as it is: its words as they were typed, its pages as they will be issued."""

from __future__ import annotations

import pytest

from oa_desktop.domain.documents.findings import Place, Severity, finding
from oa_desktop.domain.documents.profile import NATIONAL, Change
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.domain.registry import Layer
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.inspecting import Inspection
from oa_desktop.office.ports.pages import Look, Reading
from tests.fakes.office import FakeOffice, notice
from tests.fakes.world import FakeInspector

ON_PAGE = finding("sheet.left", Place(name="正文", page=1, x=3000), measured="30", required="28")
SAID_TWICE = finding("punctuation.half-width", Place(name="正文", page=1), measured=",", required="，")
FAULTY = notice(
    "清源县人民政府办公室关于归档的通知",
    body=(Paragraph(spans=(Span(text="经县人民政府同意，现将有关事项通知如下,请办理。"),)),),
)


class OneReader:
    """Reads every file as one text, or refuses."""

    def __init__(self, refused: str = "") -> None:
        self.refused = refused

    def read(self, data, name, beside=None):
        if self.refused:
            raise Refused(self.refused, name=name)
        return Reading(manuscript=FAULTY)


class LookingInspector(FakeInspector):
    """Remembers how the pages looked that it was shown."""

    def of_draft(self, manuscript, look):
        self.look = look
        return super().of_draft(manuscript, look)


def rules(found) -> list[str]:
    return [one.rule for one in found]


def test_what_the_words_say_already_is_not_said_again_of_the_page():
    inspection = Inspection(reader=OneReader(), inspector=FakeInspector(SAID_TWICE, ON_PAGE))
    assert rules(inspection.of_text(FAULTY)) == ["punctuation.half-width", "sheet.left"]
    assert inspection.of_text(FAULTY)[0].place.paragraph == 1


def test_a_county_may_ask_for_less_of_words_and_of_pages():
    changes = {"sheet.left": Change(on=False), "punctuation.half-width": Change(severity=Severity.ADVICE)}
    profile = NATIONAL.overlaid("县级", Layer.COUNTY, changes)
    inspection = Inspection(reader=OneReader(), inspector=FakeInspector(ON_PAGE), profile=lambda: profile)
    (found,) = inspection.of_text(FAULTY)
    assert (found.severity, found.layer) == (Severity.ADVICE, Layer.COUNTY)


@pytest.mark.parametrize("data", [b"%PDF", b"words"])
def test_a_file_is_inspected_in_its_words_and_on_its_pages(data):
    inspected = Inspection(reader=OneReader(), inspector=FakeInspector(ON_PAGE)).of_file(data, "稿")
    assert rules(inspected.findings) == ["punctuation.half-width", "sheet.left"]
    assert inspected.text == FAULTY


def test_a_file_of_pages_without_words_is_inspected_on_its_pages_alone():
    inspected = Inspection(reader=OneReader("source.no-text"), inspector=FakeInspector(ON_PAGE)).of_file(
        b"%PDF", "扫描"
    )
    assert rules(inspected.findings) == ["sheet.left"]
    assert inspected.text is None


def test_a_file_that_is_refused_for_another_reason_is_refused():
    with pytest.raises(Refused) as told:
        Inspection(reader=OneReader("source.damaged"), inspector=FakeInspector()).of_file(b"%PDF", "坏")
    assert told.value.code == "source.damaged"


def test_a_document_is_inspected_on_the_pages_that_it_has():
    office = FakeOffice(inspector=LookingInspector(ON_PAGE))
    document = office.draft(FAULTY)
    assert rules(office.as_("drafter").papers.findings(document)) == ["punctuation.half-width", "sheet.left"]
    assert office.inspector.look == Look(open_slots=True, template=Template())


def test_whoever_signs_is_told_of_what_a_clause_demands_and_of_nothing_else():
    office = FakeOffice(inspector=FakeInspector(ON_PAGE))
    (row,) = office.as_("signer").ask(q.Cautions(dossier=office.bring_to("issue", FAULTY)))
    assert rules(row.findings) == ["sheet.left"]
