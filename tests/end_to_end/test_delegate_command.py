"""Delegating on the command line: given for a few days, listed by both sides, taken back."""

from datetime import date, timedelta

from tests.fakes.command_line import Desk


def test_a_leader_delegates_for_a_week_and_the_delegate_gives_it_back(desk: Desk):
    until = (date.today() + timedelta(days=7)).isoformat()
    given = ("delegate", "to", "limukun", "--until", until, "--kind", "通知", "--reason", "外出学习")
    assert desk(*given, account="zhaoliheng") == 0, desk.err
    assert f"到 {until}，文种：通知。" in desk.out
    assert desk("delegate", account="limukun") == 0
    assert "正在代办" in desk.out
    assert desk("delegate", "to", "zhaoliheng", "--until", until, account="limukun") == 1
    assert "绕成一圈" in desk.err
    assert desk("delegate", "end", "zhaoliheng", account="limukun") == 0, desk.err
    assert desk("delegate", account="zhaoliheng") == 0
    assert "正在代办" not in desk.out
