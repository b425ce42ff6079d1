"""Every sentence of a finding is Chinese source text that goes through gettext before its parameters are filled in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from oa_desktop.i18n.words import worded

PACKAGE = Path(__file__).resolve().parents[2] / "oa_desktop"
MAKERS = {"Finding", "fault", "_fault", "_faulty", "_finding"}
"""What makes a finding, by name, wherever it stands."""
FINISHED = {"worded", "_", "str"}
"""What may make a sentence of a finding where the finding itself is made."""


def is_chinese(text: object) -> bool:
    return isinstance(text, str) and any("\u4e00" <= char <= "\u9fff" for char in text)


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def put_together(tree: ast.Module) -> Iterator[int]:
    """Yield the lines on which a Chinese sentence is put together instead of filled in, where findings are made."""
    if not any(called(call) in MAKERS for call in calls(tree)):
        return
    for node in (each for each in ast.walk(tree) if isinstance(each, ast.expr)):
        joins = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod)
        formats = isinstance(node, ast.Call) and called(node) == "format"
        if isinstance(node, ast.JoinedStr) or joins or formats:
            constants = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
            if any(len(str(text)) > 1 and is_chinese(text) for text in constants):
                yield node.lineno


def untranslated(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of findings whose words did not go through gettext."""
    for call in calls(tree):
        if called(call) == "Finding":
            for keyword in call.keywords:
                value = keyword.value
                if keyword.arg in {"why", "remedy"} and not (isinstance(value, ast.Call) and called(value) in FINISHED):
                    yield value.lineno


def makes_findings(path: Path) -> bool:
    text = path.read_text("utf-8")
    return re.search(r"\bFinding\(|catalogue\.faults import .*\bfault\b", text) is not None


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if makes_findings(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_words_of_a_finding_are_templates_that_went_through_gettext(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert (list(put_together(tree)), list(untranslated(tree))) == ([], [])


@pytest.mark.parametrize(
    "code",
    [
        'fault("a.b", spot, f"缺少“{name}”。", "请写上。")',
        'why = "缺少" + name\nfault("a.b", spot, why, "请写上。")',
        'fault("a.b", spot, "缺少{}。".format(name), "请写上。")',
        'Finding(rule="a.b", why="缺少标题。", remedy=worded("请补上。"))',
    ],
)
def test_a_sentence_that_no_catalogue_could_have_is_found(code: str) -> None:
    tree = ast.parse(code)
    assert [*put_together(tree), *untranslated(tree)]


def test_a_parameter_is_filled_in_and_what_it_holds_is_left_alone() -> None:
    assert worded("缺少“{name}”{x}。", name="{x}") == "缺少“{x}”{x}。"
    assert worded("写成 {a: b} 的样子") == "写成 {a: b} 的样子"
