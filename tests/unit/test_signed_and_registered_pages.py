"""In the official flow the page that is signed and the page that is registered are drawn alike."""

from __future__ import annotations

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from tests.fakes.office import FakeOffice
from tests.rigs.same_page import differs_outside_slots


def registered(office: FakeOffice) -> Dossier:
    state: Dossier = office.state(office.bring_to("seal"))
    return state


def content(office: FakeOffice, state: Dossier, digest: Digest) -> bytes:
    return office.as_("drafter").papers.content(state.id, digest)


def laid(source: bytes) -> LaidOut:
    return lay_out(Manuscript.decode(source), shipped_fonts(), LayoutOptions(open_slots=True))


def test_both_pages_keep_room_for_what_registering_fills_in() -> None:
    office = FakeOffice()
    state = registered(office)
    assert state.issued is not None
    assert state.numbered is not None
    for page in (state.issued.rendering, state.numbered.rendering):
        assert b"open_slots=True" in content(office, state, page)


def test_the_registered_text_makes_the_page_that_was_signed() -> None:
    office = FakeOffice()
    state = registered(office)
    assert state.issued is not None
    assert state.numbered is not None
    signed, final = (laid(content(office, state, step.source)) for step in (state.issued, state.numbered))
    assert differs_outside_slots(signed, final) == ()
    assert signed != final
