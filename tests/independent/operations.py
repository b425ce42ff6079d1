"""Reads the table of operations that was written by hand; imports nothing of the program."""

from __future__ import annotations

import csv
from pathlib import Path

STEPS = {
    "发": ("送审", "会签", "审核", "联署会签", "签发", "复核", "登记编号", "印制用印", "核发", "归档"),
    "收": ("收文登记", "初审", "拟办", "会签", "批办", "分办", "传阅", "承办", "办结", "归档"),
    "内": ("送审", "会签", "审核", "审批", "用印登记", "发布", "办结", "归档"),
}
STATES = (
    "一人",
    "并行",
    "依次",
    "或签",
    "加签",
    "异议",
    "传阅",
    "督办",
    "暂停",
    "办结",
    "作废",
    "退文",
    "冲突",
    "待升级",
)
Key = tuple[str, str, str]
"""Act, step with its sort before it, state."""
Fates = tuple[str, str, str, str]
"""Of one's own task, of those open at the same time, behind it, and beside the step: of readers, of who sees to a supervised matter."""


def by_hand() -> dict[Key, Fates]:
    """Return what is allowed; whatever is not there is not."""
    text = (Path(__file__).parent / "operations_by_hand.csv").read_text(encoding="utf-8").splitlines()
    found: dict[Key, Fates] = {}
    for row in csv.DictReader(line for line in text if not line.startswith("#")):
        fates = (row["自己"], row["同时"], row["后面"], row["旁边"])
        for key in ((row["办理"], step, state) for step in _steps(row["环节"]) for state in row["情形"].split()):
            assert key not in found, f"written twice: {key}"
            found[key] = fates
    return found


def _steps(words: str) -> list[str]:
    found = []
    for word in words.split():
        sort = word[0]
        found += [sort + one for one in STEPS[sort]] if word.endswith("各环节") else [word]
    return found
