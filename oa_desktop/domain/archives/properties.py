"""四性检测: what is asked of an archival item (检测项), how it came out, and what all of it comes to.

The items follow DA/T 70-2018 as vendors' results print it (secondary source; each says how sure it is). Which there
are, what they weigh and which of them alone fails an item is data. Nothing passes that nobody looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_ITEM, ItemId


class Stage(StrEnum):
    """环节: when an item is tested."""

    FILING = "归档"
    TRANSFER = "移交与接收"
    KEEPING = "长期保存"


class Property(StrEnum):
    """四性."""

    AUTHENTICITY = "真实性"
    COMPLETENESS = "完整性"
    USABILITY = "可用性"
    SAFETY = "安全性"


class Method(StrEnum):
    """Who looks."""

    AUTOMATIC = "自动"
    BY_PROGRAM = "借助程序"
    """Another program is needed for it, such as one against viruses."""
    BY_PERSON = "人工"


class Result(StrEnum):
    """How one item came out."""

    PASSED = "通过"
    FAILED = "不通过"
    PERSON = "待人工"
    """Nobody has looked: a person has to, or the program is not there that could."""
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """检测项: one thing that is looked at; it is known by its name, for everybody numbers them differently.

    Attributes:
        labels: 代号 by stage, as the unit's archives want it; none where nobody knows it.
        stages: When it is asked.
        check: Which check answers it; empty where a person does.
        asks: What is looked at.
        passed: What is said when it is in order; may mention ``{count}``.
        failed: What is said when it is not; may mention ``{found}`` and ``{count}``.
        remedy: What to do.
        tag: How sure it is that the standard has it: V2, G or P.
        weight: Share of the score.
        veto: Whether it alone fails the item.
    """

    name: str
    property: Property
    method: Method
    stages: tuple[Stage, ...]
    labels: Mapping[Stage, str] = field(default_factory=dict)
    check: str = ""
    asks: str = ""
    passed: str = ""
    failed: str = ""
    remedy: str = ""
    tag: str = "G"
    weight: int = 1
    veto: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found.

    Attributes:
        count: How many things it looked at.
        found: What is not in order, by name.
    """

    result: Result
    count: int = 0
    found: tuple[str, ...] = ()


UNCHECKED = Checked(result=Result.PERSON)
"""Nobody looked."""
BESIDE_IT = Checked(result=Result.NOT_APPLICABLE)
"""There is nothing of the kind to look at."""


def judged(count: int, found: Iterable[str]) -> Checked:
    """Return what looking at some things comes to: failed where something was found."""
    faulty = tuple(dict.fromkeys(found))
    return Checked(result=Result.FAILED if faulty else Result.PASSED, count=count, found=faulty)


_SHOWN = 5
"""Names that a sentence mentions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one item.

    Attributes:
        person: Who looked, where the program could not; empty where nobody has.
        note: What they saw.
    """

    criterion: Criterion
    checked: Checked
    person: str = ""
    note: str = ""

    @property
    def result(self) -> Result:
        """How it came out."""
        return self.checked.result

    @property
    def evidence(self) -> str:
        """What was found, in a sentence."""
        if self.person:
            return f"{self.person}核对：{self.note or self.result.value}。".replace("。。", "。")
        if self.result is Result.PERSON and self.checked.found:
            return f"{self._found}在这里无法判定。"
        said = {Result.PASSED: self.criterion.passed, Result.FAILED: self.criterion.failed}
        return said.get(self.result, _UNSAID.get(self.result, "")).format(count=self.checked.count, found=self._found)

    @property
    def remedy(self) -> str:
        """What to do; nothing where nothing is wrong. What the program could not look at, a person looks at."""
        by_person = self.criterion.method is Method.BY_PERSON
        if self.person and self.result is not Result.FAILED:
            return ""
        if self.result is Result.PERSON and not by_person:
            return f"请由人核对：{self.criterion.asks}"
        return self.criterion.remedy if self.result in (Result.FAILED, Result.PERSON) else ""

    @property
    def _found(self) -> str:
        found = self.checked.found
        return "、".join(found[:_SHOWN]) + (f"等{len(found)}项" if len(found) > _SHOWN else "")


_UNSAID = {Result.PERSON: "程序没有检测这一项。", Result.NOT_APPLICABLE: "没有这一项要看的东西。"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyReport:
    """四性检测报告 of one item.

    Attributes:
        code: 档号; the name of the folder where it has none.
        time: When, ISO.
        item: Of the register; none where it stands in none.
        answers: In the order of the items.
    """

    code: str
    title: str
    stage: Stage
    time: str
    item: ItemId = NO_ITEM
    answers: tuple[Answer, ...] = ()

    def of(self, result: Result) -> tuple[Answer, ...]:
        """Return the answers that came out so; all results together are all answers."""
        return tuple(one for one in self.answers if one.result is result)

    def answered(self, name: str, result: Result, person: str, note: str = "") -> PropertyReport:
        """Return the report with what a person saw of an item that the program could not decide.

        Args:
            name: Of the item.
            result: What they decided; that nobody looked takes an earlier answer back.
            person: Who looked.
            note: What they saw; needed for what a program should have looked at.

        Raises:
            Refused: ``properties.no-item``, ``properties.decided``, ``properties.no-note``.
        """
        before = next((one for one in self.answers if one.criterion.name == name), None)
        if before is None:
            raise Refused("properties.no-item", name=name)
        if before.result is not Result.PERSON and not before.person:
            raise Refused("properties.decided", name=name, result=before.result.value)
        if result is not Result.PERSON and before.criterion.method is not Method.BY_PERSON and not note.strip():
            raise Refused("properties.no-note", name=name)
        after = _answer(before, result, person, note.strip())
        return replace(self, answers=tuple(after if one is before else one for one in self.answers))

    @property
    def score(self) -> int:
        """Percent of the weights that were decided and passed, rounded down; 0 where nothing was decided."""
        passed, failed = (_weight(self.of(one)) for one in (Result.PASSED, Result.FAILED))
        return 100 * passed // (passed + failed) if passed else 0

    @property
    def vetoed(self) -> bool:
        """Whether something failed that alone fails the item."""
        return any(one.criterion.veto for one in self.of(Result.FAILED))

    @property
    def result(self) -> Result:
        """The whole: failed where anything failed, and not passed while anything waits for a person."""
        came = {one.result for one in self.answers}
        return next((one for one in (Result.FAILED, Result.PERSON) if one in came), Result.PASSED)


def _answer(before: Answer, result: Result, person: str, note: str) -> Answer:
    if result is Result.PERSON:
        return replace(before, checked=replace(before.checked, result=result), person="", note="")
    return replace(before, checked=replace(before.checked, result=result), person=person, note=note)


def _weight(answers: Iterable[Answer]) -> int:
    return sum(one.criterion.weight for one in answers)
