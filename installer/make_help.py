"""Writes the generated parts of the help pages: every problem code and every rule of the reader, from their tables.

``python installer/make_help.py`` renews ``resources/help``; a test holds that the pages are the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from oa_desktop.docs.reading.remarks import RULES
from oa_desktop.i18n.problems import ABSENT, UNKNOWN, group_of, problems, say
from oa_desktop.i18n.resources import resource_path

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


def reader_part() -> str:
    """Return the rules of the reader as a table."""
    rows = (
        f"| `{rule}` | {words.severity.value} | {_blank(words.why)}。 | {_blank(words.remedy)}。 |"
        for rule, words in RULES.items()
    )
    return "\n".join(("", "| 代号 | 等级 | 说的是 | 怎么办 |", "|---|---|---|---|", *rows, "\n"))


def _blank(text: str) -> str:
    """Return a sentence with an ellipsis for each of its parameters."""
    shown = re.sub(r"\{[a-z_]+\}", ABSENT, text).rstrip("。")
    return shown.replace("|", "\\|").replace("<!-- -->", "`<!-- -->`")


PARTS = {"出错怎么办.md": problem_part, "检查发现.md": reader_part}
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
