"""A verdict as people read it (核验结论): what it comes to, then every signature layer by layer, in words.

The command line, the window and the printed page show these lines and no others. A mark and a word say how a layer
came out, never a colour alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from oa_desktop.domain.dates import written_day
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.domain.trust.verdicts import (
    NONE_FOUND,
    NOT_SIGNED,
    FileVerdict,
    Layer,
    Outcome,
    SignatureVerdict,
    Statement,
)
from oa_desktop.i18n import _
from oa_desktop.i18n.moments import moment_of
from oa_desktop.i18n.problems import name_of, say

TITLE: Final = "签章核验结论"
MARKS: Final[Mapping[Outcome, str]] = {Outcome.HOLDS: "√", Outcome.BROKEN: "×", Outcome.UNDECIDED: "？"}
MOST: Final = 20
"""Statements of one rule that people are shown; the others are only counted."""
INTERNAL: Final = "仅限本单位内部"
_COMES_TO: Final[Mapping[Outcome, str]] = {
    Outcome.HOLDS: "签章成立：签名以后没有改动，印章和证书可信。",
    Outcome.BROKEN: "签章不成立：文件被改动过，或者有签名没有管到的内容。请不要采信。",
    Outcome.UNDECIDED: "此处无法判定：没有发现改动，但是缺少判定可信所需要的材料。",
}
_NOT_VALID: Final = "签章不成立：没有发现改动，但是印章或者证书当时无效、已被吊销，或者不是本人的。请不要采信。"
_OF_CONTENT: Final = frozenset({Layer.STRUCTURE, Layer.DIGESTS, Layer.SIGNATURE, Layer.COVERAGE})
"""Layers by which one sees that something was altered."""
_NO_SIGNATURE: Final[Mapping[Statement, str]] = {
    NOT_SIGNED: "没有签章：不能证明文件是谁发出的、改没改过。",
    NONE_FOUND: "没有找到签章，文件也读不完整：不能证明文件是谁发出的、改没改过。",
}
_BRIEF: Final[Mapping[Outcome, str]] = {
    Outcome.HOLDS: "成立",
    Outcome.BROKEN: "不成立",
    Outcome.UNDECIDED: "无法判定",
}
_LAYERS: Final = {layer: place for place, layer in enumerate(Layer)}
_MARK, _LAYER, _WORDS = 2, 2, 8
_ROW_MM: Final = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """One statement in words.

    Attributes:
        outcome: How it came out.
        layer: What was looked at.
        what: What is said.
        why: Why; empty for what holds.
        do: What to do; likewise.
    """

    outcome: Outcome
    layer: str
    what: str
    why: str
    do: str

    @property
    def word(self) -> str:
        """How it came out, in a word."""
        return _(_BRIEF[self.outcome])

    @property
    def mark(self) -> str:
        """Its mark and its word."""
        return f"{MARKS[self.outcome]} {self.word}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPart:
    """What is said of one signature, or of the file as a whole."""

    title: str
    outcome: Outcome
    lines: tuple[VerdictLine, ...]


def conclusion(verdict: FileVerdict) -> str:
    """Return what a verdict comes to, in one sentence."""
    none = next((_NO_SIGNATURE[one] for one in verdict.statements if one in _NO_SIGNATURE), "")
    if verdict.outcome is Outcome.UNDECIDED and none:
        return _(none)
    if verdict.outcome is Outcome.BROKEN and not _altered(verdict):
        return _(_NOT_VALID)
    said = _(_COMES_TO[verdict.outcome])
    inside = verdict.outcome is Outcome.HOLDS and any(one.internal for one in verdict.signatures)
    return _("{said}（{internal}）。").format(said=said.rstrip("。"), internal=_(INTERNAL)) if inside else said


def _altered(verdict: FileVerdict) -> bool:
    """Tell whether what is broken is the content; else it is only whoever signed."""
    said = (*verdict.statements, *(one for each in verdict.signatures for one in each.statements))
    return any(one.outcome is Outcome.BROKEN and one.layer in _OF_CONTENT for one in said)


def known_until(verdict: FileVerdict) -> str:
    """Return up to when revocations are known, in words; empty where nothing is known."""
    known = verdict.known_until
    return _("吊销情况知道到 {until}。").format(until=moment_of(known)) if known else ""


def parts(verdict: FileVerdict) -> tuple[VerdictPart, ...]:
    """Return every signature in the order of the file, then what is said of the file as a whole."""
    signed = [_part(_title(count, one), one.statements) for count, one in enumerate(verdict.signatures, start=1)]
    return (*signed, _part(_("整个文件"), verdict.statements)) if verdict.statements else tuple(signed)


def _part(title: str, statements: Iterable[Statement]) -> VerdictPart:
    lines = tuple(_lines(sorted(statements, key=lambda one: _LAYERS[one.layer])))
    worst = [one for one in (Outcome.BROKEN, Outcome.UNDECIDED) if any(line.outcome is one for line in lines)]
    return VerdictPart(title=title, outcome=worst[0] if worst else Outcome.HOLDS, lines=lines)


def _lines(statements: Sequence[Statement]) -> Iterator[VerdictLine]:
    """Yield the lines of statements; of one rule only the first ones, then how many there are besides."""
    times, told = Counter(one.rule for one in statements), Counter[str]()
    for one in statements:
        told[one.rule] += 1
        if told[one.rule] <= MOST:
            yield _line(one)
        elif told[one.rule] == times[one.rule]:
            words = _("这样的还有{count}处。").format(count=times[one.rule] - MOST)
            yield VerdictLine(outcome=one.outcome, layer=_(one.layer.value), what=words, why="", do="")


def _title(count: int, one: SignatureVerdict) -> str:
    """Return whose signature it is and when it claims to be made, with where that time came from."""
    holder = one.holder or one.name
    when = moment_of(one.claimed_time) if one.claimed_time else _("没有读出时间")
    source = _("（{source}）").format(source=name_of("time_source", one.time_source)) if one.time_source else ""
    internal = _("，{internal}").format(internal=_(INTERNAL)) if one.internal else ""
    return _("第{count}个签章：{holder}，{when}{source}{internal}").format(
        count=count, holder=holder, when=when, source=source, internal=internal
    )


def _line(one: Statement) -> VerdictLine:
    said = say(one.rule, one.told)
    return VerdictLine(outcome=one.outcome, layer=_(one.layer.value), what=said.what, why=said.why, do=said.do)


# --- as a form --------------------------------------------------------------------------------------------------------


def verdict_form(verdict: FileVerdict, name: str, organ: str, day: str) -> Form:
    """Return a verdict as it is printed (表单).

    Args:
        verdict: What verification said.
        name: Of the file.
        organ: Whose form it is.
        day: When it was verified, ISO 8601.
    """
    rows = (
        form_row((_("文件"), _("{name}（{format}）").format(name=name, format=verdict.format), 12), height_mm=_ROW_MM),
        form_row((_("结论"), f"{MARKS[verdict.outcome]} {conclusion(verdict)}{known_until(verdict)}", 12)),
        *(row for part in parts(verdict) for row in _rows(part)),
    )
    return Form(title=TITLE, organ=organ, rows=rows, footer=_("{day}核验").format(day=written_day(day)), close=True)


def _rows(part: VerdictPart) -> Iterator[Row]:
    yield form_row((part.title, "", 12), height_mm=_ROW_MM, heads=True)
    for together in _together(part.lines):
        said = "\n".join(words for line in together for words in (line.what, line.why, line.do) if words)
        cells = (("", together[0].mark, _MARK), ("", together[0].layer, _LAYER), ("", said, _WORDS))
        yield form_row(*cells, height_mm=_ROW_MM)


def _together(lines: Iterable[VerdictLine]) -> Iterator[Sequence[VerdictLine]]:
    """Yield what stands in a row each: all that holds of one layer, and everything else by itself."""
    for (_layer, outcome), same in groupby(lines, key=lambda line: (line.layer, line.outcome)):
        found = tuple(same)
        yield from [found] if outcome is Outcome.HOLDS else ((one,) for one in found)


# --- as data ----------------------------------------------------------------------------------------------------------


def record(verdict: FileVerdict) -> dict[str, object]:
    """Return a verdict as plain data, for other programs; codes and words both."""
    return {
        "format": verdict.format,
        "outcome": verdict.outcome.name.lower(),
        "conclusion": conclusion(verdict),
        "known_until": verdict.known_until,
        "signatures": [_signature_record(one) for one in verdict.signatures],
        "statements": [_statement_record(one) for one in verdict.statements],
    }


def _signature_record(one: SignatureVerdict) -> dict[str, object]:
    return {
        "name": one.name,
        "holder": one.holder,
        "claimed_time": one.claimed_time,
        "time_source": one.time_source,
        "internal": one.internal,
        "statements": [_statement_record(each) for each in one.statements],
    }


def _statement_record(one: Statement) -> dict[str, object]:
    line = _line(one)
    return {
        "layer": one.layer.name.lower(),
        "outcome": one.outcome.name.lower(),
        "rule": one.rule,
        "place": one.place,
        "what": line.what,
        "why": line.why,
        "do": line.do,
    }
