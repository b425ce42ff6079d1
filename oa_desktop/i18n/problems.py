"""What a problem or a finding says to people: what happened, why, and what to do (发生了什么、为什么、怎么办).

The words of every code of a problem stand in ``resources/words/problems.yaml``, those of the rules of findings, which
need no why, in ``findings.yaml`` beside it; a rule that is a problem elsewhere has its words there. What a verification
says stands in ``verdicts.yaml``; what holds asks nobody to do anything. A name in braces is a parameter; behind a colon
may stand one of :data:`FORMS`, such as ``{wait_seconds:duration}``.
``resources/words/names.yaml`` names the values that are codes themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from oa_desktop.i18n import _
from oa_desktop.i18n.moments import moment_of
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.resources import resource_path

UNKNOWN = "unknown"
"""The row that words a code without a row of its own."""
ABSENT = "……"
"""What stands in a sentence for a parameter that was not given, and for the middle of a very long one."""
LONGEST = 180
"""Characters of a parameter in a sentence."""
LISTED = 3
"""Findings that a sentence lists; the others are only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The words of one code, in Chinese, with the names of parameters in braces."""

    what: str
    do: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemText:
    """A problem in words.

    Attributes:
        what: What happened.
        why: The rule or the circumstance behind it.
        do: What to do now.
    """

    what: str
    why: str
    do: str

    def __str__(self) -> str:
        return self.what + self.why + self.do


WORDLESS = Problem(
    what="提示的文字读不出来（{code}）。", do="请运行 doctor，按“文字”一项改好 resources/words 里的文件。"
)
"""Words of the last resort, where an office has garbled the table of words itself."""


def say(code: str, params: Mapping[str, object]) -> ProblemText:
    """Return what a problem or a finding says; an unknown code or a missing parameter still gives a sentence."""
    tables = (problems(), findings(), verdicts())
    problem = next((table[code] for table in tables if code in table), problems().get(UNKNOWN, WORDLESS))
    values = {"code": code} | {name: _named(name, value) for name, value in params.items()}
    what, why, do = (_filled(_(text), values) for text in (problem.what, problem.why, problem.do))
    return ProblemText(what=what, why=why, do=do)


def group_of(code: str) -> str:
    """Return the heading under which the help pages tell of a code."""
    group = code.split(".", maxsplit=1)[0]
    return _(_names().get("group", {}).get(group, group))


def name_of(table: str, code: str) -> str:
    """Return what people call a value that is a code itself; the code where no table names it."""
    return _(_names().get(table, {}).get(code, code))


@cache
def problems() -> Mapping[str, Problem]:
    """Return the words of every code of a problem."""
    return _rows("problems")


@cache
def findings() -> Mapping[str, Problem]:
    """Return the words of every rule of findings that is no problem elsewhere."""
    return _rows("findings")


@cache
def verdicts() -> Mapping[str, Problem]:
    """Return the words of everything that a verification says."""
    return _rows("verdicts", needed={"what"})


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    return _table("names")


def _rows(name: str, needed: AbstractSet[str] = frozenset({"what", "do"})) -> Mapping[str, Problem]:
    """Return the rows of a table that say what they must."""
    parts = {"what", "why", "do"}
    rows = _table(name).items()
    return {code: Problem(**words) for code, words in rows if needed <= words.keys() <= parts}


_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes text of every scalar; libyaml, where PyYAML was built with it, is eight times as fast."""


def _table(name: str) -> dict[str, dict[str, str]]:
    """Read a table of words that an office may have edited; what is garbled in it is left out, doctor says where."""
    try:
        text = resource_path(f"words/{name}.yaml").read_text(encoding="utf-8")
        table: Any = yaml.load(text, Loader=_Loader)  # noqa: S506 - makes text, nothing else
    except (yaml.YAMLError, OSError, UnicodeDecodeError):
        return {}
    rows = table.items() if isinstance(table, dict) else ()
    return {code: words for code, words in rows if isinstance(words, dict) and all(map(_is_text, words.values()))}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _named(name: str, value: object) -> object:
    word = _names().get(name, {}).get(str(value))
    return _quoted(value) if word is None else _(word)


def _quoted(value: object) -> object:
    """Return what was typed, with the middle left out where nobody would read to its end."""
    if not isinstance(value, str) or len(value) <= LONGEST:
        return value
    return f"{value[: LONGEST * 2 // 3]}{ABSENT}{value[-LONGEST // 3 :]}"


# --- filling in ---------------------------------------------------------------------------------------------------


_PARAMETER = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<form>[a-z]+))?\}")


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Fill parameters in; one that is missing or of another type never fails."""
    return _PARAMETER.sub(lambda found: _form(found["form"])(values.get(found["name"], ABSENT)), text)


def _form(name: str | None) -> Callable[[Any], str]:
    return FORMS.get(name or "", str)


def _duration(value: Any) -> str:
    """Return seconds as 1分30秒."""
    if not isinstance(value, int) or value < 1:
        return "片刻"
    minutes, seconds = divmod(value, 60)
    if minutes and seconds:
        return f"{minutes}分{seconds}秒"
    return f"{minutes}分钟" if minutes else f"{seconds}秒"


def _size(value: Any) -> str:
    """Return bytes as KB or MB, rounded up."""
    if not isinstance(value, int):
        return str(value)
    kilobytes = -(-value // 1024)
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{-(-kilobytes // 1024)} MB"


def _title(value: Any) -> str:
    return f"《{value}》" if value and value != ABSENT else "这份公文"


def _spot(value: Any) -> str:
    """Return file:line:column in words."""
    file, line, column = ([*str(value).rsplit(":", 2), "", ""])[:3]
    return f"{file} 第{line}行第{column}列" if column else str(value)


def _term(value: Any) -> str:
    """Return a word of the office in the user's language."""
    return _(str(value))


def _found(value: Any) -> str:
    """Return what a finding says is wrong."""
    return ABSENT if value == ABSENT else say(value.rule, value.params).what


def _mending(value: Any) -> str:
    """Return how a finding says that it is mended."""
    return ABSENT if value == ABSENT else say(value.rule, value.params).do


def _listed(value: Any) -> str:
    """Return the first of some findings, each on a line of its own, and how many there are besides."""
    if value == ABSENT:
        return ABSENT
    lines = [f"\n{count}. {mending_of(one)}" for count, one in enumerate(value[:LISTED], 1)]
    others = [f"\n还有{len(value) - LISTED}处，都列在“检查”里"] if len(value) > LISTED else []
    return "；".join((*lines, *others))


def mending_of(one: Any) -> str:
    """Return where something was found, what it is, how it is mended, its clause, and who asks for it."""
    said = say(one.rule, one.params)
    layer = _("{layer}要求").format(layer=_(one.asked_by.value)) if one.asked_by else ""
    basis = "，".join(part for part in (one.clause, layer) if part)
    return f"{in_words(one.place)}：{said.what}{said.do}".rstrip("。") + (f"（{basis}）" if basis else "")


def _short(value: Any) -> str:
    """Return the first characters of an id, as lists show it."""
    return str(value)[:8] or ABSENT


def _journal(value: Any) -> str:
    """Return what a journal is called: the unit's, a number register's, a document's."""
    kind, *names = str(value).split("/")
    if kind == "organisation":
        return "单位记录"
    if kind == "audit":
        return "审计记录"
    if kind == "exchange":
        return "交换登记"
    if kind == "custody":
        return "保管登记"
    if kind == "register" and len(names) > 1:
        return f"{names[-2]}{names[-1]}年文号登记"
    return f"公文{_short(names[-1])}的办理记录" if names else "办理记录"


FORMS: Mapping[str, Callable[[Any], str]] = {
    "duration": _duration,
    "size": _size,
    "moment": moment_of,
    "title": _title,
    "spot": _spot,
    "term": _term,
    "found": _found,
    "mending": _mending,
    "listed": _listed,
    "short": _short,
    "journal": _journal,
}
"""How a parameter may be said: seconds, bytes, a moment, a title, a place, a term, findings, an id, a journal."""
