"""An exercise (实训课次、小题): the task, the people, the papers, what happens, and what is checked; all of it data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.training.conditions import Condition, Pattern

PASS_MARK = 60
"""合格."""
FULL_MARK = 100


class Mode(StrEnum):
    """How an exercise is worked through."""

    WATCH = "看"
    GUIDED = "练"
    ALONE = "做"
    EXAM = "考"


class Readiness(StrEnum):
    """How far an exercise is on its way to the class."""

    DRAFT = "草稿"
    TRIED = "试跑通过"
    RELEASED = "发布"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A role (角色) of an exercise.

    Attributes:
        id: Its name in checks and runs.
        name: What it is called, such as 拟稿人.
        account: Who of the world's unit it is.
        persona: Who plays it where no person does; empty for whom the trainee plays.
    """

    id: str
    name: str
    account: str
    persona: str = ""

    @property
    def is_trainees(self) -> bool:
        """Whether the trainee plays it."""
        return not self.persona


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A paper of an exercise (材料).

    Attributes:
        id: Its name in the exercise.
        title: What it is called on the trainee's list.
        text: As somebody typed it, or as it came.
        mended: The same with its faults mended; what the reference run works with. Empty where nothing is to be mended.
        flow: Id of the flow that its document goes by.
        incoming: 来文, of a paper that comes; None for one that is drafted here.
        planted: Ids of the errors that were planted in it, as the catalogue of errors names them.
        answers: Id of the paper that it answers; empty for none.
        code: 机关代字 of its number.
        date: 成文日期, ISO; empty for the day of the exercise.
        copies: 印数.
        recipients: To whom it is sent out.
        retention: 保管期限.
        damaged: Whether the file of a paper that comes is broken: the half of it came through.
    """

    id: str
    title: str
    text: str
    mended: str = ""
    flow: str = ""
    incoming: Incoming | None = None
    planted: tuple[str, ...] = ()
    answers: str = ""
    code: str = ""
    date: str = ""
    copies: int = 1
    recipients: tuple[str, ...] = ()
    retention: str = "永久"
    damaged: bool = False


class Harm(StrEnum):
    """What was done to a disc (盘上出了什么事)."""

    NONE = "完好"
    CHANGED = "改一个字节"
    LOST = "少一个文件"
    REWRITTEN = "改字句，清单改成一致"
    """Words are replaced, and every list that nobody signs is made to fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A package of the unit's own archive (光盘), made before the trainee comes.

    Attributes:
        name: Of its folder.
        harm: What was done to it.
        document: Id of the paper in whose item that was; empty for the package as a whole.
        file: What stands in the name of the file that it was done to.
        replaced: What stands in place of what, where words were replaced.
    """

    name: str
    harm: Harm = Harm.NONE
    document: str = ""
    file: str = ""
    replaced: Mapping[str, str] = field(default_factory=dict, hash=False)


class QuestionKind(StrEnum):
    """How a question is answered."""

    ONE = "单选"
    SEVERAL = "多选"
    SORT = "归类"
    """Each card into one of the boxes: answers are ``card=box``."""
    ORDER = "排序"
    PHRASE = "口令"
    """A pass phrase is typed; what is recorded is which rules of pass phrases it breaks, and never the phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What may be chosen: of a question that sorts, a card."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question, or a decision in a situation (题、情境).

    Attributes:
        boxes: What cards are sorted into.
        answers: Ids of the right choices, in their order where it matters; of a question that sorts ``card=box``.
        why: What is explained afterwards.
        shown: Id of the material that it is about; empty for none.
        told: Id of what has to have happened before it is asked; empty for a question that is there from the beginning.
    """

    id: str
    kind: QuestionKind
    text: str
    choices: tuple[Choice, ...] = ()
    boxes: tuple[Choice, ...] = ()
    answers: tuple[str, ...] = ()
    why: str = ""
    shown: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A hint (提示) and the points that it costs."""

    text: str
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """A step that the trainee is led through (引导步骤).

    Attributes:
        target: Object name of the place in the window that it is about; empty for none.
        done: Acts or answers that end it; the first of them does.
        answers: Id of the question whose answer ends it.
    """

    id: str
    title: str
    text: str
    target: str = ""
    done: Pattern | None = None
    answers: str = ""
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happens in the course of an exercise (突发情况).

    Attributes:
        after: Minutes of the exercise's time after its begin, or after ``behind``.
        behind: The act behind which it happens; None for the begin.
        message: What the trainee is told, and from whom.
        sender: Who says so.
        arrives: Id of the material that comes with it; empty for none.
        away: Role that is absent from now on; its tasks go nowhere. Empty for none.
        locks: 发文机关 whose electronic seal somebody tries with wrong passwords until it is locked; empty for none.
    """

    id: str
    name: str
    after: int = 0
    behind: Pattern | None = None
    message: str = ""
    sender: str = ""
    arrives: str = ""
    away: str = ""
    locks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check (检查点).

    Attributes:
        asks: What is asked, as the trainee reads it afterwards.
        points: What it is worth.
        why: Why it matters; said where points were lost.
        mend: How to do it right.
        clause: Where it stands; empty for practice.
        cap: The most that the whole may come to where it fails (禁止行为); None for no cap.
        needs: Check without which this one cannot be asked at all.
    """

    id: str
    asks: str
    points: int
    condition: Condition
    why: str
    mend: str
    clause: str = ""
    cap: int | None = None
    needs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One thing that somebody does in a run (一步).

    Attributes:
        id: Its name, where a lapse changes it.
        by: Role that does it.
        act: Kind of the act; empty where a question is answered, a hint taken, or time passes.
        document: Material that it is about.
        words: Opinion or reason.
        said: What else the act says; people by their accounts, departments by their ids.
        mended: Whether it brings the mended text, and not the given one.
        replaced: What stands in that text in place of what.
        question: Id of the question that is answered.
        answers: With what.
        hint: Id of the step whose next hint is taken.
        wait: Minutes of the exercise's time that pass.
    """

    id: str = ""
    by: str = ""
    act: str = ""
    document: str = ""
    words: str = ""
    said: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, hash=False)
    mended: bool = True
    replaced: Mapping[str, str] = field(default_factory=dict, hash=False)
    question: str = ""
    answers: tuple[str, ...] = ()
    hint: str = ""
    wait: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """A run that fails certain checks and nothing else (失误): the reference run with some steps changed.

    Attributes:
        fails: Ids of the checks that it fails.
        without: Ids of the steps that are left out.
        instead: Steps that stand in place of others, by the id of what they replace.
        after: Steps that are put in behind others, by the id of what they follow.
    """

    id: str
    fails: tuple[str, ...]
    without: tuple[str, ...] = ()
    instead: Mapping[str, tuple[Played, ...]] = field(default_factory=dict, hash=False)
    after: Mapping[str, tuple[Played, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that is written down (参考答案、反面示范), and what it scores."""

    acts: tuple[Played, ...]
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """实训课次 or 小题.

    Attributes:
        id: Such as ``session-5``.
        version: Of its data; a score names it.
        lesson: 课次, such as ``5`` or ``7b``; empty for a card.
        goal: What is learned, in one sentence.
        brief: The task, as the trainee reads it.
        level: 难度.
        prerequisites: Ids of what comes before.
        hours: 学时.
        minutes: How long it may take.
        plausible: Seconds below which nobody does it; faster ones are shown to the instructor.
        world: File name of the unit that it plays in.
        begin: When it plays.
        parts: Its roles.
        materials: Its papers.
        opened: What was done before the trainee begins.
        discs: Packages of what was arranged by then.
        parameters: What differs from variant to variant: a name in braces in any text, and what it may stand for.
        altered: Whether it says that it was tried, and is no longer what was tried: then it is a draft again.
        reference: The run that scores full marks.
        bad: The run that is declared bad, with what it scores.
        lapses: For every check a run that fails it.
    """

    id: str
    version: str
    lesson: str
    title: str
    goal: str
    brief: str
    level: str
    minutes: int
    begin: datetime
    world: str
    readiness: Readiness
    parts: tuple[Part, ...]
    checks: tuple[Check, ...]
    reference: Run
    bad: Run
    hours: int = 0
    plausible: int = 0
    prerequisites: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    questions: tuple[Question, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    happenings: tuple[Happening, ...] = ()
    opened: tuple[Played, ...] = ()
    discs: tuple[Disc, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    altered: bool = False

    @property
    def named(self) -> str:
        """What books call it: 课次 and title, the title alone of a card."""
        return f"课次{self.lesson}　{self.title}" if self.lesson else self.title

    @property
    def is_for_one(self) -> bool:
        """Whether one person plays it and nobody else: nothing came before, and nothing waits for what they do."""
        waits = any(one.behind for one in self.happenings)
        return len(self.parts) == 1 and not self.opened and not waits

    def part(self, id_: str) -> Part:
        """Return a role by its id.

        Raises:
            KeyError: There is none.
        """
        return {one.id: one for one in self.parts}[id_]

    def material(self, id_: str) -> Material:
        """Return a paper by its id.

        Raises:
            KeyError: There is none.
        """
        return {one.id: one for one in self.materials}[id_]

    def question(self, id_: str) -> Question:
        """Return a question by its id.

        Raises:
            KeyError: There is none.
        """
        return {one.id: one for one in self.questions}[id_]
