"""What a file of an exercise must keep so that it can be played (演得下去): times, flows, runs, and who learns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oa_desktop.catalogue.checking import Rule
from oa_desktop.catalogue.faults import fault
from oa_desktop.catalogue.stories import is_time
from oa_desktop.catalogue.yaml_source import Source, Where
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.training.exercise import QuestionKind
from oa_desktop.i18n.resources import resource_path

_FIRST, _LAST = "2000", "2100"
"""Years between which exercises play; far outside, clocks and certificates have no days left."""
_BEGINNINGS = frozenset({"draft", "receive"})


def _later(source: Source, content: Any) -> Iterator[Finding]:
    """Find what rests on a thing of its own sort that does not stand before it: it would wait in vain, or for ever."""
    for group, field in (("checks", "needs"), ("materials", "answers")):
        before: set[str] = set()
        for index, one in enumerate(content.get(group, ())):
            if field in one and one[field] not in before:
                yield fault("exercise-file.later", source.spot((group, index, field)), name=one[field])
            before.add(one["id"])


def _no_times(source: Source, content: Any) -> Iterator[Finding]:
    """Find times that no calendar has, and those that lie out of all reach."""
    dated = ((("materials", index, "date"), one) for index, one in enumerate(content.get("materials", ())))
    for where, one in ((("begin",), content), *dated):
        text = one.get(where[-1], _FIRST)
        if not _FIRST <= text < _LAST or (where[-1] in one and not is_time(text)):
            yield fault("story-file.time", source.spot(where), text=text)


def _nobody_learns(source: Source, content: Any) -> Iterator[Finding]:
    if all("persona" in one for one in content.get("roles", ())):
        yield fault("exercise-file.trainee", source.spot(("roles",)))


def _unknown_flows(source: Source, content: Any) -> Iterator[Finding]:
    known = sorted(one.stem for one in resource_path("flows").glob("*.yaml"))
    for index, one in enumerate(content.get("materials", ())):
        if one.get("flow", known[0]) not in known:
            spot = source.spot(("materials", index, "flow"))
            yield fault("exercise-file.unknown", spot, name=one["flow"], known="、".join(known))


def _lacking_in_acts(source: Source, content: Any) -> Iterator[Finding]:
    """Find acts that do not say by whom or about what, and such as begin a paper that has no flow."""
    flowing = {one["id"] for one in content.get("materials", ()) if "flow" in one}
    for where, one in _acts(content):
        lacks = [field for field in ("by", "doc") if "act" in one and field not in one]
        if not lacks and one.get("act") in _BEGINNINGS and one["doc"] not in flowing:
            lacks = ["flow"]
        for field in lacks:
            yield fault("exercise-file.act-lacks", source.spot(where), act=one["act"], field=field)


def _acts(content: Any) -> Iterator[tuple[Where, Any]]:
    """Yield all that runs do, with its place."""
    runs = content["runs"]
    lists: list[tuple[Where, Any]] = [(("opened",), content.get("opened", ()))]
    lists += [(("runs", name, "acts"), runs[name]["acts"]) for name in ("reference", "bad")]
    for index, lapse in enumerate(runs.get("lapses", ())):
        for field in ("instead", "after"):
            lists += [(("runs", "lapses", index, field, id_), acts) for id_, acts in lapse.get(field, {}).items()]
    for where, acts in lists:
        yield from (((*where, index), one) for index, one in enumerate(acts))


def _strange_lapses(source: Source, content: Any) -> Iterator[Finding]:
    """Find lapses that fail checks or change steps of the reference run that are not there."""
    steps = [one["id"] for one in content["runs"]["reference"]["acts"] if "id" in one]
    known = {"fails": [one["id"] for one in content["checks"]]} | dict.fromkeys(("without", "instead", "after"), steps)
    for index, lapse in enumerate(content["runs"].get("lapses", ())):
        for field, names in known.items():
            for name in lapse.get(field, ()):
                if name not in names:
                    spot = source.spot(("runs", "lapses", index, field))
                    yield fault("exercise-file.unknown", spot, name=name, known="、".join(names))


def _strange_steps(source: Source, content: Any) -> Iterator[Finding]:
    """Find steps that end with the answer to a question that is not there."""
    known = [one["id"] for one in content.get("questions", ())]
    for index, one in enumerate(content.get("steps", ())):
        if "answers" in one and one["answers"] not in known:
            spot = source.spot(("steps", index, "answers"))
            yield fault("exercise-file.unknown", spot, name=one["answers"], known="、".join(known))


def _strange_answers(source: Source, content: Any) -> Iterator[Finding]:
    """Find right answers that nobody can give, and questions without any; what a parameter fills is not looked at."""
    for index, one in enumerate(content.get("questions", ())):
        where, given = ("questions", index), one.get("answers", ())
        if not given and one["kind"] != QuestionKind.PHRASE.value:
            yield fault("exercise-file.answerless", source.spot(where), question=one["id"])
        for place, answer in enumerate(given):
            if "{" not in answer and answer not in _answers_to(one):
                spot = source.spot((*where, "answers", place))
                yield fault("exercise-file.unknown", spot, name=answer, known="、".join(_answers_to(one)))


def _answers_to(question: Any) -> list[str]:
    choices = list(question.get("choices", ()))
    if question["kind"] != QuestionKind.SORT.value:
        return choices
    return [f"{card}={box}" for card in choices for box in question.get("boxes", ())]


PLAY_RULES: tuple[Rule, ...] = (
    _later,
    _no_times,
    _nobody_learns,
    _unknown_flows,
    _lacking_in_acts,
    _strange_lapses,
    _strange_steps,
    _strange_answers,
)
