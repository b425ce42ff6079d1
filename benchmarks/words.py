"""Chinese text as it might have been: real words, a few of them very common and most of them rare."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from pypinyin.phrases_dict import phrases_dict

VOCABULARY = 20_000
_SENTENCE = 7
_OFFICE = (
    "工作通知管理部门单位项目建设安全公文办理检查落实组织领导加强推进责任要求情况会议"
    "文件群众服务农村教育卫生财政资金规划方案意见报告请示批复督查考核培训"
)
"""Two-character words of every office text: the commonest, in this order."""


@cache
def vocabulary() -> tuple[str, ...]:
    """Return words of two to four characters, the commonest first."""
    others = sorted(word for word in phrases_dict if 2 <= len(word) <= 4)
    random.Random(1).shuffle(others)
    common = (_OFFICE[start : start + 2] for start in range(0, len(_OFFICE), 2))
    return tuple(dict.fromkeys((*common, *others)))[:VOCABULARY]


@cache
def _weights() -> Sequence[float]:
    """Return how often words come up to each place: the nth word comes once for n times of the first (Zipf)."""
    return list(accumulate(1 / (place + 10) for place in range(VOCABULARY)))


class Words:
    """Makes text; the same seed makes the same text."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def text(self, characters: int) -> str:
        """Return sentences of about so many characters in all."""
        words = self._random.choices(vocabulary(), cum_weights=_weights(), k=max(1, round(characters / 3.0)))
        lengths = range(0, len(words), _SENTENCE)
        return "。".join("".join(words[start : start + _SENTENCE]) for start in lengths) + "。"
