"""Which backups are kept: some of the last days, weeks and months, and never fewer because time has passed."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from oa_desktop.domain.rotation import Keeping, kept, name_at, time_of

START = datetime(2026, 1, 1, 18, 0)
DAILY = [name_at(START + timedelta(days=day)) for day in range(400)]


def test_of_four_hundred_days_some_days_weeks_and_months_are_kept():
    found = kept(DAILY, Keeping())
    times = sorted(time for name in found if (time := time_of(name)))
    assert len(found) <= 7 + 4 + 12
    assert {DAILY[-1 - day] for day in range(7)} <= found
    assert len({(time.year, time.month) for time in times}) == 12


def test_of_several_on_one_day_the_newest_is_kept():
    morning, evening = name_at(START), name_at(START + timedelta(hours=3))
    assert kept([morning, evening], Keeping()) == {evening}


def test_a_year_in_which_nobody_backed_up_takes_nothing_away():
    old = DAILY[:7]
    assert kept([*old, name_at(START + timedelta(days=900))], Keeping(days=8)) >= {*old}


def test_one_made_by_a_clock_that_went_wrong_takes_one_place_and_no_more():
    wrong = name_at(datetime(2099, 12, 31))
    found = kept([*DAILY, wrong], Keeping())
    assert wrong in found
    assert {DAILY[-1 - day] for day in range(6)} <= found


def test_what_is_called_otherwise_is_left_alone():
    others = ["公文.docx", "备份-昨天", "备份-20261332-000000", "备份-20260101-18000"]
    assert kept([*others, *DAILY], Keeping()) >= {*others}
    assert [time_of(one) for one in others] == [None] * 4


def test_whatever_there_is_the_newest_is_kept_and_taking_away_twice_takes_no_more():
    chance = random.Random(7)
    for _ in range(200):
        names = chance.sample(DAILY, chance.randrange(1, 60))
        keeping = Keeping(days=chance.randrange(1, 9), weeks=chance.randrange(5), months=chance.randrange(13))
        found = kept(names, keeping)
        assert max(names) in found
        assert kept(found, keeping) == found
