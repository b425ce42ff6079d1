"""Pictures (图) of a document: kept before its text names them, recorded with it, filed with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.docs.pictures.taking_in import take_in
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, Digest
from oa_desktop.domain.manuscript import Manuscript, Picture
from oa_desktop.office.ports.pages import Look, Rendering
from tests.drawings import filed, plan
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.world import FakeReader, FakeRenderer


class PictureReader(FakeReader):
    """Takes pictures in, in this process."""

    def picture(self, data: bytes) -> bytes:
        return take_in(data)


class Watched(FakeRenderer):
    """Remembers the pictures that pages were made with."""

    def __init__(self) -> None:
        self.looks: list[Look] = []

    def render(self, manuscript: Manuscript, look: Look) -> Rendering:
        self.looks.append(look)
        return super().render(manuscript, look)


@pytest.fixture
def renderer() -> Watched:
    return Watched()


@pytest.fixture
def office(renderer: Watched) -> FakeOffice:
    return FakeOffice(reader=PictureReader(), renderer=renderer)


def illustrated(*pictures: Picture) -> Manuscript:
    text = notice()
    return replace(text, body=(*text.body, *pictures))


def test_a_picture_is_recorded_with_the_text_that_names_it(office):
    picture = office.as_("drafter").pictures.keep(filed(plan()), "示意图")
    dossier = office.draft(illustrated(picture, picture))
    state = office.state(dossier)
    assert [(one.name, one.digest) for one in state.pictures] == [("1.png", picture.digest)]
    assert office.as_("drafter").papers.content(dossier, picture.digest) == office.as_("drafter").pictures.read(
        picture.digest
    )


def test_every_page_of_a_document_is_made_with_its_pictures(office, renderer):
    picture = office.as_("drafter").pictures.keep(filed(plan(), "JPEG"), "照片")
    dossier = office.draft(illustrated(picture))
    while office.state(dossier).step:
        if office.state(dossier).filed:
            break
        office.step(dossier)
    assert len(renderer.looks) >= 3
    assert {tuple(look.pictures) for look in renderer.looks} == {(picture.digest,)}


def test_a_filed_document_has_its_pictures_with_it(office):
    picture = office.as_("drafter").pictures.keep(filed(plan(), "JPEG"), "照片")
    dossier = office.draft(illustrated(picture))
    while not office.state(dossier).filed:
        office.step(dossier)
    files = {one.name: one.data for one in office.as_("archivist").papers.filed_item(dossier).files}
    assert files["图-1.jpg"] == office.as_("drafter").pictures.read(picture.digest)


def test_a_revised_text_has_other_pictures(office):
    drafter = office.as_("drafter")
    first, second = (drafter.pictures.keep(filed(plan(80, height)), "图") for height in (40, 60))
    dossier = office.draft(illustrated(first))
    kept = drafter.writing.keep_text(illustrated(second))
    drafter.perform(act.Revise(dossier=dossier, source=kept.source, particulars=kept.particulars))
    assert [one.digest for one in office.state(dossier).pictures] == [second.digest]
    assert drafter.papers.content(dossier, first.digest)


def test_a_text_with_a_picture_that_was_never_kept_is_refused(office):
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(illustrated(Picture(digest=Digest("d" * 64), name="没有存的图")))
    wish = act.Draft(flow=FLOW, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    with pytest.raises(Refused) as caught:
        drafter.perform(wish)
    assert caught.value.code == "picture.not-kept"


def test_a_picture_without_bytes_hinders_no_draft(office):
    assert office.state(office.draft(illustrated(Picture(name="缺的图")))).pictures == ()
