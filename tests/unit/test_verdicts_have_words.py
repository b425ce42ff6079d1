"""Whatever a verification says has its words in one table, and every row of it is said somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from oa_desktop.i18n.problems import findings, problems, verdicts

PACKAGE = Path(__file__).resolve().parents[2] / "oa_desktop"
RULE = re.compile(r"verdict\.[a-z]+(-[a-z]+)*")


def said() -> Iterator[str]:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and RULE.fullmatch(text):
                yield text


def test_every_statement_has_its_words_and_every_row_is_said() -> None:
    refusals = {code for code in problems() if RULE.fullmatch(code)}
    assert set(said()) == verdicts().keys() | refusals


def test_no_statement_has_words_in_another_table_too() -> None:
    assert verdicts().keys() & (problems().keys() | findings().keys()) == set()
