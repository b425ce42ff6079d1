"""What a paper of each kind begins with: only what the writer alone can say is left open, and every gap is found."""

import re
from dataclasses import replace

import pytest

from oa_desktop.bootstrap.adapters import build_reader
from oa_desktop.catalogue.beginnings import load_beginnings
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.documents.profile import NATIONAL
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.rules.inspecting import inspect
from oa_desktop.domain.texts.beginnings import OPEN, consent
from oa_desktop.domain.units.correspondents import Correspondent, Relationship
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.drafting.writing import Writing
from tests.fakes.office import FakeOffice

UNFILLED = {"wording.open", "imprint.half"}
"""That something is still to be filled in; 印发日期 is known when the paper is printed."""


@pytest.fixture(scope="module")
def office() -> FakeOffice:
    """An office whose papers 县长沈怀远 signs."""
    made = FakeOffice(reader=build_reader())
    system = made.as_("system")
    signer = system.organisation().person_by_account("signer").id
    (post,) = system.organisation().posts_of(signer)
    system.perform(
        org.AmendPerson(person=signer, name="沈怀远", post=post.id, department=post.department, title="县长", rank=1)
    )
    return made


def begun(office: FakeOffice, kind: DocumentKind) -> Manuscript:
    return office.as_("drafter").writing.begun(kind)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_draft_of_a_kind_lacks_nothing_but_what_its_writer_fills_in(office, kind):
    text = begun(office, kind)

    found = {finding.rule for finding in inspect(text, NATIONAL)}

    assert "wording.open" in found
    assert found <= UNFILLED
    assert not re.search("[{}]", str(text))


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_gap_is_found_wherever_it_stands(office, kind):
    text = begun(office, kind)
    elements = {"标题": text.title, "主送机关": text.recipients, "附注": text.note, "出席": text.attendees}

    found = {finding.place.name for finding in inspect(text, NATIONAL) if finding.rule == "wording.open"}

    assert found >= {name for name, words in elements.items() if OPEN in words}


def test_an_upward_paper_goes_to_the_usual_superior_with_signer_and_contact(office):
    text = begun(office, DocumentKind.REQUEST)

    assert (text.recipients, text.signers, text.signatories) == ("市人民政府", ("沈怀远",), ("清源县人民政府办公室",))
    assert text.note.startswith("联系人：拟稿员")
    assert text.body[-1].text == "妥否，请批示。"


def test_a_downward_paper_of_an_office_says_with_whose_consent(office):
    text = begun(office, DocumentKind.NOTICE)

    assert text.recipients == "各乡镇人民政府"
    assert "经清源县人民政府同意，" in text.body[0].text
    assert text.signers == ()


@pytest.mark.parametrize(
    ("organ", "words"), [("县委办公室", "经县委同意，"), ("省政府办公厅", "经省政府同意，"), ("清源县人民政府", "")]
)
def test_only_an_office_writes_with_consent(organ, words):
    assert consent(organ) == words


def test_a_leader_signs_an_order_with_title_and_name(office):
    assert begun(office, DocumentKind.ORDER).signatories == ("县　长　　沈怀远",)


def test_a_peer_is_never_guessed(office):
    assert begun(office, DocumentKind.LETTER).recipients == "××县××局"


def test_the_address_book_says_to_whom_a_paper_usually_goes():
    other = FakeOffice(reader=build_reader())
    superior = Correspondent(name="省人民政府", relationship=Relationship.SUPERIOR, groups=("省级各机关",))
    other.as_("registrar").perform(org.RegisterCorrespondents(correspondents=(superior,)))

    assert begun(other, DocumentKind.REPORT).recipients == "省人民政府"


def test_an_office_may_change_what_its_papers_begin_with(tmp_path):
    (tmp_path / "通知.md").write_text("{发文机关}关于××的通知\n", encoding="utf-8")

    assert load_beginnings(tmp_path) == {DocumentKind.NOTICE: "{发文机关}关于××的通知\n"}


def test_a_slot_that_nobody_fills_is_told_with_its_place(tmp_path):
    (tmp_path / "通知.md").write_text("标题\n为{事由}\n", encoding="utf-8")

    with pytest.raises(Refused) as refused:
        load_beginnings(tmp_path)

    place = refused.value.params["finding"].place
    assert (place.name, place.lines, place.column) == ("通知.md", (2,), 2)


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "通知.md").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(Unavailable, match=r"resource\.unreadable"):
        load_beginnings(tmp_path)


def test_a_kind_without_a_beginning_is_refused_in_words():
    session = FakeOffice().as_("drafter")
    writing = Writing(replace(session._desk, beginnings={}), build_reader())

    with pytest.raises(Refused, match=r"beginning\.none"):
        writing.source(DocumentKind.NOTICE)


def test_every_kind_has_a_beginning():
    assert set(load_beginnings(resource_path("beginnings"))) == set(DocumentKind)
