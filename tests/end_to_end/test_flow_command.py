"""``oa-desktop flow``: what flows there are, their steps, and whether a file is right and fits the unit."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.i18n.resources import resource_path

GENERAL = resource_path("flows") / "outgoing-general.yaml"


def test_every_flow_is_listed_with_the_papers_that_take_it_first(desk):
    assert desk("flow") == 0
    rows = {line.split()[2]: line.split() for line in desk.out.splitlines()[1:]}
    assert rows["outgoing-upward"] == ["发文（上行文）", "发文", "outgoing-upward", "行文方向是上行文，联合行文是否"]
    assert rows["outgoing-general"][-1] == "—"
    assert rows["incoming-request"][1] == "收文"


def test_the_steps_of_a_flow_say_who_acts_and_on_which_papers(desk):
    assert desk("flow", "show", "outgoing-joint") == 0
    said = desk.out
    assert "选定的人，没有选的由“签发”" in said
    assert "主要负责人“签发”（行文方向是上行文），其他公文“签发”" in said
    assert "密级是秘密或者机密或者绝密才走" in said
    assert "不同意的当即退回" in said


def test_a_file_is_checked_and_shown_before_it_is_worked_by(desk, tmp_path: Path):
    file = tmp_path / "ours.yaml"
    file.write_text(GENERAL.read_text(encoding="utf-8"), encoding="utf-8")
    assert (desk("flow", "check", str(file)), desk.out) == (0, "没有发现问题。\n")
    assert desk("flow", "show", str(file)) == 0
    file.write_text(GENERAL.read_text(encoding="utf-8").replace("act: issue", "act: bless"), encoding="utf-8")
    assert desk("flow", "check", str(file)) == 1
    assert "ours.yaml:66:10：动作“bless”不能办结" in desk.out
    assert desk("flow", "show", str(file)) == 1
    assert desk("flow", "show", "no-such-flow") == 1
