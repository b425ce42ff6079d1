"""What every command would say: once a day on one machine, anew when it differs, and always where nothing is kept."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from oa_desktop.cli.context import tell
from oa_desktop.cli.said_today import is_news
from oa_desktop.domain.actions import handling as act
from tests.fakes.office import FakeOffice

TODAY = date(2026, 11, 23)
WORDS = "无线网卡 wlan0"


def test_what_was_said_today_is_not_said_again_until_tomorrow_or_until_it_is_something_else(tmp_path: Path) -> None:
    days = (TODAY, TODAY, TODAY + timedelta(days=1))
    assert [is_news(tmp_path, WORDS, day) for day in days] == [True, False, True]
    assert is_news(tmp_path, f"{WORDS}，默认路由", days[-1])
    assert is_news(tmp_path, WORDS, days[-1])


def test_where_nothing_can_be_remembered_it_is_said_every_time(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder")
    assert [is_news(nowhere, WORDS, TODAY) for _ in range(2)] == [True, True]


def test_what_an_act_finds_is_not_said_again_to_whoever_was_told_at_the_sign_in(capsys) -> None:
    office = FakeOffice()
    dossier, before = office.bring_to("department"), office.as_("head")
    office.clock.move(days=-366)
    changed = before.perform(act.Review(dossier=dossier, opinion="同意"))
    tell(before, changed)
    assert "时间比库里最新的办理记录还早" in capsys.readouterr().err
    tell(office.office.sign_in("head", "口令"), changed)
    assert capsys.readouterr().err == ""
