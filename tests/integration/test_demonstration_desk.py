"""The demonstration's desk, really founded: everybody finds something to do, and every signature holds."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from oa_desktop.bootstrap.building import office_in
from oa_desktop.bootstrap.demonstration import demonstration_unit, found_demonstration
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.office import queries as q
from tests.founded import QUICK

NOW = datetime.fromisoformat("2026-03-25T08:00:00+08:00")


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def home(tmp_path_factory, told) -> Path:
    folder = tmp_path_factory.mktemp("home")
    found_demonstration(folder, NOW, lambda done, total: told.append((done, total)), terms=QUICK)
    return folder


@pytest.fixture
def office(home):
    made = office_in(realm_folder(home, Realm.DEMONSTRATION), Realm.DEMONSTRATION, SystemClock(), QUICK)
    yield made
    made.close()


def test_each_of_the_nine_people_finds_something_to_do(office):
    for person in demonstration_unit().people:
        session = office.sign_in(person.account, person.password)
        assert session.ask(q.ToDo()), person.name
        assert session.notices == ()
        session.sign_out()


def test_what_is_on_the_desk_was_signed_by_those_who_did_it_and_can_be_archived_at_once(office):
    session = office.sign_in("ouyangzhe", "Qingyuan#06")
    assert session.administration.verify().sound
    assert session.archive.dry_run(NOW.year).lines
    session.sign_out()


def test_people_and_seals_are_certified_by_the_own_authority_alone(office):
    session = office.sign_in("heyutong", "Qingyuan#05")
    book, people = session.organisation().trust, session.organisation().people
    session.sign_out()
    certified = Counter(one.facts.purpose for one in book.certificates if one.own)
    assert (certified[Purpose.PERSON], certified[Purpose.SEAL]) == (len(people), len(demonstration_unit().seals))
    assert book.trusted == ()
    assert all("O=演示专用" in one.facts.subject for one in book.certificates if one.own)


def test_one_document_has_been_filed_with_its_number(office):
    session = office.sign_in("heyutong", "Qingyuan#05")
    numbers = [row.number for row in session.ask(q.OutgoingRegister())]
    session.sign_out()
    assert sorted(numbers) == [
        "清政办函〔2026〕1号",
        "清政办发〔2026〕1号",
        "清政办发〔2026〕2号",
        "清政办发〔2026〕3号",
    ]


def test_founding_tells_how_far_it_has_come(home, told):
    done, totals = [one for one, _ in told], {total for _, total in told}
    assert done == sorted(done)
    assert totals == {done[-1]}


def test_a_demonstration_that_is_there_is_not_founded_again(home):
    with pytest.raises(Refused) as refused:
        found_demonstration(home, NOW, lambda *_: None, terms=QUICK)
    assert refused.value.code == "unit.exists"
    assert [one.name for one in home.iterdir()] == ["demonstration"]
