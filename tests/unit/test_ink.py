"""Ink (手写): strokes of a pen as an opinion, kept apart from the page, named by the act; nothing else passes as ink."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.history import payload_of, read_action
from oa_desktop.domain.ids import Digest, dossier_journal
from oa_desktop.domain.texts.ink import Ink, InkPoint
from oa_desktop.office import queries as q
from oa_desktop.office.drafting.ink import read_ink
from tests.fakes.ink import ring
from tests.fakes.journals import stored, verdict
from tests.fakes.office import FakeOffice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def test_the_same_strokes_are_the_same_bytes_and_come_back_as_written():
    ink = ring()
    assert ink.encode() == replace(ink).encode()
    assert Ink.decode(ink.encode()) == ink
    assert ink.box_um == (20_000, 8_000, 100_000, 32_000)


def changed(**fields: object) -> bytes:
    return json.dumps({**json.loads(ring().encode()), **fields}).encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ink.damaged"),
        (b"\x89PNG\r\n", "ink.damaged"),
        (b"[]", "ink.damaged"),
        (b"{}", "ink.damaged"),
        (b"[" * 200_000, "ink.damaged"),
        (changed(strokes=[]), "ink.empty"),
        (changed(strokes=[[]]), "ink.damaged"),
        (changed(strokes="ab"), "ink.damaged"),
        (changed(strokes=[[[1, 2, 3]]]), "ink.damaged"),
        (changed(strokes=[[[1, 2, 3, 4, 5]]]), "ink.damaged"),
        (changed(strokes=[[["1", 2, 3, 4]]]), "ink.damaged"),
        (changed(strokes=[[[True, 2, 3, 4]]]), "ink.damaged"),
        (changed(strokes=[[[1.5, 2, 3, 4]]]), "ink.damaged"),
        (changed(strokes=[[[-1, 2, 3, 4]]]), "ink.damaged"),
        (changed(strokes=[[[120_001, 2, 3, 4]]]), "ink.damaged"),
        (changed(strokes=[[[1, 2, 1_001, 4]]]), "ink.damaged"),
        (changed(strokes=[[[1, 2, 3, 86_400_001]]]), "ink.damaged"),
        (changed(strokes=[[[1, 2, 3, 9], [1, 2, 3, 8]]]), "ink.damaged"),
        (changed(width=0), "ink.damaged"),
        (changed(width=500_001), "ink.damaged"),
        (changed(height=None), "ink.damaged"),
        (changed(colour="red"), "ink.damaged"),
        (changed(strokes=[[[1, 2, 3, 4]]] * 1_001), "ink.too-much"),
        (changed(strokes=[[[1, 2, 3, 4]] * 20_001]), "ink.too-much"),
        (b" " * 1_000_001, "ink.too-much"),
    ],
)
def test_what_no_pen_wrote_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        Ink.decode(data)
    assert refused.value.code == code


def test_a_handwritten_opinion_is_named_by_its_act_and_shown_in_the_timeline(office):
    dossier = office.bring_to("issue")
    signer = office.as_("signer")
    digest = signer.ink.keep(ring())
    page, _ = signer.papers.page(dossier)
    signer.perform(act.Issue(dossier=dossier, rendering=page, opinion="同意印发。", ink=digest))
    row = signer.ask(q.Timeline(dossier=dossier))[-1]
    assert (row.act, row.words, row.ink) == ("签发", "同意印发。", digest)
    assert office.as_("drafter").ink.read(dossier, digest) == ring()


def test_the_entry_names_the_strokes_so_that_they_are_verified_and_backed_up(office):
    dossier = office.bring_to("department")
    digest = office.as_("head").ink.keep(ring())
    office.as_("head").perform(act.Review(dossier=dossier, ink=digest))
    entry = list(office.stores.made.entries(dossier_journal(dossier)))[-1].entry
    assert digest in entry.attachments
    everything = [one for journal in office.stores.made.journals() for one in office.stores.made.entries(journal)]
    assert verdict(stored(everything)).faults == ()


def test_a_filed_document_has_what_was_written_on_it_by_hand_with_it(office):
    dossier = office.bring_to("department")
    digest = office.as_("head").ink.keep(ring())
    office.as_("head").perform(act.Review(dossier=dossier, ink=digest))
    while not office.state(dossier).filed:
        office.step(dossier)
    files = {one.name: one.data for one in office.as_("archivist").papers.filed_item(dossier).files}
    assert Ink.decode(files["手写-01.json"]) == ring()


def test_an_act_without_ink_is_recorded_as_it_always_was(office):
    dossier = office.bring_to("office")
    entry = list(office.stores.made.entries(dossier_journal(dossier)))[-1].entry
    assert "ink" not in payload_of(read_action(entry), entry.journal)
    assert entry.attachments == ()


def test_a_return_may_give_its_reason_by_hand_alone(office):
    dossier = office.bring_to("office")
    reviewer = office.as_("reviewer")
    with pytest.raises(Refused) as refused:
        reviewer.perform(act.Return(dossier=dossier, reason=""))
    assert refused.value.code == "return.no-reason"
    reviewer.perform(act.Return(dossier=dossier, reason="", ink=reviewer.ink.keep(ring())))
    assert office.state(dossier).step == "draft"


def test_ink_that_is_not_kept_or_is_none_is_refused_and_nothing_is_recorded(office):
    dossier = office.bring_to("department")
    head = office.as_("head")
    text = office.stores.made.blobs.keep(b"no ink at all")
    for digest, code in ((Digest("0" * 64), "ink.not-kept"), (text, "ink.damaged")):
        with pytest.raises(Refused) as refused:
            head.perform(act.Review(dossier=dossier, ink=digest))
        assert refused.value.code == code
    assert office.state(dossier).step == "department"


def test_who_may_not_know_the_document_may_not_see_what_was_written_on_it(office):
    dossier = office.bring_to("department")
    digest = office.as_("head").ink.keep(ring())
    office.as_("head").perform(act.Review(dossier=dossier, ink=digest))
    with pytest.raises(Refused) as refused:
        office.as_("outsider").ink.read(dossier, digest)
    assert refused.value.code == "dossier.unknown"
    elsewhere = office.bring_to("department")
    with pytest.raises(Refused):
        office.as_("head").ink.read(elsewhere, digest)


def test_strokes_that_were_damaged_later_are_said_to_be_so(office):
    digest = office.stores.made.blobs.keep(b"{}")
    with pytest.raises(Unavailable) as unavailable:
        read_ink(office.stores.made.blobs, digest)
    assert unavailable.value.code == "blob.damaged"


def test_a_dot_is_ink_too():
    dot = Ink(width_um=1_000, height_um=1_000, strokes=((InkPoint(1, 1, 500, 0),),))
    assert Ink.decode(dot.encode()).box_um == (1, 1, 1, 1)
