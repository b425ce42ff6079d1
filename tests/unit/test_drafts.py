"""A draft keeps what was typed with its files and its time; drafts of earlier releases are still read."""

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office import queries as q
from tests.fakes.office import FLOW, FakeOffice, notice


def test_a_draft_comes_back_with_its_files_its_basis_its_flow_and_the_time():
    drafter = FakeOffice().as_("drafter")
    file = Attachment(name="数据.xlsx", size=3, digest=Digest("ab" * 32))
    drafter.drafts.keep("new/1", KeptDraft(text=notice(), attachments=(file,), based_on=Digest("cd" * 32), flow="x"))
    (kept,) = drafter.drafts.all().values()
    assert (kept.text, kept.attachments) == (notice(), (file,))
    assert (kept.based_on, kept.flow) == ("cd" * 32, "x")
    assert kept.kept.startswith("2026-")


def test_a_draft_that_an_earlier_release_kept_without_a_time_is_still_there():
    assert KeptDraft.decode(notice().encode()) == KeptDraft(text=notice())


def test_a_draft_is_the_same_after_it_was_kept():
    draft = KeptDraft(text=notice(), kept="2026-04-16T09:00:00+08:00", flow="outgoing")
    assert KeptDraft.decode(draft.encode()) == draft


def test_what_sending_a_new_document_on_asks_for_is_known_before_there_is_one():
    drafter = FakeOffice().as_("drafter")
    (form,) = drafter.ask(q.FirstActForm(flow=FLOW.id))
    assert (form.kind, form.onward, form.words, form.fields) == ("submit", True, "意见", ())
    assert drafter.ask(q.FirstActForm(flow="unknown")) == ()
