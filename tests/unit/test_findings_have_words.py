"""A finding is a rule of the registry with parameters; its words stand in one table and are filled in when it is shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.documents.findings import Finding, Place, Severity, finding
from oa_desktop.domain.registry import RULES
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import findings, problems, say

PACKAGE = Path(__file__).resolve().parents[2] / "oa_desktop"
MAKERS = {"finding", "fault", "_fault", "_faulty", "add", "add_lines"}
"""What makes a finding, by name, wherever it stands."""
RULE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
PARAMETER = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")
SOURCES = [
    *PACKAGE.glob("catalogue/*.py"),
    *PACKAGE.glob("docs/reading/*.py"),
    PACKAGE / "domain/documents/document.py",
]
"""Where findings are made."""


def made(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """Yield the rules that findings are made of, each with the parameters that it is given, where both can be told."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in MAKERS):
        given = {"count"} if called(call) == "add_lines" else {one.arg or "" for one in call.keywords}
        for argument in call.args:
            text = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(text, str) and RULE.fullmatch(text):
                yield text, given


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def sentences(tree: ast.AST) -> Iterator[str]:
    """Yield the finished Chinese sentences in some code, docstrings apart."""
    described = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and node not in described else None
        if isinstance(text, str) and re.search("[\u4e00-\u9fff]{2}.*。$", text):
            yield text


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_every_rule_has_its_words_in_one_of_the_two_tables() -> None:
    assert RULES.keys() - findings().keys() - problems().keys() == set()
    assert findings().keys() <= RULES.keys()
    assert findings().keys() & problems().keys() == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_findings_are_made_of_known_rules_and_given_what_their_words_mention(path: Path) -> None:
    for rule, given in made(parsed(path)):
        words = findings()[rule]
        mentioned = set(PARAMETER.findall(words.what + words.do))
        assert "" in given or mentioned <= given, rule


def test_every_rule_is_found_somewhere() -> None:
    named = {
        node.value
        for path in PACKAGE.rglob("*.py")
        if path != PACKAGE / "domain/documents/findings.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert RULES.keys() - named == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_sentence_stands_where_findings_are_made(path: Path) -> None:
    assert list(sentences(parsed(path))) == []


def test_a_sentence_in_the_code_and_a_parameter_that_is_missing_would_be_found() -> None:
    tree = ast.parse('"""说明。"""\nfault("resource.lacking", spot, remedy="请补上。")')
    assert list(sentences(tree)) == ["请补上。"]
    assert list(made(tree)) == [("resource.lacking", {"remedy"})]


def test_a_finding_weighs_what_its_rule_weighs_and_has_its_clause() -> None:
    found = finding("source.no-title", Place(name="文首"))
    assert (found.severity, found.clause) == (Severity.WARNING, "GB/T 9704-2012 7.3.1")


def test_what_a_finding_quotes_is_no_template() -> None:
    found = finding("source.comment", Place(lines=(2,)), value="{value}{x:y}")
    assert say(found.rule, found.params).what == "注释没有排入公文：{value}{x:y}。"


def test_a_finding_crosses_to_another_process_without_its_words() -> None:
    found = finding("source.numbering-added", Place(lines=(3, 8)), count=2)
    written = canonical.encode(codec.to_json(found))
    assert codec.from_json(Finding, canonical.decode(written)) == found
    assert "序数" not in written.decode()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(name="成文日期"), "成文日期"),
        (Place(name="正文", paragraph=2, start=3, end=4), "正文第 2 段"),
        (Place(name="附件1", paragraph=2), "附件1第 2 段"),
        (Place(name="发文机关署名", paragraph=2), "发文机关署名第 2 个"),
        (Place(name="页码", page=3), "第 3 页页码"),
        (Place(name="a.yaml", lines=(3,), column=1), "a.yaml:3:1"),
        (Place(lines=(3,)), "第 3 行"),
        (Place(lines=(3,), column=13), "第 3 行第 13 列"),
        (Place(lines=(3, 8)), "第 3、8 行"),
        (Place(lines=(1, 2, 3, 4, 5, 6, 7)), "第 1、2、3、4、5 行等 7 处"),
    ],
)
def test_a_place_is_said_as_people_say_it(place: Place, said: str) -> None:
    assert in_words(place) == said
