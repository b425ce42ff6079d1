"""SECURITY.md says of every control which test proves it, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MET, NOT_APPLICABLE, NOT_MET = "做到", "不适用", "没有做到"
TEST = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")


@dataclass(frozen=True)
class Control:
    """One line of the table."""

    number: str
    what: str
    demand: str
    state: str
    ground: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        return TEST.findall(self.ground)


def controls(statement: str) -> list[Control]:
    """The lines of the table 控制措施."""
    section = statement.split("## 控制措施", 1)[1].split("\n## ", 1)[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return [Control(*row) for row in cells[2:]]


def shipped() -> list[Control]:
    return controls((ROOT / "SECURITY.md").read_text(encoding="utf-8"))


def missing(named: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those tests that are not defined where they are said to be."""
    return [one for one in named if one[1] not in _defined(ROOT / one[0])]


@cache
def _defined(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module(body=[], type_ignores=[])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_is_named_is_there() -> None:
    assert missing([named for control in shipped() for named in control.tests]) == []


def test_a_test_that_is_gone_would_be_missed() -> None:
    here = "tests/unit/test_security_statement.py"
    gone = [(here, "test_that_is_gone"), ("tests/unit/test_gone.py", "test_every_test_that_is_named_is_there")]
    assert missing([(here, "test_every_test_that_is_named_is_there"), *gone]) == gone


def test_what_is_met_names_its_tests_and_whatever_is_not_says_why() -> None:
    for control in shipped():
        assert control.state in (MET, NOT_APPLICABLE, NOT_MET), control.number
        assert bool(control.tests) is (control.state == MET), control.number
        assert control.tests or len(control.ground) >= 10, control.number


def test_every_control_has_a_number_of_its_own() -> None:
    numbers = [control.number for control in shipped()]
    assert len(numbers) == len(set(numbers))
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2}-\d+", number) for number in numbers)


def test_nothing_is_called_certified() -> None:
    statement = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "未经涉密信息系统测评" in statement
    assert "没有做过等级测评" in statement
