"""Writes the generated parts of the help pages: every problem code and every rule of findings, from their tables.

``python installer/make_help.py`` renews ``resources/help``; a test holds that the pages are the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from oa_desktop.domain.documents.template import CHOICES
from oa_desktop.domain.registry import RULES, Family, Rule
from oa_desktop.i18n.problems import ABSENT, UNKNOWN, group_of, problems, say
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.matrix import page

BEGIN, END = "<!-- generated -->\n", "<!-- end of generated -->\n"


def problem_part() -> str:
    """Return what every problem says, under a heading for each group of codes."""
    return "\n".join(_problem_lines()) + "\n"


def _problem_lines() -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for code in problems():
        groups.setdefault(group_of(code), []).append(code)
    for name, codes in groups.items():
        yield f"\n## {name}"
        for code in codes:
            yield from _problem(code)


def _problem(code: str) -> Iterator[str]:
    said = say(code, {} if code != UNKNOWN else {"code": ABSENT})
    yield f"\n### {said.what.rstrip('。')}\n"
    yield f"- 代号：`{code}`"
    yield f"- 为什么：{said.why}"
    yield f"- 怎么办：{said.do}"


def finding_part() -> str:
    """Return what every rule of findings says, in a table for each kind of rules."""
    families = {family: _rules_of(family) for family in Family}
    return "\n".join(line for family, rules in families.items() for line in _rule_lines(family, rules)) + "\n"


def _rules_of(family: Family) -> dict[str, Rule]:
    return {name: rule for name, rule in RULES.items() if rule.family is family}


def _rule_lines(name: str, rules: Mapping[str, Rule]) -> Iterator[str]:
    if rules:
        yield from (f"\n## {name}\n", "| 代号 | 等级 | 说的是 | 为什么 | 怎么办 | 依据 |", "|---|---|---|---|---|---|")
    for rule, fixed in rules.items():
        said = say(rule, {})
        words = " | ".join((_cell(said.what), _cell(said.why) if said.why else "—", _cell(said.do)))
        yield f"| `{rule}` | {fixed.severity.value} | {words} | {fixed.clause or '—'} |"


def _cell(text: str) -> str:
    """Return what a cell says; what a file's schema says is not known here."""
    if text == ABSENT:
        return "按提示改正。"
    return text.replace("|", "\\|").replace("<!-- -->", "`<!-- -->`")


def choice_part() -> str:
    """Return what an office may choose about its pages, in a table."""
    rows = (
        f"| {one.name} | {one.range} | {one.says(one.usual)} | {one.clause or '本软件的限度'} |"
        for one in CHOICES.values()
    )
    return "\n".join(("", "| 名称 | 可以写 | 不写的 | 依据 |", "|---|---|---|---|", *rows)) + "\n"


def matrix_part() -> str:
    """Return when every act is allowed, and what becomes of the tasks."""
    return "\n".join(page()) + "\n"


PARTS = {
    "出错怎么办.md": problem_part,
    "检查发现.md": finding_part,
    "版式模板.md": choice_part,
    "办理矩阵.md": matrix_part,
}
"""The pages with a generated part."""


def renewed(page: str, part: str) -> str:
    """Return a page with its generated part replaced."""
    before, rest = page.split(BEGIN)
    _old, after = rest.split(END)
    return before + BEGIN + part + END + after


def pages() -> dict[Path, str]:
    """Return every page with a generated part, as it should be."""
    folder = resource_path("help")
    return {folder / name: renewed((folder / name).read_text(encoding="utf-8"), part()) for name, part in PARTS.items()}


def main() -> None:
    """Renew the pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
