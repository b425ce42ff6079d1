"""Views: a list under a name, for one person alone."""

from __future__ import annotations

import pytest

from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office.lists.outlines import Dated, DueBy, Filter, Grouping, Outline, Sorting
from oa_desktop.office.lists.views import VIEW, View
from oa_desktop.office.queries import ToDo
from tests.builders import says
from tests.fakes.office import FakeOffice, notice

QUARTER = View(
    name="一季度特急",
    outline=Outline(
        of=ToDo,
        filter=Filter(urgency="特急", dated=Dated.ISSUED, since="2026-01-01", until="2026-03-31", due=DueBy.TODAY),
        sorting=Sorting.NUMBER,
        grouping=Grouping.DEPARTMENT,
        reverse=True,
    ),
)


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def test_a_view_is_there_again_as_it_was_kept_for_who_kept_it_alone(office: FakeOffice) -> None:
    views = office.as_("head").views
    views.keep(View(name="空", outline=Outline()))
    views.keep(QUARTER)
    assert views.all() == (QUARTER, View(name="空", outline=Outline()))
    assert office.as_("drafter").views.all() == ()


def test_a_view_takes_the_place_of_the_one_of_its_name_and_can_be_dropped(office: FakeOffice) -> None:
    views = office.as_("head").views
    views.keep(QUARTER)
    changed = View(name=QUARTER.name, outline=Outline())
    views.keep(changed)
    assert views.all() == (changed,)
    views.drop(QUARTER.name)
    assert views.all() == ()


@pytest.mark.parametrize("name", ["", "长" * 21])
def test_a_view_has_a_name_that_a_menu_holds(office: FakeOffice, name: str) -> None:
    with says("list-view.name"):
        office.as_("head").views.keep(View(name=name, outline=Outline()))


def test_views_are_no_drafts_and_drafts_no_views(office: FakeOffice) -> None:
    head = office.as_("head")
    head.views.keep(QUARTER)
    head.drafts.keep("new/1", KeptDraft(text=notice()))
    assert list(head.drafts.all()) == ["new/1"]
    assert head.views.all() == (QUARTER,)


def test_a_view_that_a_later_release_kept_otherwise_is_passed_over(office: FakeOffice) -> None:
    head = office.as_("head")
    office.stores.made.keep_draft(head.standing.person, VIEW + "将来的", b'{"of": "\xe6\xb2\xa1\xe6\x9c\x89"}')
    office.stores.made.keep_draft(head.standing.person, VIEW + "坏的", b"[")
    head.views.keep(QUARTER)
    assert head.views.all() == (QUARTER,)
