"""What a sentence for people in an office is."""

from __future__ import annotations

import re

from oa_desktop.i18n.problems import ABSENT, problems


def must_be_a_sentence(line: str) -> None:
    """One line of Chinese that says what to do: no code, no gap, no trace of a program."""
    assert line.strip() == line.strip("\n") and "\n" not in line.strip(), line
    assert re.search(r"[\u4e00-\u9fff]{4}", line) and line.strip().endswith("。"), line
    assert "请" in line or "可以" in line, line
    assert [code for code in problems() if code in line] == [], line
    assert ABSENT not in line and "{" not in line and "Traceback" not in line, line
