"""The blanks of internal matters as files: the shipped ones are right, and each fault is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from oa_desktop.catalogue.flows import load_flows
from oa_desktop.catalogue.matters import check_matter, load_matters
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.i18n.resources import resource_path

RIGHT = (resource_path("matters") / "30-telephone.yaml").read_text(encoding="utf-8")


def test_every_shipped_blank_is_right_and_goes_by_a_flow_of_matters() -> None:
    matters, flows = load_matters(resource_path("matters")), load_flows(resource_path("flows"))
    assert [one.name for one in matters.values()] == ["签报", "审批单", "电话记录", "用印审批单", "信息公开审签单"]
    assert {flows[one.flow].sort for one in matters.values()} == {FlowSort.INTERNAL}


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("title: subject", "title: nothing", "resource.unknown-name"),
        ("sender: caller-unit", "sender: nobody", "resource.unknown-name"),
        ("{id: subject, label: 事由, required: 是}", "{id: subject, label: 事由}", "matter-file.title-optional"),
        ("label: 来电人,", "label: 来电单位,", "form-file.repeated"),
        ("{id: hour, label: 来电时间, width: 4}", "{id: hour, label: 来电时间, kind: 选项}", "matter-file.choices"),
        ("width: 8", "width: 13", "resource.value-form"),
    ],
)
def test_a_fault_in_a_blank_is_found(tmp_path: Path, right: str, wrong: str, rule: str) -> None:
    file = tmp_path / "blank.yaml"
    assert right in RIGHT
    file.write_text(RIGHT.replace(right, wrong), encoding="utf-8")
    found = check_matter(file)
    assert [one.rule for one in found] == [rule]
