"""What a class is given on paper from an exercise: 讲义, 找错卷 and its key, out of the exercise's own data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.forms import ROW_WIDTH, Form, Row, form_row
from oa_desktop.domain.registry import RULES
from oa_desktop.domain.training.conditions import Answered
from oa_desktop.domain.training.exercise import Exercise, Material, Question, QuestionKind
from oa_desktop.i18n.problems import ABSENT, say

FindingsOf = Callable[[str, str], Sequence[Finding]]
"""Text of a paper as it was typed, and its name: what the rules find in it."""
_SPARE = 3
"""Lines for answers beyond what there is to be found: their number tells nobody how much it is."""
_ANSWER_MM, _LINE_MM = 11.0, 7.0
_HEAD = "找错卷"
_NOT_TOLD = ("", "", "", "")
_ASKED = (
    "下面的材料里埋了差错。逐处写明在第几行、错在哪里、怎样改；没有差错的不要写，误指一处扣一处的分。"
    "材料里的单位、人员、文号都是虚构的。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """What was planted in a paper (埋下的差错).

    Attributes:
        named: The errors, as the question on the paper names them; empty where nobody asks for them.
        why: What that question explains.
        rules: What the rules and checks say of it: what is wrong, why, how it is mended, the clause.
    """

    named: tuple[str, ...]
    why: str
    rules: tuple[tuple[str, str, str, str], ...]

    @property
    def count(self) -> int:
        """How many errors there are to be found."""
        return len(self.named or self.rules)


def papers_of(exercise: Exercise, variant: int, findings_of: FindingsOf) -> Mapping[str, Form]:
    """Return what can be printed of an exercise, by what it is called; without errors to be found 讲义 alone."""
    try:
        sheet, key = hunt(exercise, variant, findings_of)
    except Refused:
        return {"讲义": handout(exercise)}
    return {"讲义": handout(exercise), _HEAD: sheet, f"{_HEAD}答案": key}


# --- 讲义 ------------------------------------------------------------------------------------------------------------


def handout(exercise: Exercise) -> Form:
    """Return the hand-out of an exercise (讲义): its task, its steps with their hints, what counts, and the clauses."""
    clauses = dict.fromkeys([*exercise.clauses, *(one.clause for one in exercise.checks if one.clause)])
    rows = (
        form_row(("难度", exercise.level, 4), ("用时", f"{exercise.minutes}分钟", 4), ("学时", _hours(exercise), 4)),
        form_row(("目标", exercise.goal, ROW_WIDTH)),
        form_row(("任务", exercise.brief.strip(), ROW_WIDTH)),
        *_steps(exercise),
        form_row(("要做到的", "\n".join(f"{one.asks}：{one.why}" for one in exercise.checks), ROW_WIDTH)),
        form_row(("依据", "\n".join(clauses), ROW_WIDTH)),
    )
    return Form(title=f"{exercise.named}讲义", rows=rows, footer=_edition(exercise), close=True)


def _hours(exercise: Exercise) -> str:
    return str(exercise.hours) if exercise.hours else ""


def _steps(exercise: Exercise) -> Iterator[Row]:
    if exercise.guidance:
        yield form_row(("步骤和提示", "", ROW_WIDTH), heads=True)
    for number, one in enumerate(exercise.guidance, 1):
        hints = (f"提示：{hint.text}" for hint in one.hints)
        yield form_row((f"{number}．{one.title}", "\n".join((one.text.strip(), *hints)), ROW_WIDTH))


def _edition(exercise: Exercise, variant: int | None = None) -> str:
    content = "" if variant is None else f"，{_content(variant)}"
    return f"场景 {exercise.id} 第{exercise.version}版{content}"


def _content(variant: int) -> str:
    return f"第{variant + 1}种内容（种子 {variant}）"


# --- 找错卷 ----------------------------------------------------------------------------------------------------------


def hunt(exercise: Exercise, variant: int, findings_of: FindingsOf) -> tuple[Form, Form]:
    """Return a sheet on which errors are to be found, and its key; both say of which variant they are.

    Args:
        exercise: In that variant.
        variant: Its number, from which its content was drawn.
        findings_of: Returns what the rules find in a text.

    Raises:
        Refused: ``training.nothing-planted``.
    """
    papers = {one.id: planted_in(exercise, one, findings_of) for one in exercise.materials if one.planted}
    found = {id_: one for id_, one in papers.items() if one.count}
    if not found:
        raise Refused("training.nothing-planted", title=exercise.title)
    return _sheet(exercise, variant, found), _key(exercise, variant, found)


def planted_in(exercise: Exercise, material: Material, findings_of: FindingsOf) -> Planted:
    """Return what was planted in a paper: what a rule or a check knows is told by it, all else by its question.

    A question that a planted check asks is about that one error, and names no others.
    """
    found = {one.rule: one for one in findings_of(material.text, f"{material.title}.md")}
    checks = {one.id: (one.asks, one.why, one.mend, one.clause) for one in exercise.checks}
    told = (_of_rule(one, found.get(one)) if one in RULES else checks.get(one, _NOT_TOLD) for one in material.planted)
    rules = tuple(one for one in told if one[0])
    question = _naming_errors(exercise, material)
    if question is None:
        return Planted(named=(), why="", rules=rules)
    named = tuple(one.text for one in question.choices if one.id in question.answers)
    return Planted(named=named, why=question.why, rules=rules)


def _naming_errors(exercise: Exercise, material: Material) -> Question | None:
    """Return the question which of several things are wrong in a paper, None where nobody asks it."""
    planted = (one.condition for one in exercise.checks if one.id in material.planted)
    about_one = {one.question for one in planted if isinstance(one, Answered)}
    shown = (one for one in exercise.questions if one.shown == material.id and one.id not in about_one)
    return next((one for one in shown if one.kind is QuestionKind.SEVERAL), None)


def _of_rule(rule: str, found: Finding | None) -> tuple[str, str, str, str]:
    """Return what a rule says of a paper; what it does not find there is told as in the help pages."""
    said = say(rule, found.params if found else {})
    why, mend = (one if one != ABSENT else "" for one in (said.why, said.do))
    return said.what, why, mend, RULES[rule].clause


def _sheet(exercise: Exercise, variant: int, found: Mapping[str, Planted]) -> Form:
    rows = (
        form_row(("姓名", "", 4), ("学号", "", 4), ("得分", "", 4)),
        form_row(("卷号", f"{exercise.named}，{_content(variant)}", ROW_WIDTH)),
        form_row(("要求", _ASKED, ROW_WIDTH)),
        *(row for one in found for row in _paper(exercise.material(one))),
        *_answers(sum(one.count for one in found.values()) + _SPARE),
    )
    return Form(title=_HEAD, rows=rows, footer=_edition(exercise, variant), close=True)


def _paper(material: Material) -> Iterator[Row]:
    """Yield a paper line by line, numbered, so that an answer can say where something is."""
    typed = [one for one in material.text.splitlines() if one.strip(" -")]
    yield from _table((("行", 1), (material.title, 11)), ((str(number), one) for number, one in enumerate(typed, 1)))


def _answers(lines: int) -> Iterator[Row]:
    columns = (("序号", 1), ("第几行", 2), ("错在哪里", 5), ("怎样改", 4))
    return _table(columns, ((str(one), "", "", "") for one in range(1, lines + 1)), height_mm=_ANSWER_MM)


def _key(exercise: Exercise, variant: int, found: Mapping[str, Planted]) -> Form:
    rows = (
        form_row(("卷号", f"{exercise.named}，{_content(variant)}", ROW_WIDTH)),
        *(row for id_, one in found.items() for row in _solved(exercise.material(id_), one)),
    )
    return Form(title=f"{_HEAD}答案", rows=rows, footer=_edition(exercise, variant), close=True)


def _solved(material: Material, planted: Planted) -> Iterator[Row]:
    yield form_row((f"{material.title}（{planted.count}处）", "", ROW_WIDTH), heads=True)
    if planted.named:
        errors = ((str(number), one) for number, one in enumerate(planted.named, 1))
        yield from _table((("序号", 1), ("差错", 11)), errors)
        yield form_row(("为什么", planted.why, ROW_WIDTH))
    if planted.rules:
        yield from _table((("检查怎么说", 3), ("为什么", 4), ("怎样改", 3), ("依据", 2)), planted.rules)


def _table(
    columns: Sequence[tuple[str, int]], lines: Iterable[Sequence[str]], height_mm: float = _LINE_MM
) -> Iterator[Row]:
    head = form_row(*((label, "", width) for label, width in columns), heads=True)
    yield head
    for line in lines:
        cells = (("", value, width) for value, (_label, width) in zip(line, columns, strict=True))
        yield form_row(*cells, height_mm=height_mm, columns=head)
